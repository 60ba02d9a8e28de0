"""Difference from the unchanged course, one row an indicator, women and men as paired dots with intervals and a zero line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite
from textwrap import fill

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from results.charts.chart import Chart
from results.charts.series import MOST_SERIES, interval_words
from results.charts.style import BLACK, BLUE, QUIET, VERMILION, number_axis, picture, wrap
from results.tables import Column, Table
from scenarios.language import translate as _

ROW = 0.36
"""Height of one row, inches."""

LEAST_SPAN = 1.0
"""Least width of an axis, in its unit: differences that are all nothing look like nothing."""

LEGEND_WIDTH = 70
"""Characters of names that fit on one line of the legend."""


@dataclass(frozen=True)
class Difference:
    """One tested difference: a row's label, whose it is, its unit, value and interval.

    Attributes
    ----------
    unit
        Heading of the panel: rows of one unit share an axis.
    kind
        Who or what the dot stands for ("women", "men", or a series' letter); decides its style.
    told_apart
        Whether the interval leaves zero out.
    """

    label: str
    kind: str
    unit: str
    value: float
    low: float
    high: float
    told_apart: bool

    @property
    def exactly_none(self) -> bool:
        """Whether not a single calculation differs."""
        return self.value == self.low == self.high == 0

    @property
    def reading(self) -> str:
        """How it is to be read, in words."""
        if self.exactly_none:
            return _("no difference")
        return _("told apart from zero") if self.told_apart else _("cannot be told apart from zero")


@dataclass(frozen=True)
class Look:
    """How the dots of one kind are drawn and what they are called."""

    name: str
    colour: str
    marker: str
    short: str


def sexes() -> dict[str, Look]:
    """Women and men (girls and boys), the pair in most comparisons."""
    return {
        "women": Look(_("Women and girls"), BLUE, "o", _("women")),
        "men": Look(_("Men and boys"), VERMILION, "D", _("men")),
        "all": Look(_("All"), BLACK, "s", _("all")),
    }


def differences(
    rows: Sequence[Difference],
    looks: dict[str, Look],
    *,
    key: str,
    title: str,
    alt: str,
    replications: int,
    ends: tuple[str, str] = ("", ""),
    sheet: str = "",
) -> Chart:
    """Draw the differences, one panel a unit.

    Parameters
    ----------
    rows
        In the order they are read; rows of one label stand together.
    looks
        Style of each kind that occurs.
    key, title, alt
        Names and texts of the chart.
    replications
        Number of calculations behind the intervals.
    ends
        What lies to the left and to the right of zero, in words; empty where rows of one panel point different ways.
    sheet
        Name of the sheet with the numbers, where the title is too long for one.
    """
    units = list(dict.fromkeys(row.unit for row in rows))
    lines = [len(_labels(rows, unit)) for unit in units]
    spread = max(1, len({r.kind for r in rows}) - 1)
    height = sum(lines) * ROW * (0.6 + 0.4 * spread) + 0.62 * len(units) + 0.5
    image = picture(height, lambda figure: _draw(figure, rows, units, looks, ends))
    return Chart(
        key=key,
        title=title,
        alt=alt,
        description=" ".join(
            (
                _("Each dot is the expected difference from the unchanged course; the line through it is the {interval}.").format(
                    interval=interval_words(replications)
                ),
                _("Filled dots are told apart from zero; hollow dots cannot be told apart from zero."),
            )
        ),
        picture=image,
        data=_table(rows, looks, key, title, sheet or title),
    )


def _labels(rows: Sequence[Difference], unit: str) -> list[str]:
    return list(dict.fromkeys(row.label for row in rows if row.unit == unit))


def _draw(figure: Figure, rows: Sequence[Difference], units: Sequence[str], looks: dict[str, Look], ends: tuple[str, str]) -> None:
    heights = [len(_labels(rows, unit)) + 0.6 for unit in units]
    panels = figure.subplots(len(units), 1, squeeze=False, gridspec_kw={"height_ratios": heights})
    for axes, unit in zip(panels.flat, units, strict=True):
        _panel(axes, [row for row in rows if row.unit == unit], unit, looks)
        _name_ends(axes, ends)
    used = [looks[kind] for kind in looks if any(row.kind == kind for row in rows)]
    handles = [Line2D([], [], color=look.colour, marker=look.marker, linestyle="-", label=wrap(look.name, 90)) for look in used]
    if len(used) <= MOST_SERIES:
        columns = len(used) if sum(len(look.name) for look in used) < LEGEND_WIDTH else 1
        figure.legend(handles=handles, loc="outside upper left", ncols=max(1, columns))
    else:
        letters = [f"{look.short} = {look.name.removeprefix(look.short + ': ')}" for look in used]
        figure.suptitle(fill("; ".join(letters), 110), fontsize=7.5, x=0.01, ha="left")


def _panel(axes: Axes, rows: Sequence[Difference], unit: str, looks: dict[str, Look]) -> None:
    labels = list(dict.fromkeys(row.label for row in rows))
    kinds = [kind for kind in looks if any(row.kind == kind for row in rows)]
    step = 0.62 / max(1, len(kinds))
    axes.axvline(0, color=BLACK, linewidth=1.1, zorder=1)
    for row in rows:
        place = labels.index(row.label) + (kinds.index(row.kind) - (len(kinds) - 1) / 2) * step
        look = looks[row.kind]
        axes.plot([row.low, row.high], [place, place], color=look.colour, linewidth=1.5, solid_capstyle="butt", zorder=2)
        axes.plot(
            [row.value],
            [place],
            marker=look.marker,
            color=look.colour,
            markerfacecolor=look.colour if row.told_apart else "white",
            markeredgewidth=1.3,
            linestyle="none",
            zorder=3,
        )
        if len(look.short) == 1:
            axes.annotate(
                look.short,
                (row.high if isfinite(row.high) else row.value, place),
                xytext=(3, 0),
                textcoords="offset points",
                va="center",
                fontsize=7,
                fontweight="bold",
                color=look.colour,
            )
    axes.set_yticks(range(len(labels)), [wrap(label, 38) for label in labels])
    axes.set_ylim(len(labels) - 0.45, -0.55)
    axes.tick_params(axis="y", length=0)
    axes.spines["left"].set_visible(False)
    axes.grid(axis="x")
    axes.set_title(unit, fontsize=8.5, fontweight="normal", color=QUIET)
    number_axis(axes, "x", 7)
    _widen(axes, rows)
    _words(axes, rows, labels, looks)


def _widen(axes: Axes, rows: Sequence[Difference]) -> None:
    """Keep zero in the middle third and leave room for the dots at the edges."""
    ends = [v for row in rows for v in (row.value, row.low, row.high) if isfinite(v)]
    least, most = min(0.0, *ends), max(0.0, *ends)
    if most - least < LEAST_SPAN:
        least, most = least - LEAST_SPAN / 2, most + LEAST_SPAN / 2
    room = (most - least) * 0.08
    axes.set_xlim(least - room, most + room)


def _name_ends(axes: Axes, ends: tuple[str, str]) -> None:
    for text, place, align in ((ends[0], 0.0, "left"), (ends[1], 1.0, "right")):
        if text:
            axes.annotate(
                text, (place, 0), xycoords="axes fraction", xytext=(0, -16), textcoords="offset points", ha=align, va="top", fontsize=8
            )


def _words(axes: Axes, rows: Sequence[Difference], labels: Sequence[str], looks: dict[str, Look]) -> None:
    """Say in words what cannot be told apart: the whole row, or those of it that cannot."""
    for k, label in enumerate(labels):
        own = [row for row in rows if row.label == label]
        unsure = [looks[row.kind].short for row in own if not row.told_apart]
        if not unsure:
            continue
        none = all(row.exactly_none for row in own)
        words = _("no difference") if none else _("cannot be told apart from zero")
        axes.annotate(
            wrap(words if len(unsure) == len(own) else _("{who}: {words}").format(who=", ".join(unsure), words=words), 24),
            (1, k),
            xycoords=("axes fraction", "data"),
            xytext=(6, 0),
            textcoords="offset points",
            fontsize=7,
            color=QUIET,
            va="center",
            annotation_clip=False,
        )


def _table(rows: Sequence[Difference], looks: dict[str, Look], key: str, title: str, sheet: str) -> Table:
    columns = (
        Column("indicator", _("Indicator")),
        Column("group", _("Group")),
        Column("difference", _("Difference"), 1, signed=True),
        Column("low", _("Interval, lower"), 1, signed=True),
        Column("high", _("Interval, upper"), 1, signed=True),
        Column("unit", _("Unit")),
        Column("reading", _("Reading")),
    )
    return Table(
        key=key,
        title=title,
        columns=columns,
        rows=tuple(
            (
                row.label,
                looks[row.kind].name,
                row.value,
                row.low,
                row.high,
                row.unit,
                row.reading,
            )
            for row in rows
        ),
        definition=_("Alternative minus unchanged, mean of the paired differences and 95 % confidence interval for the expected value."),
        sheet=sheet,
    )
