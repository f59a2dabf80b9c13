"""Help in the language spoken: our words of commands and options, and click's own."""

from __future__ import annotations

import gettext
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import copy
from inspect import cleandoc
from typing import TypeVar

import click

from funding.language import _, pgettext, spoken, translations

C = TypeVar("C", bound=click.Command)

PLACEHOLDER, KIND = "a placeholder", "a kind of value"


def in_language(command: C) -> C:
    """Give a command whose help is in the language spoken; in English it is the command itself."""
    if spoken() == "en":
        return command
    found = copy(command)
    found._help_option = None  # noqa: SLF001  # click keeps it, in the language that it made it in
    found.help = "\n\n".join(_(paragraph) for paragraph in paragraphs(command))
    context = click.Context(command)
    found.options_metavar = pgettext(PLACEHOLDER, str(command.options_metavar))
    if isinstance(found, click.Group):
        found.subcommand_metavar = pgettext(PLACEHOLDER, found.subcommand_metavar)
    found.params = [_parameter(each, context) for each in command.params]
    return found


def paragraphs(command: click.Command) -> list[str]:
    """Give the help of a command as paragraphs, each a line: how it is typed does not matter."""
    text = cleandoc(command.help or "")
    return [" ".join(each.split()) for each in text.split("\n\n")]


def placeholder(parameter: click.Parameter, context: click.Context) -> str:
    """Give the word that stands for a value in the help; nothing where words must be as they are.

    The choices of an option are such, and a flag has no value.
    """
    flag = isinstance(parameter, click.Option) and parameter.is_flag
    choice = isinstance(parameter.type, click.Choice)
    return "" if flag or choice else parameter.make_metavar(context)


def _parameter(parameter: click.Parameter, context: click.Context) -> click.Parameter:
    found = copy(parameter)
    found.type = copy(parameter.type)
    found.type.name = pgettext(KIND, parameter.type.name)
    word = placeholder(parameter, context)
    if word:
        found.metavar = pgettext(PLACEHOLDER, word)
    if isinstance(found, click.Option) and found.help:
        found.help = _(found.help)
    return found


@contextmanager
def clicks_words() -> Iterator[None]:
    """Have click look its own words up among ours until the block ends; in English, nowhere.

    Its modules say `_` and `ngettext`, by names of their own for the functions of `gettext`.
    """
    ours: dict[str, Callable[..., str]] = {
        "gettext": lambda words: translations().gettext(words),
        "ngettext": lambda one, many, number: translations().ngettext(one, many, number),
    }
    changed = [
        (module, name, value)
        for key, module in sys.modules.items()
        if spoken() != "en" and key.startswith("click.")
        for name, value in vars(module).items()
        if value in (gettext.gettext, gettext.ngettext)
    ]
    for module, name, value in changed:
        setattr(module, name, ours[value.__name__])
    try:
        yield
    finally:
        for module, name, value in changed:
            setattr(module, name, value)
