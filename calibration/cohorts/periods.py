"""The period of a row: a year, several years, or a month of a series, within what the run covers."""

from __future__ import annotations

import re

from calibration.cohorts.tables import Row
from results.indicators.grid import Grid, Period
from results.indicators.indicator import Indicator
from scenarios.language import translate as _

_YEARS = re.compile(r"(\d{4})(?:\s?[-\N{EN DASH}]\s?(\d{4}))?", re.ASCII)
_MONTH = re.compile(r"(\d{4})[-M](\d{2})(?:-01)?", re.ASCII)


def period_of(row: Row, indicator: Indicator, grid: Grid) -> tuple[str, str] | None:
    """First and last year, or the month twice; None, and a fault, where the run has no such period."""
    text = row.text("period")
    if not text:
        row.fault("period", _("The value is missing."), _allowed(indicator, grid))
        return None
    if indicator.statistic == "series":
        return _month(row, text, indicator, grid)
    years = _YEARS.fullmatch(text)
    if years is None:
        row.fault("period", _("A year or several years were expected."), _allowed(indicator, grid))
        return None
    first, last = int(years[1]), int(years[2] or years[1])
    if not grid.years[0] <= first <= last <= grid.years[-1]:
        row.fault("period", _("The period lies outside the run."), _allowed(indicator, grid))
        return None
    if Period(first, last).crosses(indicator.breaks):
        message = _("The series breaks within these years: {years}.").format(years=", ".join(map(str, indicator.breaks)))
        row.fault("period", message, suggestion=_("Write one row before the break and one after it."))
        return None
    return str(first), str(last)


def _month(row: Row, text: str, indicator: Indicator, grid: Grid) -> tuple[str, str] | None:
    found = _MONTH.fullmatch(text)
    if found is None:
        row.fault("period", _("A month was expected."), _allowed(indicator, grid))
        return None
    name = f"{found[1]}-{found[2]}"
    if name not in grid.month_names:
        row.fault("period", _("The period lies outside the run."), _allowed(indicator, grid))
        return None
    return name, name


def _allowed(indicator: Indicator, grid: Grid) -> str:
    if indicator.statistic == "series":
        return f"{grid.month_names[0]}–{grid.month_names[-1]}"
    return f"{grid.years[0]}–{grid.years[-1]}"
