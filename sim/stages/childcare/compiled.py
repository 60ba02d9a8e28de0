"""Childcare compiled: what ends a parent's wait, and what then begins."""

from __future__ import annotations

from sim.engines.jit import handler, i8, takes
from sim.engines.tables import State, house, ints, person
from sim.stages import tracks_compiled as tracks
from sim.stages.childcare import waiting_compiled as waiting
from sim.stages.leave import compiled as leave
from sim.stages.start import compiled as start

me = waiting.me


@takes(i8, i8)
def over(s: State, i: int, event: int) -> None:
    """The wait is over for good: the tracks begin, and talks and plan where they waited too."""
    waiting.end(s, i, event)
    me(s, i).until = -1.0
    tracks.resume(s, i)
    start.childcare_is_over(s, i)


@handler
def limit_is_reached(s: State, i: int) -> None:
    """No longer wait than this."""
    if me(s, i).doing == waiting.WAITING and me(s, i).due == s.tick:
        over(s, i, waiting.WITHDRAWN)


@handler
def tell_parents(s: State, h: int) -> None:
    """A child of the household has a place, or is too old for one: when none lacks a place any more, the parents can begin or return."""
    if waiting.lacks_place(s, h) != 0:
        return
    for k in range(house(s, h).first, house(s, h).first + house(s, h).members + house(s, h).family):
        i = ints(s.kin)[k]
        if person(s, i).received < 0.0 or person(s, i).adult == 0:
            continue
        if me(s, i).doing == waiting.WAITING:
            over(s, i, waiting.FOUND)
        leave.places_found(s, i)


HANDLERS = {"limit": limit_is_reached}
