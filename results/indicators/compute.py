"""All indicators of one replication: a row of numbers and a row of the persons behind them, in the order of the layout."""

from __future__ import annotations

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


def observe(history: History) -> dict[str, Cohort]:
    """The cohort of every indicator that has one, by key."""
    found: dict[str, Cohort] = {}
    for theme in THEMES:
        found |= theme.observe(history)
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
    return layout.laid_out(Tables(history, layout).sheet(observe(history)), series(history, layout))
