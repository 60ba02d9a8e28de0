"""The greatest number who can be served in time with what there is: a linear programme that no allocation gets beyond.

The problem. A unit i (a person, or a household that needs one dwelling) is ready on day r_i, must have begun by the day l_i to be in
time and then keeps what it got for d_i days, or for good. Of a pool there is an amount C_k in period k, on average over the period's days.
An allocation says for each unit on which day it begins, if it does.

Why the programme is an upper bound. Take any allocation. (1) Leave out all who begin late or never: the others are as many in time and
use no more. (2) Round r_i down and l_i up to the edges of periods and d_i down to whole periods: every beginning is still allowed and uses
no more. (3) Beginning at t between the edges e and e + 1 a unit then uses of each period a part that is linear in t, since with d_i whole
periods t and t + d_i reach edges together. So it uses just what two fractions of it do that begin at e and at e + 1. These fractions, added
up over the units, are a point of the programme with as many in time: its variables are how many begin at each edge, no more than there are
units; in service in a period are those in service in the one before, and who begin, less those who are done; they are at most C_k. What
is kept for good is counted, not averaged: there a beginning stands in the period where it falls, and C_k is all that there has been by the
end of period k. So the programme's maximum is no less than the allocation's number.

What it relaxes beyond the rounding: units may be split, C_k holds on average over a period and not at each instant, nobody is bound to a
municipality, and the future is known. The number is rounded down, as units are whole.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import coo_matrix

from results.indicators.dates import Floats, Ints

TOLERANCE = 1e-3
"""An answer of the solver that lacks so little to a whole number is taken for it."""


@dataclass(frozen=True, eq=False)
class Needs:
    """Units that need a service once; arrays of one length.

    Attributes
    ----------
    pool
        Which pool serves the unit.
    ready
        First day on which it can begin.
    limit
        Last day on which a beginning is in time; not before `ready`.
    stay
        Days for which it keeps what it got; infinity for good.
    weight
        Persons who are in time when the unit is.
    """

    pool: Ints
    ready: Floats
    limit: Floats
    stay: Floats
    weight: Ints


def greatest(needs: Needs, edges: Floats, amount: Floats) -> int:
    """Greatest number of persons in time.

    Parameters
    ----------
    needs
        The units.
    edges
        First days of periods of one length, and of the one after the last, shape (periods + 1,): from the first day on which anybody is
        ready. What happens after the last is left out, which is one more relaxation.
    amount
        Units that can be in service at once in each pool, on average over each period, shape (pools, periods); of what is kept for good,
        what there has been in all by the period's end.
    """
    periods, length = len(edges) - 1, edges[1] - edges[0]
    first = np.floor((needs.ready - edges[0]) / length)
    last = np.ceil((needs.limit - edges[0]) / length)
    stay = np.floor(np.minimum(needs.stay / length, periods + 1.0))
    rows = np.column_stack([np.clip(first, 0, periods), np.clip(last, 0, periods), stay, needs.weight]).astype(np.int64)
    return sum(_in_pool(rows[needs.pool == pool], np.maximum(amount[pool], 0.0)) for pool in range(len(amount)))


def _in_pool(rows: Ints, amount: Floats) -> int:
    """The greatest number in one pool, of units with first and last edge, periods of stay, and weight."""
    if _enough(rows, amount):
        return int(rows[:, 3].sum())
    kinds, count = np.unique(rows, axis=0, return_counts=True)
    edges = kinds[:, 1] - kinds[:, 0] + 1
    kind = np.repeat(np.arange(len(kinds)), edges)
    begin = kinds[kind, 0] + np.arange(len(kind)) - np.repeat(np.cumsum(edges) - edges, edges)
    periods = len(amount)
    flow = _flow(begin, begin + kinds[kind, 2], periods)
    once: Any = coo_matrix((np.ones(len(kind)), (kind, np.arange(len(kind)))), shape=(len(kinds), flow.shape[1])).tocsr()
    most: Any = np.column_stack([np.zeros(flow.shape[1]), np.concatenate([np.full(len(kind), np.inf), amount])])
    found = linprog(
        -np.concatenate([kinds[kind, 3], np.zeros(periods)]),
        A_ub=once,
        b_ub=count,
        A_eq=flow,
        b_eq=np.zeros(periods),
        bounds=most,
        method="highs-ipm",
    )
    if found.status or found.fun is None:
        raise ArithmeticError(found.message)
    return int(np.floor(-found.fun + TOLERANCE))


def _enough(rows: Ints, amount: Floats) -> bool:
    """Whether all can begin at once."""
    steps = np.zeros(len(amount) + 1)
    np.add.at(steps, np.minimum(rows[:, 0], len(amount)), 1.0)
    np.add.at(steps, np.minimum(rows[:, 0] + rows[:, 2], len(amount)), -1.0)
    return bool(np.all(np.cumsum(steps[:-1]) <= amount))


def _flow(begin: Ints, end: Ints, periods: int) -> Any:
    """In each period: those in service, less those in the one before, less who begin, and with who are done, is nothing."""
    columns, period = np.arange(len(begin)), np.arange(periods)
    busy = (begin < periods) & (end > begin)
    done = busy & (end < periods)
    in_service = len(begin) + period
    row = np.concatenate([begin[busy], end[done], period, period[1:]])
    column = np.concatenate([columns[busy], columns[done], in_service, in_service[:-1]])
    value = np.repeat([-1.0, 1.0, 1.0, -1.0], [busy.sum(), done.sum(), periods, max(periods - 1, 0)])
    return coo_matrix((value, (row, column)), shape=(periods, len(begin) + periods)).tocsr()
