"""The format of a file by the ending of its name, and folders that are not there."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import click
from click.core import ParameterSource

from funding.cli.writing import INVALID_INPUT, stop
from funding.files import is_folder
from funding.language import _

ENDINGS: dict[str, tuple[str, ...]] = {
    ".csv": ("csv",),
    ".htm": ("html", "mathml"),
    ".html": ("html", "mathml"),
    ".json": ("json",),
    ".markdown": ("markdown",),
    ".md": ("markdown",),
    ".tex": ("latex",),
    ".xlsx": ("xlsx",),
    **dict.fromkeys((".doc", ".docx", ".ods", ".odt", ".pdf", ".xls"), ()),
}
"""What files are written as that are called so; any other ending, or none, says nothing."""


def form_by_ending(context: click.Context, parameter: click.Parameter, form: str) -> str:
    """Give the format that was asked for, or else the one that the file is called after.

    Refuse a file that is called after another format. One that was found is as if it was asked
    for: so the run record names it.
    """
    output: Path | None = context.params.get("output")
    name = parameter.name or ""
    if output is None or output.suffix.lower() not in ENDINGS or is_folder(output):
        return form
    meant = ENDINGS[output.suffix.lower()]
    if context.get_parameter_source(name) is not ParameterSource.DEFAULT:
        if form not in meant:
            message = _(
                "`--format {form}` does not go into a file called {name}: change one of them",
                form=form,
                name=output.name,
            )
            raise click.BadParameter(message, param_hint="--output")
        return form
    known = parameter.type.choices if isinstance(parameter.type, click.Choice) else ()
    found = next((each for each in meant if each in known), None)
    if found is None:
        message = _(
            "this command writes no file called {name}; it writes {forms}",
            name=output.name,
            forms=", ".join(known),
        )
        raise click.BadParameter(message, param_hint="--output")
    context.set_parameter_source(name, ParameterSource.COMMANDLINE)
    return found


class OutputPath(click.Path):
    """A file that is written, or a folder: one that is typed as a folder must be there."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Refuse what ends as a folder does, and is none."""
        found = super().convert(value, param, ctx)
        if str(value).endswith(("/", os.sep)) and not is_folder(Path(value)):
            self.fail(_("there is no folder {folder}", folder=value), param, ctx)
        return found


def check_folder(output: Path | None) -> None:
    """Stop if the folder that a file is to be written in is not there."""
    if output is not None and not is_folder(output.parent):
        where = {"file": output, "folder": output.parent}
        stop(_("{file}: cannot be written: there is no folder {folder}", **where), INVALID_INPUT)
