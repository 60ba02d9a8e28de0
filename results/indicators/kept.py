"""What is worked out once and asked for often."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any, TypeVar

T = TypeVar("T")


class Kept:
    """Results by name, and by the object they are of.

    Objects are told apart by identity. Each is held as long as its result, so that no other can take its place.
    """

    def __init__(self) -> None:
        self._found: dict[tuple[Hashable, int], tuple[object, Any]] = {}

    def get(self, name: Hashable, work_out: Callable[[], T], of: object = None) -> T:
        """The result of this name, worked out where it is asked for the first time."""
        key = (name, id(of))
        if key not in self._found:
            self._found[key] = (of, work_out())
        found: T = self._found[key][1]
        return found
