"""Work preparation and practice: when they are due and for whom."""

from __future__ import annotations

from sim.declare import Draw, Event, Place, fields

EVENTS = (
    Event("preparation_ended", "preparation", "end", "avslutade förberedande insats", "ended work preparation"),
    Event("preparation_withdrawn", "preparation", "end", "lämnade förberedande insats eller dess kö", "left preparation or its queue"),
    Event("ended", "practice", "end", "avslutade praktik", "ended practice"),
    Event("interrupted", "practice", "end", "avbröt praktik", "broke off practice"),
    Event("withdrawn", "practice", "end", "lämnade kön till praktik", "left the queue for practice"),
    Event("preparation_queued", "preparation", "join", "ställdes i kö till förberedande insats", "joined the queue for work preparation"),
    Event("preparation_started", "preparation", "start", "började förberedande insats", "started work preparation"),
    Event("queued", "practice", "join", "ställdes i kö till praktik", "joined the queue for practice"),
    Event("started", "practice", "start", "började praktik", "started practice"),
)
TIMERS = ("preparation_end", "practice_end", "preparation_ready", "practice_ready")
PLACES = (
    Place("preparation", "seats", "preparation_places", "practice.policy"),
    Place("practice", "seats", "practice_places", "practice.policy", across="borders.practice_open"),
)
RESIDENT_STATE = fields(
    f8="preparation_ready ready",
    i8="preparation_due due",
    i4="preparation_node node",
    i2="preparation_home home",
    i1="preparing doing wants_preparation wanted",
)
DRAWS = (
    Draw("practice.gets_preparation"),
    Draw("practice.preparation_delay", "exponential"),
    Draw("practice.preparation", "lognormal", spread="practice.length_spread"),
    Draw("practice.considered"),
    Draw("practice.delay", "exponential"),
    Draw("practice.length", "lognormal", spread="practice.length_spread"),
    Draw("practice.parallel"),
)


def access(woman: bool, access_women: float) -> float:
    """Access to measures: 1 for men; for women a factor that the council can set to 1."""
    return access_women if woman else 1.0


def later(days: float, access_factor: float) -> float:
    """Days until a measure is due: longer where access is less."""
    return days / access_factor if access_factor > 0.0 else days * 1000.0
