"""SFI in SimPy: apply, wait for a seat, read a course, and so on to course D; it runs on after the plan."""

from __future__ import annotations

from collections.abc import Generator
from typing import TYPE_CHECKING

from simpy import Interrupt
from simpy.events import Event

from scenarios.calendar import DAYS_PER_YEAR, add_months
from sim.events import EVENT, TIMER
from sim.stages.activities.process import begin as begin_activities
from sim.stages.borders.process import seek
from sim.stages.leave.rules import SFI_BESIDE_LEAVE, stretched
from sim.stages.sfi import rules
from sim.state import Person

if TYPE_CHECKING:
    from sim.engines.simpy import World

APPLIED, QUEUED, STARTED = EVENT["sfi.applied"], EVENT["sfi.queued"], EVENT["sfi.course_started"]
ENDS = (EVENT["sfi.course_passed"], EVENT["sfi.course_failed"], EVENT["sfi.dropped_out"])
INTERRUPTED, WITHDRAWN = EVENT["sfi.interrupted"], EVENT["sfi.withdrawn"]
APPLY, COURSE_END = TIMER["sfi.apply"], TIMER["sfi.course_end"]


def sign_up(w: World, p: Person, ready: float) -> None:
    """Let a person apply for SFI on the day `ready`; the first course follows from the path."""
    if not rules.may_read((ready - w.birth[p.i]) / DAYS_PER_YEAR, w.scenario.law.sfi_age_from.at(w.now)):
        return
    p.sfi_course = rules.FIRST_COURSE[w.path[p.i]]
    p.sfi_ready, p.sfi_done = ready, False


def sfi(w: World, p: Person) -> Generator[Event, None, None]:
    """One stretch of SFI in the person's present home; it begins anew after a pause or a move."""
    try:
        while not p.sfi_done:
            if w.now < p.sfi_ready:
                yield w.until(p.sfi_ready, APPLY, p.i)
            if p.sfi_applied < 0.0:
                p.sfi_applied = w.now
                w.log(p.i, APPLIED, p.home, rules.detail(w.path[p.i], p.sfi_course))
            yield from _course(w, p)
    except Interrupt:
        pass


def _limit(w: World, p: Person) -> float:
    law = w.scenario.law
    months = (law.sfi_months_plan if p.in_plan else law.sfi_months_others).at(p.sfi_applied)
    return add_months(p.sfi_applied, int(months))


def _course(w: World, p: Person) -> Generator[Event, None, None]:
    path = w.path[p.i]
    detail = rules.detail(path, p.sfi_course)
    w.log(p.i, QUEUED, p.home, detail)
    seat = seek(w, p, "sfi.seats", _limit(w, p))
    try:
        with seat:
            yield seat
            w.log(p.i, STARTED, seat.town, detail)
            _study(p, True)
            which = rules.course_index(path, p.sfi_course)
            terms = w.scenario.sfi
            days = rules.with_support(terms.course_days.at(w.now)[which], path, terms.path_1_days_factor.at(w.now), 1.0)
            days *= w.draw("sfi.pace", p.i, p.sfi_attempt)
            yield w.delay(stretched(days, SFI_BESIDE_LEAVE if p.on_leave else p.extent), COURSE_END, p.i)
    except Interrupt:
        w.log(p.i, INTERRUPTED if p.studying else WITHDRAWN, seat.town, detail)
        _study(p, False)
        raise
    _end(w, p, which, detail, seat.town)


def _study(p: Person, now: bool) -> None:
    p.studying = now
    p.wake_search()


def _end(w: World, p: Person, which: int, detail: int, town: int) -> None:
    sfi, attempt = w.scenario.sfi, p.sfi_attempt
    drops = sfi.drop_share.at(w.now)[which]
    share = rules.with_support(sfi.pass_share.at(w.now)[which], w.path[p.i], sfi.path_1_pass_factor.at(w.now), sfi.path_1_causal.at(w.now))
    passes = rules.pass_chance(share, sfi.county_factor.at(w.now), drops, w.trait_score[p.i], sfi.trait_weight.at(w.now))
    result = rules.result(w.draw("sfi.result", p.i, attempt), passes, drops)
    w.log(p.i, ENDS[result], town, detail)
    p.sfi_attempt += 1
    if result == rules.PASSED:
        p.sfi_level = p.sfi_course
        p.sfi_done = p.sfi_course == rules.LAST_COURSE
        p.sfi_course += 1
    elif result == rules.DROPPED:
        if w.draw("sfi.resumes", p.i, attempt) < sfi.share_resumes.at(w.now):
            p.sfi_ready = w.now + sfi.resume_days_mean.at(w.now) * w.draw("sfi.resume", p.i, attempt)
        else:
            p.sfi_done = True
    p.sfi_done = p.sfi_done or p.sfi_attempt == rules.MOST_ATTEMPTS
    _study(p, False)
    begin_activities(w, p)
