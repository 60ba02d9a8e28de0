"""Time per step: waiting against activity, for the median person and for the one in ten who has it longest."""

from __future__ import annotations

from collections.abc import Mapping
from math import isfinite

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from results.charts.chart import Chart
from results.charts.series import interval_words
from results.charts.style import BLACK, BLUE, VERMILION, number_axis, picture, wrap
from results.tables import Column, Table, rows_of
from scenarios.language import number
from scenarios.language import translate as _

BAR = 0.36
PARTS = (("waiting", -BAR / 2), ("activity", BAR / 2))


def steps(frame: pd.DataFrame, steps: Mapping[str, str], period: str, replications: int, key: str = "tid-per-steg") -> Chart:
    """Draw two bars a step: waiting (hatched) and activity, with the interval of the median and a mark at the 90th percentile.

    Parameters
    ----------
    frame
        Columns step, part ("waiting" or "activity"), median, low, high (interval of the median), p90; days, nan where never reached.
    steps
        Key -> name, in the order of the flow.
    period
        Years in which the steps began, in words.
    replications
        Number of calculations behind the interval.
    """
    present = {str(s) for s in frame["step"]}
    names = {step: name for step, name in steps.items() if step in present}
    return Chart(
        key=key,
        title=_("Time per step: waiting against activity"),
        alt=_("Bars: median days of waiting and of activity in each step, with the 90th percentile."),
        description=" ".join(
            (
                _("Steps begun {period}, unchanged course. The bar ends at the median person.").format(period=period),
                _("The thick line is the {interval}, for the median.").format(interval=interval_words(replications)),
                _("The triangle is the 90th percentile: one in ten has it longer."),
            )
        ),
        picture=picture(1.0 + min(0.62 * max(1, len(names)), MOST_INCHES), lambda figure: _draw(figure, frame, names)),
        data=_table(frame, names, key),
    )


MOST_INCHES = 8.0
"""The steps' height at most: more of them stand closer, so that the picture stays on a page."""


def _draw(figure: Figure, frame: pd.DataFrame, names: dict[str, str]) -> None:
    axes = figure.subplots()
    far = float(frame[["median", "high", "p90"]].max().max())
    far = far if isfinite(far) and far > 0 else 1.0
    for k, step in enumerate(names):
        for part, shift in PARTS:
            for days in rows_of(frame[(frame.step == step) & (frame.part == part)], "median", "low", "high", "p90"):
                _bar(axes, k + shift, part, days, far)
    axes.set_yticks(range(len(names)), [wrap(name, 26) for name in names.values()])
    axes.set_ylim(len(names) - 0.4, -0.6)
    axes.tick_params(axis="y", length=0)
    axes.set_xlim(0, far * 1.1)
    number_axis(axes, "x", 7)
    axes.grid(axis="x")
    axes.set_xlabel(_("Days"))
    handles = [
        Patch(facecolor="white", edgecolor=VERMILION, hatch="////", label=_("Waiting, median person")),
        Patch(facecolor=BLUE, edgecolor=BLUE, label=_("Activity, median person")),
        Line2D([], [], color=BLACK, linewidth=3, label=_("Interval")),
        Line2D([], [], color=BLACK, marker=">", linewidth=0.8, label=_("90th percentile")),
    ]
    figure.legend(handles=handles, loc="outside upper left", ncols=4, columnspacing=1.2)


def _bar(axes: Axes, place: float, part: str, days: tuple[float, ...], far: float) -> None:
    median, low, high, p90 = days
    if not isfinite(median):
        axes.annotate(
            _("fewer than half done within the period"), (0, place), xytext=(4, 0), textcoords="offset points", va="center", fontsize=7.5
        )
        return
    waits = part == "waiting"
    edge = VERMILION if waits else BLUE
    axes.barh(place, median, height=BAR, facecolor="white" if waits else BLUE, edgecolor=edge, hatch="////" if waits else "")
    end = max(v for v in (median, high, p90) if isfinite(v))
    if isfinite(p90):
        axes.plot([median, p90], [place, place], color=BLACK, linewidth=0.8)
        axes.plot([p90], [place], marker=">", color=BLACK, markersize=5)
    if isfinite(low) and isfinite(high):
        axes.plot([low, high], [place, place], color=BLACK, linewidth=3, solid_capstyle="butt")
    words = _("{median}; 90th percentile {p90}").format(
        median=number(median, 0), p90=number(p90, 0) if isfinite(p90) else _("beyond the period")
    )
    axes.annotate(words, (min(end, far), place), xytext=(7, 0), textcoords="offset points", va="center", fontsize=7.5)


def _table(frame: pd.DataFrame, names: dict[str, str], key: str) -> Table:
    parts = {"waiting": _("Waiting"), "activity": _("Activity")}
    columns = (
        Column("step", _("Step")),
        Column("part", _("Part")),
        Column("median", _("Median, days"), 0),
        Column("low", _("Interval, lower"), 0),
        Column("high", _("Interval, upper"), 0),
        Column("p90", _("90th percentile, days"), 0),
    )
    kept = frame[frame.step.isin(list(names))]
    days = ("median", "low", "high", "p90")
    rows = tuple((names[step], parts[part], *numbers) for step, part, *numbers in rows_of(kept, "step", "part", *days))
    return Table(
        key=key,
        title=_("Time per step: waiting against activity"),
        columns=columns,
        rows=rows,
        definition=_("Days, time-to-event estimate (Kaplan–Meier): those still waiting count as having waited at least that long."),
        sheet=_("Time per step"),
    )
