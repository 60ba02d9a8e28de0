"""Quotas in SimPy: one queue before one or several stocks that are used up and refilled at dates; never overdrawn."""

from __future__ import annotations

from collections.abc import Callable

from sim.mechanisms.queue import Key, KeyedQueue, Ticket
from sim.mechanisms.quotas.rules import refilled
from sim.mechanisms.seats.process import Settling
from sim.policies.standing import Standing

Where = Callable[[list[float], list[float], int], int]
"""Which stock serves a need: from what is left and what each gives in a year, to a stock's place in order (-1 when none can)."""


class Quotas:
    """A queue before stocks by area. The first in key order that fits is served whole; one skipped keeps its rank."""

    __slots__ = ("_by_need", "_key", "areas", "left", "number", "where", "world", "yearly")

    def __init__(self, world: Settling, number: int, areas: tuple[str, ...], key: Key, where: Where) -> None:
        self.world, self.number, self._key, self.where = world, number, key, where
        self.areas = areas
        self.left, self.yearly = [0.0] * len(areas), [0.0] * len(areas)
        self._by_need: dict[int, KeyedQueue] = {}

    def join(self, subject: int, standing: Standing, need: int = 1) -> Ticket:
        """Wait for `need` units from one stock."""
        ticket = Ticket(self.world.env, self, subject, standing, need)
        if need not in self._by_need:
            self._by_need[need] = KeyedQueue(self._key)
        self._by_need[need].join(ticket)
        self.world.touch(self.number)
        return ticket

    def give_back(self, ticket: Ticket) -> None:
        """What a quota gave is used up: nothing comes back."""

    def withdraw(self, ticket: Ticket) -> None:
        """Leave the queue."""
        self._by_need[ticket.need].withdraw(ticket)

    def refill(self, stock: int, units: float, yearly: float, most: float) -> None:
        """Add units to a stock that is given `yearly` a year, up to what may be kept."""
        self.yearly[stock] = yearly
        self.left[stock] = refilled(self.left[stock], units, most)
        self.world.touch(self.number)

    def order_anew(self, key: Key) -> None:
        """A dated change of policy."""
        self._key = key
        for queue in self._by_need.values():
            queue.order_anew(key)
        self.world.touch(self.number)

    def move(self) -> bool:
        """Serve the first in key order whose need some stock can meet; False when nobody can be served."""
        best: tuple[int, int, int] | None = None
        stock = -1
        for need, queue in self._by_need.items():
            first = queue.first()
            if first is None or (best is not None and (first[0], first[1]) > best[:2]):
                continue
            found = self.where(self.left, self.yearly, need)
            if found >= 0:
                best, stock = (first[0], first[1], need), found
        if best is None:
            return False
        ticket = self._by_need[best[2]].pop()
        self.left[stock] -= ticket.need
        ticket.stock = self.areas[stock]
        ticket.succeed(ticket.stock)
        return True
