"""All indicators of one replication: a row of numbers and a row of the persons behind them, in the order of the layout."""

from __future__ import annotations

from collections.abc import Collection
from types import ModuleType
from typing import ClassVar

from results.indicators import (
    activity,
    asylum,
    courses,
    elsewhere,
    families,
    followed,
    outcomes,
    plan,
    practice,
    reception,
    school,
    studies,
    taking_part,
    unaccompanied,
    waits,
    workplace,
)
from results.indicators.cohort import Cohort
from results.indicators.dates import Floats
from results.indicators.history import History
from results.indicators.layout import Layout
from results.indicators.monthly import series
from results.indicators.tabulate import Tables

THEMES = (
    outcomes,
    reception,
    plan,
    studies,
    practice,
    asylum,
    activity,
    school,
    taking_part,
    elsewhere,
    families,
    followed,
    courses,
    unaccompanied,
    waits,
    workplace,
)
"""Modules that observe cohorts from a history."""


class _Themes:
    """Which indicators each theme has the cohorts of, once one history has been observed."""

    keys: ClassVar[dict[ModuleType, frozenset[str]]] = {}


def observe(history: History, wanted: Collection[str] | None = None) -> dict[str, Cohort]:
    """The cohort of every indicator that has one, by key; of the wanted ones at least where they are named."""
    found: dict[str, Cohort] = {}
    for theme in THEMES:
        known = _Themes.keys.get(theme)
        if wanted is not None and known is not None and known.isdisjoint(wanted):
            continue
        own = theme.observe(history)
        _Themes.keys[theme] = frozenset(own)
        found |= own
    return found


def compute(history: History, layout: Layout) -> tuple[Floats, Floats]:
    """Every number of the layout from one replication.

    Returns
    -------
    values
        In the indicators' units, shape (layout.size,); nan where undefined.
    people
        Persons or events behind each, same shape.
    """
    cohorts = observe(history, {block.indicator.key for block in layout.blocks})
    return layout.laid_out(Tables(history, layout).sheet(cohorts), series(history, layout))
