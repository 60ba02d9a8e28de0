"""From permit to work, day by day: the states of one cohort, stacked; what is waiting is hatched."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Patch

from results.charts.chart import Chart
from results.charts.flow import DAYS, DOORS, STATES
from results.charts.style import BLUE, GREEN, PURPLE, QUIET, VERMILION, number_axis, picture, wrap
from results.tables import Column, Table, Value, rows_of
from scenarios.language import translate as _

ORDER = ("work", "practice", "course", "leave", "between", "before_plan", "before_reception", "after", "gone")
"""States from the bottom of the stack to the top: what leads on below, waiting above it."""

FILLS: dict[str, tuple[str, str, str]] = {
    "work": (BLUE, BLUE, ""),
    "practice": (GREEN, GREEN, ""),
    "course": (PURPLE, PURPLE, ""),
    "leave": ("#d9d9d9", QUIET, ""),
    "between": ("white", VERMILION, "////"),
    "before_plan": ("white", VERMILION, "xxxx"),
    "before_reception": ("white", VERMILION, ".."),
    "after": ("white", QUIET, "\\\\\\\\"),
    "gone": ("white", QUIET, ""),
}
"""Fill, edge and hatch of each state."""

STRIDE = 3
"""Days between two points drawn: finer than a printed line is wide."""

FEWEST = 20
"""Least number of people behind a panel; fewer are left out."""

TABLE_DAYS = (0, 90, 180, 365, 545, 730, 910, 1095)
"""Days that the table beside the chart shows."""


def cohort(frame: pd.DataFrame, year: int, key: str = "fran-tillstand-till-arbete") -> Chart:
    """Draw one panel a door with the share of the cohort in each state on each day.

    Parameters
    ----------
    frame
        From `cohort_states`: columns door, day, state, share, persons.
    year
        Year in which the cohort was received.
    """
    doors = [(door, _(name)) for door, name in DOORS if _persons(frame, door) >= FEWEST]
    rows = max(1, (len(doors) + 1) // 2)
    image = picture(1.35 + 2.35 * rows, lambda figure: _draw(figure, frame, doors, rows))
    return Chart(
        key=key,
        title=_("From permit to work, day by day: people received in {year}").format(year=year),
        alt=_("Stacked areas: share of those received in {year} in each state, day by day.").format(year=year),
        description=" ".join(
            (
                _("People with a plan who were received in {year}, followed for three years from the permit (or the arrival).").format(
                    year=year
                ),
                _("Hatched areas are waiting. Simulated people of the first calculation, unchanged course; no real persons."),
                _("Ways of arrival with fewer than {n} people are left out.").format(n=FEWEST),
                _("The chart shows shares of one calculation and therefore has no interval."),
            )
        ),
        picture=image,
        data=_table(frame, doors, key, year),
    )


def _persons(frame: pd.DataFrame, door: str) -> int:
    own = frame.loc[frame.door == door, "persons"]
    return int(own.iloc[0]) if len(own) else 0


def _draw(figure: Figure, frame: pd.DataFrame, doors: list[tuple[str, str]], rows: int) -> None:
    panels = figure.subplots(rows, 2, squeeze=False, sharex=True, sharey=True)
    for k, axes in enumerate(panels.flat):
        if k >= len(doors):
            axes.set_visible(False)
            continue
        door, name = doors[k]
        _panel(axes, frame[frame.door == door])
        axes.set_title(_("{door} ({n} people)").format(door=name, n=_persons(frame, door)))
        axes.tick_params(labelbottom=k + 2 >= len(doors))
        if k + 2 >= len(doors):
            axes.set_xlabel(_("Months since the permit"))
    names = {key: _(name) for key, name, _waits in STATES}
    handles = [Patch(facecolor=FILLS[s][0], edgecolor=FILLS[s][1], hatch=FILLS[s][2], label=wrap(names[s], 44)) for s in reversed(ORDER)]
    figure.legend(handles=handles, loc="outside upper left", ncols=2, handlelength=2.4, handleheight=1.3)
    figure.supylabel(_("Share of the people, %"), fontsize=8.5)


def _panel(axes: Axes, frame: pd.DataFrame) -> None:
    wide = frame.pivot_table(index="day", columns="state", values="share").reindex(columns=list(ORDER)).fillna(0.0) * 100
    wide = wide.iloc[::STRIDE]
    lower = wide.iloc[:, 0] * 0
    for state in ORDER:
        upper = lower + wide[state]
        fill, edge, hatch = FILLS[state]
        axes.fill_between(wide.index, lower, upper, facecolor=fill, edgecolor=edge, hatch=hatch, linewidth=0.6)
        lower = upper
    axes.set_xlim(0, DAYS - 1)
    axes.set_ylim(0, 100)
    axes.set_xticks([round(m * 365.25 / 12) for m in range(0, 37, 6)], [str(m) for m in range(0, 37, 6)])
    number_axis(axes, "y", 5)


def _table(frame: pd.DataFrame, doors: list[tuple[str, str]], key: str, year: int) -> Table:
    names = {state: _(name) for state, name, _waits in STATES}
    columns = (
        Column("door", _("Way of arrival")),
        Column("state", _("State")),
        *(Column(f"day_{d}", _("Day {d}, %").format(d=d), 0) for d in TABLE_DAYS),
    )
    rows: list[tuple[Value, ...]] = []
    for door, name in doors:
        shares = {(state, day): share for state, day, share in rows_of(frame[frame.door == door], "state", "day", "share")}
        rows += [(name, names[s], *(shares[s, d] * 100 for d in TABLE_DAYS)) for s in ORDER]
    return Table(
        key=key,
        title=_("From permit to work: share in each state, people received in {year}").format(year=year),
        columns=columns,
        rows=tuple(rows),
        definition=_("Share of the cohort in each state a number of days after the permit (or arrival). One calculation."),
        sheet=_("Permit to work"),
    )
