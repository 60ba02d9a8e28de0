"""Work and studies compiled: an exposure clock from reception on; a spell can end and the search begins again."""

from __future__ import annotations

from numba import types

from sim.engines.agenda import delay, value, value_at
from sim.engines.county import market
from sim.engines.dated import PARAMETER
from sim.engines.jit import f8, handler, i8, lend, takes
from sim.engines.rows import log
from sim.engines.tables import State, hazard, house, person, person_part
from sim.events import DRAW, EVENT, TIMER
from sim.luck_compiled import luck_at
from sim.mechanisms.hazard import compiled as clock
from sim.people import WOMAN
from sim.stages import tracks_compiled as tracks
from sim.stages.activities import track_compiled as activities
from sim.stages.activities.rules import overall
from sim.stages.leave.rules import FULL
from sim.stages.start import compiled as start
from sim.stages.start.rules import TO_STUDIES, TO_WORK
from sim.stages.work import rules

lend(rules)
me = person_part("work")
_FOUR = types.UniTuple(f8, 4)  # type: ignore[no-untyped-call]
plan_of, leave_of, activities_of = (person_part(stage) for stage in ("start", "leave", "activities"))
STARTED, ENDED = EVENT["work.started"], EVENT["work.ended"]
JOB, JOB_END = TIMER["work.job"], TIMER["work.job_end"]
THRESHOLD, KIND_LUCK, FULL_TIME, DURATION = (DRAW[f"work.{name}"] for name in ("threshold", "kind", "full_time", "duration"))
HAZARD, SCHOOLING, SFI, SFI_CAUSAL = (PARAMETER[f"work.{n}"] for n in ("hazard_per_year", "schooling_factor", "sfi_factor", "sfi_causal"))
PRACTICE, PRACTICE_CAUSAL, LOCK_IN = (PARAMETER[f"work.{name}"] for name in ("practice_factor", "practice_causal", "lock_in"))
WAIT, WAIT_CAUSAL, WOMEN = (PARAMETER[f"work.{name}"] for name in ("wait_factor_per_month", "wait_causal", "women_factor"))
COUNTY = PARAMETER["work.county_factor"]
KIND_SHARES, FULL_TIME_SHARES = PARAMETER["work.kind_shares"], PARAMETER["work.full_time_shares"]
DURATION_DAYS = PARAMETER["work.duration_days_mean"]


@handler
def search(s: State, i: int) -> None:
    """Get ready to search for work on the day of reception."""
    mine, h = me(s, i), house(s, person(s, i).house)
    waited = h.permit - h.applied if h.applied >= 0.0 and h.permit > h.applied else 0.0
    mine.wait = rules.wait_effect(waited / rules.DAYS_PER_MONTH, value(s, WAIT), value(s, WAIT_CAUSAL))
    mine.constant = person(s, i).trait_factor * value(s, SCHOOLING + person(s, i).schooling)
    mine.occasion = 0
    hazard(s, i).born = s.now


@handler
def begin(s: State, i: int) -> None:
    """Start searching, with this occasion's threshold."""
    if me(s, i).occasion < rules.SPELLS:
        clock.begin(s, i, luck_at(s, THRESHOLD, me(s, i).occasion, i))


@takes(gives=_FOUR)
def kind_shares(s: State) -> tuple[float, ...]:
    """Shares of the kinds of work today."""
    return (value(s, KIND_SHARES), value(s, KIND_SHARES + 1), value(s, KIND_SHARES + 2), value(s, KIND_SHARES + 3))


@takes(i8, gives=_FOUR)
def activity_factors(s: State, i: int) -> tuple[float, ...]:
    """Factor on the hazard of each kind of work, by the activities that act on the person now."""
    return (activities.factor(s, i, 0), activities.factor(s, i, 1), activities.factor(s, i, 2), activities.factor(s, i, 3))


@takes(i8, gives=f8)
def factor(s: State, i: int) -> float:
    """The factor on the base hazard now."""
    who = person(s, i)
    constant = me(s, i).constant * market(s, who.home) * value(s, COUNTY) * ((FULL - leave_of(s, i).reduced) / FULL)
    if who.sex == WOMAN:
        constant *= value(s, WOMEN)
    sfi = rules.partly_causal(value(s, SFI + who.sfi_level), value(s, SFI_CAUSAL))
    practice = rules.partly_causal(value(s, PRACTICE), value(s, PRACTICE_CAUSAL)) if who.practised != 0 else 1.0
    locked = who.studying != 0 or who.in_practice != 0 or activities_of(s, i).locked != 0
    constant *= overall(kind_shares(s), activity_factors(s, i))
    away = who.on_leave != 0 or who.working != 0
    return rules.intensity(constant, sfi, practice, me(s, i).wait, locked, value(s, LOCK_IN), away)


@handler
def recompute(s: State, i: int) -> None:
    """Use up what has passed, take the new factor, and set the day the job falls due."""
    mine = hazard(s, i)
    mine.touched = 0
    if mine.active == 0:
        return
    born = mine.born
    bands = (
        value_at(s, HAZARD, born),
        value_at(s, HAZARD + 1, born),
        value_at(s, HAZARD + 2, born),
        value_at(s, HAZARD + 3, born),
        value_at(s, HAZARD + 4, born),
    )
    if mine.factor > 0.0:
        left = mine.left - mine.factor * rules.exposure(bands, mine.since - born, s.now - born)
        mine.left = left if left > 0.0 else 0.0
    mine.since = s.now
    mine.factor = factor(s, i)
    mine.due = -1
    if mine.factor > 0.0:
        days = rules.days_until(bands, s.now - born, mine.left / mine.factor)
        if days >= 0.0:
            mine.due = delay(s, days, JOB, i)


@takes(i8, i8, i8)
def take(s: State, i: int, kind: int, full_time: int) -> None:
    """Begin to work; full time, it ends the plan and pauses what cannot go on beside it."""
    who = person(s, i)
    who.working = 1
    log(s, i, STARTED, who.home, rules.detail(kind, full_time != 0))
    if full_time != 0:
        who.full_time = 1
        plan_of(s, i).end_reason = TO_STUDIES if kind == rules.STUDIES else TO_WORK
        start.stop(s, i)
        tracks.pause_for_work(s, i)


@handler
def strike(s: State, i: int) -> None:
    """Found work or studies: a spell begins."""
    mine, who, k = me(s, i), person(s, i), me(s, i).occasion
    shares, factors = kind_shares(s), activity_factors(s, i)
    kind = rules.pick(luck_at(s, KIND_LUCK, k, i), rules.shifted(shares, factors, overall(shares, factors)))
    full_time = who.in_plan == 0 or luck_at(s, FULL_TIME, k, i) < value(s, FULL_TIME_SHARES + kind)
    mine.detail = rules.detail(kind, full_time)
    mine.occasion += 1
    take(s, i, kind, int(full_time))
    activities.give_up_jobs(s, i)
    delay(s, value(s, DURATION_DAYS + kind) * luck_at(s, DURATION, k, i), JOB_END, i)


@takes(i8, i8)
def hired(s: State, i: int, full_time: int) -> None:
    """A place that is a subsidised job: the person works as long as it is held, and searches no further meanwhile."""
    take(s, i, rules.SUBSIDISED, full_time)
    clock.touch(s, i)


@handler
def let_go(s: State, i: int) -> None:
    """The job of a place is over: the search goes on where it stood."""
    activities.lose_job(s, i)
    tracks.resume(s, i)


@handler
def job(s: State, i: int) -> None:
    """The threshold is used up."""
    if clock.rings(s, i) != 0:
        strike(s, i)


@handler
def job_end(s: State, i: int) -> None:
    """The spell is over; the search begins again."""
    who = person(s, i)
    log(s, i, ENDED, who.home, me(s, i).detail)
    who.working = 0
    who.full_time = 0
    tracks.resume(s, i)
    begin(s, i)


HANDLERS = {"job": job, "job_end": job_end}
