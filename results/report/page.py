"""What stands in a report, before it has a form: sections with words, tables and charts in order."""

from __future__ import annotations

from collections.abc import Iterator
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


Item = Words | Lines | Shown | Drawn


@dataclass(frozen=True)
class Section:
    """A heading, its anchor and what stands under it."""

    key: str
    title: str
    items: tuple[Item, ...]


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
