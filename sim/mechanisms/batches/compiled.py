"""Batches compiled: pools before common leaders; each pool is two queues, one in key order and one in order of joining.

Pool p of a place is served by queues 2p and 2p + 1 after its first. A member is a node in each; in a group it is the first of them, in
a chain that ends with the group.
"""

from __future__ import annotations

from sim.engines.agenda import touch
from sim.engines.jit import f8, i8, takes
from sim.engines.tables import State, group, ints, node, place_row
from sim.luck import TICKS_PER_DAY
from sim.mechanisms import queue_compiled as queue

IN_GROUP = -2
"""In the place of a queue's number: the member has left the pool with a group."""


@takes(i8, i8, i8)
def enter(s: State, place: int, pool: int, x: int) -> None:
    """Put a member into a pool."""
    first = place_row(s, place).first_queue + 2 * pool
    twin = int(node(s, x).twin)
    queue.enter(s, first, x)
    node(s, twin).key = node(s, x).joined
    queue.enter(s, first + 1, twin)
    ints(s.pool_sizes)[first] += 1


@takes(i8, i8, f8, i8, i8, gives=i8)
def join(s: State, place: int, subject: int, limit: float, home: int, pool: int) -> int:
    """Wait in a pool; gives the member."""
    x = queue.stand(s, place, subject, limit)
    node(s, x).home = home
    node(s, x).twin = queue.new_node(s, subject)
    enter(s, place, pool, x)
    touch(s, place)
    return x


@takes(i8)
def withdraw(s: State, x: int) -> None:
    """Leave the pool; one who is already in a group is taken out by the group's own end."""
    if node(s, x).queue == IN_GROUP:
        return
    ints(s.pool_sizes)[node(s, x).queue] -= 1
    twin = int(node(s, x).twin)
    queue.leave_queue(s, x)
    queue.leave_queue(s, twin)
    queue.free(s, x)
    queue.free(s, twin)


@takes(i8, gives=i8)
def waiting(s: State, first: int) -> int:
    """How many wait in the pool whose first queue is given."""
    return int(ints(s.pool_sizes)[first])


@takes(i8, gives=f8)
def longest_wait(s: State, first: int) -> float:
    """The longest wait in a pool, days; call only when somebody waits."""
    return float((s.tick - node(s, ints(s.roots)[first + 1]).key) / TICKS_PER_DAY)


@takes(i8, i8, i8, gives=i8)
def form(s: State, place: int, first: int, most: int) -> int:
    """Form a group of the first members of a pool, up to `most`; gives its number. A leader is taken."""
    s.groups_n += 1
    number = int(s.groups_n)
    group(s, number).place = place
    last = -1
    while most > 0 and ints(s.roots)[first] >= 0:
        x = queue.take_first(s, first)
        twin = int(node(s, x).twin)
        queue.leave_queue(s, twin)
        queue.free(s, twin)
        node(s, x).queue = IN_GROUP
        node(s, x).next = -1
        if last < 0:
            group(s, number).first = x
        else:
            node(s, last).next = x
        last = x
        ints(s.pool_sizes)[first] -= 1
        most -= 1
    place_row(s, place).in_use += 1
    return number


@takes(i8)
def give_back_leader(s: State, place: int) -> None:
    """A group has ended."""
    place_row(s, place).in_use -= 1
    touch(s, place)
