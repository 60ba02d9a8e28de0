"""Moves in SimPy: a household moves when its threshold is used up, or when a time-limited lease ends."""

from __future__ import annotations

from collections.abc import Generator
from typing import TYPE_CHECKING

from simpy.events import Event

from sim.events import EVENT, TIMER
from sim.stages.moves import rules
from sim.stages.school.process import place_child
from sim.stages.start.process import restart
from sim.stages.tracks import pause, resume
from sim.state import ELSEWHERE, Household

if TYPE_CHECKING:
    from sim.engines.simpy import World

MOVED, LEFT = EVENT["moves.moved"], EVENT["moves.left_county"]
MOVE = TIMER["moves.move"]


def moving(w: World, h: Household) -> Generator[Event, None, None]:
    """A household's moves from its reception on; it ends when the household leaves the county."""
    terms, lease_end = w.scenario.moves, h.received + w.scenario.placement.lease_days.at(h.received)
    lease_open = h.time_limited and w.draw("moves.lease", h.head) < terms.share_lease_end_moves.at(w.now)
    since, occasion = w.now, 0
    while occasion < rules.OCCASIONS and not h.out:
        rate = rules.rate(w.moves_per_day[h.home], terms.hazard_factor.at(w.now), h.has_children, terms.family_factor.at(w.now))
        when = since + w.draw("moves.threshold", h.head, occasion) / rate if rate > 0.0 else w.end
        by_lease = lease_open and lease_end < when
        yield w.until(lease_end if by_lease else when, MOVE, h.head)
        lease_open = lease_open and not by_lease
        _move(w, h, occasion, rules.LEASE_END if by_lease else rules.MOVE)
        since, occasion = w.now, occasion + 1


def _move(w: World, h: Household, occasion: int, why: int) -> None:
    out = w.draw("moves.out", h.head, occasion) < w.scenario.moves.share_out_of_county.at(w.now)
    old = h.home
    h.home = ELSEWHERE if out else w.other_town(old, w.draw("moves.where", h.head, occasion))
    h.out = out
    for p in h.here():
        pause(w, p)
        w.stop(p.tracks.pop("child", None))
        w.stop(p.tracks.pop("health", None))
        w.stop(p.tracks.pop("dwelling", None))
        p.home = h.home
        restart(w, p)
        w.log(p.i, LEFT if out else MOVED, h.home, why)
        p.wake_search()
        if p.adult:
            resume(w, p)
        elif not out:
            place_child(w, p)
