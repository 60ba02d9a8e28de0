"""Quotas compiled: one queue a size of need before one or several stocks; never overdrawn."""

from __future__ import annotations

from numba import carray  # type: ignore[attr-defined]

from sim.engines.agenda import touch
from sim.engines.jit import f8, i8, lend, takes
from sim.engines.tables import State, floats, ints, node, place_row
from sim.mechanisms import queue_compiled as queue
from sim.mechanisms.quotas import rules
from sim.policies import largest_share_left

lend(rules, largest_share_left)


@takes(i8, i8, f8, i8, gives=i8)
def join(s: State, place: int, subject: int, limit: float, need: int) -> int:
    """Wait for `need` units from one stock; gives the place in the queue."""
    x = queue.stand(s, place, subject, limit)
    node(s, x).need = need
    queue.enter(s, place_row(s, place).first_queue + need - 1, x)
    touch(s, place)
    return x


@takes(i8, i8, f8, f8, f8)
def refill(s: State, place: int, stock: int, units: float, yearly: float, most: float) -> None:
    """Add units to a stock that is given `yearly` a year, up to what may be kept."""
    k = place_row(s, place).first_stock + stock
    floats(s.stocks_yearly)[k] = yearly
    floats(s.stocks_left)[k] = rules.refilled(floats(s.stocks_left)[k], units, most)
    touch(s, place)


@takes(i8, i8, gives=i8)
def stock_for(s: State, place: int, need: int) -> int:
    """The stock that can serve a need, -1 when none can."""
    here = place_row(s, place)
    first, stocks = int(here.first_stock), int(here.stocks)
    left = carray(floats(s.stocks_left + 8 * first), stocks)
    yearly = carray(floats(s.stocks_yearly + 8 * first), stocks)
    return largest_share_left.largest_share_left(left, yearly, need)


@takes(i8, gives=i8)
def move(s: State, place: int) -> int:
    """Serve the first in key order whose need some stock can meet: its subject, and the stock in `s.stock_granted`; -1 when none."""
    first, best, stock = int(place_row(s, place).first_queue), -1, -1
    for need in range(1, place_row(s, place).queues + 1):
        x = int(ints(s.roots)[first + need - 1])
        if x < 0 or (best >= 0 and queue.comes_before(s, best, x) != 0):
            continue
        found = stock_for(s, place, need)
        if found >= 0:
            best, stock = x, found
    if best < 0:
        return -1
    need = int(node(s, best).need)
    queue.take_first(s, first + need - 1)
    queue.free(s, best)
    floats(s.stocks_left)[place_row(s, place).first_stock + stock] -= need
    s.stock_granted = place_row(s, place).first_stock + stock
    return int(node(s, best).subject)
