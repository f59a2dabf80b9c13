"""The command that makes an output again and says whether it is the same."""

from __future__ import annotations

import io
import sys
from contextlib import contextmanager, redirect_stderr
from pathlib import Path, PurePath
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import click

from funding.cli.recording import Remaking
from funding.cli.speaking import ONE_LANG
from funding.cli.writing import ANSWER_IS_NO, write
from funding.files import is_file, is_folder, is_there
from funding.language import _
from funding.record.model import BESIDE, HOWEVER_LONG, STDIN, NoRecord

if TYPE_CHECKING:
    from collections.abc import Iterator

    from funding.record.asking import Asked
    from funding.record.model import Record


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--scenario",
    "scenarios",
    multiple=True,
    metavar="PATH",
    help="Where the scenario is now; of two that were compared, twice.",
)
@click.option(
    "--formulas",
    "folders",
    multiple=True,
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="Where the further folder of formulas is now; may be repeated.",
)
@click.option(
    HOWEVER_LONG,
    "however_long",
    is_flag=True,
    help="Make it again however much work the record asks for.",
)
@ONE_LANG
@click.pass_context
def verify(
    context: click.Context,
    file: Path,
    scenarios: tuple[str, ...],
    folders: tuple[Path, ...],
    however_long: bool,  # noqa: FBT001  # click gives it by name
) -> None:
    """Make FILE again from what its record says, and compare.

    FILE is anything that funding wrote with -o. It says of the scenario, the formulas, the data,
    the plugins and the versions whether they are the same as then. Nothing is written.
    """
    from funding.record.asking import asked_in, check_work
    from funding.record.comparing import compared, first_difference, versions_compared
    from funding.record.finding import content_of, record_in

    if file.name.endswith(BESIDE):
        file = file.with_name(file.name.removesuffix(BESIDE))
    content = content_of(file)
    record = record_in(content, file)
    asked = asked_in(record.command)
    if not however_long:
        check_work(asked)
    find = _found_formula if asked.name == "show" else _found
    files = scenarios or tuple(find(name, file) for name in asked.files)
    if len(files) != len(asked.files):
        raise click.UsageError(_("--scenario is needed once for each scenario that was compared"))
    further = [str(each) for each in folders] or [_folder(each, file) for each in asked.folders]
    remaking = Remaking(record, is_bounded=not however_long)
    with _places(record, asked, content) as places:
        _remake(context, remaking, asked.name, [*places, *asked.words(files, further)])
    if remaking.now is None:
        raise NoRecord(_("the record's command makes no output that could be compared"))
    said = list(compared(record, remaking.now))
    lines = [*(each.words for each in said), *versions_compared(record, remaking.now)]
    is_same = content == remaking.content
    lines += [_("made again, the output is the same, to the byte")] if is_same else []
    lines += [] if is_same else first_difference(content, remaking.content)
    write("\n".join(lines) + "\n", None)
    if not is_same or not all(each.is_same for each in said):
        sys.exit(ANSWER_IS_NO)


def _remake(context: click.Context, remaking: Remaking, name: str, words: list[str]) -> None:
    """Run a command again, and catch what it would write."""
    again = _command(context, name)
    try:
        with _quietly(), again.make_context(name, words, parent=context, obj=remaking) as made:
            again.invoke(made)
    except click.UsageError as error:
        why = error.format_message()
        words_of_fault = _("the record's command cannot be run: {why}", why=why)
        raise NoRecord(words_of_fault) from None


def _command(context: click.Context, name: str) -> click.Command:
    main = context.find_root().command
    found = main.get_command(context, name) if isinstance(main, click.Group) else None
    if found is None:
        raise NoRecord(_("this funding has no command '{name}'", name=name))
    return found


@contextmanager
def _places(record: Record, asked: Asked, content: bytes) -> Iterator[list[str]]:
    """Give the options of the language, and of what is kept or named in a folder that goes away.

    Two languages name each other's files, so both are asked for, by the name that they had.
    """
    from funding.record.finding import name_of_both

    with TemporaryDirectory() as folder:
        options = [f"--lang={asked.language}"]
        if asked.language == "both":
            name = name_of_both(content, record.language) or "output"
            options.append(f"--output={Path(folder, name)}")
        if asked.name == "study":
            options.append(f"--state={Path(folder, 'state')}")
        yield options


@contextmanager
def _quietly() -> Iterator[None]:
    """Keep back what is said on the way, such as warnings; all of it is said if the run stops."""
    said = io.StringIO()
    try:
        with redirect_stderr(said):
            yield
    except SystemExit:
        click.echo(said.getvalue(), err=True, nl=False)
        raise


def _found(name: str, file: Path) -> str:
    """Find a scenario where the record says, or beside the file; raise `NoRecord` if it is not.

    A record may come from anybody: it opens only ordinary files in or below these two folders.
    """
    from funding.places import shipped_folder
    from funding.toml.wording import shown

    if name == STDIN:
        words = _("the scenario came from standard input: name it with --scenario PATH")
        raise NoRecord(words)
    if (place := _within(name, file)) and is_file(place):
        return str(place)
    if PurePath(name).name == name and is_there(shipped_folder("scenarios") / f"{name}.toml"):
        return name
    words = _("the scenario {name} is not found: name it with --scenario PATH", name=shown(name))
    raise NoRecord(words)


def _found_formula(name: str, file: Path) -> str:
    """Find a formula: by its name in the library, or as a scenario is found."""
    is_file = name.endswith(".toml") or PurePath(name).name != name
    return _found(name, file) if is_file else name


def _folder(name: str, file: Path) -> str:
    from funding.toml.wording import shown

    if (place := _within(name, file)) and is_folder(place):
        return str(place)
    words = _(
        "the folder of formulas {name} is not found: name it with --formulas DIR",
        name=shown(name),
    )
    raise NoRecord(words)


def _within(name: str, file: Path) -> Path | None:
    """Give a place that a record names, in the working folder or beside the file."""
    path = Path(name)
    if path.is_absolute() or ".." in path.parts or "\0" in name or not path.parts:
        return None
    return next((each for each in (path, file.parent / path) if is_there(each)), None)
