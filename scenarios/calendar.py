"""Dates and days: the calendar gives months and laws their dates, the clock counts days.

Day 0 is 2000-01-01. Days are floats; a date is the midnight at which it begins.
"""

from __future__ import annotations

import calendar as _gregorian
from datetime import date, timedelta
from math import floor

DAY_ZERO = date(2000, 1, 1)
"""The date of day 0."""

DAYS_PER_YEAR = 365.25
"""Mean length of a year, days: turns yearly rates into daily ones and ages into years."""


def day(when: date) -> float:
    """Day number of the midnight at which `when` begins."""
    return float((when - DAY_ZERO).days)


def date_of(days: float) -> date:
    """Date that holds the instant `days`."""
    return DAY_ZERO + timedelta(days=floor(days))


def year_of(days: float) -> int:
    """Calendar year that holds the instant `days`."""
    return date_of(days).year


def year_start(year: int) -> float:
    """Day number of 1 January of `year`."""
    return day(date(year, 1, 1))


def shift_months(when: date, months: int) -> date:
    """The same day of the month `months` later; the last of the month where that day does not exist."""
    index = when.year * 12 + when.month - 1 + months
    year, month = divmod(index, 12)
    last = _gregorian.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(when.day, last))


def add_months(days: float, months: int) -> float:
    """The instant `months` calendar months after `days`, at the same time of day."""
    whole = floor(days)
    return day(shift_months(date_of(days), months)) + (days - whole)


def month_starts(first: date, last: date) -> list[date]:
    """First days of the months from that of `first` to that of `last`, both included."""
    months = (last.year - first.year) * 12 + last.month - first.month
    start = first.replace(day=1)
    return [shift_months(start, k) for k in range(months + 1)]
