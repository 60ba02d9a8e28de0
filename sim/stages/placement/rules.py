"""Placement: four doors into a municipality, assignment within kommuntal, the two-month duty (2010:408, 2016:38, 2016:39)."""

from __future__ import annotations

from sim.declare import Draw, Event, Place, fields

EVENTS = (
    Event("reached", "assignment", "end", "anvisningen genomförd", "the assignment was carried out"),
    Event("dwelling_withdrawn", "dwelling", "end", "slutade vänta på bostad", "stopped waiting for a dwelling"),
    Event("selected", "main", "switch", "togs ut som kvotflykting", "was selected as a quota refugee"),
    Event("arrived", "main", "switch", "kom till länet med tillstånd", "arrived in the county with a permit"),
    Event("settled_elsewhere", "main", "switch", "bosatte sig i ett annat län", "settled in another county"),
    Event("queued", "assignment", "join", "ställdes i kö för anvisning", "joined the queue for assignment"),
    Event("assigned", "assignment", "start", "anvisades till kommunen", "was assigned to the municipality"),
    Event("dwelling_wanted", "dwelling", "join", "ställdes i kö till bostad", "joined the queue for a dwelling"),
    Event("dwelling_found", "dwelling", "served", "fick bostad", "got a dwelling"),
    Event("temporary_housing", "housing", "mark", "fick tillfälligt boende", "got temporary housing"),
    Event("received", "main", "switch", "togs emot i kommunen", "was received in the municipality"),
)
TIMERS = ("ready_to_queue", "prepared", "reception_limit", "settled", "family_arrival")
PLACES = (
    Place("kommuntal", "quotas", "kommuntal", "placement.policy", per="year", shared=True, where="placement.where"),
    Place("dwellings", "quotas", "dwellings", "placement.dwelling_policy", keeps="placement.dwelling_carry_months"),
)
HOUSEHOLD_STATE = fields(f8="limit", i8="due", i4="dwelling", i2="town", i1="doing queues_for_dwelling elsewhere family")
DRAWS = (
    Draw("placement.destination"),
    Draw("placement.leaves_abo"),
    Draw("placement.asks"),
    Draw("placement.handling", "lognormal", spread="placement.handling_spread"),
    Draw("placement.preparation", "lognormal", spread="placement.preparation_spread"),
    Draw("placement.late"),
    Draw("placement.late_days", "exponential"),
    Draw("placement.settling", "lognormal", spread="placement.settling_spread"),
    Draw("placement.settles_where"),
    Draw("placement.time_limited"),
    Draw("placement.family_lag", "lognormal", spread="people.family_lag_spread"),
)

GROWN_YEARS = 18.0
"""Age from which a newcomer is received as an adult."""
FAMILY_WAITS_DAYS = 30.0
"""How often a family that could travel looks whether its sponsor has a home yet."""
ASSIGNED, SELF_SETTLED, QUOTA, RELATIVE, UNACCOMPANIED = 0, 1, 2, 3, 4


def door(own_housing: bool, leaves_abo: bool, asks_and_may: bool) -> int:
    """The door of someone with a permit from an asylum case: only those left in ABO, and before 2016-03-01 EBO who ask, are assigned."""
    if own_housing:
        return ASSIGNED if asks_and_may else SELF_SETTLED
    return SELF_SETTLED if leaves_abo else ASSIGNED


def family_may_come(status_is_subsidiary: bool, under_temporary_law: bool, closed: bool) -> bool:
    """Whether a family may apply now: closed for subsidiary protection under the temporary law (2016:752 § 6-7)."""
    return not (status_is_subsidiary and under_temporary_law and closed)
