"""Seats compiled: granted in key order while fewer are in service than there are seats."""

from __future__ import annotations

from sim.engines.agenda import touch
from sim.engines.jit import f8, i8, takes
from sim.engines.tables import State, ints, node, place_row
from sim.mechanisms import queue_compiled as queue


@takes(i8, i8, f8, gives=i8)
def join(s: State, place: int, subject: int, limit: float) -> int:
    """Wait for a seat; gives the place in the queue."""
    x = queue.stand(s, place, subject, limit)
    queue.enter(s, place_row(s, place).first_queue, x)
    touch(s, place)
    return x


@takes(i8)
def give_back(s: State, place: int) -> None:
    """Free a seat; nobody is served before the instant settles."""
    place_row(s, place).in_use -= 1
    touch(s, place)


@takes(i8)
def withdraw(s: State, x: int) -> None:
    """Leave a queue, of seats or of a quota."""
    queue.leave_queue(s, x)
    queue.free(s, x)


@takes(i8, gives=i8)
def move(s: State, place: int) -> int:
    """Make one grant and give the subject; -1 when nobody can move."""
    here = place_row(s, place)
    if here.in_use >= here.capacity or ints(s.roots)[here.first_queue] < 0:
        return -1
    x = queue.take_first(s, here.first_queue)
    here.in_use += 1
    queue.free(s, x)
    return int(node(s, x).subject)
