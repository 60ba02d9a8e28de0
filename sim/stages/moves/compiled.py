"""Moves compiled: a household moves when its threshold is used up, or when a time-limited lease ends."""

from __future__ import annotations

from sim.engines.agenda import at, value
from sim.engines.county import ELSEWHERE, moves_per_day, other_town
from sim.engines.dated import PARAMETER
from sim.engines.jit import handler, i8, lend, takes
from sim.engines.rows import log
from sim.engines.tables import State, house, house_part, ints, person
from sim.events import DRAW, EVENT, TIMER
from sim.luck import TICKS_PER_DAY
from sim.luck_compiled import luck, luck_at
from sim.mechanisms.hazard import compiled as hazard
from sim.stages import tracks_compiled as tracks
from sim.stages.health import compiled as health
from sim.stages.moves import rules
from sim.stages.placement import dwelling_compiled as dwelling
from sim.stages.school import compiled as school
from sim.stages.start import compiled as start

lend(rules)
ours = house_part("moves")
MOVED, LEFT, MOVE = EVENT["moves.moved"], EVENT["moves.left_county"], TIMER["moves.move"]
THRESHOLD, LEASE, OUT, WHERE = (DRAW[f"moves.{name}"] for name in ("threshold", "lease", "out", "where"))
FAMILY_FACTOR, SHARE_OUT, SHARE_LEASE = (PARAMETER[f"moves.{n}"] for n in ("family_factor", "share_out_of_county", "share_lease_end_moves"))
FACTOR, LEASE_DAYS = PARAMETER["moves.hazard_factor"], PARAMETER["placement.lease_days"]


@handler
def await_move(s: State, h: int) -> None:
    """When the household moves next, by its threshold or its lease."""
    mine, us = ours(s, h), house(s, h)
    if mine.occasion >= rules.OCCASIONS or us.out != 0:
        return
    rate = rules.rate(moves_per_day(s, us.home), value(s, FACTOR), us.has_children != 0, value(s, FAMILY_FACTOR))
    when = mine.since + luck_at(s, THRESHOLD, mine.occasion, us.head) / rate if rate > 0.0 else s.end_tick / TICKS_PER_DAY
    mine.by_lease = int(mine.lease_open != 0 and mine.lease_end < when)
    at(s, mine.lease_end if mine.by_lease != 0 else when, MOVE, us.head)


@handler
def begin(s: State, h: int) -> None:
    """A household's moves from its reception on."""
    mine, us = ours(s, h), house(s, h)
    mine.lease_end = us.received + value(s, LEASE_DAYS)
    mine.lease_open = int(us.time_limited != 0 and luck(s, LEASE, us.head) < value(s, SHARE_LEASE))
    mine.since = s.now
    mine.occasion = 0
    await_move(s, h)


@takes(i8, i8, i8)
def move_person(s: State, i: int, event: int, why: int) -> None:
    """What a move means to one person: everything stops there and begins anew here."""
    who = person(s, i)
    h = int(who.house)
    tracks.pause(s, i)
    school.stop(s, i)
    health.stop(s, i)
    who.home = house(s, h).home
    start.restart(s, i)
    log(s, i, event, who.home, why)
    hazard.touch(s, i)
    if who.adult != 0:
        tracks.resume(s, i)
    elif house(s, h).out == 0:
        school.begin(s, i)


@handler
def moves(s: State, head: int) -> None:
    """The household moves, within the county or out of it."""
    h = int(person(s, head).house)
    mine, us = ours(s, h), house(s, h)
    why = rules.LEASE_END if mine.by_lease != 0 else rules.MOVE
    if mine.by_lease != 0:
        mine.lease_open = 0
    us.out = int(luck_at(s, OUT, mine.occasion, head) < value(s, SHARE_OUT))
    us.home = ELSEWHERE if us.out != 0 else other_town(s, us.home, luck_at(s, WHERE, mine.occasion, head))
    dwelling.stop(s, h)
    for k in range(us.first, us.first + us.members + us.family):
        if person(s, ints(s.kin)[k]).received >= 0.0:
            move_person(s, ints(s.kin)[k], LEFT if us.out != 0 else MOVED, why)
    mine.since = s.now
    mine.occasion += 1
    await_move(s, h)


HANDLERS = {"move": moves}
