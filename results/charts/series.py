"""What the lines and dots of a chart stand for: the alternatives, the dates to mark, and the words for the interval."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from matplotlib.axes import Axes

from results.charts.style import BLACK, COLOURS, DASHES, HATCHES, MARKERS, QUIET
from scenarios.language import translate as _

MOST_SERIES = len(COLOURS)
"""Series one chart can hold and still be told apart in grey."""


@dataclass(frozen=True)
class Series:
    """One course of events in the charts: the unchanged one (place 0, no letter) or an alternative with its letter.

    Attributes
    ----------
    name
        The scenario's name, as in the files.
    label
        Its title for people.
    place
        0 for the unchanged course, 1, 2, … for the alternatives: decides colour, marker, dash and hatch.
    """

    name: str
    label: str
    place: int

    @property
    def letter(self) -> str:
        """A, B, C …; the word for unchanged at place 0."""
        return _("Unchanged") if self.place == 0 else chr(ord("A") + self.place - 1)

    @property
    def full(self) -> str:
        """Letter and title, for legends and headings."""
        return _("Unchanged") if self.place == 0 else f"{self.letter}: {self.label}"

    @property
    def _style(self) -> int:
        return 0 if self.place == 0 else (self.place - 1) % (MOST_SERIES - 1) + 1

    @property
    def colour(self) -> str:
        """Line and fill colour."""
        return COLOURS[self._style]

    @property
    def marker(self) -> str:
        """Shape of its dots."""
        return MARKERS[self._style]

    @property
    def dash(self) -> Any:
        """Dash pattern of its lines."""
        return DASHES[self._style]

    @property
    def hatch(self) -> str:
        """Hatch of its areas."""
        return HATCHES[self._style]


def pages(series: Sequence[Series]) -> list[tuple[Series, ...]]:
    """Split alternatives over several charts where there are more than one chart can hold; the unchanged course is in each."""
    unchanged = [s for s in series if s.place == 0]
    others = [s for s in series if s.place > 0]
    step = MOST_SERIES - 1
    parts = [others[k : k + step] for k in range(0, len(others), step)] or [[]]
    return [(*unchanged, *part) for part in parts]


@dataclass(frozen=True)
class Mark:
    """A date drawn as a thin line in every time chart: the decision, or a rule that changed."""

    when: date
    label: str
    decision: bool = False


def position(when: date) -> float:
    """Where a date stands on a time axis: days since 1970-01-01, as matplotlib counts them."""
    return float((when - date(1970, 1, 1)).days)


def draw_marks(axes: Axes, marks: Sequence[Mark], lettered: bool) -> None:
    """Draw the dates as thin lines; with `lettered`, number the law dates above the panel and write "decision" at its line."""
    numbered = 0
    for mark in marks:
        axes.axvline(
            position(mark.when),
            color=BLACK if mark.decision else QUIET,
            linewidth=1.2 if mark.decision else 0.7,
            linestyle="-" if mark.decision else (0, (1, 2)),
            zorder=0.5,
        )
        numbered += 0 if mark.decision else 1
        if lettered:
            axes.annotate(
                _("decision") if mark.decision else str(numbered),
                (position(mark.when), 1),
                xycoords=("data", "axes fraction"),
                xytext=(0, 12 if mark.decision else 1.5),
                textcoords="offset points",
                ha="center",
                va="bottom",
                fontsize=7,
                color=BLACK if mark.decision else QUIET,
            )


def marks_in_words(marks: Sequence[Mark]) -> str:
    """The dates as a sentence for the note under a chart: the decision, then the numbered rules."""
    decision = [_("the solid line is the decision date {date}").format(date=m.when.isoformat()) for m in marks if m.decision]
    laws = [m for m in marks if not m.decision]
    rules = [f"{k} {m.label} ({m.when.isoformat()})" for k, m in enumerate(laws, start=1)]
    parts = decision + ([_("dotted lines are changed rules: {rules}").format(rules="; ".join(rules))] if rules else [])
    text = "; ".join(parts)
    return text[:1].upper() + text[1:] + "." if text else ""


def interval_words(replications: int) -> str:
    """What every drawn interval is, in words."""
    return _("95 % confidence interval for the expected value, {n} calculations").format(n=replications)
