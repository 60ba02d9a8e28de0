"""Workplace measures (headline indicator 10)."""

from __future__ import annotations

import numpy as np

from results.indicators.cohort import Cohort
from results.indicators.dates import add_months_all
from results.indicators.history import PART_TIME, SUBSIDISED, History


def observe(history: History) -> dict[str, Cohort]:
    """Cohorts of practice or a subsidised job after the plan's start."""
    plan, begun = history.plan, history.plans_begun
    practice, work = history.rows("practice.started"), history.rows("work.started")
    subsidised = work.take(work.detail % PART_TIME == SUBSIDISED)
    started = np.full(history.n, np.inf)
    for rows in (practice, subsidised):
        after = rows.take(rows.time >= history.plan_start[rows.person])
        started = np.minimum(started, history.first_of(after))
    first = started[begun.person]
    wait = begun.waited(first, np.where(first <= plan.end, np.inf, plan.end), history.horizon)
    found = {"practice_wait_median": wait, "practice_wait_quarter": wait}
    for months in (6, 12):
        limit = add_months_all(begun.when, float(months))
        found[f"practice_{months}_months"] = begun.share(first <= limit).take(limit <= history.horizon)
    return found
