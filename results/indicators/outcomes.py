"""Work, business and studies after the plan and after reception (headline indicators 1 and 2)."""

from __future__ import annotations

import numpy as np

from results.indicators.cohort import Cohort
from results.indicators.dates import Floats, year_day_all, year_of_all
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
    over = history.plans_over
    day_90 = over.when + FOLLOW_UP_DAYS
    followed = day_90 <= history.horizon
    work = history.spells("work").served()
    row = work.at(over.person, day_90)
    kind = np.where(row >= 0, np.append(work.detail % PART_TIME, -1)[row], -1)
    share = over.share(kind >= 0).take(followed)
    here = history.in_county_at(over.person, day_90)
    return {
        "self_support": share,
        **{f"self_support_{name}": over.share(kind == number).take(followed) for name, number in PARTS.items()},
        "self_support_in_county": over.share(kind >= 0).take(followed & here),
        "self_supporting_persons": over.share(kind >= 0).take(followed & (kind >= 0)),
    }


def _two_years(history: History) -> dict[str, Cohort]:
    received = history.receptions
    age = history.age_at(received.person, received.when)
    received = received.take((age >= AGE_FROM) & (age < AGE_TO))
    year, until = year_of_all(received.when) + 2, received.when + TWO_YEARS_DAYS
    november, december = year_day_all(year, 11), year_day_all(year, 12)
    jobs = history.spells("work").served()
    jobs = jobs.take(jobs.detail % PART_TIME != STUDIES)

    def longest(first: Floats, last: Floats) -> Floats:
        """Most days that one job or business of each person has within a window."""
        low, high = np.full(history.n, np.inf), np.full(history.n, -np.inf)
        low[received.person], high[received.person] = first, last
        found = np.zeros(history.n)
        np.maximum.at(found, jobs.person, np.minimum(jobs.end, high[jobs.person]) - np.maximum(jobs.start, low[jobs.person]))
        return found[received.person]

    return {
        "work_two_years": received.share(longest(november, december) > 0.0).take(december <= history.horizon),
        "job_two_years": received.share(longest(received.when, until) >= LEAST_JOB_DAYS).take(until <= history.horizon),
    }
