"""Activities and programmes compiled: what their places and timers call; one handler for all kinds, lent to each under its number."""

from __future__ import annotations

from collections.abc import Callable

from scenarios.activities import ACTIVITIES
from sim.engines.agenda import delay, value
from sim.engines.county import serving
from sim.engines.jit import handler, i8, takes
from sim.engines.rows import log
from sim.engines.tables import State, activity, person
from sim.events import DRAW, EVENT
from sim.luck_compiled import luck
from sim.mechanisms.seats import compiled as seats
from sim.stages.activities.rules import IDLE, KINDS, LASTING, READYING, TAKING
from sim.stages.activities.track_compiled import IS_JOB, NAMES, PLACES, TIMERS, go_on, of_kinds, weigh
from sim.stages.practice import compiled as practice
from sim.stages.work import compiled as work

ENDED, STARTED = (tuple(EVENT[f"activities.{name}_{step}"] for name in NAMES) for step in ("ended", "started"))
LENGTH_LUCK = tuple(DRAW[f"activities.{name}_length"] for name in NAMES)
BRINGS_FORWARD = tuple(kind.brings_forward for kind in ACTIVITIES)
DAYS, FULL_TIME, DURING, LASTS_DAYS = (of_kinds(name) for name in ("days_mean", "full_time", "effect_during", "effect_days"))


@takes(i8, i8)
def start(s: State, i: int, k: int) -> None:
    """A place: the activity begins."""
    mine, full_time = activity(s, person(s, i).row * KINDS + k), int(value(s, FULL_TIME[k]) > 0.0)
    log(s, i, STARTED[k], mine.home, 0)
    mine.doing = TAKING
    weigh(s, i, k, 0 if IS_JOB[k] else full_time, int(value(s, DURING[k]) > 0.0))
    mine.due = delay(s, value(s, DAYS[k]) * luck(s, LENGTH_LUCK[k], i), TIMERS[k], i)
    if IS_JOB[k]:
        work.hired(s, i, full_time)
    if BRINGS_FORWARD[k]:
        practice.bring_forward(s, i)


@takes(i8, i8)
def end(s: State, i: int, k: int) -> None:
    """The activity is done; its effect lasts as long as is said."""
    mine, days = activity(s, person(s, i).row * KINDS + k), value(s, LASTS_DAYS[k])
    seats.give_back(s, serving(s, PLACES[k], mine.home))
    log(s, i, ENDED[k], mine.home, 0)
    mine.done = 1
    mine.doing = IDLE
    weigh(s, i, k, 0, int(days > 0.0))
    if days > 0.0:
        mine.doing = LASTING
        mine.due = delay(s, days, TIMERS[k], i)
    if IS_JOB[k]:
        work.let_go(s, i)


@takes(i8, i8)
def due(s: State, i: int, k: int) -> None:
    """The offer has come, the activity is over, or its effect is."""
    mine = activity(s, person(s, i).row * KINDS + k)
    if mine.due != s.tick:
        return
    if mine.doing == READYING:
        go_on(s, i, k)
    elif mine.doing == TAKING:
        end(s, i, k)
    elif mine.doing == LASTING:
        mine.doing = IDLE
        weigh(s, i, k, 0, 0)


Handler = Callable[[State, int], None]


def _granted(k: int) -> Handler:
    @handler
    def granted(s: State, i: int) -> None:
        start(s, i, k)

    return granted


def _due(k: int) -> Handler:
    @handler
    def timer(s: State, i: int) -> None:
        due(s, i, k)

    return timer


HANDLERS = {name: _granted(k) for k, name in enumerate(NAMES)} | {f"{name}_due": _due(k) for k, name in enumerate(NAMES)}
