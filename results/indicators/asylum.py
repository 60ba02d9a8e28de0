"""The asylum time and health assessments (headline indicator 11; permits, refusals and activities beside it)."""

from __future__ import annotations

import numpy as np

from results.indicators.cohort import Cohort, Occasions
from results.indicators.dates import Floats, add_months_all, year_day_all, year_of_all
from results.indicators.history import ADULT, History
from results.indicators.spells import Rows


def observe(history: History) -> dict[str, Cohort]:
    """Cohorts of the asylum time in the county."""
    return {**_flows(history), **_activities(history), **_health(history)}


def _here(history: History, rows: Rows) -> Rows:
    """The rows of those who live in the county as seekers."""
    return rows.take(np.asarray(history.people.stays[rows.person], dtype=bool))


def _flows(history: History) -> dict[str, Cohort]:
    examined = _here(history, history.rows("health.examined"))
    examined = examined.take(examined.time < history.first("asylum.permit")[examined.person])
    events = (("applied", "asylum.applied"), ("permits", "asylum.permit"), ("refusals", "asylum.refused"))
    flows = {**{key: _here(history, history.rows(event)) for key, event in events}, "assessed": examined}
    where = history.first_place("asylum.applied")
    found = {key: Occasions(rows.person, rows.time, where[rows.person]).counted(history.horizon) for key, rows in flows.items()}
    every = history.rows("health.examined")
    return {**found, "health_assessments": Occasions(every.person, every.time, every.municipality).counted(history.horizon)}


def _activities(history: History) -> dict[str, Cohort]:
    begun = history.first("asylum.activity_started")
    decided = np.minimum(history.first("asylum.permit"), history.first("asylum.refused"))
    where = history.first_place("asylum.applied")
    here = np.asarray(history.people.stays, dtype=bool) & np.isfinite(history.first("asylum.applied"))
    person = np.flatnonzero(here & np.isfinite(decided))
    person = person[history.age_at(person, decided[person]) >= ADULT]
    starters = np.flatnonzero(np.isfinite(begun))
    reached = Occasions(starters, begun[starters], where[starters]).counted(history.horizon)
    return {
        "activity_reach": Occasions(person, decided[person], where[person]).share(begun[person] < decided[person]),
        "activity_reached_persons": reached,
        "activity_reached_settled": reached.take(reached.observed(np.isfinite(history.received)[starters])),
    }


def _health(history: History) -> dict[str, Cohort]:
    applied, arrived = _here(history, history.rows("asylum.applied")), history.rows("placement.arrived")
    person = np.concatenate([applied.person, arrived.person])
    when = np.concatenate([applied.time, arrived.time])
    here = Occasions(person, when, np.concatenate([applied.municipality, arrived.municipality]))
    gone = np.minimum(np.minimum(history.first("asylum.departed"), history.left), history.first("placement.settled_elsewhere"))[person]
    limit = add_months_all(when, history.scenario.law.health_months.at_all(when))
    since = np.full(history.n, np.inf)
    since[person] = when
    examined, called = (_first_since(history, history.rows(event), since) for event in ("health.examined", "health.called"))
    year_end = year_day_all(year_of_all(applied.time) + 1, 1)
    seekers = Occasions(applied.person, applied.time, applied.municipality)
    return {
        "health_in_time": here.within(examined[person], limit, gone, history.horizon),
        "health_called_in_time": here.within(called[person], limit, gone, history.horizon),
        "health_same_year": seekers.share(examined[applied.person] < year_end).take(year_end <= history.horizon + 1.0),
    }


def _first_since(history: History, rows: Rows, since: Floats) -> Floats:
    """Each person's first row at or after a day, shape (n,)."""
    return history.first_of(rows.take(rows.time >= since[rows.person]))
