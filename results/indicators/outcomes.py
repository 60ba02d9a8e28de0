"""Work, business and studies after the plan and after reception (headline indicators 1 and 2)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from results.indicators.cohort import Cohort
from results.indicators.dates import Floats, Ints, year_day_all, year_of_all
from results.indicators.history import BUSINESS, ORDINARY, PART_TIME, STUDIES, SUBSIDISED, History

FOLLOW_UP_DAYS = 90.0
"""Days after the plan at which self-support is read (Arbetsförmedlingen's day 90)."""

TWO_YEARS_DAYS = 730.0
LEAST_JOB_DAYS = 30.0
AGE_FROM, AGE_TO = 20.0, 63.0
"""Ages at reception for work within two years: 20-62, that is before the 63rd birthday."""

PARTS = {"ordinary": ORDINARY, "subsidised": SUBSIDISED, "business": BUSINESS, "studies": STUDIES}


def observe(history: History) -> dict[str, Cohort]:
    """Cohorts of self-support at day 90, its parts, and work within two years."""
    return {**_after_plan(history), **_two_years(history)}


def _after_plan(history: History) -> dict[str, Cohort]:
    plan = history.plan
    day_90 = plan.end + FOLLOW_UP_DAYS
    plan, day_90 = plan.take(day_90 <= history.horizon), day_90[day_90 <= history.horizon]
    work = history.spells("work").served()
    row = work.at(plan.person, day_90)
    kind = np.where(row >= 0, work.detail[np.maximum(row, 0)] % PART_TIME, -1) if len(work.person) else row
    place = history.home_at(plan.person, plan.end)
    found = {"self_support": _share(plan.person, plan.end, place, kind >= 0)}
    for name, number in PARTS.items():
        found[f"self_support_{name}"] = _share(plan.person, plan.end, place, kind == number)
    here = history.in_county_at(plan.person, day_90)
    found["self_support_in_county"] = found["self_support"].take(here)
    found["self_supporting_persons"] = found["self_support"].take(kind >= 0)
    return found


def _two_years(history: History) -> dict[str, Cohort]:
    person = np.flatnonzero(np.isfinite(history.received)).astype(np.int64)
    age = history.age_at(person, history.received[person])
    person = person[(age >= AGE_FROM) & (age < AGE_TO)]
    when, place = history.received[person], history.first_home[person]
    november = year_day_all(year_of_all(when) + 2, 11)
    december = year_day_all(year_of_all(when) + 2, 12)
    in_november = _longest_job(history, person, november, december)[person] > 0.0
    any_job = _longest_job(history, person, when, when + TWO_YEARS_DAYS)[person] >= LEAST_JOB_DAYS
    return {
        "work_two_years": _share(person, when, place, in_november).take(december <= history.horizon),
        "job_two_years": _share(person, when, place, any_job).take(when + TWO_YEARS_DAYS <= history.horizon),
    }


def _longest_job(history: History, person: Ints, first: Floats, last: Floats) -> Floats:
    """Most days that one job or business of each person has within a window, shape (n,)."""
    low, high = np.full(history.n, np.inf), np.full(history.n, -np.inf)
    low[person], high[person] = first, last
    work = history.spells("work").served()
    jobs = work.take(work.detail % PART_TIME != STUDIES)
    days = np.minimum(jobs.end, high[jobs.person]) - np.maximum(jobs.start, low[jobs.person])
    found = np.zeros(history.n)
    np.maximum.at(found, jobs.person, days)
    return found


def _share(person: Ints, when: Floats, place: Ints, yes: NDArray[np.bool_]) -> Cohort:
    return Cohort(person, when, place, yes.astype(np.float64))
