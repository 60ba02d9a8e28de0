"""Batches in SimPy: pools of people who share a key, before a common stock of leaders; enough people and a free leader start a group."""

from __future__ import annotations

from bisect import bisect_left, insort
from typing import Protocol

from simpy.core import Environment
from simpy.events import Event

from sim.mechanisms.queue import Key
from sim.mechanisms.seats.process import Settling
from sim.policies.standing import Standing

Members = list["Member"]


class Member:
    """One person's place in a pool or a group: `started` and `ended` are what the person waits for."""

    __slots__ = ("ended", "grouped", "home", "joined", "key", "pool", "standing", "started", "subject")

    def __init__(self, env: Environment, subject: int, standing: Standing, home: int, pool: str) -> None:
        self.subject, self.standing, self.home, self.pool = subject, standing, home, pool
        self.joined, self.key = float(env.now), 0
        self.grouped = False
        self.started, self.ended = Event(env), Event(env)

    def __lt__(self, other: Member) -> bool:
        return (self.key, self.subject) < (other.key, other.subject)


class Grouping(Protocol):
    """What a stage says of its groups."""

    def pool(self, home: int) -> str:
        """The pool in which people of a municipality wait now."""

    def enough(self, pool: Members) -> bool:
        """Whether those who wait in a pool may start a group now."""

    def most(self) -> int:
        """How many a group takes at most now."""

    def start(self, batches: Batches, members: Members) -> None:
        """What a group does that has a leader."""


class Batches:
    """Pools that share leaders. The pool whose first member stands first in key order starts first."""

    def __init__(self, world: Settling, number: int, leaders: int, key: Key, grouping: Grouping) -> None:
        self.world, self.number, self.capacity, self.in_use, self._key = world, number, leaders, 0, key
        self.grouping = grouping
        self.pools: dict[str, Members] = {}

    def join(self, subject: int, standing: Standing, home: int) -> Member:
        """Wait in the pool of the municipality `home`."""
        member = Member(self.world.env, subject, standing, home, self.grouping.pool(home))
        self._enter(member)
        self.world.touch(self.number)
        return member

    def _enter(self, member: Member) -> None:
        member.key = self._key(member.standing)
        insort(self.pools.setdefault(member.pool, []), member)

    def withdraw(self, member: Member) -> None:
        """Leave the pool; one who is already in a group is taken out by the group's own end."""
        if not member.grouped:
            pool = self.pools[member.pool]
            del pool[bisect_left(pool, member)]

    def give_back_leader(self) -> None:
        """A group has ended."""
        self.in_use -= 1
        self.world.touch(self.number)

    def resize(self, leaders: int) -> None:
        """A dated change of the number of leaders."""
        self.capacity = leaders
        self.world.touch(self.number)

    def order_anew(self, key: Key) -> None:
        """A dated change of policy or of pools: everyone is placed anew, once."""
        self._key = key
        waiting = [member for pool in self.pools.values() for member in pool]
        self.pools = {}
        for member in waiting:
            member.pool = self.grouping.pool(member.home)
            self._enter(member)
        self.world.touch(self.number)

    def move(self) -> bool:
        """Start one group; False when no pool has enough or no leader is free."""
        if self.in_use >= self.capacity:
            return False
        ready = [pool for pool in self.pools.values() if pool and self.grouping.enough(pool)]
        if not ready:
            return False
        pool = min(ready, key=lambda members: members[0])
        size = self.grouping.most()
        group = pool[:size]
        del pool[:size]
        for member in group:
            member.grouped = True
        self.in_use += 1
        self.grouping.start(self, group)
        return True
