"""A mutant put into a module that is imported already: its functions get the changed code.

Whoever holds a function keeps holding it: a decorator, a validator, a property. What is run when
the module is imported is not changed by this.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator, Sequence
from types import CodeType, FunctionType

Place = tuple[str, int]


def functions_by_file(folder: str) -> dict[str, list[FunctionType]]:
    """Give every function that is there, by the file that it is from, of files of a folder."""
    found: dict[str, list[FunctionType]] = {}
    for each in gc.get_objects():
        if type(each) is FunctionType and each.__code__.co_filename.startswith(folder):
            found.setdefault(each.__code__.co_filename, []).append(each)
    return found


def put_in(code: CodeType, functions: Sequence[FunctionType]) -> bool:
    """Give the functions of a module the code they have in `code`; say whether that can be done."""
    new: dict[Place, list[CodeType]] = {}
    for each in _functions(code):
        new.setdefault(_place(each), []).append(each)
    for function in functions:
        there = new.get(_place(function.__code__), [])
        if not there or function.__code__ in there:
            continue
        if len(there) > 1 or there[0].co_freevars != function.__code__.co_freevars:
            return False
        function.__code__ = there[0]
    return True


def _place(code: CodeType) -> Place:
    return code.co_qualname, code.co_firstlineno


def _functions(code: CodeType) -> Iterator[CodeType]:
    for each in code.co_consts:
        if isinstance(each, CodeType):
            yield each
            yield from _functions(each)
