"""When a figure is observed, which earlier figure of the same kind there is, and what the same figure would have been a year before."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from calibration.targets import Target
from results.reading import MONTH

SPLIT = 2015
"""Figures observed from this year on are held back from the fit to the years before."""

FORECAST = (2015, 2016)
"""The years that are forecast; later ones are listed beside them."""

_LAGS = ((re.compile(r"employed_after_(\d+)"), 0), (re.compile(r".*_two_years"), 2), (re.compile(r".*_3_years"), 3))
_SPAN = re.compile(r"@([0-9-]+)(?:\.\.([0-9-]+))?$")


def lag(indicator: str) -> int:
    """Years from a cohort's year to the year in which the indicator is observed."""
    for pattern, years in _LAGS:
        found = pattern.fullmatch(indicator)
        if found:
            return int(found[1]) if found.groups() else years
    return 0


def observed(target: Target) -> int:
    """The year in which a figure is observed: its last, after what a cohort is followed for, and after what it is in percent of."""
    year = int(target.last[:4]) + lag(target.indicator)
    span = _SPAN.search(target.per)
    return max(year, int((span[2] or span[1])[:4])) if span else year


def same_series(a: Target, b: Target) -> bool:
    """Whether two figures are of one series: the same thing, there and of the same group."""
    return (a.area, a.indicator, a.group, a.per) == (b.area, b.indicator, b.group, b.per)


def last_before(target: Target, among: Sequence[Target], year: int = SPLIT) -> Target | None:
    """The latest figure of the same series that was observed before a year; None where there is none."""
    earlier = [other for other in among if same_series(other, target) and observed(other) < year]
    return max(earlier, key=lambda other: (observed(other), other.last), default=None)


def a_year_before(target: Target, year: int = SPLIT) -> Target | None:
    """The same figure observed in the last year before: of December for a month; None for what is in percent of other years."""
    if "@" in target.per:
        return None
    last = str(year - 1 - lag(target.indicator))
    period = f"{year - 1}-12" if MONTH.fullmatch(target.last) else last
    return replace(target, id=f"{target.id}:before", first=period, last=period)
