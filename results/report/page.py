"""What stands in a report, before it has a form: sections with words, tables and charts in order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from results.charts.chart import Chart
from results.tables import Table


@dataclass(frozen=True)
class Words:
    """A paragraph, a note in smaller print, a heading, or an empty box for people to write in."""

    text: str
    kind: Literal["words", "note", "heading", "own"] = "words"


@dataclass(frozen=True)
class Lines:
    """A list, one line an item."""

    lines: tuple[str, ...]
    kind: Literal["list"] = "list"


@dataclass(frozen=True)
class Shown:
    """A table in the running text."""

    table: Table
    kind: Literal["table"] = "table"


@dataclass(frozen=True)
class Drawn:
    """A chart in the running text."""

    chart: Chart
    kind: Literal["chart"] = "chart"


@dataclass(frozen=True)
class Weighing:
    """Goals that the reader can give other weights, and what each course then comes to.

    Attributes
    ----------
    aims, weights
        The goals and what each weighs.
    courses, shelves
        What is compared, and where it stands with those weights.
    closed
        What each course reaches of each goal, percent: mean and the ends of its interval, by course and goal.
    """

    aims: tuple[str, ...]
    weights: tuple[float, ...]
    courses: tuple[str, ...]
    shelves: tuple[str, ...]
    closed: tuple[tuple[tuple[float, float, float], ...], ...]
    kind: Literal["weighing"] = "weighing"

    def weighed(self, course: int, weights: Sequence[float] = ()) -> tuple[float, float, float]:
        """Mean of a course over the goals, by its own weights if no others are given, and the widest interval that it can have.

        The parts of the goals hang together in ways that are not known here: the interval is the weighted mean of theirs, which no way of
        hanging together makes wider.
        """
        given = weights or self.weights
        whole = sum(given)
        mean, low, high = (sum(weight * part[k] for weight, part in zip(given, self.closed[course], strict=True)) / whole for k in range(3))
        return mean, low, high

    @property
    def ordered(self) -> tuple[tuple[str, str, tuple[float, float, float]], ...]:
        """Course, shelf and weighed mean with its interval, the highest mean first."""
        found = [(name, shelf, self.weighed(k)) for k, (name, shelf) in enumerate(zip(self.courses, self.shelves, strict=True))]
        return tuple(sorted(found, key=lambda each: -each[2][0]))


Item = Words | Lines | Shown | Drawn | Weighing


@dataclass(frozen=True)
class Section:
    """A heading, its anchor and what stands under it; one that is a `sheet` begins on a page of its own in print."""

    key: str
    title: str
    items: tuple[Item, ...]
    sheet: bool = False


@dataclass(frozen=True)
class Page:
    """A whole report: title, the first page's blocks, the notice that nobody in it is real, the sections, and how it came about.

    `warning` stands above everything where something is wrong. `many` asks for a closer first page: there are more alternatives than a
    few. `brief` is for two printed pages: no list of contents, close print.
    """

    title: str
    lead: str
    notice: str
    front: tuple[Section, ...]
    sections: tuple[Section, ...]
    colophon: str
    many: bool = False
    warning: str = ""
    brief: bool = False

    def charts(self) -> tuple[Chart, ...]:
        """Every chart once, in the order of the report."""
        return tuple({item.chart.key: item.chart for item in self._items() if isinstance(item, Drawn)}.values())

    def tables(self) -> tuple[Table, ...]:
        """Every table once, in the order of the report."""
        return tuple({item.table.key: item.table for item in self._items() if isinstance(item, Shown)}.values())

    def _items(self) -> Iterator[Item]:
        for section in (*self.front, *self.sections):
            yield from section.items
