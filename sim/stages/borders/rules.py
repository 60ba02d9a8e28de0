"""Across borders: who stands in line for a neighbour's seat as well."""

from __future__ import annotations

from sim.declare import Draw, Event

EVENTS: tuple[Event, ...] = ()
TIMERS = ()
PLACES = ()
DRAWS = (Draw("borders.commutes"),)


def way(minutes: float, factor: float) -> float:
    """A journey's length today, minutes: public transport and commuting support shorten it by a factor."""
    return minutes * factor


def share_commutes(minutes: float, share_near: float, half_minutes: float) -> float:
    """Share of people who would travel so far each day: `share_near` next door, half of it at `half_minutes`, ever fewer beyond."""
    return share_near * half_minutes / (half_minutes + minutes)


def reaches(minutes: float, most: float, luck: float, share: float) -> bool:
    """Whether somebody takes a seat so far away: within what the agreement allows, and willing to travel."""
    return minutes <= most and luck < share
