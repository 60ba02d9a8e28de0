"""Start in SimPy: registration, talks with a caseworker, plan (before 2010-12 an introduction); and what a plan sets going."""

from __future__ import annotations

from collections.abc import Generator
from typing import TYPE_CHECKING

from simpy import Interrupt
from simpy.events import Event

from scenarios.calendar import DAYS_PER_YEAR, add_months
from sim.events import EVENT, TIMER
from sim.people import WOMAN
from sim.stages.leave.process import leaves
from sim.stages.practice import process as practice
from sim.stages.sfi import process as sfi
from sim.stages.so import process as so
from sim.stages.start import rules
from sim.stages.tracks import end_plan, resume
from sim.state import ELSEWHERE, Person

if TYPE_CHECKING:
    from sim.engines.simpy import World

WANTED, BEGUN, DONE = EVENT["start.talk_wanted"], EVENT["start.talk_begun"], EVENT["start.talk_done"]
WITHDRAWN, STARTED, ENDED = EVENT["start.talk_withdrawn"], EVENT["start.plan_started"], EVENT["start.plan_ended"]
REGISTRATION, TALK_END = TIMER["start.registration"], TIMER["start.talk_end"]
DECISION, PLAN_END = TIMER["start.decision"], TIMER["start.plan_end"]


def begin(w: World, p: Person, home: int) -> None:
    """Set the way to a plan going, in `home` (the municipality of stay when that comes before reception)."""
    if "plan" not in p.tracks:
        p.home = home
        p.tracks["plan"] = w.process(_start(w, p))


def restart(w: World, p: Person) -> None:
    """After a move before the plan: registration and talks begin anew where the person now lives."""
    track = p.tracks.get("plan")
    if track is not None and track.is_alive and not p.in_plan:
        w.stop(p.tracks.pop("plan"))
        begin(w, p, p.home)


def _start(w: World, p: Person) -> Generator[Event, None, None]:
    terms, home = w.scenario.start_stage, ELSEWHERE
    waiting, regime = False, rules.PLAN
    try:
        registration = terms.registration_days_mean.at(w.now) * w.draw("start.registration", p.i)
        yield w.delay(registration + _care(w, p), REGISTRATION, p.i)
        yield from _childcare(w, p)
        home = p.home
        if home != ELSEWHERE:
            waiting, regime = True, _regime(w, p)
            w.log(p.i, WANTED, home, regime)
            yield from _talk(w, p, home, regime)
            waiting = False
        yield w.delay(terms.decision_days_mean.at(w.now) * w.draw("start.decision", p.i), DECISION, p.i)
    except Interrupt:
        if waiting:
            w.log(p.i, WITHDRAWN, home, regime)
        return
    yield from _plan(w, p)


def _care(w: World, p: Person) -> float:
    """Before reception, days of delay for the mother of a small child: there is no preschool place to wait for yet."""
    small = any(w.now - w.birth[q.i] < rules.SMALL_CHILD_YEARS * DAYS_PER_YEAR for q in p.household.members if not q.adult)
    if p.received >= 0.0 or not small or w.sex[p.i] != WOMAN:
        return 0.0
    return w.scenario.start_stage.small_children_days_mean.at(w.now) * w.draw("start.small_children", p.i)


def _childcare(w: World, p: Person) -> Generator[Event, None, None]:
    """Some parents who wait for childcare wait with talks and plan too."""
    waiting = p.tracks.get("childcare")
    share = w.scenario.childcare.share_plan_waits.at(w.now)
    if waiting is not None and waiting.is_alive and w.draw("childcare.plan_waits", p.i) < share:
        yield waiting


def _since(p: Person) -> float:
    """The day from which the time to the plan counts, and whose law says who draws it up."""
    return p.received if p.received >= 0.0 else p.permit


def _regime(w: World, p: Person) -> int:
    law = w.scenario.law
    return rules.regime(law.introduction_exists.at(_since(p)) > 0.0, law.programme.at(w.now) > 0.0)


def _talk(w: World, p: Person, home: int, regime: int) -> Generator[Event, None, None]:
    limit = add_months(_since(p), int(w.scenario.law.plan_window_months.at(w.now)))
    staff = "start.introduction_officers" if regime == rules.INTRODUCTION else "start.caseworkers"
    with w.seats(staff, home).join(p.i, w.standing(p, limit)) as caseworker:
        yield caseworker
        w.log(p.i, BEGUN, home, regime)
        yield w.delay(w.scenario.start_stage.talk_days.at(w.now), TALK_END, p.i)
    w.log(p.i, DONE, home, regime)


def _plan(w: World, p: Person) -> Generator[Event, None, None]:
    law, regime = w.scenario.law, _regime(w, p)
    introduction = regime == rules.INTRODUCTION
    w.log(p.i, STARTED, p.home, regime)
    p.in_plan, p.plan_began = True, w.now
    p.plan_due = add_months(w.now, int((law.introduction_months if introduction else law.plan_months).at(w.now)))
    p.pause_left = add_months(w.now, int(law.pause_most_months.at(w.now))) - w.now
    p.end_reason = rules.TIME_OUT
    sfi.sign_up(w, p, w.now + w.scenario.sfi.apply_days_mean.at(w.now) * w.draw("sfi.apply", p.i))
    practice.sign_up(w, p)
    so.sign_up(w, p, (w.scenario.so.share_in_introduction if introduction else w.scenario.so.share_in_plan).at(w.now))
    p.tracks["leave"] = w.process(leaves(w, p))
    age_to = (law.introduction_age_to if introduction else law.plan_age_to).at(w.now)
    birthday = w.birth[p.i] + age_to * DAYS_PER_YEAR
    try:
        while True:
            p.plan_moved = w.event()
            yield w.until(rules.plan_end(p.plan_due, birthday), PLAN_END, p.i) | p.plan_moved
            if not p.plan_moved.triggered and rules.plan_end(p.plan_due, birthday) <= w.now:
                break
        p.end_reason = rules.TIME_OUT if w.now < birthday else rules.OTHER
    except Interrupt:
        pass
    p.in_plan, p.plan_moved = False, None
    w.log(p.i, ENDED, p.home, p.end_reason)
    end_plan(w, p)
    w.stop(p.tracks.pop("leave", None))
    resume(w, p)
