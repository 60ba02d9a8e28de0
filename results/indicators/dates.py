"""Calendar arithmetic over many instants at once (days since 2000-01-01)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from scenarios.calendar import DAY_ZERO

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

_ZERO = np.datetime64(DAY_ZERO, "D")


def finite(days: Floats) -> NDArray[np.bool_]:
    """Where an instant exists; "never" is infinity."""
    found: NDArray[np.bool_] = np.isfinite(days)
    return found


def year_of_all(days: Floats) -> Ints:
    """Calendar year of each instant; 0 where it is infinite."""
    known = finite(days)
    dates = _ZERO + np.floor(np.where(known, days, 0.0)).astype(np.int64)
    years = dates.astype("datetime64[Y]").astype(np.int64) + 1970
    return np.where(known, years, 0)


def add_months_all(days: Floats, months: Floats | float) -> Floats:
    """Each instant plus whole calendar months, at the same time of day; the last of the month where that day does not exist."""
    known = finite(days)
    whole = np.floor(np.where(known, days, 0.0))
    dates = _ZERO + whole.astype(np.int64)
    month = dates.astype("datetime64[M]")
    offset = (dates - month.astype("datetime64[D]")).astype(np.int64)
    target = month + np.asarray(months).astype(np.int64)
    first = target.astype("datetime64[D]")
    last = ((target + 1).astype("datetime64[D]") - first).astype(np.int64) - 1
    moved = (first - _ZERO).astype(np.int64) + np.minimum(offset, last)
    return np.where(known, moved + (np.where(known, days, 0.0) - whole), np.inf)


def year_day_all(years: Ints, month: int, day_of_month: int = 1) -> Floats:
    """Day number of one date of each year."""
    start = (years - 1970).astype("datetime64[Y]").astype("datetime64[M]") + (month - 1)
    days: Floats = (start.astype("datetime64[D]") - _ZERO).astype(np.float64) + (day_of_month - 1)
    return days
