"""Where a number comes from that is not a dated parameter: county tables and national series."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Origin:
    """One number, or one row of numbers, with its source; without one it is an assumption.

    `key` is what it is about (`capacity.sfi_seats`, `municipality.weights`), `area` where, `since` from when.
    """

    key: str
    area: str
    since: date | None
    value: str
    unit: str
    source: str | None
    note: str
