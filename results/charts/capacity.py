"""Use of capacity by service and area, and the months in which it was short."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from results.charts.chart import Chart
from results.charts.series import interval_words
from results.charts.style import BLACK, BLUE, GREEN, PURPLE, QUIET, VERMILION, number_axis, picture, wrap
from results.tables import Column, Table, rows_of
from scenarios.language import translate as _

FULL = 95.0
"""Share of the capacity from which a month counts as short, percent."""

LOOKS = ((BLUE, "o"), (VERMILION, "D"), (GREEN, "s"), (PURPLE, "^"), (BLACK, "v"))


def capacity_use(
    frame: pd.DataFrame,
    services: Mapping[str, str],
    areas: Mapping[str, str],
    replications: int,
    first: int,
    last: int,
    key: str = "kapacitet",
) -> Chart:
    """Draw one row a service with a dot an area: mean use over the period, with interval, and the months of shortage in words.

    Parameters
    ----------
    frame
        Columns service, area, mean, low, high (percent of the capacity), short_months (number), first_short ("2017-03" or "").
    services, areas
        Key -> name, in the order of rows and dots.
    replications
        Number of calculations behind the interval.
    first, last
        Years of the period.
    """
    used = {s: name for s, name in services.items() if (frame.service == s).any()}
    lines = sum(int((frame.service == s).sum()) for s in used)
    return Chart(
        key=key,
        title=_("Where is there room? Use of capacity by service and area"),
        alt=_("Dots: use of capacity in percent by service and area, with months of shortage."),
        description=" ".join(
            (
                _("Mean use {first}–{last} in percent of what the service has, unchanged course.").format(first=first, last=last),
                _("The line through the dot is the {interval}.").format(interval=interval_words(replications)),
                _("Of monthly supplies such as dwellings more than 100 % is used where what was left from before is taken too."),
                _("A month is short when at least {full} % is in use.").format(full=int(FULL)),
            )
        ),
        picture=picture(0.9 + 0.2 * lines + 0.16 * len(used), lambda figure: _draw(figure, frame, used, areas)),
        data=_table(frame, used, areas, key),
    )


def _draw(figure: Figure, frame: pd.DataFrame, services: Mapping[str, str], areas: Mapping[str, str]) -> None:
    axes = figure.subplots()
    looks = {area: LOOKS[k % len(LOOKS)] for k, area in enumerate(areas)}
    axes.axvline(100, color=BLACK, linewidth=1.0, linestyle=(0, (4, 2)))
    place, ticks = 0.0, []
    for service, name in services.items():
        own = frame[frame.service == service]
        present = [a for a in areas if (own.area == a).any()]
        ticks.append((place + (len(present) - 1) / 2, name))
        for area in present:
            _row(axes, place, own[own.area == area].iloc[0], looks[area])
            place += 1
        axes.axhline(place - 0.1, color="#d9d9d9", linewidth=0.6)
        place += 0.8
    axes.set_yticks([t for t, _n in ticks], [wrap(n, 26) for _t, n in ticks])
    axes.set_ylim(place - 0.8, -0.9)
    axes.tick_params(axis="y", length=0)
    axes.set_xlim(0, max(105.0, float(frame[["mean", "high"]].max().max()) * 1.05))
    number_axis(axes, "x", 6, suffix=" %")
    axes.grid(axis="x")
    axes.set_xlabel(_("Share of the capacity in use, mean of the period"))
    handles = [Line2D([], [], color=looks[a][0], marker=looks[a][1], label=areas[a]) for a in areas if (frame.area == a).any()]
    figure.legend(handles=handles, loc="outside upper left", ncols=3)


def _row(axes: Axes, place: float, row: pd.Series, look: tuple[str, str]) -> None:
    colour, marker = look
    axes.plot([row["low"], row["high"]], [place, place], color=colour, linewidth=1.5)
    axes.plot([row["mean"]], [place], color=colour, marker=marker, linestyle="none")
    axes.annotate(
        _shortage(int(row["short_months"]), str(row["first_short"])),
        (1, place),
        xycoords=("axes fraction", "data"),
        xytext=(5, 0),
        textcoords="offset points",
        fontsize=7,
        va="center",
        color=BLACK if row["short_months"] else QUIET,
        annotation_clip=False,
    )


def _shortage(months: int, first: str) -> str:
    if months == 0:
        return _("never short")
    return _("short {n} months, first {month}").format(n=months, month=first) if months > 1 else _("short in {month}").format(month=first)


def _table(frame: pd.DataFrame, services: Mapping[str, str], areas: Mapping[str, str], key: str) -> Table:
    columns = (
        Column("service", _("Service")),
        Column("area", _("Area")),
        Column("mean", _("In use, %"), 0),
        Column("low", _("Interval, lower"), 0),
        Column("high", _("Interval, upper"), 0),
        Column("short_months", _("Months of shortage"), 0),
        Column("first_short", _("First month of shortage")),
    )
    kept = frame[frame.service.isin(list(services)) & frame.area.isin(list(areas))]
    rows = tuple(
        (services[service], areas[area], *use, short, first or "–")
        for service, area, *use, short, first in rows_of(kept, "service", "area", "mean", "low", "high", "short_months", "first_short")
    )
    return Table(
        key=key,
        title=_("Use of capacity by service and area"),
        columns=columns,
        rows=rows,
        definition=_("Share of the effective capacity (what others use taken away) in use, mean over months; unchanged course."),
        sheet=_("Use of capacity"),
    )
