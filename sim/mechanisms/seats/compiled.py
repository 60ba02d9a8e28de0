"""Seats compiled: granted in key order while fewer are in service than there are seats.

Whoever stands in line before several places has a node before each, in a ring by `twin`; a neighbour is served only when home has no seat
free.
"""

from __future__ import annotations

from sim.engines.agenda import touch
from sim.engines.county import serving
from sim.engines.generated import FIRST_GRANT
from sim.engines.jit import f8, i8, takes
from sim.engines.tables import State, ints, node, person, place_row
from sim.mechanisms import queue_compiled as queue
from sim.policies.closed import CLOSED


@takes(i8, i8, f8, gives=i8)
def join(s: State, place: int, subject: int, limit: float) -> int:
    """Wait for a seat; gives the place in the queue."""
    x = queue.stand(s, place, subject, limit)
    queue.enter(s, place_row(s, place).first_queue, x)
    touch(s, place)
    return x


@takes(i8, i8)
def live_in(s: State, x: int, town: int) -> None:
    """Note the municipality in which the seat would be."""
    node(s, x).home = town


@takes(i8, i8, f8, i8)
def join_too(s: State, place: int, x: int, limit: float, town: int) -> None:
    """Stand in line here as well, as a neighbour of the municipality `town`."""
    twin = queue.stand(s, place, node(s, x).subject, limit)
    node(s, twin).home = town
    node(s, twin).neighbour = 1
    node(s, twin).twin = node(s, x).twin if node(s, x).twin >= 0 else x
    node(s, x).twin = twin
    queue.rekey(s, twin, place_row(s, place).policy)
    queue.enter(s, place_row(s, place).first_queue, twin)
    touch(s, place)


@takes(i8)
def give_back(s: State, place: int) -> None:
    """Free a seat; nobody is served before the instant settles."""
    place_row(s, place).in_use -= 1
    touch(s, place)


@takes(i8)
def withdraw(s: State, x: int) -> None:
    """Leave a queue, of seats or of a quota, and wherever else one stands for the same need."""
    other = int(node(s, x).twin)
    queue.leave_queue(s, x)
    queue.free(s, x)
    while other >= 0 and other != x:
        following = int(node(s, other).twin)
        queue.leave_queue(s, other)
        queue.free(s, other)
        other = following


@takes(i8, gives=i8)
def is_full(s: State, place: int) -> int:
    """Whether no seat is free."""
    return int(place_row(s, place).in_use >= place_row(s, place).capacity)


@takes(i8, gives=i8)
def move(s: State, place: int) -> int:
    """Make one grant, here or at the home of whoever is first, and give the subject; -1 when nobody can move."""
    x = int(ints(s.roots)[place_row(s, place).first_queue])
    if is_full(s, place) != 0 or x < 0 or node(s, x).key >= CLOSED:
        return -1
    here, kind = place, place_row(s, place).grant - FIRST_GRANT
    while node(s, x).neighbour != 0:
        home = serving(s, kind, person(s, node(s, x).subject).home)
        if is_full(s, home) != 0:
            break
        here = home
        x = int(ints(s.roots)[place_row(s, here).first_queue])
    place_row(s, here).in_use += 1
    s.town_granted = node(s, x).home
    withdraw(s, x)
    return int(node(s, x).subject)
