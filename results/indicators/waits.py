"""Waits and stays on every track where people queue: one definition for all, from the roles of the events."""

from __future__ import annotations

import numpy as np

from results.indicators.beside import QUEUES, STEPS
from results.indicators.cohort import Cohort, Occasions
from results.indicators.dates import Floats
from results.indicators.history import History
from results.indicators.spells import Spells


def observe(history: History) -> dict[str, Cohort]:
    """Cohorts of the wait in each queue and of the time in each service."""
    found = {}
    for track in QUEUES:
        waiting, served = history.spells(track).waited(), history.spells(track).served()
        wait = _lasted(history, waiting, waiting.join, waiting.start, waiting.end)
        stay = _lasted(history, served, served.start, served.end, served.end)
        for statistic in ("median", "p90"):
            found[f"wait_{track}_{statistic}"] = wait
            found[f"stay_{track}_{statistic}"] = stay
        if track in STEPS:
            found[f"flow_{track}"] = _flow(history, waiting)
    return found


def _flow(history: History, spells: Spells) -> Cohort:
    """Share of the days from joining the queue to the end (or the horizon) that are days of service; each spell weighs its days."""
    until = np.minimum(spells.end, history.horizon)
    served = np.maximum(until - np.minimum(spells.start, until), 0.0)
    days = until - spells.join
    share = np.divide(served, days, out=np.zeros(len(days)), where=days > 0.0)
    home = history.home_at(spells.person, spells.join)
    place = np.where(home > 0, home, spells.municipality)
    return Cohort(Occasions(spells.person, spells.join, place), share, weight=days).take(days > 0.0)


def _lasted(history: History, spells: Spells, since: Floats, until: Floats, gone: Floats) -> Cohort:
    """Days from `since` to `until`, cut where the spell ended first or the log stops."""
    home = history.home_at(spells.person, since)
    place = np.where(home > 0, home, spells.municipality)
    cut = np.minimum(gone, history.horizon)
    days = np.maximum(np.minimum(until, cut) - since, 0.0)
    return Cohort(Occasions(spells.person, since, place), days, happened=until <= cut)
