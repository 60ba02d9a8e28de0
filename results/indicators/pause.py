"""Plan time: when 24 months of it have gone, with the leave that the law does not count (30 days in a row, 12 months in all)."""

from __future__ import annotations

import numpy as np

from results.indicators.dates import Floats, add_months_all
from results.indicators.history import History
from results.indicators.spells import Spells

MONTHS = 24.0
"""Months of plan time after which SFI results are read."""

TIME_OUT = 0
"""Detail of a plan that ended because its time was used."""

DAYS_PER_MONTH = 30.4375
ROUNDS = 3
"""Times the end is moved: leave that falls in the added time adds in turn, ever less."""


def plan_time_end(history: History, plan: Spells) -> Floats:
    """Day on which 24 months of plan time have gone since each plan's start, shape of `plan`.

    For a plan that ended because its time was used that is its end. For the others it is 24 calendar months after the start, moved by
    the leave of at least 30 days that falls before it, at most 12 months in all.
    """
    law = history.scenario.law
    least = float(law.pause_least_days.at(history.horizon))
    most = float(law.pause_most_months.at(history.horizon)) * DAYS_PER_MONTH
    start, base = np.full(history.n, np.inf), np.full(history.n, np.inf)
    start[plan.person] = plan.start
    base[plan.person] = add_months_all(plan.start, MONTHS)
    leave = history.spells("leave").served()
    leave = leave.take((leave.end - leave.start >= least) & np.isfinite(start[leave.person]))
    until = base.copy()
    for _ in range(ROUNDS):
        days = np.minimum(leave.end, until[leave.person]) - np.maximum(leave.start, start[leave.person])
        total = np.bincount(leave.person, weights=np.maximum(days, 0.0), minlength=history.n)
        until = base + np.minimum(total, most)
    found = until[plan.person]
    return np.where((plan.over_detail == TIME_OUT) & np.isfinite(plan.end), plan.end, found)
