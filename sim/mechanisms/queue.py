"""A queue in key order that people can leave cheaply and that a dated policy can order anew."""

from __future__ import annotations

from collections.abc import Callable
from heapq import heapify, heappop, heappush
from types import TracebackType
from typing import Protocol

from simpy.core import Environment
from simpy.events import Event

from sim.policies.standing import Standing

Key = Callable[[Standing], int]


class Holder(Protocol):
    """What a ticket belongs to: a place that takes back what it gave."""

    def give_back(self, ticket: Ticket) -> None:
        """Take back what the ticket was granted."""

    def withdraw(self, ticket: Ticket) -> None:
        """Forget a ticket that was never granted."""


class Ticket(Event):
    """A place in a queue, and once granted what is held. `with place.join(…) as ticket: yield ticket` gives back or withdraws.

    A ticket may have twins, which stand for the same need before other places: the first that is granted is granted to the ticket, which
    is then held where it was granted (`holder`, `town`), and the others are withdrawn.
    """

    __slots__ = ("holder", "key", "lead", "left", "need", "standing", "stock", "subject", "town", "twins")

    def __init__(self, env: Environment, holder: Holder, subject: int, standing: Standing, need: int) -> None:
        super().__init__(env)
        self.holder, self.subject, self.standing, self.need = holder, subject, standing, need
        self.left = False
        self.stock = ""
        self.town = 0
        self.lead: Ticket | None = None
        self.twins: tuple[Ticket, ...] = ()

    def twin(self, holder: Holder, standing: Standing, town: int) -> Ticket:
        """A ticket for the same need before another place, in a municipality."""
        other = Ticket(self.env, holder, self.subject, standing, self.need)
        other.lead, other.town = self, town
        self.twins += (other,)
        return other

    def grant(self) -> None:
        """What was waited for is there: whoever holds the ticket goes on, and no longer stands anywhere else."""
        lead = self.lead or self
        for other in (lead, *lead.twins):
            if other is not self:
                other.holder.withdraw(other)
        lead.holder, lead.town, lead.twins, self.lead = self.holder, self.town, (), None
        lead.succeed()

    def __lt__(self, other: Ticket) -> bool:
        """Never: one who left and joined again with the same key has an equal entry, of which one has left."""
        return False

    def __enter__(self) -> Ticket:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self.triggered:
            self.holder.give_back(self)
        elif not self.left:
            for ticket in (self, *self.twins):
                ticket.holder.withdraw(ticket)
            self.twins = ()


class KeyedQueue:
    """Tickets in (key, subject) order; a ticket that left is dropped when it comes to the front, or when half have left."""

    __slots__ = ("_heap", "_left", "key")

    def __init__(self, key: Key) -> None:
        self.key = key
        self._heap: list[tuple[int, int, Ticket]] = []
        self._left = 0

    def __len__(self) -> int:
        return len(self._heap) - self._left

    def join(self, ticket: Ticket) -> None:
        """Put a ticket in its order."""
        heappush(self._heap, (self.key(ticket.standing), ticket.subject, ticket))

    def first(self) -> tuple[int, int, Ticket] | None:
        """The first entry, or None when nobody waits."""
        heap = self._heap
        while heap and heap[0][2].left:
            heappop(heap)
            self._left -= 1
        return heap[0] if heap else None

    def pop(self) -> Ticket:
        """Remove and return the first ticket; call only after `first` found one."""
        return heappop(self._heap)[2]

    def waiting(self) -> list[tuple[int, int, Ticket]]:
        """All entries that wait, in no order."""
        return [entry for entry in self._heap if not entry[2].left]

    def withdraw(self, ticket: Ticket) -> None:
        """Forget a ticket: O(1), with a clean-up each time half the heap has left."""
        ticket.left = True
        self._left += 1
        if self._left > 64 and self._left * 2 > len(self._heap):
            self._heap = [entry for entry in self._heap if not entry[2].left]
            heapify(self._heap)
            self._left = 0

    def order_anew(self, key: Key) -> None:
        """A dated change of policy: every waiting ticket gets the new key, once."""
        self.key = key
        self._heap = [(key(t.standing), t.subject, t) for _, _, t in self._heap if not t.left]
        heapify(self._heap)
        self._left = 0
