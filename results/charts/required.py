"""Places needed month by month, one small panel a municipality: what is needed, in which steps, and what there is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from results.charts.chart import Chart
from results.charts.series import position
from results.charts.style import BLUE, QUIET, VERMILION, number_axis, picture, wrap
from results.intervals import Floats
from results.tables import Table
from scenarios.language import translate as _

FEW = 9
"""Up to so many panels stand three side by side, more of them four."""


@dataclass(frozen=True)
class Panel:
    """One municipality: places in steps, places by month at the same level, and what there is as decided; shape (months,) each."""

    name: str
    steps: Floats
    by_month: Floats
    today: Floats


def places_needed(panels: Sequence[Panel], months: Sequence[date], service: str, data: Table, short: Table) -> Chart:
    """Draw the panels.

    Parameters
    ----------
    months
        First days of the months.
    service
        What the places are called.
    data, short
        Every number drawn, and fewer of them for the page.
    """
    return Chart(
        key="platser-som-behovs",
        title=_("{service}: needed and decided, month by month").format(service=service),
        alt=_("Small panels, one an area: places needed, the same in steps, and decided places by month."),
        description=" ".join(
            (
                _("The thick line is what is needed in steps that a planner can use, the dotted one the same month by month."),
                _("The dashed line is what is decided; hatched where it is not enough. Each panel has a scale of its own, from zero."),
            )
        ),
        picture=picture(0.6 + 1.35 * -(-len(panels) // _across(panels)), lambda figure: _draw(figure, panels, months)),
        data=data,
        short=short,
    )


def _draw(figure: Figure, panels: Sequence[Panel], months: Sequence[date]) -> None:
    across = _across(panels)
    grid = figure.subplots(-(-len(panels) // across), across, squeeze=False, sharex=True)
    for axes, panel in zip(grid.flat, panels, strict=False):
        _panel(axes, panel, months, narrow=across > 3)
    for axes in grid.flat[len(panels) :]:
        axes.set_visible(False)
        # The panel above it is then the last of its column, and carries the years.
    for axes in grid.flat[max(0, len(panels) - across) : len(panels)]:
        axes.tick_params(axis="x", labelbottom=True)
    handles = [
        Line2D([], [], color=BLUE, linewidth=2.2, label=_("Needed, in steps")),
        Line2D([], [], color=BLUE, linewidth=1.0, linestyle=(0, (1, 1)), label=_("Needed, month by month")),
        Line2D([], [], color=VERMILION, linewidth=1.4, linestyle=(0, (5, 1.5)), label=_("Decided")),
        Patch(facecolor="white", edgecolor=QUIET, hatch="////", label=_("Missing")),
    ]
    figure.legend(handles=handles, loc="outside upper left", ncols=4)


def _across(panels: Sequence[Panel]) -> int:
    return min(len(panels), 3 if len(panels) <= FEW else 4)


def _panel(axes: Axes, panel: Panel, months: Sequence[date], *, narrow: bool) -> None:
    at = np.array([position(month) for month in months])
    axes.fill_between(
        at,
        panel.today,
        panel.steps,
        where=list(panel.steps > panel.today),
        step="post",
        facecolor="none",
        edgecolor=QUIET,
        hatch="////",
        linewidth=0,
    )
    axes.step(at, panel.by_month, where="post", color=BLUE, linewidth=1.0, linestyle=(0, (1, 1)))
    axes.step(at, panel.steps, where="post", color=BLUE, linewidth=2.2)
    axes.step(at, panel.today, where="post", color=VERMILION, linewidth=1.4, linestyle=(0, (5, 1.5)))
    axes.set_title(wrap(panel.name, 24), fontsize=8.5)
    axes.set_ylim(0, max(1.0, float(max(panel.steps.max(), panel.by_month.max(), panel.today.max()))) * 1.12)
    years = [month for month in months if month.month == 1]
    # Narrow panels have room for every other year.
    labels = [str(year.year) if not narrow or k % 2 == 0 else "" for k, year in enumerate(years)]
    axes.set_xticks([position(year) for year in years], labels)
    axes.tick_params(axis="x", labelsize=7)
    number_axis(axes, "y", 4)
    axes.grid(axis="y")
