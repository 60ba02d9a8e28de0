"""Quotas compiled: one queue a size of need before one or several stocks; overdrawn by `lowest_fulfilment` alone."""

from __future__ import annotations

from numba import carray  # type: ignore[attr-defined]

from scenarios.calendar import add_months
from sim.destinations import MONTHS_A_YEAR
from sim.engines.agenda import touch
from sim.engines.county import serving
from sim.engines.jit import f8, i8, lend, takes
from sim.engines.tables import State, floats, ints, node, person, place_row
from sim.events import KIND
from sim.mechanisms import queue_compiled as queue
from sim.mechanisms.quotas import rules
from sim.policies import even_spread, language_community, largest_share_left, lowest_fulfilment, where

lend(rules, largest_share_left, even_spread, language_community, lowest_fulfilment, where)
KOMMUNTAL = KIND["placement.kommuntal"]
NEEDS_PLAN = -2
"""A place cannot move before Python has planned whom it serves."""


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
    place_row(s, place).due = 1
    touch(s, place)


@takes(i8, i8)
def send(s: State, place: int, by: int) -> None:
    """Another way to choose the stock."""
    place_row(s, place).where = by
    place_row(s, place).due = 0
    touch(s, place)


@takes(i8, i8, i8, gives=i8)
def give(s: State, place: int, x: int, stock: int) -> int:
    """Give a node that has left the queue what it needs from a stock; its subject."""
    queue.free(s, x)
    floats(s.stocks_left)[place_row(s, place).first_stock + stock] -= node(s, x).need
    s.stock_granted = place_row(s, place).first_stock + stock
    return int(node(s, x).subject)


@takes()
def turn_years(s: State) -> None:
    """At the turn of a year those received are counted anew."""
    while s.now >= s.year_ends:
        for stock in range(place_row(s, serving(s, KOMMUNTAL, 0)).stocks):
            floats(s.settled)[stock] = 0.0
        s.year_ends = add_months(s.year_ends, MONTHS_A_YEAR)


@takes(i8, i8, gives=i8)
def stock_for(s: State, place: int, x: int) -> int:
    """The stock that can serve whoever has this node, -1 when none can."""
    here, need = place_row(s, place), int(node(s, x).need)
    first, stocks = int(here.first_stock), int(here.stocks)
    left = carray(floats(s.stocks_left + 8 * first), stocks)
    yearly = carray(floats(s.stocks_yearly + 8 * first), stocks)
    if here.where == where.LARGEST_SHARE_LEFT:
        return largest_share_left.largest_share_left(left, yearly, need)
    language = int(person(s, node(s, x).subject).language)
    turn_years(s)
    received = carray(floats(s.settled), stocks)
    speakers = carray(floats(s.settled + 8 * stocks * (1 + language)), stocks)
    people = carray(floats(s.inhabitants), stocks)
    return where.stock_for(here.where, left, yearly, received, people, speakers, need)


@takes(i8, i8, i8)
def settle_in(s: State, town: int, language: int, persons: int) -> None:
    """Count persons as received in a municipality, for the policies of where the assigned are sent."""
    stock = int(ints(s.stock_of)[town])
    if stock >= 0:
        stocks = int(place_row(s, serving(s, KOMMUNTAL, 0)).stocks)
        turn_years(s)
        floats(s.settled)[stock] += persons
        floats(s.settled)[stocks * (1 + language) + stock] += persons


@takes(i8, gives=i8)
def move_by_plan(s: State, place: int) -> int:
    """Serve the next of those planned for; `NEEDS_PLAN` when the stocks have been refilled and Python is to plan first."""
    if place_row(s, place).due != 0:
        return NEEDS_PLAN
    if s.plan_next >= s.plan_n:
        return -1
    x, stock = int(ints(s.plan)[2 * s.plan_next]), int(ints(s.plan)[2 * s.plan_next + 1])
    s.plan_next += 1
    queue.leave_queue(s, x)
    return give(s, place, x, stock)


@takes(i8, gives=i8)
def move(s: State, place: int) -> int:
    """Serve the first in key order whose need some stock can meet: its subject, and the stock in `s.stock_granted`; -1 when none."""
    if place_row(s, place).where == where.BEST_EXPECTED:
        return move_by_plan(s, place)
    first, best, stock = int(place_row(s, place).first_queue), -1, -1
    for need in range(1, place_row(s, place).queues + 1):
        x = int(ints(s.roots)[first + need - 1])
        if x < 0 or (best >= 0 and queue.comes_before(s, best, x) != 0):
            continue
        found = stock_for(s, place, x)
        if found >= 0:
            best, stock = x, found
    if best < 0:
        return -1
    queue.take_first(s, first + node(s, best).need - 1)
    return give(s, place, best, stock)
