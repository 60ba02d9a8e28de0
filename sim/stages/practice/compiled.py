"""Work preparation and practice compiled."""

from __future__ import annotations

from sim.engines.agenda import at, delay, value
from sim.engines.county import serving
from sim.engines.dated import PARAMETER
from sim.engines.jit import handler, i8, lend, takes
from sim.engines.rows import log
from sim.engines.tables import State, person, person_part
from sim.events import DRAW, EVENT, KIND, TIMER
from sim.luck_compiled import luck
from sim.mechanisms.hazard import compiled as hazard
from sim.mechanisms.seats import compiled as seats
from sim.people import WOMAN
from sim.stages.borders.compiled import seek
from sim.stages.leave.rules import FULL, allows_practice
from sim.stages.practice import rules
from sim.stages.sfi import compiled as sfi

lend(rules)
me = person_part("practice")
sfi_of, plan_of, leave_of = person_part("sfi"), person_part("start"), person_part("leave")
IDLE, READYING, WAITING, TAKING = 0, 1, 2, 3
P_QUEUED, P_STARTED, P_ENDED, P_WITHDRAWN = (EVENT[f"practice.preparation_{name}"] for name in ("queued", "started", "ended", "withdrawn"))
QUEUED, STARTED, ENDED = EVENT["practice.queued"], EVENT["practice.started"], EVENT["practice.ended"]
INTERRUPTED, WITHDRAWN = EVENT["practice.interrupted"], EVENT["practice.withdrawn"]
PREPARATION_READY, PREPARATION_END = TIMER["practice.preparation_ready"], TIMER["practice.preparation_end"]
PRACTICE_READY, PRACTICE_END = TIMER["practice.practice_ready"], TIMER["practice.practice_end"]
PREPARATION, PRACTICE = KIND["practice.preparation"], KIND["practice.practice"]
GETS, P_DELAY, P_LENGTH = DRAW["practice.gets_preparation"], DRAW["practice.preparation_delay"], DRAW["practice.preparation"]
CONSIDERED, DELAY, LENGTH, PARALLEL = (DRAW[f"practice.{name}"] for name in ("considered", "delay", "length", "parallel"))
SHARE_PREPARATION, P_DELAY_DAYS = PARAMETER["practice.share_preparation"], PARAMETER["practice.preparation_delay_days_mean"]
P_DAYS, SHARE_PRACTICE = PARAMETER["practice.preparation_days_mean"], PARAMETER["practice.share_practice"]
DELAY_DAYS, DAYS = PARAMETER["practice.practice_delay_days_mean"], PARAMETER["practice.practice_days_mean"]
ACCESS_WOMEN, SHARE_PARALLEL = PARAMETER["practice.access_women"], PARAMETER["practice.share_parallel"]


@handler
def sign_up(s: State, i: int) -> None:
    """At the start of a plan: when preparation and practice are due."""
    mine, access = me(s, i), rules.access(person(s, i).sex == WOMAN, value(s, ACCESS_WOMEN))
    if luck(s, GETS, i) < value(s, SHARE_PREPARATION):
        mine.preparation_ready = s.now + rules.later(value(s, P_DELAY_DAYS) * luck(s, P_DELAY, i), access)
        mine.wants_preparation = 1
    mine.ready = s.now + rules.later(value(s, DELAY_DAYS) * luck(s, DELAY, i), access)
    mine.wanted = 1


@handler
def queue_for_preparation(s: State, i: int) -> None:
    """Join the queue for a place."""
    mine = me(s, i)
    log(s, i, P_QUEUED, mine.preparation_home, 0)
    mine.preparing = WAITING
    mine.preparation_node = seats.join(s, serving(s, PREPARATION, mine.preparation_home), i, plan_of(s, i).plan_due)


@handler
def begin_preparation(s: State, i: int) -> None:
    """Work preparation once: wait until it is due, then for a place."""
    mine = me(s, i)
    mine.preparation_home = person(s, i).home
    if s.now < mine.preparation_ready:
        mine.preparing = READYING
        mine.preparation_due = at(s, mine.preparation_ready, PREPARATION_READY, i)
    else:
        queue_for_preparation(s, i)


@handler
def preparation_is_due(s: State, i: int) -> None:
    """The day has come when preparation is due."""
    if me(s, i).preparing == READYING and me(s, i).preparation_due == s.tick:
        queue_for_preparation(s, i)


@handler
def preparation_granted(s: State, i: int) -> None:
    """A place: preparation begins."""
    mine = me(s, i)
    log(s, i, P_STARTED, mine.preparation_home, 0)
    mine.preparing = TAKING
    mine.preparation_due = delay(s, value(s, P_DAYS) * luck(s, P_LENGTH, i), PREPARATION_END, i)


@handler
def preparation_end(s: State, i: int) -> None:
    """Preparation is over."""
    mine = me(s, i)
    if mine.preparing != TAKING or mine.preparation_due != s.tick:
        return
    seats.give_back(s, serving(s, PREPARATION, mine.preparation_home))
    log(s, i, P_ENDED, mine.preparation_home, 0)
    mine.preparing = IDLE
    mine.wants_preparation = 0


@handler
def stop_preparation(s: State, i: int) -> None:
    """Stop for now; what was held is given back."""
    mine = me(s, i)
    doing, home = mine.preparing, mine.preparation_home
    mine.preparing = IDLE
    if doing == WAITING:
        seats.withdraw(s, mine.preparation_node)
    elif doing == TAKING:
        seats.give_back(s, serving(s, PREPARATION, home))
    if doing >= WAITING:
        log(s, i, P_WITHDRAWN, home, 0)


@handler
def queue_up(s: State, i: int) -> None:
    """Join the queue for a place, if considered."""
    mine = me(s, i)
    access = rules.access(person(s, i).sex == WOMAN, value(s, ACCESS_WOMEN))
    if luck(s, CONSIDERED, i) >= value(s, SHARE_PRACTICE) * access:
        mine.wanted = 0
        mine.doing = IDLE
        return
    log(s, i, QUEUED, mine.home, 0)
    mine.doing = WAITING
    mine.node = seek(s, i, PRACTICE, plan_of(s, i).plan_due)


@handler
def begin(s: State, i: int) -> None:
    """Practice once, for those considered for it, if the plan is extensive enough: wait until it is due, then for a place."""
    mine = me(s, i)
    if not allows_practice(FULL - leave_of(s, i).reduced):
        return
    mine.home = person(s, i).home
    if s.now < mine.ready:
        mine.doing = READYING
        mine.due = at(s, mine.ready, PRACTICE_READY, i)
    else:
        queue_up(s, i)


@handler
def is_due(s: State, i: int) -> None:
    """The day has come when practice is due."""
    if me(s, i).doing == READYING and me(s, i).due == s.tick:
        queue_up(s, i)


@takes(i8, i8)
def take_part(s: State, i: int, now: int) -> None:
    """Whether a person is in practice now; the job hazard depends on it."""
    person(s, i).in_practice = now
    hazard.touch(s, i)


@handler
def granted(s: State, i: int) -> None:
    """A place: practice begins; who cannot combine it with SFI pauses SFI meanwhile."""
    me(s, i).home = s.town_granted
    log(s, i, STARTED, me(s, i).home, 0)
    take_part(s, i, 1)
    if luck(s, PARALLEL, i) >= value(s, SHARE_PARALLEL):
        sfi.stop(s, i)
    me(s, i).doing = TAKING
    me(s, i).due = delay(s, value(s, DAYS) * luck(s, LENGTH, i), PRACTICE_END, i)


@handler
def ended(s: State, i: int) -> None:
    """Practice is over; SFI goes on."""
    mine = me(s, i)
    if mine.doing != TAKING or mine.due != s.tick:
        return
    seats.give_back(s, serving(s, PRACTICE, mine.home))
    log(s, i, ENDED, mine.home, 0)
    mine.doing = IDLE
    mine.wanted = 0
    person(s, i).practised = 1
    take_part(s, i, 0)
    if sfi_of(s, i).wanted != 0 and sfi_of(s, i).doing == sfi.IDLE:
        sfi.begin(s, i)


@handler
def stop(s: State, i: int) -> None:
    """Stop for now; what was held is given back."""
    mine = me(s, i)
    doing, home = mine.doing, mine.home
    if doing == IDLE:
        return
    mine.doing = IDLE
    if doing == WAITING:
        seats.withdraw(s, mine.node)
        log(s, i, WITHDRAWN, home, 0)
    elif doing == TAKING:
        seats.give_back(s, serving(s, PRACTICE, home))
        log(s, i, INTERRUPTED, home, 0)
    take_part(s, i, 0)


@handler
def bring_forward(s: State, i: int) -> None:
    """Work preparation and practice that are still to come are due now."""
    mine = me(s, i)
    if mine.wants_preparation != 0 and s.now < mine.preparation_ready:
        mine.preparation_ready = s.now
        if mine.preparing == READYING:
            stop_preparation(s, i)
            begin_preparation(s, i)
    if mine.wanted != 0 and s.now < mine.ready:
        mine.ready = s.now
        if mine.doing == READYING:
            stop(s, i)
            begin(s, i)


HANDLERS = {
    "preparation_ready": preparation_is_due,
    "preparation_end": preparation_end,
    "practice_ready": is_due,
    "practice_end": ended,
    "preparation": preparation_granted,
    "practice": granted,
}
