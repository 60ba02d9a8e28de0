"""Health assessments (2008:344): every seeker and newcomer is offered one; calls, attendance and slots decide."""

from __future__ import annotations

from sim.declare import Draw, Event, Place, fields

EVENTS = (
    Event("called", "health", "join", "kallades till hälsoundersökning", "was called to a health assessment"),
    Event("examined", "health", "served", "hälsoundersöktes", "had a health assessment"),
    Event("missed", "health", "end", "kom inte till hälsoundersökning", "missed the health assessment"),
)
TIMERS = ("call",)
PLACES = (Place("slots", "quotas", "health_slots", "health.policy"),)
PERSON_STATE = fields(f8="since hours", i8="due", i4="node", i2="town", i1="doing occasion")
DRAWS = (
    Draw("health.called", occasions=2),
    Draw("health.call", "lognormal", occasions=2, spread="health.call_spread"),
    Draw("health.attends", occasions=2),
    Draw("health.visited", occasions=2),
)

IN_ASYLUM, AFTER_PERMIT = 0, 1


def attendance(share: float, hours: float, lost_per_hour: float) -> float:
    """Share of those called who come to a clinic so many hours away."""
    kept = 1.0 - lost_per_hour * hours
    return share * kept if kept > 0.0 else 0.0


def examined_elsewhere(called: float, attends: float, share_called: float, share_attends: float) -> bool:
    """Whether someone who waited in another county was examined there."""
    return called < share_called and attends < share_attends
