"""SO: who is offered civic orientation, and when a group starts (2010:1138, 2013:156, 2019:1310)."""

from __future__ import annotations

from sim.declare import Draw, Event, Place, fields

EVENTS = (
    Event("completed", "so", "end", "fullföljde samhällsorientering", "completed civic orientation"),
    Event("interrupted", "so", "end", "avbröt samhällsorientering", "broke off civic orientation"),
    Event("withdrawn", "so", "end", "lämnade kön till samhällsorientering", "left the queue for civic orientation"),
    Event("queued", "so", "join", "ställdes i kö till samhällsorientering", "joined the queue for civic orientation"),
    Event("started", "so", "start", "började samhällsorientering", "started civic orientation"),
)
TIMERS = ("group_end", "patience", "join")
PLACES = (Place("groups", "batches", "so_leaders", "so.policy", pools="so.pooled"),)
RESIDENT_STATE = fields(f8="ready", i8="due", i4="node", i2="home", i1="doing wanted signed_up")
DRAWS = (Draw("so.takes_part"), Draw("so.join", "exponential"))


def offered(age: float, in_plan: bool, others_too: bool, age_from: float, age_to: float, years_since: float, years: float) -> bool:
    """Whether the municipality offers SO: in plan, or from 2013-05-01 the wider group, 18-64, registered less than three years."""
    if in_plan:
        return True
    return others_too and age_from <= age < age_to and years_since < years


def group_days(hours: float, hours_per_week: float) -> float:
    """Calendar days a group runs."""
    return hours / hours_per_week * 7.0


def can_start(waiting: int, longest_wait: float, least: float, patience: float, least_late: float) -> bool:
    """Whether enough wait for a group: the least size, or a smaller one when someone has waited past the patience."""
    return waiting >= least or (longest_wait >= patience and waiting >= least_late)
