"""The Welsh catalogues, one a folder: `python -m tests.language.catalogues` brings them up to date.

The help of commands is taken from the commands themselves. Click's own words stand in `click.po`,
which is filled up but never shortened: another release of click says other words.

New sentences come in without Welsh, which fails the tests until it is written; sentences that are
no longer said are taken out. A comment `# to review: WHY` marks Welsh that a translator must see.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import click
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_file
from babel.messages.pofile import read_po, write_po

from funding.cli import main
from funding.cli.helping import KIND, PLACEHOLDER, paragraphs, placeholder
from funding.language import CATALOGUES

PACKAGE = CATALOGUES.parent
WELSH = CATALOGUES / "cy"
PAGE = PACKAGE.parent / "docs/how-to/welsh.md"
"""The page that says how many sentences there are, and how many a translator must see."""
TO_REVIEW = "to review:"
PLURALS = "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n==3 ? 3 : n==6 ? 4 : 5);"
"""Welsh counts none, one, two, three, six and all others apart (Unicode CLDR)."""
HEADER = f"""# Welsh of funding: what is said in the modules of one folder.
msgid ""
msgstr ""
"Project-Id-Version: funding\\n"
"Language: cy\\n"
"Plural-Forms: {PLURALS}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

"""
METHODS = {".py": "python", ".html": "jinja2.ext:babel_extract", ".md": "jinja2.ext:babel_extract"}


def empty() -> Catalog:
    """Give an empty catalogue with the six ways of counting: Babel's own for Welsh has five."""
    return read_po(BytesIO(HEADER.encode()), locale="cy")


def folders() -> Iterator[Path]:
    """Give every folder of the package that has modules."""
    yield PACKAGE
    yield from sorted(
        path.parent for path in PACKAGE.rglob("__init__.py") if path.parent != PACKAGE
    )


def catalogue_of(folder: Path) -> Path:
    """Give where the Welsh of a folder stands: `funding/report/page` in `report.page.po`."""
    name = ".".join(folder.relative_to(PACKAGE).parts) or "funding"
    return WELSH / f"{name}.po"


Key = tuple[str, str | None]

OF_CLICK = WELSH / "click.po"
UNSAID = {"_termui_impl.py", "_winconsole.py", "shell_completion.py", "termui.py", "utils.py"}
"""Modules of click that ask people, or talk to shells and terminals: no command of ours does."""


def said_by_click() -> dict[Key, Message]:
    """Give what click may say to whoever gives a command."""
    found = empty()
    for path in sorted(Path(click.__file__).parent.glob("*.py")):
        if path.name not in UNSAID:
            for _line, words, _comments, _context in extract_from_file("python", path):
                found.add(words)
    return {_key(message): message for message in found if message.id}


def help_of_commands() -> Iterator[tuple[str, str | None]]:
    """Give each paragraph, option and placeholder that a command's help shows, in context."""
    for command in (main, *main.commands.values()):
        context = click.Context(command)
        yield from ((each, None) for each in paragraphs(command))
        yield command.options_metavar or "", PLACEHOLDER
        for each in command.params:
            if isinstance(each, click.Option) and each.help:
                yield each.help, None
            yield placeholder(each, context), PLACEHOLDER
            yield each.type.name, KIND
    yield main.subcommand_metavar, PLACEHOLDER


def said_in(folder: Path) -> dict[Key, Message]:
    """Give every sentence that the modules and templates of a folder say, by its key."""
    found = empty()
    for path in sorted(folder.rglob("*")):
        home = next(each for each in path.parents if (each / "__init__.py").is_file())
        if home == folder and path.suffix in METHODS:
            keywords = {**DEFAULT_KEYWORDS, "ngettext": (1, 2), "pgettext": ((1, "c"), 2)}
            for _line, words, _comments, context in extract_from_file(
                METHODS[path.suffix], path, keywords=keywords, options={"silent": "false"}
            ):
                found.add(words, context=context)
    if folder == PACKAGE / "cli":
        for text, of in help_of_commands():
            if text:
                found.add(text, context=of)
    return {_key(message): message for message in found if message.id}


def welsh_in(path: Path) -> Catalog:
    """Read one catalogue; an empty one if there is none."""
    if not path.is_file():
        return empty()
    with path.open("rb") as file:
        return read_po(file, locale="cy", abort_invalid=True)


def brought_up_to_date(folder: Path) -> str:
    """Write the catalogue of a folder as it should be: what is said, with the Welsh there is."""
    known = {_key(message): message for message in welsh_in(catalogue_of(folder)) if message.id}
    catalogue = empty()
    for key, message in said_in(folder).items():
        before = known.get(key)
        if before is None or isinstance(before.id, str) != isinstance(message.id, str):
            before = Message(message.id, context=message.context)
        catalogue.add(
            message.id,
            before.string,
            user_comments=before.user_comments,
            context=message.context,
        )
    return as_written(catalogue)


def strings_of(message: Message) -> list[str]:
    """Give the Welsh of a sentence: one form, or the six of a counted one; empty where missing."""
    if isinstance(message.id, str):
        return [str(message.string or "")]
    forms = list(message.string) if isinstance(message.string, list | tuple) else []
    return [str(form) for form in [*forms, *[""] * 6][:6]]


def counts() -> dict[str, int]:
    """Count the sentences that have Welsh, the terms, and those of each that are to be reviewed."""
    every = [m for path in sorted(WELSH.glob("*.po")) for m in welsh_in(path) if m.id]
    sentences = {_key(each): each for each in every}
    with (CATALOGUES / "terms.csv").open(encoding="utf-8") as file:
        terms = list(csv.DictReader(file))
    return {
        "sentences": len(sentences),
        "sentences to review": sum(is_to_review(each) for each in sentences.values()),
        "terms": len(terms),
        "terms to review": sum(each["status"] == "to review" for each in terms),
    }


def is_to_review(message: Message) -> bool:
    """Say whether a translator must see a sentence."""
    return any(each.startswith(TO_REVIEW) for each in message.user_comments)


def page_with_counts() -> str:
    """Give the page about Welsh with the counts as they are."""
    text = PAGE.read_text(encoding="utf-8")
    for what, number in counts().items():
        text = re.sub(rf"^\| {what} \|.*\|$", f"| {what} | {number:,} |", text, flags=re.MULTILINE)
    return text


def filled_up() -> str:
    """Write click's catalogue with what this release of click says besides."""
    catalogue = welsh_in(OF_CLICK)
    for key, message in said_by_click().items():
        if catalogue.get(message.id) is None:
            catalogue.add(message.id, context=key[1])
    return as_written(catalogue)


def with_one_apostrophe(welsh: str) -> str:
    """Write an apostrophe within or after a word as a printer does: `’`; quotes stay as they are.

    >>> with_one_apostrophe("mae'r bwrdd '{board}' a {name}'n talu")
    "mae’r bwrdd '{board}' a {name}’n talu"
    """
    return re.sub(r"(?<=[^\W\d_])'(?=[^\W\d_])|(?<=\})'(?=[nruwi]\b)", "’", welsh)


def as_written(catalogue: Catalog) -> str:
    """Write a catalogue in its one form, whichever apostrophes were typed."""
    for message in catalogue:
        if isinstance(message.string, str):
            message.string = with_one_apostrophe(message.string)
        else:
            message.string = tuple(map(with_one_apostrophe, message.string or ()))
    written = BytesIO()
    write_po(written, catalogue, width=100, no_location=True, omit_header=True, sort_output=True)
    body = written.getvalue().decode()
    return HEADER + body if body.strip() else ""


def _key(message: Message) -> tuple[str, str | None]:
    return (message.id if isinstance(message.id, str) else message.id[0], message.context)


if __name__ == "__main__":
    WELSH.mkdir(parents=True, exist_ok=True)
    wanted = [(catalogue_of(each), brought_up_to_date(each)) for each in folders()]
    for place, text in (*wanted, (OF_CLICK, filled_up())):
        if text:
            place.write_text(text, encoding="utf-8")
        else:
            place.unlink(missing_ok=True)
        missing = sum(not all(strings_of(m)) for m in welsh_in(place) if m.id) if text else 0
        if missing:
            print(f"{place.name}: {missing} without Welsh")
    PAGE.write_text(page_with_counts(), encoding="utf-8")
