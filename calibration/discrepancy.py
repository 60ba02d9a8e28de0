"""How far a figure may lie from the model although both are right: a rule, written before any fit, and the same for every figure.

What a figure counts is never quite what the model computes. How nearly, in three classes, decides the standard deviation of the
difference that is expected of a perfect fit.
"""

from __future__ import annotations

from enum import Enum
from math import sqrt


class Definition(Enum):
    """How nearly a figure means what the model computes; each with its relative size and its percentage points at one half."""

    SAME = (0.05, 2.0)
    """The same persons, in the same area, by the same definition."""
    NEARLY = (0.10, 4.0)
    """A definition that differs a little, or the country against five of its counties."""
    PROXY = (0.20, 7.0)
    """Planned and not outcome, other persons than ours for the most part, a derived or a rounded figure of the press."""

    def __init__(self, relative: float, points: float) -> None:
        self.relative, self.points = relative, points


def discrepancy(definition: Definition, value: float, unit: str, *, part: bool = True) -> float:
    """Standard deviation of the model's own inadequacy for a figure, in its unit.

    A share's points hold at one half and narrow towards 0 and 100 as a proportion's spread does, never beyond twice the relative
    size; all else is relative.

    Parameters
    ----------
    value
        The figure.
    unit
        Its unit: "percent", "days", "persons", …
    part
        False for percentages that are no share of a whole (one year's count in percent of another's).
    """
    relative = definition.relative * abs(value)
    if unit != "percent" or not part:
        return relative
    share = min(max(value / 100.0, 0.0), 1.0)
    return min(definition.points * 2.0 * sqrt(share * (1.0 - share)), 2.0 * relative)
