"""The command of a record, taken apart: only what reads and writes nothing may be run again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from funding.language import _
from funding.record.model import HOWEVER_LONG, STDIN, NoRecord
from funding.toml.wording import shown


@dataclass(frozen=True)
class Form:
    """How a command may be asked again: how many files it reads, and what options it has."""

    most_files: int
    values: frozenset[str]
    flags: frozenset[str] = frozenset()


_OF_SCENARIOS = frozenset(("--formula", "--set", "--formulas", "--format", "--lang"))

FORMS = {
    "simulate": Form(1, _OF_SCENARIOS, frozenset(("--strict",))),
    "compare": Form(2, _OF_SCENARIOS | {"--baseline"}, frozenset(("--strict",))),
    "assure": Form(
        1, _OF_SCENARIOS | {"--examples", "--seconds"}, frozenset(("--strict", "--prove"))
    ),
    "explain": Form(1, _OF_SCENARIOS | {"--partner"}, frozenset(("--strict",))),
    "statement": Form(1, _OF_SCENARIOS | {"--partner"}, frozenset(("--strict",))),
    "show": Form(1, frozenset(("--formulas", "--format", "--lang"))),
    "study": Form(1, frozenset(("--draws", "--formulas", "--format", "--lang"))),
}
"""The commands whose outputs carry a record. No option here names a file that is written to."""

FOLDERS, LANGUAGE = "--formulas", "--lang"

MOST = {"--examples": 1_000, "--seconds": 60}
"""So much work at most may a record ask for, unless whoever verifies it says `HOWEVER_LONG`."""
MOST_DRAWS = 1_000_000
"""So many draws at most, over all that a study tries."""


@dataclass(frozen=True)
class Asked:
    """A command: its name, the files that it reads, and its options, each with its value."""

    name: str
    files: tuple[str, ...]
    options: tuple[tuple[str, str], ...] = ()
    flags: tuple[str, ...] = field(default=())

    @property
    def folders(self) -> tuple[str, ...]:
        """Give the further folders that formulas were looked for in."""
        return tuple(value for option, value in self.options if option == FOLDERS)

    @property
    def language(self) -> str:
        """Give what was said of the language: `both`, or the one."""
        return dict(self.options).get(LANGUAGE, "en")

    @property
    def question(self) -> tuple[object, ...]:
        """Give what was asked, whatever the files and folders are called."""
        options = tuple(each for each in self.options if each[0] != FOLDERS)
        return self.name, len(self.files), options, self.flags

    def words(self, files: Sequence[str], folders: Sequence[str]) -> list[str]:
        """Give the words after the name, with these files and folders, and without the language."""
        others = [each for each in self.options if each[0] not in (FOLDERS, LANGUAGE)]
        kept = [f"{option}={value}" for option, value in others]
        return [*kept, *self.flags, *(f"{FOLDERS}={each}" for each in folders), "--", *files]


def asked_in(words: Sequence[str]) -> Asked:
    """Take a recorded command apart; raise `NoRecord` for one that must not be run again."""
    name, *rest = words
    form = FORMS.get(name)
    if form is None:
        known = ", ".join(FORMS)
        raise NoRecord(
            _("the record asks for the command {name}, which is not run again: only {known} are",
              name=shown(name), known=known)
        )  # fmt: skip
    files: list[str] = []
    options: list[tuple[str, str]] = []
    flags: list[str] = []
    waiting = iter(rest)
    for word in waiting:
        if word in form.flags:
            flags.append(word)
        elif word in form.values:
            value = next(waiting, None)
            if value is None:
                raise NoRecord(_("the record gives no value to {option}", option=word))
            options.append((word, value))
        elif word.startswith("-") and word != STDIN:
            raise NoRecord(
                _("the record has {word}, which is no option that is run again", word=shown(word))
            )
        else:
            files.append(word)
    if not 1 <= len(files) <= form.most_files:
        raise NoRecord(_("the record does not say which scenario was run"))
    return Asked(name, tuple(files), tuple(options), tuple(flags))


def check_work(asked: Asked) -> None:
    """Raise `NoRecord` for a command that asks for more work than a stranger may."""
    for option, value in asked.options:
        if option in MOST and not _number(value) <= MOST[option]:
            raise NoRecord(
                _("the record asks for {option} {value}, and only up to {most} is made again "
                  "unasked: add {lift}",
                  option=option, value=shown(value), most=f"{MOST[option]:,}", lift=HOWEVER_LONG)
            )  # fmt: skip


def check_draws(draws: int) -> None:
    """Raise `NoRecord` for a study of more draws than a stranger may ask for."""
    if draws > MOST_DRAWS:
        raise NoRecord(
            _("the study makes {draws} draws, and only up to {most} are made again unasked: "
              "add {lift}",
              draws=f"{draws:,}", most=f"{MOST_DRAWS:,}", lift=HOWEVER_LONG)
        )  # fmt: skip


def _number(value: str) -> float:
    """Read a number as the command will; what is none it refuses itself."""
    try:
        return float(value)
    except ValueError:
        return 0
