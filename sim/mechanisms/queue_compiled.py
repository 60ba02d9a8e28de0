"""A queue in key order, compiled: one pairing heap a queue over a common stock of nodes.

Joining costs a comparison; serving and leaving cost the logarithm of the queue's length. A node keeps the whole standing, so that a
dated change of policy can give it a new key.
"""

from __future__ import annotations

from sim.engines.generated import generate, keys_source
from sim.engines.jit import f8, i8, takes
from sim.engines.tables import State, house, ints, node, person, place_row
from sim.luck import TICKS_PER_DAY

key_of = generate("keys", keys_source()).key_of

NONE = -1


@takes(i8, i8, gives=i8)
def comes_before(s: State, a: int, b: int) -> int:
    """Whether a stands before b: by key, then by subject."""
    x, y = node(s, a), node(s, b)
    return int(x.key < y.key or (x.key == y.key and x.subject < y.subject))


@takes(i8, i8, gives=i8)
def meld(s: State, a: int, b: int) -> int:
    """Two heaps made one; the later root becomes the first child of the earlier."""
    if comes_before(s, b, a) != 0:
        a, b = b, a
    child = node(s, a).child
    node(s, b).next = child
    node(s, b).prev = a
    if child >= 0:
        node(s, child).prev = b
    node(s, a).child = b
    return a


@takes(i8, gives=i8)
def children_of(s: State, x: int) -> int:
    """The children of x as one heap, in two passes; -1 when there are none."""
    pairs = NONE
    a = int(node(s, x).child)
    while a >= 0:
        b = int(node(s, a).next)
        following = NONE
        if b >= 0:
            following = int(node(s, b).next)
            a = meld(s, a, b)
        node(s, a).next = pairs
        pairs = a
        a = following
    root = NONE
    while pairs >= 0:
        a = pairs
        pairs = int(node(s, a).next)
        root = a if root < 0 else meld(s, root, a)
    if root >= 0:
        node(s, root).prev = NONE
        node(s, root).next = NONE
    return root


@takes(i8, i8)
def enter(s: State, queue: int, x: int) -> None:
    """Put a node that stands alone into a queue."""
    me = node(s, x)
    me.queue = queue
    me.child = NONE
    me.next = NONE
    me.prev = NONE
    root = ints(s.roots)[queue]
    ints(s.roots)[queue] = x if root < 0 else meld(s, root, x)


@takes(i8, gives=i8)
def take_first(s: State, queue: int) -> int:
    """Remove the first node and give it; call only when there is one."""
    x = ints(s.roots)[queue]
    ints(s.roots)[queue] = children_of(s, x)
    return int(x)


@takes(i8)
def leave_queue(s: State, x: int) -> None:
    """Remove a node, wherever it stands in its queue."""
    queue, root = node(s, x).queue, ints(s.roots)[node(s, x).queue]
    if x == root:
        ints(s.roots)[queue] = children_of(s, x)
        return
    before, after = node(s, x).prev, node(s, x).next
    if node(s, before).child == x:
        node(s, before).child = after
    else:
        node(s, before).next = after
    if after >= 0:
        node(s, after).prev = before
    rest = children_of(s, x)
    if rest >= 0:
        ints(s.roots)[queue] = meld(s, root, rest)


@takes(i8, gives=i8)
def flatten(s: State, queue: int) -> int:
    """Empty a queue into a chain by `next`, in no order; gives the first node or -1."""
    first = int(ints(s.roots)[queue])
    ints(s.roots)[queue] = NONE
    last = x = first
    while x >= 0:
        child = int(node(s, x).child)
        if child >= 0:
            node(s, last).next = child
            while node(s, last).next >= 0:
                last = int(node(s, last).next)
        x = int(node(s, x).next)
    return first


@takes(i8, i8)
def rekey(s: State, x: int, policy: int) -> None:
    """The node's key under a policy."""
    me = node(s, x)
    me.key = key_of(policy, me.joined, me.permit, me.limit, me.has_children, me.special_need, me.neighbour)


@takes(i8, gives=i8)
def new_node(s: State, subject: int) -> int:
    """A node from the stock."""
    x = int(s.nodes_free)
    s.nodes_free = node(s, x).next
    s.nodes_left -= 1
    node(s, x).subject = subject
    return x


@takes(i8)
def free(s: State, x: int) -> None:
    """Give a node back to the stock."""
    node(s, x).next = s.nodes_free
    s.nodes_free = x
    s.nodes_left += 1


@takes(i8, i8, f8, gives=i8)
def stand(s: State, place: int, subject: int, limit: float) -> int:
    """A node with what a policy may know of a person who joins a queue now; `limit` is the day the law's limit runs out."""
    x = new_node(s, subject)
    me, who = node(s, x), person(s, subject)
    me.joined = s.tick
    me.permit = int(who.permit * TICKS_PER_DAY) if who.permit >= 0.0 else s.tick
    me.limit = int(limit * TICKS_PER_DAY)
    me.has_children = house(s, who.house).has_children
    me.special_need = who.special_need
    me.need = 1
    me.neighbour = 0
    me.twin = NONE
    rekey(s, x, place_row(s, place).policy)
    return x


@takes(i8, i8)
def order_anew(s: State, queue: int, policy: int) -> None:
    """A dated change of policy: every waiting node gets its new key, once."""
    x = flatten(s, queue)
    while x >= 0:
        following = int(node(s, x).next)
        rekey(s, x, policy)
        enter(s, queue, x)
        x = following
