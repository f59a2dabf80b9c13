"""The command line: arguments in, exit status out; no arithmetic."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Any

import click

from funding import __version__
from funding.cli.assuring import assure
from funding.cli.checking import check
from funding.cli.explaining import explain, statement
from funding.cli.helping import clicks_words, in_language
from funding.cli.listing import formulas, rules, show
from funding.cli.running import compare, simulate
from funding.cli.speaking import asked_language
from funding.cli.studying import study
from funding.cli.verifying import verify
from funding.cli.writing import (
    ANSWER_IS_NO,
    DONE,
    INTERRUPTED,
    INVALID_INPUT,
    UNDECIDED,
    close_output,
    stop,
)
from funding.errors import ConservationError, FundingError, InputError, PluginError
from funding.language import _, speaking


class _Guarded(click.Group):
    """The commands, with every error of this library turned into words and an exit status.

    Help and errors are in the language asked for, wherever on the line that is said.
    """

    def main(self, args: Sequence[str] | None = None, *more: Any, **options: Any) -> Any:
        with speaking(asked_language(args)), clicks_words():
            return super(_Guarded, in_language(self)).main(args, *more, **options)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        found = super().get_command(ctx, cmd_name)
        return found and in_language(found)

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except InputError as error:
            stop(error.summary(), INVALID_INPUT)
        except ConservationError as error:
            text = _("a result does not add up, and is not shown: {error}", error=error)
            stop(text, ANSWER_IS_NO)
        except PluginError as error:
            stop(str(error), ANSWER_IS_NO)
        except FundingError as error:
            stop(str(error), INVALID_INPUT)
        except KeyboardInterrupt:
            stop(_("interrupted"), INTERRUPTED)
        except BrokenPipeError:
            # Whoever reads has read enough.
            close_output()
            sys.exit(DONE)


@click.group(cls=_Guarded, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="funding")
def main() -> None:
    """Split the costs of a public board across the bodies that must pay for it.

    Exactly, by a formula written in a file; and show why.
    """


for _command in (
    *(simulate, compare, explain, statement, check, study, assure, verify),
    *(formulas, rules, show),
):
    main.add_command(_command)

__all__ = ["ANSWER_IS_NO", "DONE", "INTERRUPTED", "INVALID_INPUT", "UNDECIDED", "main"]
