"""The number of an aggregated cohort: known, or held back with bounds, or nothing that can be used."""

from __future__ import annotations

import re
from dataclasses import dataclass
from math import nan

from calibration.cohorts.observation import FEWEST, bounds_of
from calibration.cohorts.sheets import Percent
from calibration.cohorts.tables import Row
from calibration.cohorts.words import NOTHING, SUPPRESSED, folded
from calibration.cohorts.written import number_of
from results.indicators.indicator import Indicator
from scenarios.language import translate as _

_BELOW = re.compile(r"(<|<=|≤|färre än|under|less than|fewer than)\s?(\S+)")
_ABOVE = re.compile(r"(>|>=|≥|fler än|över|more than)\s?(\S+)")
_SPAN = re.compile(r"(\d[\d,.]*)\s?[-\N{EN DASH}]\s?(\d[\d,.]*)", re.ASCII)

COUNTS = frozenset({"count", "series"})
"""Statistics that count persons or events."""


@dataclass(frozen=True)
class Stated:
    """A number or its bounds, nan for what does not apply, and with how many decimals it was written (-1 for a count and for bounds)."""

    value: float
    low: float
    high: float
    decimals: int = -1


def number_in(row: Row, indicator: Indicator, per: str) -> Stated | None:
    """The number of a row; None where it says nothing, or after a fault.

    A count of 1-5 is held back here where the file did not: it stands for all of them.
    """
    counted = indicator.statistic in COUNTS and not per
    text = folded(row.text("value"))
    if not text:
        row.fault("value", _("The value is missing."), suggestion=_("Write .. for a number that is held back, or take the row away."))
        return None
    if text in NOTHING:
        return Stated(0.0, nan, nan) if counted else None
    bounds = bounds_of(indicator, per)
    held_back = _held_back(text, counted, bounds)
    if held_back is not None:
        return _within(row, held_back, bounds)
    return _known(row, indicator, bounds, per=per, counted=counted)


def is_held_back(text: str) -> bool:
    """Whether a text is one of the signs of a number that is held back."""
    return text in SUPPRESSED or any(form.fullmatch(text) for form in (_BELOW, _SPAN))


def _known(row: Row, indicator: Indicator, bounds: tuple[float, float], *, per: str, counted: bool) -> Stated | None:
    percent = isinstance(row.value("value"), Percent) or row.text("value").endswith("%")
    if percent and not per and indicator.unit != "percent":
        row.fault("value", _("The indicator has another unit."), indicator.unit)
        return None
    found = row.number("value", *bounds)
    if found is None:
        return None
    if counted and not found.value.is_integer():
        row.fault("value", _("Persons are counted in whole numbers."), suggestion=_("Write no sign but spaces between thousands."))
        return None
    if counted and 0.0 < found.value < FEWEST:
        return Stated(nan, 1.0, FEWEST - 1.0)
    return Stated(found.value, nan, nan, -1 if counted else found.decimals)


def _within(row: Row, held_back: tuple[float, float], bounds: tuple[float, float]) -> Stated | None:
    """Bounds as a number; None where they say no more than the unit does."""
    low, high = held_back
    if not bounds[0] <= low <= high <= bounds[1]:
        row.fault("value", _("The number is outside what is allowed."), f"{bounds[0]:g}–{bounds[1]:g}")
        return None
    return Stated(nan, low, high) if held_back != bounds else None


def _held_back(text: str, counted: bool, bounds: tuple[float, float]) -> tuple[float, float] | None:
    """The bounds of a number that is held back; None where the text is an ordinary number or none.

    A held back count is at least 1: none at all is written as 0 or a dash.
    """
    if text in SUPPRESSED:
        return (1.0, FEWEST - 1.0) if counted else bounds
    below, above, span = _BELOW.fullmatch(text), _ABOVE.fullmatch(text), _SPAN.fullmatch(text)
    if below and (limit := number_of(below[2])) is not None:
        whole = counted and below[1] not in ("<=", "≤")
        return 1.0 if counted else bounds[0], limit.value - 1.0 if whole else limit.value
    if above and (limit := number_of(above[2])) is not None:
        return limit.value, bounds[1]
    if span and (first := number_of(span[1])) is not None and (last := number_of(span[2])) is not None:
        return first.value, last.value
    return None
