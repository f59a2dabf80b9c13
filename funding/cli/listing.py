"""The commands that show what there is: formulas, rules, and one formula in full."""

from __future__ import annotations

from pathlib import Path

import click

from funding.cli.options import FOLDERS, format_option, result_options
from funding.cli.recording import Delivered, recorded
from funding.cli.speaking import LANG, ONE_LANG, Asked, Edition, give
from funding.cli.writing import write


@click.command()
@FOLDERS
@format_option("table", "json")
@ONE_LANG
def formulas(form: str, folders: tuple[Path, ...]) -> None:
    """List the formulas that can be used by name, with where each is from."""
    from funding.formula.library import library_here
    from funding.report.catalogue import formulas_as_json, formulas_as_table

    library = library_here(folders)
    found = [library.load(name) for name in sorted(library.files)]
    write(formulas_as_json(found) if form == "json" else formulas_as_table(found), None)


@click.command()
@format_option("table", "json")
@ONE_LANG
def rules(form: str) -> None:
    """List the rules that a formula can use, one line each, with the page that explains it."""
    from funding.report.catalogue import rules_as_json, rules_as_table

    write(rules_as_json() if form == "json" else rules_as_table(), None)


@click.command()
@click.argument("name")
@FOLDERS
@result_options("text", "json", "latex", "mathml", "markdown")
@LANG
def show(name: str, folders: tuple[Path, ...], form: str, output: Path | None, lang: Asked) -> None:
    """Show one formula: its figures, how sure each is, where it is from, and its columns.

    NAME is a formula's name or a file.
    """
    from funding.report.showing.writing import writer
    from funding.simulation import load_formula, nominal_worksheet

    def work(edition: Edition) -> Delivered:
        formula = load_formula(name, folders)
        write = writer(form, nominal_worksheet, edition.other[1] if edition.other else "")
        return recorded(write, formula, [], form, formulas=[formula])

    give(work, output, lang)
