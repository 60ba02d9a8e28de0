"""People waiting in each queue, month by month: the unchanged course against the alternatives."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from math import ceil

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from results.charts.chart import Chart
from results.charts.series import Mark, Series, draw_marks, interval_words, marks_in_words, position
from results.charts.style import number_axis, picture, wrap
from results.tables import Column, Table, rows_of
from scenarios.language import translate as _

COLUMNS = 2
ROW_HEIGHT = 1.62
MOST_HEIGHT = 7.6
"""Greatest height of all rows, inches: with title and note it still fits on one A4 page."""

LEGEND_HEIGHT = 0.5
LEAST_APART = 0.06
"""Least distance between two lines, share of the axis, at which they get their letters."""

CROWDED = 5
"""Most years that all can be written under a panel; with more, every second."""


def waiting(
    frame: pd.DataFrame,
    series: Sequence[Series],
    queues: Mapping[str, str],
    marks: Sequence[Mark],
    replications: int,
    key: str = "vantande",
) -> Chart:
    """Draw one panel a queue; all alternatives share each panel and so its axis.

    Parameters
    ----------
    frame
        Columns scenario, queue, month ("2017-03"), mean, low, high (persons on the last day of the month).
    series
        At most five courses of events.
    queues
        Queue key -> name, in the order of the panels.
    marks
        Dates to mark.
    replications
        Number of calculations behind the interval.
    key
        Name of the chart's files.
    """
    shown = {q: name for q, name in queues.items() if frame.loc[frame.queue == q, "mean"].max() > 0}
    rows = max(1, ceil(len(shown) / COLUMNS))
    legend = LEGEND_HEIGHT + 0.18 * len(series)
    image = picture(min(rows * ROW_HEIGHT, MOST_HEIGHT) + legend, lambda figure: _draw(figure, frame, series, shown, marks, rows))
    return Chart(
        key=key,
        title=_("Waiting by queue, month by month"),
        alt=_alt(len(series)).format(n=len(shown)),
        description=" ".join(
            (
                _("Each panel is a queue; the height is the number of people waiting on the last day of the month."),
                _("The band is the {interval}.").format(interval=interval_words(replications)),
                marks_in_words(marks),
            )
        ).strip(),
        picture=image,
        data=_table(frame, series, shown, key),
        short=_table(frame[frame.month.str.endswith("-12")], series, shown, key),
    )


def _alt(series: int) -> str:
    if series > 1:
        return _("Line charts: people waiting in {n} queues by month, with and without the measures.")
    return _("Line charts: people waiting in {n} queues by month.")


def _draw(
    figure: Figure, frame: pd.DataFrame, series: Sequence[Series], queues: Mapping[str, str], marks: Sequence[Mark], rows: int
) -> None:
    panels = figure.subplots(rows, COLUMNS, squeeze=False, sharex=True)
    names = list(queues.items())
    for k, axes in enumerate(panels.flat):
        if k >= len(names):
            axes.set_visible(False)
            continue
        queue, name = names[k]
        _panel(axes, frame[frame.queue == queue], series)
        draw_marks(axes, marks, lettered=k < COLUMNS)
        axes.set_title(wrap(name, 40), pad=24 if k < COLUMNS and marks else 6)
        # The last panel of each column carries the years.
        axes.tick_params(labelbottom=k + COLUMNS >= len(names))
    handles = [Line2D([], [], color=s.colour, linestyle=s.dash, label=wrap(s.full, 90)) for s in series]
    figure.legend(handles=handles, loc="outside upper left", ncols=1, handlelength=3.5)
    figure.supylabel(_("People waiting on the last day of the month"), fontsize=8.5)


def _panel(axes: Axes, frame: pd.DataFrame, series: Sequence[Series]) -> None:
    drawn: dict[int, tuple[list[float], list[float]]] = {}
    for s in series:
        own = frame[frame.scenario == s.name].sort_values("month")
        if own.empty:
            continue
        x = [position(date(int(m[:4]), int(m[5:7]), 28)) for m in own.month]
        axes.fill_between(x, own.low.to_numpy(), own.high.to_numpy(), color=s.colour, alpha=0.16, linewidth=0.4, edgecolor=s.colour)
        axes.plot(x, own["mean"].to_numpy(), color=s.colour, linestyle=s.dash, linewidth=1.5)
        drawn[s.place] = x, own["mean"].tolist()
    axes.set_ylim(bottom=0, top=max(5.0, float(frame[["mean", "high"]].max().max()) * 1.08))
    years = sorted({int(m[:4]) for m in frame.month})
    shown = years[:: 1 if len(years) <= CROWDED else 2]
    axes.set_xticks([position(date(y, 1, 1)) for y in shown], [str(y) for y in shown])
    number_axis(axes, "y", 4)
    axes.grid(axis="y")
    _name_lines(axes, drawn, series)


def _name_lines(axes: Axes, drawn: Mapping[int, tuple[list[float], list[float]]], series: Sequence[Series]) -> None:
    """Write an alternative's letter beside its line where it is farthest from the unchanged one; none where the lines run together."""
    base = drawn.get(0)
    top = axes.get_ylim()[1]
    for s in series:
        if s.place == 0 or s.place not in drawn or base is None:
            continue
        x, y = drawn[s.place]
        apart_by = [value - other for value, other in zip(y, base[1], strict=True)]
        k = max(range(len(y)), key=lambda m: abs(apart_by[m]))
        if abs(apart_by[k]) < LEAST_APART * top:
            continue
        above = apart_by[k] > 0
        axes.annotate(
            s.letter,
            (x[k], y[k]),
            xytext=(0, 3 if above else -3),
            textcoords="offset points",
            ha="center",
            va="bottom" if above else "top",
            color=s.colour,
            fontsize=8,
            fontweight="bold",
        )


def _table(frame: pd.DataFrame, series: Sequence[Series], queues: Mapping[str, str], key: str) -> Table:
    columns = (
        Column("queue", _("Queue")),
        Column("scenario", _("Alternative")),
        Column("month", _("Month")),
        Column("mean", _("People waiting"), 0),
        Column("low", _("Interval, lower"), 0),
        Column("high", _("Interval, upper"), 0),
    )
    labels = {s.name: s.full for s in series}
    kept = frame[frame.queue.isin(list(queues)) & frame.scenario.isin(list(labels))]
    numbers = rows_of(kept, "queue", "scenario", "month", "mean", "low", "high")
    rows = tuple((queues[queue], labels[scenario], *rest) for queue, scenario, *rest in numbers)
    return Table(
        key=key,
        title=_("Waiting by queue, month by month"),
        columns=columns,
        rows=rows,
        definition=_("People waiting on the last day of the month, mean of the calculations and 95 % confidence interval."),
        sheet=_("Waiting by month"),
    )
