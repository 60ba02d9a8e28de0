"""Seats in SimPy: granted in key order while fewer are in service than there are seats.

Whoever also stands in line before other municipalities' seats gets a seat at home where there is one: a neighbour is served only when home
has no seat free.
"""

from __future__ import annotations

from typing import Protocol

from simpy.core import Environment

from sim.mechanisms.queue import Key, KeyedQueue, Ticket
from sim.policies.closed import CLOSED
from sim.policies.standing import Standing


class Settling(Protocol):
    """What a place needs of the engine: the clock's environment and a way to say that it may be able to move."""

    @property
    def env(self) -> Environment:
        """SimPy's environment."""

    def touch(self, number: int) -> None:
        """Look at this place in the settle phase."""


class Seats:
    """One place with seats. When capacity falls, those in service finish."""

    __slots__ = ("capacity", "in_use", "number", "queue", "world")

    def __init__(self, world: Settling, number: int, capacity: int, key: Key) -> None:
        self.world, self.number, self.capacity, self.in_use = world, number, capacity, 0
        self.queue = KeyedQueue(key)

    def join(self, subject: int, standing: Standing, need: int = 1) -> Ticket:
        """Wait for a seat."""
        ticket = Ticket(self.world.env, self, subject, standing, need)
        self.queue.join(ticket)
        self.world.touch(self.number)
        return ticket

    def join_too(self, ticket: Ticket, town: int) -> None:
        """Stand in line here as well, as a neighbour of the municipality `town`."""
        self.queue.join(ticket.twin(self, ticket.standing._replace(neighbour=True), town))
        self.world.touch(self.number)

    def give_back(self, ticket: Ticket) -> None:
        """Free the seat; nobody is served before the instant settles."""
        self.in_use -= ticket.need
        self.world.touch(self.number)

    def withdraw(self, ticket: Ticket) -> None:
        """Leave the queue."""
        self.queue.withdraw(ticket)

    def resize(self, capacity: int) -> None:
        """A dated change of capacity."""
        self.capacity = capacity
        self.world.touch(self.number)

    def order_anew(self, key: Key) -> None:
        """A dated change of policy."""
        self.queue.order_anew(key)
        self.world.touch(self.number)

    @property
    def is_full(self) -> bool:
        """Whether no seat is free."""
        return self.in_use >= self.capacity

    def move(self) -> bool:
        """Make one grant, here or at the home of whoever is first; False when nobody can move."""
        here, first = self, self.queue.first()
        if self.is_full or first is None or first[0] >= CLOSED:
            return False
        while first is not None and (lead := first[2].lead) is not None and isinstance(lead.holder, Seats) and not lead.holder.is_full:
            here = lead.holder
            first = here.queue.first()
        ticket = here.queue.pop()
        here.in_use += ticket.need
        ticket.grant()
        return True
