"""Doing what a page says: reading its files, running its commands, in a folder of its own."""

from __future__ import annotations

import contextlib
import io
import re
import shlex
from collections.abc import Iterable, Iterator
from itertools import takewhile
from pathlib import Path
from typing import Any

from click.testing import CliRunner

from funding.cli import main
from tests.docs.pages import ROOT, Block, blocks

WITH_NAMES = ("formula", "scenario", "study", "broken")
NAME = "funding"
VARIABLE = re.compile(r"[A-Z_]+=")


def is_set_up(block: Block) -> bool:
    """Say whether a block makes an environment: its commands are not run here."""
    return "venv" in block.text


def lay_out(earlier: Iterable[Block], folder: Path) -> None:
    """Write the files that a page defines, each under the name that its mark gives it."""
    for block in earlier:
        kind, _, name = block.mark.partition(" ")
        if kind in WITH_NAMES and name:
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(block.text, encoding="utf-8")


def commands(block: Block) -> list[list[str]]:
    """Give the arguments of each `funding` command of a block, and no other command's.

    Variables that are set for a command stand before its arguments.
    """
    found = []
    for line in block.text.replace("\\\n", " ").splitlines():
        for part in line.split("&&"):
            words = shlex.split(part, comments=True)
            set_for_it = list(takewhile(VARIABLE.match, words))
            rest = words[len(set_for_it) :]
            if rest and rest[0].rpartition("/")[2] == NAME:
                found.append([*set_for_it, *rest[1:]])
    return found


def run(arguments: list[str]) -> tuple[int, str]:
    """Run one command; give its exit status and all it printed, data and messages."""
    variables = list(takewhile(VARIABLE.match, arguments))
    rest, env = arguments[len(variables) :], dict(each.split("=", 1) for each in variables)
    done = CliRunner(env=env).invoke(main, rest, prog_name=NAME, terminal_width=80)
    return done.exit_code, done.output


Done = list[tuple[int, str]]
"""The exit status of each command, and what it printed."""


class Reader:
    """Reads a page from the top and does what it says, each block once, as far as is asked for.

    What a command of a page does may rest on every command before it.
    """

    def __init__(self, page: Path, folder: Path) -> None:
        self._doing = self._do(page, folder)
        self._done: dict[Block, Done] = {}

    def done(self, block: Block) -> Done:
        """Give what came of each command of a block, doing it and all before it if need be."""
        while block not in self._done:
            each, found = next(self._doing)
            self._done[each] = found
        return self._done[block]

    def _do(self, page: Path, folder: Path) -> Iterator[tuple[Block, Done]]:
        for block in blocks(page):
            lay_out([block], folder)
            if block.language == "sh":
                with contextlib.chdir(ROOT if is_set_up(block) else folder):
                    found = [run(arguments) for arguments in commands(block)]
                yield block, found


def run_python(text: str) -> str:
    """Run a block of Python and give what it printed."""
    printed = io.StringIO()
    names: dict[str, Any] = {}
    with contextlib.redirect_stdout(printed):
        exec(compile(text, "<docs>", "exec"), names)
    return printed.getvalue()


def missing(shown: str, printed: str) -> list[str]:
    """Give each piece shown that was not printed, or not in that order; `…` alone cuts pieces."""
    lost, rest = [], printed
    for piece in ("\n" + shown).split("\n…\n"):
        wanted = piece.strip("\n")
        _, found, after = rest.partition(wanted)
        if wanted and not found:
            lost.append(wanted)
        else:
            rest = after
    return lost


def status_of(block: Block) -> int:
    """Give the exit status that a block is to end with: that of its mark `exit N`, or 0."""
    word, _, number = block.mark.partition(" ")
    return int(number) if word == "exit" else 0
