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

FIRST_OF_MARCH = 60
"""Day number of 2000-03-01."""

DAYS_IN_400_YEARS = 146097
"""After 400 years the calendar repeats itself."""


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


def _march_start(month: int) -> int:
    """Days from 1 March to the first of the `month`-th month after it (0 = March … 11 = February)."""
    return (153 * month + 2) // 5


def add_months(days: float, months: int) -> float:
    """The instant `months` calendar months after `days`, at the same time of day; the last of the month where that day is missing.

    Plain arithmetic, for either engine. Years are counted from 1 March, so that the day that leap years add comes last.
    """
    whole = floor(days)
    cycle = (whole - FIRST_OF_MARCH) // DAYS_IN_400_YEARS
    rest = whole - FIRST_OF_MARCH - cycle * DAYS_IN_400_YEARS
    year = (rest - rest // 1460 + rest // 36524 - rest // 146096) // 365
    rest -= 365 * year + year // 4 - year // 100
    month = (5 * rest + 2) // 153
    of_month = rest - _march_start(month)

    count = (cycle * 400 + year) * 12 + month + months
    year = count // 12
    month = count - year * 12
    if month == 11:
        leap = (year + 1) % 4 == 0 and ((year + 1) % 100 != 0 or (year + 1) % 400 == 0)
        last = 28 if leap else 27
    else:
        last = _march_start(month + 1) - _march_start(month) - 1
    of_month = of_month if of_month < last else last
    cycle = year // 400
    year -= cycle * 400
    first = FIRST_OF_MARCH + cycle * DAYS_IN_400_YEARS + 365 * year + year // 4 - year // 100 + _march_start(month)
    return float(first + of_month) + (days - whole)


def month_starts(first: date, last: date) -> list[date]:
    """First days of the months from that of `first` to that of `last`, both included."""
    months = (last.year - first.year) * 12 + last.month - first.month
    start = first.replace(day=1)
    return [shift_months(start, k) for k in range(months + 1)]
