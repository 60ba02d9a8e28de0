"""The establishment talk and the plan (headline indicator 6, and beside it the talk within 30 days)."""

from __future__ import annotations

import numpy as np

from results.indicators.cohort import Cohort, Occasions
from results.indicators.dates import Floats, Ints, add_months_all
from results.indicators.history import PART_TIME, History
from results.indicators.unaccompanied import came_alone
from sim.events import EVENT

TALK_DAYS = 30.0


def observe(history: History) -> dict[str, Cohort]:
    """Cohorts of talks and plans."""
    return {**_plan(history), **_started(history), "talk_within_30_days": _talk(history)}


def _plan(history: History) -> dict[str, Cohort]:
    talk = history.spells("talk").first_each()
    clock = _clock(history)[talk.person]
    known = np.isfinite(clock) & ~came_alone(history)[talk.person]
    talk, clock = talk.take(known), clock[known]
    person = talk.person
    withdrawn = np.where(talk.over == EVENT["start.talk_withdrawn"], talk.end, np.inf)
    gone = np.minimum(withdrawn, _full_time_after(history, clock, talk.person))
    plan = history.plan_start[person]
    gone = np.where(plan <= gone, np.inf, gone)
    received = history.received[person]
    place = history.home_at(person, np.maximum(clock, np.where(np.isfinite(received), received, 0.0)))
    limit = add_months_all(clock, history.scenario.law.plan_window_months.at_all(clock))
    entitled = Occasions(person, clock, place)
    return {
        "plan_wait_median": entitled.waited(plan, gone, history.horizon),
        "plan_in_time": entitled.within(plan, limit, gone, history.horizon),
    }


def _clock(history: History) -> Floats:
    """Day from which the time to the plan counts, shape (n,): the permit, or the later of permit and reception."""
    permit = history.permit
    known = np.where(np.isfinite(permit), permit, 0.0)
    needs_reception = history.scenario.law.plan_requires_reception.at_all(known) > 0.0
    return np.where(needs_reception, np.maximum(permit, history.received), permit)


def _full_time_after(history: History, clock: Floats, person: Ints) -> Floats:
    """First full-time work or studies begun at or after the clock's start: it ends the right to a plan."""
    since = np.full(history.n, np.inf)
    since[person] = clock
    work = history.rows("work.started")
    return history.first_of(work.take((work.detail < PART_TIME) & (work.time >= since[work.person])))[person]


def _started(history: History) -> dict[str, Cohort]:
    begun, over = history.plans_begun, history.plans_over
    days = np.maximum(begun.when - history.permit[begun.person], 0.0)
    return {
        "permit_to_plan_median": begun.lasted(days).take(np.isfinite(days) & ~came_alone(history)[begun.person]),
        "plans_started": begun.counted(history.horizon),
        "plans_ended": over.counted(history.horizon),
    }


def _talk(history: History) -> Cohort:
    talk = history.spells("talk").waited()
    wanted = Occasions(talk.person, talk.join, history.home_at(talk.person, talk.join))
    gone = np.where(np.isfinite(talk.start), np.inf, talk.end)
    return wanted.within(talk.start, talk.join + TALK_DAYS, gone, history.horizon)
