"""Seats in SimPy: granted in key order while fewer are in service than there are seats."""

from __future__ import annotations

from typing import Protocol

from simpy.core import Environment

from sim.mechanisms.queue import Key, KeyedQueue, Ticket
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

    def move(self) -> bool:
        """Make one grant; False when nobody can move."""
        if self.in_use >= self.capacity or self.queue.first() is None:
            return False
        ticket = self.queue.pop()
        self.in_use += ticket.need
        ticket.succeed()
        return True
