"""People received by door and year: the inflow that all queues come from."""

from __future__ import annotations

from collections.abc import Mapping
from math import isfinite

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from results.charts.chart import Chart
from results.charts.series import interval_words
from results.charts.style import BLACK, BLUE, GREEN, PURPLE, VERMILION, number_axis, picture
from results.tables import Column, Table, rows_of
from scenarios.language import number
from scenarios.language import translate as _

FILLS = ((BLUE, ""), (VERMILION, "////"), (GREEN, ".."), (PURPLE, "xxxx"), (BLACK, "\\\\"))
"""Colour and hatch of each door, in the order of the doors."""

ASIDE = 0.3
"""How far right of the middle of its bar the interval stands, so that it hides no number; years."""

NARROWEST = 0.06
"""Least share of the highest bar that a part must have to carry its number."""


def received(frame: pd.DataFrame, doors: Mapping[str, str], replications: int, key: str = "mottagna") -> Chart:
    """Draw stacked bars of people received by door and year, with the total and its interval.

    Parameters
    ----------
    frame
        Columns door, year (int), mean, low, high (persons); door "all" holds the total.
    doors
        Door key -> name, in the order they are stacked; at most four.
    replications
        Number of calculations behind the interval.
    """
    return Chart(
        key=key,
        title=_("Received in the county by door and year"),
        alt=_("Stacked bars: people received in the county each year by way of arrival."),
        description=" ".join(
            (
                _("Each bar is a year; its parts are the ways by which people came to a municipality in the county."),
                _("The line at the top is the {interval}, for the total.").format(interval=interval_words(replications)),
            )
        ),
        picture=picture(3.3, lambda figure: _draw(figure, frame, doors)),
        data=_table(frame, doors, key),
    )


def _draw(figure: Figure, frame: pd.DataFrame, doors: Mapping[str, str]) -> None:
    axes = figure.subplots()
    years = sorted(int(y) for y in frame.year.unique())
    bottom = np.zeros(len(years))
    means = frame.pivot_table(index="year", columns="door", values="mean").reindex(years).fillna(0.0)
    highest = float(means[list(doors)].sum(axis=1).max())
    for (door, name), (colour, hatch) in zip(doors.items(), FILLS, strict=True):
        values = means[door].to_numpy()
        axes.bar(years, values, bottom=bottom, color="white" if hatch else colour, edgecolor=colour, hatch=hatch, label=name, width=0.72)
        _write_parts(axes, years, values, bottom, highest, bool(hatch))
        bottom = bottom + values
    total = frame[frame.door == "all"].set_index("year").reindex(years)
    if not total["mean"].isna().all():
        spread = np.vstack([total["mean"] - total["low"], total["high"] - total["mean"]])
        axes.errorbar([y + ASIDE for y in years], total["mean"], yerr=spread, fmt="none", ecolor=BLACK, elinewidth=1.3, capsize=4)
        for year, value, high in zip(years, total["mean"], total["high"], strict=True):
            axes.annotate(
                number(float(value), 0),
                (year, float(high) if isfinite(high) else float(value)),
                xytext=(0, 3),
                textcoords="offset points",
                ha="center",
                fontweight="bold",
            )
    axes.set_xticks(years)
    axes.set_ylim(0, max(1.0, highest) * 1.14)
    number_axis(axes, "y", 5)
    axes.grid(axis="y")
    axes.set_ylabel(_("Persons"))
    figure.legend(loc="outside upper left", ncols=len(doors), handlelength=2.2, handleheight=1.2)


def _write_parts(axes: Axes, years: list[int], values: np.ndarray, bottom: np.ndarray, highest: float, hatched: bool) -> None:
    for year, value, foot in zip(years, values, bottom, strict=True):
        if value < NARROWEST * highest:
            continue
        box = {"facecolor": "white", "edgecolor": "none", "pad": 1.2} if hatched else None
        axes.text(
            year,
            foot + value / 2,
            number(float(value), 0),
            ha="center",
            va="center",
            fontsize=7.5,
            color=BLACK if hatched else "white",
            bbox=box,
        )


def _table(frame: pd.DataFrame, doors: Mapping[str, str], key: str) -> Table:
    columns = (
        Column("year", _("Year"), None),
        Column("door", _("Way of arrival")),
        Column("mean", _("Persons"), 0),
        Column("low", _("Interval, lower"), 0),
        Column("high", _("Interval, upper"), 0),
    )
    names = {**doors, "all": _("All")}
    kept = frame[frame.door.isin(list(names))].sort_values(["year", "door"])
    rows = tuple((str(year), names[door], *numbers) for year, door, *numbers in rows_of(kept, "year", "door", "mean", "low", "high"))
    return Table(
        key=key,
        title=_("Received in the county by door and year"),
        columns=columns,
        rows=rows,
        definition=_("People of all ages received in a municipality of the county, by way of arrival; unchanged course."),
        sheet=_("Received by door"),
    )
