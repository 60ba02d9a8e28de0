"""Calendar arithmetic over many instants at once (days since 2000-01-01), by looking days up in a calendar made once."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from scenarios.calendar import DAY_ZERO

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]

FIRST_YEAR, LAST_YEAR = 1900, 2199
"""The years that the calendar covers, both included."""

_ZERO = np.datetime64(DAY_ZERO, "D")
_MONTHS = np.arange(f"{FIRST_YEAR}-01", f"{LAST_YEAR + 1}-02", dtype="datetime64[M]")
_STARTS = (_MONTHS.astype("datetime64[D]") - _ZERO).astype(np.int64)
_MONTH_OF_DAY = np.repeat(np.arange(len(_STARTS) - 1), np.diff(_STARTS))


def finite(days: Floats) -> Flags:
    """Where an instant exists; "never" is infinity."""
    found: Flags = np.isfinite(days)
    return found


def year_of_all(days: Floats) -> Ints:
    """Calendar year of each instant; 0 where it is infinite."""
    known = finite(days)
    years = FIRST_YEAR + _month_of(_whole(days, known)) // 12
    return np.where(known, years, 0)


def add_months_all(days: Floats, months: Floats | float) -> Floats:
    """Each instant plus whole calendar months, at the same time of day; the last of the month where that day does not exist."""
    known = finite(days)
    whole = _whole(days, known)
    month = _month_of(whole)
    target = month + np.asarray(months).astype(np.int64)
    first = _STARTS.take(target)
    last = _STARTS.take(target + 1) - first - 1
    moved = first + np.minimum(whole - _STARTS.take(month), last)
    return np.where(known, moved + (days - whole), np.inf)


def year_day_all(years: Ints, month: int, day_of_month: int = 1) -> Floats:
    """Day number of one date of each year."""
    first = _STARTS.take((years - FIRST_YEAR) * 12 + month - 1, mode="clip")
    return first.astype(np.float64) + (day_of_month - 1)


def _whole(days: Floats, known: Flags) -> Ints:
    """The day that holds each instant; day 0 where there is none."""
    return np.floor(np.where(known, days, 0.0)).astype(np.int64)


def _month_of(whole: Ints) -> Ints:
    """Months since January of the calendar's first year.

    Raises
    ------
    ValueError
        A day lies outside the calendar.
    """
    if len(whole) and (whole.min() < _STARTS[0] or whole.max() >= _STARTS[-1]):
        raise ValueError(f"a day outside {FIRST_YEAR}-{LAST_YEAR}")
    month: Ints = _MONTH_OF_DAY.take(whole - _STARTS[0])
    return month
