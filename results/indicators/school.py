"""Preschool and school for children in families (headline indicator 14)."""

from __future__ import annotations

import numpy as np

from results.indicators.cohort import Cohort, Occasions
from results.indicators.dates import add_months_all
from results.indicators.history import History
from results.indicators.spells import Spells
from scenarios.values import Number


def observe(history: History) -> dict[str, Cohort]:
    """Cohorts of places asked for, by track."""
    law = history.scenario.law
    tracks = (("preschool", law.preschool_months), ("school", law.school_months))
    found = {f"{track}_in_time": _in_time(history, track, months) for track, months in tracks}
    return found | {f"{track}_wanted": _asked(history, history.spells(track).waited()).counted(history.horizon) for track, _ in tracks}


def _asked(history: History, spells: Spells) -> Occasions:
    """When and where places were asked for."""
    return Occasions(spells.person, spells.join, history.home_at(spells.person, spells.join))


def _in_time(history: History, track: str, months: Number) -> Cohort:
    spells = history.spells(track).waited()
    asked = _asked(history, spells)
    limit = add_months_all(spells.join, months.at_all(spells.join))
    gone = np.where(np.isfinite(spells.start), np.inf, spells.end)
    return asked.within(spells.start, limit, gone, history.horizon)
