"""Reception in a municipality, and who stays (headline indicators 5 and 13; received by door)."""

from __future__ import annotations

import numpy as np

from results.indicators.cohort import Cohort, Occasions
from results.indicators.dates import add_months_all
from results.indicators.history import History

ASSIGNED, SELF_SETTLED, QUOTA, RELATIVES = 0, 1, 2, 3
"""The doors of those assigned, of those who settle themselves, of quota refugees, and of relatives."""


def observe(history: History) -> dict[str, Cohort]:
    """Cohorts of reception, waits for it, and staying on."""
    return {**_received(history), **_waits(history), **_staying(history)}


def _received(history: History) -> dict[str, Cohort]:
    """Who was received, by which door: relatives are received where their family lives."""
    received = history.receptions
    door = history.door[received.person]
    all_received = received.counted(history.horizon)
    return {
        "received": all_received,
        "received_per_1000": all_received,
        "received_assigned": received.take((door == ASSIGNED) | (door == QUOTA)).counted(history.horizon),
        "received_self_settled": received.take((door == SELF_SETTLED) | (door == RELATIVES)).counted(history.horizon),
        "relatives_received": all_received.take(door == RELATIVES),
        "assigned_share": received.share(door == ASSIGNED),
        "self_settled_share": received.share(door == SELF_SETTLED),
        "dwellings_wanted": _dwellings(history),
    }


def _dwellings(history: History) -> Cohort:
    """Households that join the queue for a dwelling, each by one of its members."""
    queue = history.spells("dwelling").waited()
    queue = queue.take(history.once_a_household(queue.person, queue.join))
    return Occasions(queue.person, queue.join, queue.municipality).counted(history.horizon)


def _waits(history: History) -> dict[str, Cohort]:
    queue = history.spells("assignment").first_each()
    permit = history.first("asylum.permit")
    here = queue.take(np.isfinite(permit[queue.person]) & np.isfinite(queue.join))
    elsewhere = history.first("placement.settled_elsewhere")
    assigned_to = np.where(np.isfinite(here.start), here.municipality, 0)
    permitted = Occasions(here.person, permit[here.person], assigned_to)
    wait = permitted.waited(history.received[here.person], elsewhere[here.person], history.horizon)
    given = history.spells("assignment").served()
    limit = add_months_all(given.start, history.scenario.law.reception_months.at_all(given.start))
    assigned = Occasions(given.person, given.start, given.municipality)
    return {
        "reception_wait_median": wait,
        "reception_wait_p90": wait,
        "reception_in_time": assigned.within(history.received[given.person], limit, np.inf, history.horizon),
        "abo_wait_mean": _abo_wait(history),
    }


def _abo_wait(history: History) -> Cohort:
    received, permit = history.receptions, history.first("asylum.permit")[history.receptions.person]
    assigned = np.isfinite(permit) & (history.door[received.person] == ASSIGNED)
    return Cohort(received, received.when - permit).take(assigned)


def _staying(history: History) -> dict[str, Cohort]:
    received = history.receptions
    found = {}
    for years in (1, 3, 5):
        later = add_months_all(received.when, 12.0 * years)
        followed = later <= history.horizon
        in_county = history.in_county_at(received.person, later)
        at_home = in_county & (history.home_at(received.person, later) == received.place)
        suffix = f"{years}_year{'s' if years > 1 else ''}"
        found[f"in_county_{suffix}"] = received.share(in_county).take(followed)
        found[f"in_municipality_{suffix}"] = received.share(at_home).take(followed)
    return found
