"""The language of a command: `--lang`, `FUNDING_LANG`, and both languages in one run."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Literal, get_args

import click

from funding.cli.endings import check_folder
from funding.cli.recording import Delivered, beside, remaking_in
from funding.cli.writing import saying_aside, write
from funding.files import is_file, is_there
from funding.language import LANGUAGES, Language, _, speaking

Asked = Literal["en", "cy", "both"]

VARIABLE = "FUNDING_LANG"

LANG = click.option(
    "--lang",
    "lang",
    type=click.Choice(get_args(Asked)),
    default="en",
    show_default=True,
    envvar=VARIABLE,
    show_envvar=True,
    help="Speak English, Welsh, or both: FILE.en and FILE.cy, which needs --output.",
)
"""For a command that writes a file: it takes `lang` and `output`, and calls `give`."""

ONE_LANG = click.option(
    "--lang",
    type=click.Choice(LANGUAGES),
    default="en",
    show_default=True,
    envvar=VARIABLE,
    show_envvar=True,
    expose_value=False,
    help="Speak English or Welsh.",
)
"""For any other command, which need not know of it: the language is spoken already."""


@dataclass(frozen=True)
class Edition:
    """One language of what a command gives, where it goes, and the other language beside it."""

    language: Language
    output: Path | None
    other: tuple[Language, str] | None = None
    """The other language and the name of its file, in the same folder, for a link to it."""


def give(
    work: Callable[[Edition], str | bytes | Delivered], output: Path | None, lang: Asked
) -> None:
    """Do the work in each language that is asked for, then write it: all of it, or nothing.

    What is said aside, such as warnings, is said in the first language only.
    """
    check_folder(output)
    done: list[tuple[Edition, str | bytes | Delivered]] = []
    remaking = remaking_in(click.get_current_context(silent=True))
    wanted = list(editions(output, lang))
    if remaking is not None and len(wanted) > 1:
        wanted = [each for each in wanted if each.language == remaking.record.language]
    for edition in wanted:
        with speaking(edition.language), saying_aside(is_wanted=not done):
            done.append((edition, work(edition)))
    for edition, found in done:
        if isinstance(found, Delivered):
            keep_what_was_read(edition.output, found.read)
    for edition, found in done:
        given = found if isinstance(found, Delivered) else Delivered(found)
        if remaking is not None:
            remaking.take(given.content)
            continue
        with speaking(done[0][0].language):
            write(given.content, edition.output)
            if given.beside and edition.output is not None and is_file(edition.output):
                write(given.beside, beside(edition.output))


def keep_what_was_read(output: Path | None, read: Sequence[Path]) -> None:
    """Refuse to write a result in the place of a file that it was made of."""
    for path in read:
        if output is not None and is_there(output) and output.samefile(path):
            message = _("the result would take the place of {file}, which it is made of", file=path)
            raise click.BadParameter(message, param_hint="--output")


def editions(output: Path | None, lang: Asked) -> Iterator[Edition]:
    """Give what `--lang` asks for; both languages go to files of their own."""
    if lang != "both":
        yield Edition(lang, output)
        return
    if output is None or not output.name:
        raise click.UsageError(_("two languages are two files: say --output FILE"))
    named = {each: output.with_name(f"{output.stem}.{each}{output.suffix}") for each in LANGUAGES}
    for each, path in named.items():
        (other,) = set(LANGUAGES) - {each}
        yield Edition(each, path, (other, named[other].name))


def asked_language(arguments: Sequence[str] | None) -> Language:
    """Find the language before any argument is read: help and faults are said in it too.

    What is not a language is left to the option itself, which refuses it.
    """
    found = os.environ.get(VARIABLE, "")
    words = [*(sys.argv[1:] if arguments is None else arguments), ""]
    for word, after in pairwise(words):
        if word == "--":
            break
        if word == "--lang":
            found = after
        elif word.startswith("--lang="):
            found = word.removeprefix("--lang=")
    return "cy" if found == "cy" else "en"
