"""SFI compiled: apply, wait for a seat, read a course, and so on to course D."""

from __future__ import annotations

from scenarios import calendar
from scenarios.calendar import DAYS_PER_YEAR, add_months
from sim.engines.agenda import at, delay, value, value_at
from sim.engines.county import serving
from sim.engines.dated import PARAMETER
from sim.engines.jit import f8, handler, i8, lend, takes
from sim.engines.rows import log
from sim.engines.tables import State, person, person_part
from sim.events import DRAW, EVENT, KIND, TIMER
from sim.luck_compiled import luck_at
from sim.mechanisms.hazard import compiled as hazard
from sim.mechanisms.seats import compiled as seats
from sim.stages.activities import track_compiled as activities
from sim.stages.borders.compiled import seek
from sim.stages.leave.rules import FULL, SFI_BESIDE_LEAVE, stretched
from sim.stages.sfi import rules

lend(rules, calendar)
me = person_part("sfi")
leave_of = person_part("leave")
IDLE, APPLYING, WAITING, STUDYING = 0, 1, 2, 3
APPLIED, QUEUED, STARTED = EVENT["sfi.applied"], EVENT["sfi.queued"], EVENT["sfi.course_started"]
PASSED, FAILED, DROPPED = EVENT["sfi.course_passed"], EVENT["sfi.course_failed"], EVENT["sfi.dropped_out"]
INTERRUPTED, WITHDRAWN = EVENT["sfi.interrupted"], EVENT["sfi.withdrawn"]
APPLY, COURSE_END, SEATS = TIMER["sfi.apply"], TIMER["sfi.course_end"], KIND["sfi.seats"]
PACE, RESULT, RESUMES, RESUME = DRAW["sfi.pace"], DRAW["sfi.result"], DRAW["sfi.resumes"], DRAW["sfi.resume"]
AGE_FROM, MONTHS_PLAN, MONTHS_OTHERS = (PARAMETER[f"law.sfi_{name}"] for name in ("age_from", "months_plan", "months_others"))
DAYS, DROPS, PASSES, WEIGHT = (PARAMETER[f"sfi.{name}"] for name in ("course_days", "drop_share", "pass_share", "trait_weight"))
SUPPORT_DAYS, SUPPORT_PASSES, SUPPORT_CAUSAL = (PARAMETER[f"sfi.path_1_{name}"] for name in ("days_factor", "pass_factor", "causal"))
COUNTY = PARAMETER["sfi.county_factor"]
SHARE_RESUMES, RESUME_DAYS = PARAMETER["sfi.share_resumes"], PARAMETER["sfi.resume_days_mean"]


@takes(i8, f8)
def sign_up(s: State, i: int, ready: float) -> None:
    """Let a person apply for SFI on the day `ready`; the first course follows from the path."""
    who = person(s, i)
    if rules.may_read((ready - who.birth) / DAYS_PER_YEAR, value(s, AGE_FROM)):
        me(s, i).course = rules.FIRST_COURSE[who.path]
        me(s, i).ready = ready
        me(s, i).wanted = 1


@handler
def queue_up(s: State, i: int) -> None:
    """Join the queue for the next course; the first time is the application."""
    mine, home = me(s, i), person(s, i).home
    detail = rules.detail(person(s, i).path, mine.course)
    if mine.has_applied == 0:
        mine.has_applied = 1
        mine.applied = s.now
        log(s, i, APPLIED, home, detail)
    log(s, i, QUEUED, home, detail)
    months = value_at(s, MONTHS_PLAN if person(s, i).in_plan != 0 else MONTHS_OTHERS, mine.applied)
    mine.home = home
    mine.doing = WAITING
    mine.node = seek(s, i, SEATS, add_months(mine.applied, int(months)))


@handler
def begin(s: State, i: int) -> None:
    """One stretch of SFI in the person's present home."""
    if me(s, i).wanted == 0:
        me(s, i).doing = IDLE
    elif s.now < me(s, i).ready:
        me(s, i).doing = APPLYING
        me(s, i).due = at(s, me(s, i).ready, APPLY, i)
    else:
        queue_up(s, i)


@takes(i8, i8)
def study(s: State, i: int, now: int) -> None:
    """Whether a person studies now; the job hazard depends on it."""
    person(s, i).studying = now
    hazard.touch(s, i)


@handler
def granted(s: State, i: int) -> None:
    """A seat: the course begins."""
    mine, path = me(s, i), person(s, i).path
    mine.doing = STUDYING
    mine.home = s.town_granted
    log(s, i, STARTED, mine.home, rules.detail(path, mine.course))
    study(s, i, 1)
    days = rules.with_support(value(s, DAYS + rules.course_index(path, mine.course)), path, value(s, SUPPORT_DAYS), 1.0)
    days *= luck_at(s, PACE, mine.attempt, i)
    pace = SFI_BESIDE_LEAVE if person(s, i).on_leave != 0 else FULL - leave_of(s, i).reduced
    mine.due = delay(s, stretched(days, pace), COURSE_END, i)


@handler
def applies(s: State, i: int) -> None:
    """The day of the application, or of coming back, has come."""
    if me(s, i).doing == APPLYING and me(s, i).due == s.tick:
        queue_up(s, i)


@handler
def course_end(s: State, i: int) -> None:
    """The course is over: passed, failed or dropped out; then on to what comes next."""
    mine, who = me(s, i), person(s, i)
    if mine.doing != STUDYING or mine.due != s.tick:
        return
    seats.give_back(s, serving(s, SEATS, mine.home))
    which, attempt = rules.course_index(who.path, mine.course), mine.attempt
    drops = value(s, DROPS + which)
    share = rules.with_support(value(s, PASSES + which), who.path, value(s, SUPPORT_PASSES), value(s, SUPPORT_CAUSAL))
    passes = rules.pass_chance(share, value(s, COUNTY), drops, who.trait_score, value(s, WEIGHT))
    result = rules.result(luck_at(s, RESULT, attempt, i), passes, drops)
    event = PASSED if result == rules.PASSED else FAILED if result == rules.FAILED else DROPPED
    log(s, i, event, mine.home, rules.detail(who.path, mine.course))
    mine.attempt += 1
    if result == rules.PASSED:
        who.sfi_level = mine.course
        if mine.course == rules.LAST_COURSE:
            mine.wanted = 0
        mine.course += 1
    elif result == rules.DROPPED:
        if luck_at(s, RESUMES, attempt, i) < value(s, SHARE_RESUMES):
            mine.ready = s.now + value(s, RESUME_DAYS) * luck_at(s, RESUME, attempt, i)
        else:
            mine.wanted = 0
    if mine.attempt == rules.MOST_ATTEMPTS:
        mine.wanted = 0
    study(s, i, 0)
    activities.begin(s, i)
    begin(s, i)


@handler
def stop(s: State, i: int) -> None:
    """Stop for now; what was held is given back."""
    mine = me(s, i)
    doing, home = mine.doing, mine.home
    mine.doing = IDLE
    if doing == WAITING:
        seats.withdraw(s, mine.node)
        log(s, i, WITHDRAWN, home, rules.detail(person(s, i).path, mine.course))
        study(s, i, 0)
    elif doing == STUDYING:
        seats.give_back(s, serving(s, SEATS, home))
        log(s, i, INTERRUPTED, home, rules.detail(person(s, i).path, mine.course))
        study(s, i, 0)


HANDLERS = {"apply": applies, "course_end": course_end, "seats": granted}
