"""Asylum-time activities compiled: Swedish and society, for those who want it and are offered it."""

from __future__ import annotations

from sim.engines.agenda import delay, value
from sim.engines.county import serving
from sim.engines.dated import PARAMETER
from sim.engines.jit import handler, lend
from sim.engines.rows import log
from sim.engines.tables import State, person, person_part
from sim.events import DRAW, EVENT, KIND, TIMER
from sim.luck import TICKS_PER_DAY
from sim.luck_compiled import luck
from sim.mechanisms.seats import compiled as seats
from sim.stages.asylum import rules

lend(rules)
me = person_part("asylum")
IDLE, COMING, WAITING, TAKING = 0, 1, 2, 3
QUEUED, STARTED, ENDED, WITHDRAWN = (EVENT[f"asylum.activity_{name}"] for name in ("queued", "started", "ended", "withdrawn"))
READY, END, ACTIVITIES = TIMER["asylum.activity_ready"], TIMER["asylum.activity_end"], KIND["asylum.activities"]
WANTS, OFFERED, DELAY = DRAW["asylum.wants_activity"], DRAW["asylum.offered_activity"], DRAW["asylum.activity_delay"]
SHARE_WANTS, SHARE_OFFERED = PARAMETER["asylum.share_wants_activity"], PARAMETER["asylum.share_offered_activity"]
DELAY_DAYS, DAYS = PARAMETER["asylum.activity_delay_days_mean"], PARAMETER["asylum.activity_days_mean"]


@handler
def begin(s: State, i: int) -> None:
    """An activity may be offered some time after the application."""
    me(s, i).doing = COMING
    me(s, i).due = delay(s, value(s, DELAY_DAYS) * luck(s, DELAY, i), READY, i)


@handler
def comes(s: State, i: int) -> None:
    """The day of the offer: wait for a place, if it fits."""
    mine, town = me(s, i), person(s, i).asylum_home
    if mine.doing != COMING or mine.due != s.tick:
        return
    mine.doing = IDLE
    if rules.activity_fits(luck(s, WANTS, i), luck(s, OFFERED, i), value(s, SHARE_WANTS), value(s, SHARE_OFFERED)):
        log(s, i, QUEUED, town, 0)
        mine.doing = WAITING
        mine.node = seats.join(s, serving(s, ACTIVITIES, town), i, s.end_tick / TICKS_PER_DAY)


@handler
def granted(s: State, i: int) -> None:
    """A place: the activity begins."""
    log(s, i, STARTED, person(s, i).asylum_home, 0)
    me(s, i).doing = TAKING
    me(s, i).due = delay(s, value(s, DAYS), END, i)


@handler
def ends(s: State, i: int) -> None:
    """The activity is over."""
    mine, town = me(s, i), person(s, i).asylum_home
    if mine.doing == TAKING and mine.due == s.tick:
        seats.give_back(s, serving(s, ACTIVITIES, town))
        log(s, i, ENDED, town, 0)
        mine.doing = IDLE


@handler
def stop(s: State, i: int) -> None:
    """The asylum period is over."""
    mine, town = me(s, i), person(s, i).asylum_home
    if mine.doing == WAITING:
        seats.withdraw(s, mine.node)
        log(s, i, WITHDRAWN, town, 0)
    elif mine.doing == TAKING:
        seats.give_back(s, serving(s, ACTIVITIES, town))
        log(s, i, WITHDRAWN, town, 0)
    mine.doing = IDLE
