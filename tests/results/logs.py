"""Persons and events written by hand, so that each expected value can be worked out on paper."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import cache

import numpy as np
from numpy.typing import NDArray

from results.indicators.compute import compute
from results.indicators.grid import grid_of
from results.indicators.history import History
from results.indicators.layout import Layout, layout_of
from scenarios.calendar import day
from scenarios.load import load
from scenarios.schema.scenario import Scenario
from sim.events import EVENT
from sim.log import LOG

VASTERAS, KOPING, SALA = 1980, 1983, 1981


@cache
def scenario() -> Scenario:
    """The shipped base scenario: real law and the real county, 2009-01-01 to 2022-12-31, reported 2017-2021."""
    return load("vastmanland")


@cache
def layout() -> Layout:
    """The layout of that scenario."""
    return layout_of(grid_of(scenario()))


@dataclass(frozen=True)
class People:
    """What the indicators read of the persons."""

    household: NDArray[np.int64]
    sex: NDArray[np.int64]
    birth: NDArray[np.float64]
    schooling: NDArray[np.int64]
    path: NDArray[np.int64]
    stays: NDArray[np.bool_]
    special_need: NDArray[np.bool_]

    @property
    def n(self) -> int:
        return len(self.sex)


@dataclass(frozen=True)
class HandRun:
    """Persons and their log."""

    population: People
    events: NDArray[np.void]


@dataclass
class Story:
    """Persons and events as they are told, one call each."""

    people: list[tuple[int, float, int, int, bool, bool, int]] = field(default_factory=list)
    rows: list[tuple[float, int, int, int, int]] = field(default_factory=list)

    def person(self, sex: str = "woman", born: str = "1985-01-01", **given: int) -> int:
        """One more person; `given` may hold schooling, path, stays, special_need, household (of their own by default)."""
        self.people.append(
            (
                1 if sex == "woman" else 0,
                day(date.fromisoformat(born)),
                given.get("schooling", 1),
                given.get("path", 2),
                bool(given.get("stays", 0)),
                bool(given.get("special_need", 0)),
                given.get("household", len(self.people)),
            )
        )
        return len(self.people) - 1

    def tell(self, person: int, *events: tuple[str, str] | tuple[str, str, int], at: int = VASTERAS) -> int:
        """Events of a person: date, name and detail, all in one municipality."""
        for when, name, *detail in events:
            self.rows.append((day(date.fromisoformat(when)), person, at, EVENT[name], detail[0] if detail else 0))
        return person

    def run(self) -> HandRun:
        """What was told, as a run with a sorted log."""
        columns = list(zip(*self.people, strict=True))
        events = np.array([(t, p, m, e, d) for t, p, m, e, d in self.rows], dtype=LOG)
        order = np.lexsort((events["event"], events["person"], events["time"]))
        people = People(
            np.array(columns[6]),
            np.array(columns[0]),
            np.array(columns[1]),
            np.array(columns[2]),
            np.array(columns[3]),
            np.array(columns[4], dtype=bool),
            np.array(columns[5], dtype=bool),
        )
        return HandRun(people, events[order])

    def history(self, of: Scenario | None = None) -> History:
        """What was told, ready for the indicators."""
        return History(self.run(), of or scenario())


class Numbers:
    """All indicators of a story, by key."""

    def __init__(self, story: Story) -> None:
        values, people = compute(story.history(), layout())
        self._values = dict(zip(layout().keys, values.tolist(), strict=True))
        self._people = dict(zip(layout().keys, people.tolist(), strict=True))

    def value(self, indicator: str, period: str, group: str = "all", area: str = "19") -> float:
        """One number, in its unit."""
        return float(self._values[indicator, area, group, period])

    def people(self, indicator: str, period: str, group: str = "all", area: str = "19") -> float:
        """Persons behind it."""
        return float(self._people[indicator, area, group, period])
