"""Leave: which leave pauses the plan clock, and by how much (2010:1743; 30 days in a row, 12 months in all)."""

from __future__ import annotations

from sim.declare import Draw, Event, fields

SPELLS = 3
"""Illness spells a person can have in the plan."""
MOST_LEAVES = 2 + SPELLS
"""Leaves of one plan: with a small child, at a birth, and by illness."""

EVENTS = (
    Event("ended", "leave", "end", "kom tillbaka från ledighet", "came back from leave"),
    Event("began", "leave", "start", "började ledighet", "went on leave"),
)
TIMERS = ("end", "begin")
PLACES = ()
RESIDENT_STATE = fields(i8="due", i2="count following", i1="doing")
DRAWS = (
    Draw("leave.small_child"),
    Draw("leave.who_takes"),
    Draw("leave.parental", "lognormal", occasions=2, spread="leave.parental_spread"),
    Draw("leave.birth", "exponential"),
    Draw("leave.illness_when", "exponential", occasions=SPELLS),
    Draw("leave.illness", "lognormal", occasions=SPELLS, spread="leave.illness_spread"),
)

PARENTAL, ILLNESS = 0, 1
SMALL_CHILD_YEARS = 1.5
"""A child younger than this at the start of the plan may mean parental leave."""
FERTILE_AGE_YEARS = 45.0
"""A woman younger than this may give birth."""


def counted_pause(days: float, least_days: float, allowance_left: float) -> float:
    """Days by which a leave moves the plan's end: none below the least length, never more than what is left of the allowance."""
    if days < least_days:
        return 0.0
    return days if days < allowance_left else allowance_left


def takes_leave(is_mother: bool, luck: float, share_mother: float) -> bool:
    """Whether this parent takes the household's leave; `luck` is the household's, so exactly one of two does."""
    return (luck < share_mother) == is_mother
