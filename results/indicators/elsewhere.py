"""Measures in another municipality than home: who has them, who gives them, and how long residents and neighbours wait."""

from __future__ import annotations

import numpy as np

from results.indicators.beside_borders import ACROSS
from results.indicators.cohort import Cohort, Occasions
from results.indicators.dates import Flags, Ints, year_of_all
from results.indicators.history import History
from results.indicators.spells import Spells, new


def observe(history: History) -> dict[str, Cohort]:
    """Cohorts of services begun away from home, by home and by host, and of the waits before services begun."""
    found: dict[str, Cohort] = {}
    homes, hosts = [], []
    for key, _, _ in ACROSS:
        spells, home, away = begun_across(history, key)
        found[f"wait_{key}_residents"], found[f"wait_{key}_neighbours"] = _waited(spells.take(~away)), _waited(spells.take(away))
        other = spells.take(np.flatnonzero(away))
        homes.append(Occasions(other.person, other.start, home[away]))
        hosts.append(Occasions(other.person, other.start, other.municipality))
        found[f"elsewhere_{key}"], found[f"hosted_{key}"] = (_once_a_year(each[-1], history.horizon) for each in (homes, hosts))
    found["elsewhere"], found["hosted"] = (_once_a_year(_together(each), history.horizon) for each in (homes, hosts))
    return found


def _together(parts: list[Occasions]) -> Occasions:
    person, when, place = (np.concatenate([getattr(part, name) for part in parts]) for name in ("person", "when", "place"))
    return Occasions(person, when, place)


def begun_across(history: History, track: str) -> tuple[Spells, Ints, Flags]:
    """A track's services that began, where each person lived then, and whether the service was in another municipality."""
    spells = history.spells(track).served()
    home = history.home_at(spells.person, spells.start)
    away: Flags = (home > 0) & (spells.municipality > 0) & (home != spells.municipality)
    return spells, home, away


def _waited(spells: Spells) -> Cohort:
    waited = spells.waited()
    return Cohort(Occasions(waited.person, waited.start, waited.municipality), waited.start - waited.join)


def _once_a_year(begun: Occasions, horizon: float) -> Cohort:
    """Each person's first occasion of each year."""
    order = np.lexsort((begun.when, begun.person))
    year = year_of_all(begun.when)[order]
    kept = order[new(begun.person[order]) | new(year)]
    return Occasions(begun.person[kept], begun.when[kept], begun.place[kept]).counted(horizon)
