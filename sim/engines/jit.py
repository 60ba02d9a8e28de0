"""How compiled code is declared: one signature a function, compiled in the order of declaration, kept as one whole.

Only the entry points are cached, with all that they call inside; the others are compiled when nothing is cached yet. Each has one
explicit signature: without it, every mix of int8, int32 and constants would be compiled anew.
"""

from __future__ import annotations

from collections.abc import Callable
from types import FunctionType, ModuleType
from typing import Any, TypeVar, cast

import numba
from numba import from_dtype, types
from numba.core.dispatcher import Dispatcher
from numba.extending import register_jitable

from sim.engines.cache import COMPLETE, folder
from sim.engines.kept import KeptCode
from sim.engines.tables import STATE

F = TypeVar("F", bound=Callable[..., Any])

i8, f8, nothing = types.int64, types.float64, types.void
_STATE = from_dtype(STATE)
_FOLDER = folder()
_parts: list[tuple[Dispatcher, Any]] = []
_entries: list[tuple[Dispatcher, Any]] = []


def takes(*arguments: Any, gives: Any = nothing) -> Callable[[F], F]:
    """Declare a function of the state and `arguments`."""
    return _declare(_parts, gives(_STATE, *arguments), cached=False)


def plain(*arguments: Any, gives: Any = nothing) -> Callable[[F], F]:
    """Declare a function that does not see the state."""
    return _declare(_parts, gives(*arguments), cached=False)


def entry(*arguments: Any, gives: Any = nothing) -> Callable[[F], F]:
    """Declare a function that Python calls with the state; kept in the cache where there is one."""
    return _declare(_entries, gives(_STATE, *arguments), cached=_FOLDER is not None)


def _declare(where: list[tuple[Dispatcher, Any]], signature: Any, *, cached: bool) -> Callable[[F], F]:
    def declare(function: F) -> F:
        compiled: Any = numba.njit(nogil=True, error_model="numpy")(function)
        if cached:
            compiled._cache = KeptCode(function)
        where.append((compiled, signature))
        return cast("F", compiled)

    return declare


handler = takes(i8)
"""Declare what the dispatch calls: a function of the state and a subject."""


def lend(*rules: ModuleType) -> None:
    """Make the plain functions of rules modules callable from compiled code; they stay plain."""
    for module in rules:
        for function in vars(module).values():
            if isinstance(function, FunctionType) and function.__module__ == module.__name__:
                register_jitable(function)


def build() -> None:
    """Compile everything declared that is not in the cache, once all stages have been imported. Safe to call again."""
    assert _entries, "nothing has been declared"
    if _FOLDER is None or not (_FOLDER / COMPLETE).exists():
        _compile(_parts)
        _compile(_entries)
        if _FOLDER is not None:
            try:
                (_FOLDER / COMPLETE).touch()
            except OSError:
                return
    _compile(_entries)


def _compile(what: list[tuple[Dispatcher, Any]]) -> None:
    for compiled, signature in what:
        if not compiled.signatures:
            compiled.compile(signature)
            compiled.disable_compile()
