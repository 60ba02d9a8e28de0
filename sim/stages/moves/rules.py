"""Moves: how often a household moves and where to; nobody is forbidden to move (1994:137)."""

from __future__ import annotations

from sim.declare import Draw, Event, fields

OCCASIONS = 3
"""Moves a household can make while followed."""

EVENTS = (
    Event("moved", "home", "mark", "flyttade inom länet", "moved within the county"),
    Event("left_county", "main", "switch", "flyttade ut ur länet", "moved out of the county"),
)
TIMERS = ("move",)
PLACES = ()
HOUSEHOLD_STATE = fields(f8="since lease_end", i2="occasion", i1="lease_open by_lease")
DRAWS = (
    Draw("moves.threshold", "exponential", occasions=OCCASIONS),
    Draw("moves.lease", occasions=1),
    Draw("moves.out", occasions=OCCASIONS),
    Draw("moves.where", occasions=OCCASIONS),
)

MOVE, LEASE_END = 0, 1


def rate(per_day: float, factor: float, has_children: bool, family_factor: float) -> float:
    """Moves a day of a household, by the municipality's rate, a factor on all rates and the family factor."""
    own = per_day * factor
    return own * family_factor if has_children else own
