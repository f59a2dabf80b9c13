"""The lines of a function that works out one board: names, rooms for lines, and loops."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from funding.evaluation.batch import steps
from funding.evaluation.batch.compiled.facts import Facts
from funding.evaluation.batch.program import Program

SPELLED = 8
"""Classes of no more partners are spelled out."""

Member = int | str | None
"""A partner of a class by its place in it, the name of a loop's own, or none: of the board."""


class NotCompiled(Exception):
    """A program has a step that has no text: NumPy runs it."""


@dataclass
class _Room:
    """Lines of the function, or of a loop in it, and what was worked out in them once."""

    lines: list[str] = field(default_factory=list)
    made: dict[object, str] = field(default_factory=dict)


class Lines:
    """The lines written so far: those of the function, or of the loop that is being written.

    What a class of few partners has is spelled out for each; a greater class has a loop, and
    arrays for what it has, which stand in `scratch` with their kind and size.
    """

    facts: type[Facts] = Facts

    def __init__(self, program: Program, ranges: Mapping[str, int]) -> None:
        self._program, self._facts = program, self.facts(program, ranges)
        self._sizes = [len(those) for those in program.classes]
        self._rooms = [_Room()]
        self._count = 0
        self._bits: dict[int, str] = {}
        self.scratch: list[tuple[str, str, int | tuple[int, int]]] = []
        self.loops = [n for n, size in enumerate(self._sizes) if size > SPELLED]

    @property
    def lines(self) -> list[str]:
        """The lines of the function."""
        return self._rooms[0].lines

    def _new(self, letter: str) -> str:
        self._count += 1
        return f"{letter}{self._count}x"

    def _name(self, letter: str, number: int, member: Member) -> str:
        of = self._facts.of(number)
        if of is None:
            return f"{letter}{number}"
        return f"{letter}{number}[{member}]" if of in self.loops else f"{letter}{number}_{member}"

    def _room(self, atoms: Sequence[int]) -> _Room:
        """Give the innermost loop that something of these atoms belongs into."""
        looped = any(self._facts.of(each) in self.loops for each in atoms)
        return self._rooms[-1 if looped else 0]

    def _write(self, line: str) -> None:
        self._rooms[-1].lines.append(line)

    def _members(self, of: steps.Of, number: int, letter: str = "w") -> Iterator[Member]:
        """Give each member of a class; lines that are written meanwhile are of it."""
        if of is None:
            yield None
        elif of not in self.loops:
            yield from range(self._sizes[of])
        else:
            if letter:
                kind = "bool_" if letter == "c" else "int64"
                self.scratch.append((f"{letter}{number}", kind, self._sizes[of]))
            with self._loop(self._sizes[of]):
                yield "j"

    def _all_of(self, of: int) -> Iterator[Member]:
        """Give each partner of a class, alike or not; lines written meanwhile are of it."""
        if of in self.loops:
            with self._loop(self._sizes[of]):
                yield "j"
        else:
            yield from range(self._sizes[of])

    @contextmanager
    def _loop(self, size: int) -> Iterator[None]:
        self._rooms.append(_Room())
        yield
        inner = self._rooms.pop()
        if inner.lines:
            self._write(f"for j in range({size}):")
            self._rooms[-1].lines += [f"    {line}" for line in inner.lines]

    def _known(self, key: object, atoms: Sequence[int]) -> str | None:
        """Give the name that was written once for a key, if it was."""
        rooms = (self._rooms[0], self._room(atoms))
        return next((each.made[key] for each in rooms if key in each.made), None)

    def _once(self, key: object, atoms: Sequence[int], letter: str, text: str) -> str:
        """Give a name for what a text says, written once where it is used first."""
        known, room = self._known(key, atoms), self._room(atoms)
        if known is not None:
            return known
        room.made[key] = name = self._new(letter)
        room.lines.append(f"{name} = {text}")
        return name

    def _path(self, path: steps.Path, member: Member) -> str:
        """Write the conditions on the way to a step."""
        parts = (
            self._name("c", number, member) if taken else f"(not {self._name('c', number, member)})"
            for number, taken in path
        )
        return " & ".join(parts)

    def _within(self, text: str, most: int) -> None:
        """Flag the board, at its end, where bits above those of a number are set: or the sign."""
        bits = self._bits.setdefault(most, f"bits_{most.bit_length()}")
        self._write(f"{bits} |= {text}")

    def _not_negative(self, text: str) -> None:
        self._within(text, 2**63 - 1)

    def _wrong(self, text: str, path: steps.Path = (), member: Member = None) -> None:
        """Flag the board where a condition holds, if it takes a path.

        Of what is the board's, it is enough that the path may be some partner's.
        """
        self._write(f"wrong = wrong | ({self._on_path(text, path, member)})")

    def _on_path(self, text: str, path: steps.Path, member: Member) -> str:
        if member is None:
            path = tuple(each for each in path if self._facts.of(each[0]) is None)
        return f"{self._path(path, member)} & ({text})" if path else text
