"""Quotas in SimPy: one queue before stocks; a household takes all that it needs from one; only `lowest_fulfilment` overdraws."""

from __future__ import annotations

from collections.abc import Callable

from sim.mechanisms.queue import Key, KeyedQueue, Ticket
from sim.mechanisms.quotas.rules import refilled
from sim.mechanisms.seats.process import Settling
from sim.policies.standing import Standing

Where = Callable[[list[float], list[float], int], int]
"""Which stock serves a need: from what is left and what each gives in a year, to a stock's place in order (-1 when none can)."""

Choice = Callable[[list[float], list[float], Ticket], int]
"""The same for somebody known."""

Plan = Callable[[list[Ticket], list[float], list[float]], list[int]]
"""A stock for each of all who wait, in key order, at once (-1 for those whom none can serve)."""


class Quotas:
    """A queue before stocks by area. The first in key order that fits is served whole; one skipped keeps its rank.

    With a plan nobody is served but when the stocks have been refilled: then all who wait together.
    """

    __slots__ = ("_by_need", "_choose", "_due", "_key", "_plan", "_planned", "areas", "left", "number", "world", "yearly")

    def __init__(self, world: Settling, number: int, areas: tuple[str, ...], key: Key, where: Where) -> None:
        self.world, self.number, self._key = world, number, key
        self.areas = areas
        self.left, self.yearly = [0.0] * len(areas), [0.0] * len(areas)
        self._by_need: dict[int, KeyedQueue] = {}
        self._choose: Choice = lambda left, yearly, ticket: where(left, yearly, ticket.need)
        self._plan: Plan | None = None
        self._due = False
        self._planned: list[tuple[Ticket, int]] = []

    def send(self, choose: Choice, plan: Plan | None) -> None:
        """Another way to choose the stock: one after another, or by a plan for all."""
        self._choose, self._plan, self._due = choose, plan, False

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
        self._due = True
        self.world.touch(self.number)

    def order_anew(self, key: Key) -> None:
        """A dated change of policy."""
        self._key = key
        for queue in self._by_need.values():
            queue.order_anew(key)
        self.world.touch(self.number)

    def move(self) -> bool:
        """Serve the first in key order whose need some stock can meet; False when nobody can be served."""
        if self._plan is not None:
            return self._move_by_plan(self._plan)
        best: tuple[int, int, int] | None = None
        stock = -1
        for need, queue in self._by_need.items():
            first = queue.first()
            if first is None or (best is not None and (first[0], first[1]) > best[:2]):
                continue
            found = self._choose(self.left, self.yearly, first[2])
            if found >= 0:
                best, stock = (first[0], first[1], need), found
        if best is None:
            return False
        self._give(self._by_need[best[2]].pop(), stock)
        return True

    def _move_by_plan(self, plan: Plan) -> bool:
        """Serve the next of those planned for; when the stocks have been refilled, plan first."""
        if self._due:
            self._due = False
            waiting = sorted((entry for queue in self._by_need.values() for entry in queue.waiting()), key=lambda entry: entry[:2])
            tickets = [ticket for _, _, ticket in waiting]
            planned = zip(tickets, plan(tickets, self.left, self.yearly), strict=True)
            self._planned = [(ticket, stock) for ticket, stock in planned if stock >= 0][::-1]
        if not self._planned:
            return False
        ticket, stock = self._planned.pop()
        self.withdraw(ticket)
        self._give(ticket, stock)
        return True

    def _give(self, ticket: Ticket, stock: int) -> None:
        self.left[stock] -= ticket.need
        ticket.stock = self.areas[stock]
        ticket.succeed(ticket.stock)
