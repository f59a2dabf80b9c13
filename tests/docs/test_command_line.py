"""Every command stands on the page of the command line, with its help as it really is."""

from __future__ import annotations

import re

import click
import pytest

from funding import cli
from tests.docs import running
from tests.docs.pages import ROOT, blocks, prose, tables

PAGE = ROOT / "docs/reference/command-line.md"
COMMANDS = ["", *sorted(cli.main.commands)]


def shown_help() -> dict[str, str]:
    return {
        each.mark.removeprefix("help").strip(): each.text
        for each in blocks(PAGE)
        if each.mark.startswith("help")
    }


@pytest.mark.parametrize("command", COMMANDS, ids=lambda name: name or "funding")
def test_the_help_shown_is_the_help_given(command: str) -> None:
    status, printed = running.run([*command.split(), "--help"])
    assert status == 0
    assert shown_help()[command] == printed


def test_no_help_is_shown_for_a_command_that_there_is_not() -> None:
    assert sorted(shown_help()) == COMMANDS


@pytest.mark.parametrize("command", [name for name in COMMANDS if name])
def test_every_option_is_explained_beside_its_help(command: str) -> None:
    found = cli.main.commands[command]
    options = [option.opts[-1] for option in found.params if isinstance(option, click.Option)]
    words = prose(PAGE)
    assert all(f"`{option}" in words for option in options)


def test_the_exit_statuses_are_those_of_the_command() -> None:
    table = next(each for each in tables(PAGE) if each.mark == "statuses")
    shown = [int(status) for status in table.column(0)]
    usage = click.UsageError.exit_code
    known = [cli.DONE, cli.ANSWER_IS_NO, usage, cli.INVALID_INPUT]
    known += [cli.UNDECIDED, cli.INTERRUPTED]
    assert shown == known
    named = {name for name in vars(cli) if re.fullmatch("[A-Z][A-Z_]{3,}", name)}
    assert named - {"TYPE_CHECKING"} == {
        "DONE",
        "ANSWER_IS_NO",
        "INVALID_INPUT",
        "UNDECIDED",
        "INTERRUPTED",
    }
