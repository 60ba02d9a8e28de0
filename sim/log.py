"""The event log: rows as they happen, sorted by (time, person, event) at the end."""

from __future__ import annotations

from array import array
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.events import EVENTS

LOG = np.dtype([("time", "f8"), ("person", "i4"), ("municipality", "i2"), ("event", "u1"), ("detail", "i2")])
"""One row an event: day since 2000-01-01, row in the population, SCB code (0 outside the county), number of the event, detail."""

_NAMES = ("time", "person", "municipality", "event", "detail")
_CODES = ("d", "i", "h", "B", "h")


class Log:
    """Rows of a run while it goes on, in compact arrays."""

    def __init__(self) -> None:
        self._columns: list[array[Any]] = [array(code) for code in _CODES]
        time, person, municipality, event, detail = self._columns
        self._add = (time.append, person.append, municipality.append, event.append, detail.append)

    def add(self, time: float, person: int, municipality: int, event: int, detail: int) -> None:
        """Write one row."""
        a, b, c, d, e = self._add
        a(time)
        b(person)
        c(municipality)
        d(event)
        e(detail)

    def sorted(self) -> NDArray[np.void]:
        """The log as a structured array of `LOG`, sorted by (time, person, event, detail, municipality)."""
        rows = np.empty(len(self._columns[0]), dtype=LOG)
        for name, column in zip(_NAMES, self._columns, strict=True):
            rows[name] = np.frombuffer(column, dtype=column.typecode) if len(column) else 0
        return rows[np.lexsort((rows["municipality"], rows["detail"], rows["event"], rows["person"], rows["time"]))]


def names(events: NDArray[np.void]) -> list[str]:
    """Names of the log's events, row by row."""
    return [EVENTS[number].name for number in events["event"]]
