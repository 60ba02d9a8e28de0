"""Activities and programmes compiled, as other stages call them: the offer, the wait for a place, and stopping."""

from __future__ import annotations

from scenarios.activities import ACTIVITIES
from sim.engines.agenda import at, day_of_opening, value
from sim.engines.county import serving
from sim.engines.dated import PARAMETER
from sim.engines.jit import f8, handler, i8, lend, takes
from sim.engines.rows import log
from sim.engines.tables import State, activity, floats, house, person, person_part
from sim.events import DRAW, EVENT, KIND, TIMER
from sim.luck import TICKS_PER_DAY
from sim.luck_compiled import luck
from sim.mechanisms.hazard import compiled as hazard
from sim.mechanisms.seats import compiled as seats
from sim.people import WOMAN
from sim.stages.activities import rules
from sim.stages.activities.rules import IDLE, KINDS, READYING, TAKING, WAITING
from sim.stages.work.rules import PART_TIME, SUBSIDISED

lend(rules)
me, sfi_of, plan_of = person_part("activities"), person_part("sfi"), person_part("start")
NAMES = tuple(kind.name for kind in ACTIVITIES)
INTERRUPTED, WITHDRAWN, QUEUED = (tuple(EVENT[f"activities.{n}_{step}"] for n in NAMES) for step in ("interrupted", "withdrawn", "queued"))
TIMERS, PLACES = tuple(TIMER[f"activities.{name}_due"] for name in NAMES), tuple(KIND[f"activities.{name}"] for name in NAMES)
OFFERED_LUCK, DELAY_LUCK = (tuple(DRAW[f"activities.{name}_{what}"] for name in NAMES) for what in ("offered", "delay"))
IS_JOB, BESIDE_WORK = tuple(kind.is_job for kind in ACTIVITIES), tuple(kind.beside_work for kind in ACTIVITIES)
AFTER_ASSESSMENT = tuple(kind.after_assessment for kind in ACTIVITIES)
WORK_ENDED = EVENT["work.ended"]


def of_kinds(name: str) -> tuple[int, ...]:
    """Where a parameter's numbers begin, by kind."""
    return tuple(PARAMETER[f"{kind}.{name}"] for kind in NAMES)


OFFERED, ACCESS_WOMEN, ACCESS_SCHOOLING = of_kinds("share_offered"), of_kinds("access_women"), of_kinds("access_by_schooling")
SFI_LEVEL, AFTER_SFI, DELAY_DAYS, RUNS_ON = (of_kinds(n) for n in ("sfi_level_least", "after_sfi", "delay_days_mean", "runs_on"))
EFFECT, CAUSAL, EFFECT_KINDS = of_kinds("effect"), of_kinds("effect_causal"), of_kinds("effect_kinds")


@takes(i8, i8, gives=f8)
def factor(s: State, i: int, work: int) -> float:
    """Factor on the hazard of one kind of work, by what acts on the person now."""
    found = 1.0
    if me(s, i).acting == 0:
        return found
    for k in range(KINDS):
        if activity(s, person(s, i).row * KINDS + k).acts != 0:
            first = EFFECT[k] + 2 * int(person(s, i).sex == WOMAN)
            whole = rules.effect(value(s, first), value(s, first + 1), floats(s.effect_luck)[k], value(s, CAUSAL[k]))
            found *= rules.reach(whole, value(s, EFFECT_KINDS[k] + work))
    return found


@takes(i8, i8, i8, i8)
def weigh(s: State, i: int, k: int, locks: int, acts: int) -> None:
    """Whether a kind keeps a person from searching full time, and whether its effect holds; the hazard of work depends on both."""
    mine = activity(s, person(s, i).row * KINDS + k)
    if locks != mine.locks or acts != mine.acts:
        me(s, i).locked += locks - mine.locks
        me(s, i).acting += acts - mine.acts
        mine.locks = locks
        mine.acts = acts
        hazard.touch(s, i)


@takes(i8, i8, gives=i8)
def is_offered(s: State, i: int, k: int) -> int:
    """Whether a person is among those to whom the kind is offered, by today's shares."""
    who = person(s, i)
    share = value(s, OFFERED[k] + (0 if who.in_plan != 0 else 1))
    if share <= 0.0:
        return 0
    access = value(s, ACCESS_SCHOOLING[k] + who.schooling)
    return int(luck(s, OFFERED_LUCK[k], i) < rules.chance(share, value(s, ACCESS_WOMEN[k]), who.sex == WOMAN, access))


@takes(i8, i8, gives=i8)
def is_within_reach(s: State, i: int, k: int) -> int:
    """Whether a person could take part at all: language, assessment, and what they do already."""
    who = person(s, i)
    if who.full_time != 0 and not BESIDE_WORK[k]:
        return 0
    if (IS_JOB[k] and who.working != 0) or (AFTER_ASSESSMENT[k] and who.examined == 0):
        return 0
    return int(who.sfi_level >= value(s, SFI_LEVEL[k]) and (sfi_of(s, i).wanted == 0 or value(s, AFTER_SFI[k]) <= 0.0))


@takes(i8, i8)
def go_on(s: State, i: int, k: int) -> None:
    """Until the offer, and until there are places where the person lives; then into the queue."""
    mine = activity(s, person(s, i).row * KINDS + k)
    opens = day_of_opening(s, serving(s, PLACES[k], mine.home))
    due = mine.ready if mine.ready > opens else opens
    if due > s.now:
        if opens > s.end_tick / TICKS_PER_DAY:
            mine.doing = IDLE
            return
        mine.doing = READYING
        mine.due = at(s, due, TIMERS[k], i)
        return
    log(s, i, QUEUED[k], mine.home, 0)
    limit = plan_of(s, i).plan_due if person(s, i).in_plan != 0 else s.end_tick / TICKS_PER_DAY
    mine.doing = WAITING
    mine.node = seats.join(s, serving(s, PLACES[k], mine.home), i, limit)


@takes(i8, i8)
def begin_kind(s: State, i: int, k: int) -> None:
    """Set a kind going, if it is within a person's reach now."""
    mine = activity(s, person(s, i).row * KINDS + k)
    if mine.doing == IDLE and mine.done == 0 and is_within_reach(s, i, k) != 0 and is_offered(s, i, k) != 0:
        mine.home = person(s, i).home
        if mine.has_offer == 0:
            mine.has_offer = 1
            mine.ready = s.now + value(s, DELAY_DAYS[k]) * luck(s, DELAY_LUCK[k], i)
        go_on(s, i, k)


@handler
def begin(s: State, i: int) -> None:
    """Set going every kind that is within a person's reach now."""
    who = person(s, i)
    if who.adult != 0 and who.on_leave == 0 and who.received >= 0.0 and house(s, who.house).out == 0:
        for k in range(KINDS):
            begin_kind(s, i, k)


@handler
def begin_assessed(s: State, i: int) -> None:
    """Just assessed: the kinds whose need the assessment finds."""
    who = person(s, i)
    if who.adult != 0 and who.on_leave == 0 and who.received >= 0.0 and house(s, who.house).out == 0:
        for k in range(KINDS):
            if AFTER_ASSESSMENT[k]:
                begin_kind(s, i, k)


@handler
def lose_job(s: State, i: int) -> None:
    """The job of a place is over."""
    who = person(s, i)
    log(s, i, WORK_ENDED, who.home, SUBSIDISED if who.full_time != 0 else SUBSIDISED + PART_TIME)
    who.working = 0
    who.full_time = 0
    hazard.touch(s, i)


@takes(i8, i8)
def stop(s: State, i: int, k: int) -> None:
    """Stop a kind for now; what was held is given back, and a job is over."""
    mine = activity(s, person(s, i).row * KINDS + k)
    doing, home = int(mine.doing), int(mine.home)
    if doing == READYING:
        mine.doing = IDLE
    elif doing == WAITING:
        mine.doing = IDLE
        seats.withdraw(s, mine.node)
        log(s, i, WITHDRAWN[k], home, 0)
    elif doing == TAKING:
        mine.doing = IDLE
        seats.give_back(s, serving(s, PLACES[k], home))
        log(s, i, INTERRUPTED[k], home, 0)
        if IS_JOB[k]:
            lose_job(s, i)
        weigh(s, i, k, 0, 0)


@handler
def pause(s: State, i: int) -> None:
    """Stop every kind."""
    for k in range(KINDS):
        stop(s, i, k)


@handler
def pause_for_work(s: State, i: int) -> None:
    """Stop every kind, but neither the job that is one nor what goes on beside work."""
    for k in range(KINDS):
        if not BESIDE_WORK[k] and not (IS_JOB[k] and activity(s, person(s, i).row * KINDS + k).doing == TAKING):
            stop(s, i, k)


@handler
def end_plan(s: State, i: int) -> None:
    """What ends with the plan: what does not run on, and the wait for what is not offered without a plan."""
    for k in range(KINDS):
        doing = activity(s, person(s, i).row * KINDS + k).doing
        if doing == TAKING:
            if not IS_JOB[k] and value(s, RUNS_ON[k]) <= 0.0:
                stop(s, i, k)
        elif doing in (READYING, WAITING) and is_offered(s, i, k) == 0:
            stop(s, i, k)


@handler
def give_up_jobs(s: State, i: int) -> None:
    """Who has found work waits for no job of the kinds that are one."""
    for k in range(KINDS):
        if IS_JOB[k] and activity(s, person(s, i).row * KINDS + k).doing != TAKING:
            stop(s, i, k)
