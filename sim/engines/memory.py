"""Builds the memory of a compiled run from a frame and its people, keeps it alive, and lets it grow."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from sim.destinations import Destinations
from sim.engines.agenda import SLOT_SHIFT, SLOTS_PER_DAY, TIME_SHIFT
from sim.engines.clock import SUBJECT_BITS
from sim.engines.frame import Frame, frame_of
from sim.engines.tables import ACTIVITY, GROUP, HOUSE, LEAVE, LINE, NODE, PERSON, RESIDENT, ROW, STATE, STREAM, TIMER_ROW
from sim.envelope import FAMILY, QUOTA, UNACCOMPANIED
from sim.events import CAPACITY_CHANGE, DRAWS, TIMER
from sim.log import LOG
from sim.luck import TICKS_PER_DAY, Luck
from sim.luck_compiled import normal_quantile, rows_of
from sim.people import CHILD, Population
from sim.stages.activities.rules import KINDS
from sim.stages.leave.rules import MOST_LEAVES

if TYPE_CHECKING:
    from scenarios.schema.scenario import Scenario

SLACK = 4096
"""The most rows, timers or nodes that one event can bring about before the tables are looked at again."""
ARRIVAL, ARRIVAL_ALONE = TIMER["asylum.arrival"], TIMER["unaccompanied.arrival"]
_CHANGED_IN_PLACE = ("values", "places", "roots", "pool_sizes", "stocks_left", "stocks_yearly", "dirty", "settled")
_OF_PERSONS = ("birth", "trait_factor", "trait_score", "sex", "language", "schooling", "path", "special_need", "stays", "settles")


def aligned(rows: int, table: np.dtype[np.void]) -> NDArray[np.void]:
    """A table of zeros that begins where a line of the cache does."""
    room = np.zeros(rows * table.itemsize + LINE, dtype=np.uint8)
    first = -room.ctypes.data % LINE
    return room[first : first + rows * table.itemsize].view(table)


class Memory:
    """Owns the arrays that the record `s` points to.

    `generous` is how much room the tables that grow have from the start; the least is for tests of their growing.
    """

    def __init__(self, scenario: Scenario, people: Population, generous: float = 1.0) -> None:
        if people.n >> (SUBJECT_BITS - 1):
            raise OverflowError(f"{people.n} people are more than the engine can number")
        self._record = np.zeros(1, STATE)
        self.s: Any = self._record[0]
        self._arrays: dict[str, NDArray[Any]] = {}
        needs = self._households(people)
        frame = frame_of(scenario, needs)
        for name, table in frame.tables.items():
            self.own(name, table.copy() if name in _CHANGED_IN_PLACE else table)
        s = self.s
        s["year_ends"] = frame.first_year_ends
        s["now"], s["tick"], s["end_tick"] = frame.start, int(frame.start * TICKS_PER_DAY), int(frame.end * TICKS_PER_DAY)
        s["first_slot"], s["slots"] = int(frame.start) * SLOTS_PER_DAY, int(frame.end - frame.start) * SLOTS_PER_DAY
        s["people"], s["towns"], s["languages"], s["slot"] = people.n, frame.towns, frame.languages, -1
        self._destinations = Destinations(scenario, people, scenario.county.areas("kommuntal"))
        self.own("plan", np.zeros(2, dtype=np.int64))
        self._people(frame, people)
        self._tables_that_grow(people.n, generous)
        self._agenda(frame, people, generous)
        self._limits()

    def own(self, name: str, array: NDArray[Any]) -> NDArray[Any]:
        """Keep an array alive and give its address to the record."""
        self._arrays[name] = kept = np.ascontiguousarray(array)
        self.s[name] = kept.ctypes.data
        return kept

    # people

    def _households(self, people: Population) -> int:
        """Rows of the households; gives the size of the largest."""
        heads = np.flatnonzero(people.household == np.arange(people.n))
        number = np.zeros(people.n, dtype=np.int64)
        number[heads] = np.arange(len(heads))
        of_person = number[people.household]
        family = people.cohort == FAMILY
        house = self.own("house", np.zeros(max(len(heads), 1), HOUSE))["common"][: len(heads)]
        members = np.bincount(of_person[~family], minlength=len(heads))
        followers = np.bincount(of_person[family], minlength=len(heads))
        house["head"], house["members"], house["family"] = heads, members, followers
        house["first"] = np.cumsum(members + followers) - members - followers
        children = ~family & (people.role == CHILD) & (people.cohort != UNACCOMPANIED)
        house["has_children"] = np.bincount(of_person[children], minlength=len(heads)) > 0
        house["received"] = house["permit"] = house["applied"] = -1.0
        house["door"] = -1
        house["is_quota"] = people.cohort[heads] == QUOTA
        self.own("kin", np.argsort(of_person * 2 + family, kind="stable").astype(np.int64))
        self._heads, self._arrival, self._house_of = heads, people.arrival[heads], of_person
        self._arrives = np.where(people.cohort[heads] == UNACCOMPANIED, ARRIVAL_ALONE, ARRIVAL)
        return int(members.max(initial=1))

    def _people(self, frame: Frame, people: Population) -> None:
        person = self.own("person", aligned(people.n, PERSON))["common"]
        self.own("resident", aligned(people.n + 1, RESIDENT))
        person["house"] = self._house_of
        person["asylum_home"] = frame.town_of[people.asylum_municipality]
        for name in _OF_PERSONS:
            person[name] = getattr(people, name)
        person["adult"] = people.role != CHILD
        person["alone"] = people.cohort == UNACCOMPANIED
        person["received"] = person["permit"] = -1.0
        person["slot"] = people.id
        self._luck(people.luck)
        self.own("leaves", np.zeros(people.n * MOST_LEAVES, LEAVE))
        self.own("activities", np.zeros((people.n + 1) * KINDS, ACTIVITY))
        self.own("effect_luck", people.effect_luck)
        self.own("touched", np.zeros(people.n + 1, dtype=np.int64))

    def _luck(self, luck: Mapping[str, NDArray[np.float64]]) -> None:
        """Streams to work out numbers from; or whole streams, where somebody gives other numbers than theirs."""
        occasions = np.array([draw.occasions for draw in DRAWS.values()])
        self.own("first_stream", np.cumsum(occasions) - occasions)
        streams = self.own("streams", np.zeros(occasions.sum(), STREAM))
        given = np.zeros(len(DRAWS), dtype=np.int64)
        if isinstance(luck, Luck):
            rows_of(luck, streams)
        else:
            for number, name in enumerate(DRAWS):
                kept = self._arrays[f"luck of {name}"] = np.ascontiguousarray(luck[name], dtype=np.float64)
                given[number] = kept.ctypes.data
        self.own("luck", given)
        self.s["normal_quantile"] = normal_quantile()

    # what grows

    def _tables_that_grow(self, people: int, generous: float) -> None:
        self.own("log", np.empty(int(generous * 10 * people) + SLACK, ROW))
        self.own("groups", np.zeros(int(generous * people / 8) + SLACK, GROUP))
        self._chain("nodes", np.zeros(int(generous * people / 2) + SLACK, NODE), 0)

    def _agenda(self, frame: Frame, people: Population, generous: float) -> None:
        """Everything that is planned from the start: households that come and dated changes, in the lists of their slots."""
        when = np.concatenate([frame.change_days, self._arrival])
        kind = np.append(np.full(len(frame.change_days), CAPACITY_CHANGE), self._arrives).astype(np.int64)
        subject = np.concatenate([np.arange(1, len(frame.change_days) + 1), self._heads])
        tick = np.ceil(np.clip(when, frame.start, frame.end) * TICKS_PER_DAY)
        coming = np.flatnonzero(tick < frame.end * TICKS_PER_DAY)
        ticks = tick[coming].astype(np.int64)
        slot = (ticks >> SLOT_SHIFT) - int(self.s["first_slot"])
        order = np.argsort(slot, kind="stable")
        slot, keys = slot[order], ((ticks << TIME_SHIFT) | (kind[coming] << SUBJECT_BITS) | subject[coming])[order]
        rows = np.zeros(len(keys) + int(generous * people.n) + SLACK, TIMER_ROW)
        last = np.append(slot[1:] != slot[:-1], True)[: len(keys)]
        rows["key"][: len(keys)] = keys
        rows["next"][: len(keys)] = np.where(last, -1, np.arange(1, len(keys) + 1))
        lists = self.own("slot_lists", np.full(int(self.s["slots"]) + 1, -1, dtype=np.int64))
        first = np.flatnonzero(np.append(True, last[:-1])[: len(keys)])
        lists[slot[first]] = first
        self._chain("timers", rows, len(keys))
        self.own("present", np.zeros(len(rows) + 2 * SLACK, dtype=np.int64))

    def _chain(self, name: str, rows: NDArray[np.void], used: int) -> None:
        """Own a table whose rows from `used` on are free, in a chain."""
        rows["next"][used:] = np.arange(used + 1, len(rows) + 1)
        rows["next"][-1] = -1
        self.own(name, rows)
        self.s[f"{name}_free"], self.s[f"{name}_left"] = used, len(rows) - used

    def _limits(self) -> None:
        for name in ("present", "log", "groups"):
            self.s[f"{name}_most"] = len(self._arrays[name]) - SLACK

    def grow(self) -> None:
        """Double every table that is nearly full."""
        for name in ("log", "groups"):
            table = self._arrays[name]
            if self.s[f"{name}_n"] > len(table) - SLACK:
                self.own(name, np.concatenate([table, np.zeros_like(table)]))
        touched = int(self.s["touched_n"])
        for name, room in (("nodes", SLACK), ("timers", SLACK + touched)):
            while self.s[f"{name}_left"] < room:
                self._lengthen(name)
        present = self._arrays["present"]
        needed = int(self.s["present_n"]) + touched + len(self._arrays["timers"]) + 2 * SLACK
        if len(present) < needed:
            self.own("present", np.concatenate([present, np.zeros(needed, dtype=np.int64)]))
        self._limits()

    def _lengthen(self, name: str) -> None:
        table = self._arrays[name]
        more = np.zeros_like(table)
        more["next"] = np.arange(len(table) + 1, 2 * len(table) + 1)
        more["next"][-1] = self.s[f"{name}_free"]
        self.own(name, np.concatenate([table, more]))
        self.s[f"{name}_free"], self.s[f"{name}_left"] = len(table), self.s[f"{name}_left"] + len(table)

    def plan(self) -> None:
        """Plan for all who wait before the place that asks, as the reference does: whom it serves from which stock, in key order."""
        s, nodes = self.s, self._arrays["nodes"]
        place = self._arrays["places"][s["plan_place"]]
        waiting = [x for queue in range(place["first_queue"], place["first_queue"] + place["queues"]) for x in self._waiting(queue)]
        waiting.sort(key=lambda x: (int(nodes["key"][x]), int(nodes["subject"][x])))
        heads, needs = ([int(nodes[name][x]) for x in waiting] for name in ("subject", "need"))
        stocks = slice(place["first_stock"], place["first_stock"] + place["stocks"])
        left, yearly = (self._arrays[name][stocks].tolist() for name in ("stocks_left", "stocks_yearly"))
        found = self._destinations.plan(heads, needs, left, yearly, float(s["now"]))
        pairs = [pair for pair in zip(waiting, found, strict=True) if pair[1] >= 0]
        self.own("plan", np.array(pairs or [(0, 0)], dtype=np.int64).ravel())
        s["plan_n"], s["plan_next"], place["due"] = len(pairs), 0, 0

    def _waiting(self, queue: int) -> list[int]:
        """The nodes of a queue, in no order."""
        nodes, found = self._arrays["nodes"], []
        ahead = [int(self._arrays["roots"][queue])]
        while ahead:
            x = ahead.pop()
            if x >= 0:
                found.append(x)
                ahead += [int(nodes["child"][x]), int(nodes["next"][x])]
        return found

    def finished_log(self) -> NDArray[np.void]:
        """An empty log as long as the closed rows, to be filled by the engine."""
        return self.own("finished", np.empty(int(self.s["open_row"]), LOG))
