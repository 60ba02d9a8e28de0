"""Reception in a municipality, and who stays (headline indicators 5 and 13; received by door)."""

from __future__ import annotations

import numpy as np

from results.indicators.cohort import Cohort, counted, waited, within
from results.indicators.dates import add_months_all
from results.indicators.history import History

ASSIGNED = 0
"""The door of those assigned."""


def observe(history: History) -> dict[str, Cohort]:
    """Cohorts of reception, waits for it, and staying on."""
    received = np.flatnonzero(np.isfinite(history.received)).astype(np.int64)
    when = history.received[received]
    found = {"received": counted(received, when, history.first_home[received], history.horizon)}
    return {**found, **_waits(history), **_staying(history)}


def _waits(history: History) -> dict[str, Cohort]:
    queue = history.spells("assignment").first_each()
    permit = history.first("asylum.permit")
    here = queue.take(np.isfinite(permit[queue.person]) & np.isfinite(queue.join))
    elsewhere = history.first("placement.settled_elsewhere")
    assigned_to = np.where(np.isfinite(here.start), here.municipality, 0)
    reached = history.received[here.person]
    wait = waited(here.person, permit[here.person], assigned_to, reached, elsewhere[here.person], history.horizon)
    given = history.spells("assignment").served()
    limit = add_months_all(given.start, history.scenario.law.reception_months.at_all(given.start))
    never = np.full(len(given.person), np.inf)
    in_time = within(given.person, given.start, given.municipality, history.received[given.person], limit, never, history.horizon)
    return {
        "reception_wait_median": wait,
        "reception_wait_p90": wait,
        "reception_in_time": in_time,
        "abo_wait_mean": _abo_wait(history),
    }


def _abo_wait(history: History) -> Cohort:
    permit = history.first("asylum.permit")
    person = np.flatnonzero(np.isfinite(history.received) & np.isfinite(permit) & (history.door == ASSIGNED)).astype(np.int64)
    when = history.received[person]
    return Cohort(person, when, history.first_home[person], when - permit[person])


def _staying(history: History) -> dict[str, Cohort]:
    person = np.flatnonzero(np.isfinite(history.received)).astype(np.int64)
    when, home = history.received[person], history.first_home[person]
    found = {}
    for years in (1, 3):
        later = add_months_all(when, 12.0 * years)
        followed = later <= history.horizon
        in_county = history.in_county_at(person, later)
        at_home = in_county & (history.home_at(person, later) == home)
        suffix = f"{years}_year{'s' if years > 1 else ''}"
        found[f"in_county_{suffix}"] = Cohort(person, when, home, in_county.astype(np.float64)).take(followed)
        found[f"in_municipality_{suffix}"] = Cohort(person, when, home, at_home.astype(np.float64)).take(followed)
    return found
