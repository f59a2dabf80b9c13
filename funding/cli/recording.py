"""A command's output with its run record: made here for every command, the same way."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click
from click.core import ParameterSource

if TYPE_CHECKING:
    from funding.record.model import Record
    from funding.report.recorded import Writer
    from funding.scenario.model import Scenario

NOT_OF_THE_RESULT = frozenset(("output", "rows", "state", "workers", "scheduler"))
"""Options of where a result goes and how fast it comes, which change none of its bytes."""

CARRY_NONE = frozenset(("table", "csv", "text", "latex"))
"""Formats without a place for a record: it stands in a file beside theirs."""


class Delivered(NamedTuple):
    """What a command gives: the content, and the record where that cannot stand in it."""

    content: str | bytes
    beside: str = ""
    read: tuple[Path, ...] = ()
    """The files that it was made of, which it may not take the place of."""


@dataclass
class Remaking:
    """Catches an output that is made again to be compared, so that nothing is written.

    Given to a command as its context's object. `record` is put into the output in place of the
    one that it has now, which is left in `now`, with the output in `content`. If it `is_bounded`,
    no more work is done than a stranger may ask for.
    """

    record: Record
    is_bounded: bool = True
    now: Record | None = None
    content: bytes = b""

    def take(self, content: str | bytes) -> None:
        """Keep an output instead of writing it."""
        self.content = content if isinstance(content, bytes) else content.encode()


def recorded(
    writer: Writer[Any], found: Any, scenarios: Iterable[Scenario], form: str, **more: Any
) -> Delivered:
    """Write what a command found, with its record: in the language spoken, as `give` asks for it.

    A format that has no place for a record has it in a file beside its own. `more` is what else
    the record has: the `seed` of draws, the file of a `study`, `formulas` without a scenario.
    """
    from funding.record.making import files_of, record_of

    context = click.get_current_context()
    scenarios = tuple(scenarios)
    record = record_of(words_of(context), form, scenarios, **more)
    remaking = remaking_in(context)
    shown = record if remaking is None else remaking.record
    if remaking is not None:
        remaking.now = record
    content = writer(found, record=shown.rows(), record_json=shown.to_json())
    aside = shown.to_json() if form in CARRY_NONE else ""
    return Delivered(content, aside, files_of(scenarios, **more))


def remaking_in(context: click.Context | None) -> Remaking | None:
    """Say whether an output is only made to be compared."""
    return context.find_object(Remaking) if context is not None else None


def beside(output: Path) -> Path:
    """Give where the record stands of an output that has no place for it."""
    from funding.record.model import BESIDE

    return output.with_name(f"{output.name}{BESIDE}")


def words_of(context: click.Context) -> tuple[str, ...]:
    """Give a command in words, as it was asked, without what changes none of its bytes.

    Options that were not given are left out, and the rest stand in the order in which the command
    lists them.
    """
    command = context.command
    arguments, options = [], []
    for parameter in command.params:
        name = parameter.name or ""
        given = context.get_parameter_source(name) not in (ParameterSource.DEFAULT, None)
        value = context.params.get(name)
        unasked = value is None or value == parameter.get_default(context)
        if name in NOT_OF_THE_RESULT or not given or unasked:
            continue
        values = value if isinstance(value, tuple | list) else (value,)
        if isinstance(parameter, click.Argument):
            arguments += [str(each) for each in values]
        elif isinstance(parameter, click.Option) and parameter.is_flag:
            options += [parameter.opts[0]] if value else []
        else:
            options += [word for each in values for word in (_long(parameter), str(each))]
    return (command.name or "", *arguments, *options)


def _long(parameter: click.Parameter) -> str:
    return max(parameter.opts, key=len)
