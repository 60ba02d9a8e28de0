"""Charts of parameters before and after, of ranks, and of what matters most."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from matplotlib.figure import Figure

from calibration.validation.ranks import BINS
from results.charts.chart import Chart
from results.charts.style import BLACK, BLUE, LINE, QUIET, number_axis, picture, wrap
from results.tables import Column, Table
from scenarios.language import translate as _

Data = Mapping[str, Any]


def parameters(key: str, title: str, told: Sequence[Data]) -> Chart:
    """Every parameter before and after, in parts of its range."""
    columns = (
        Column("parameter", _("Parameter")), Column("low", _("Least"), 3), Column("high", _("Greatest"), 3),
        Column("before", _("before"), 3), Column("before_q05", _("before, 5 percent"), 3), Column("before_q95", _("before, 95 percent"), 3),
        Column("after", _("after"), 3), Column("after_q05", _("after, 5 percent"), 3), Column("after_q95", _("after, 95 percent"), 3),
    )  # fmt: skip
    rows = tuple((each["label"], each["range"][0], each["range"][2], *each["before"], *each["after"]) for each in told)
    return Chart(
        key=key,
        title=title,
        alt=_("Parameters before and after the figures were met, one row a parameter."),
        description=_(
            "The whole width is the parameter's range. The grey line is the 90 percent interval before the figures were met, "
            "the blue one after."
        ),
        picture=picture(0.9 + 0.22 * len(told), lambda figure: _draw_parameters(figure, told)),
        data=Table(key, title, columns, rows),
    )


def _draw_parameters(figure: Figure, told: Sequence[Data]) -> None:
    axes = figure.subplots()
    places = np.arange(len(told))[::-1]
    for y, each in zip(places, told, strict=True):
        least, _mode, most = each["range"]
        for (middle, low, high), colour, at, width in ((each["before"], QUIET, 0.17, 1.2), (each["after"], BLUE, -0.17, 2.2)):
            ends = [100.0 * (value - least) / (most - least) for value in (low, high, middle)]
            axes.plot(ends[:2], [y + at, y + at], color=colour, linewidth=width, solid_capstyle="butt")
            axes.plot(ends[2], y + at, "o" if colour == BLUE else "|", color=colour, markersize=3.4)
    axes.set_yticks(places, [wrap(each["label"], 62) for each in told], fontsize=6.6)
    axes.set_ylim(-0.7, len(told) - 0.3)
    axes.set_xlim(0.0, 100.0)
    axes.set_xlabel(_("Percent of the range"))
    axes.grid(axis="x", color=LINE)
    number_axis(axes, "x")


def ranks(key: str, counts: Sequence[int]) -> Chart:
    """The histogram of all ranks, with the band that uniform ranks keep within."""
    from scipy.stats import binom

    total = sum(counts)
    low, high = (float(binom.ppf(p, total, 1.0 / BINS)) for p in (0.025, 0.975))
    title = _("Ranks of true values among posterior draws")

    def draw(figure: Figure) -> None:
        axes = figure.subplots()
        axes.axhspan(low, high, color="#e6e6e6", zorder=0)
        axes.bar(np.arange(BINS), counts, width=0.9, color=BLUE, zorder=2)
        axes.axhline(total / BINS, color=BLACK, linewidth=0.8, zorder=3)
        axes.set_xticks(np.arange(BINS), [f"{10 * k}–{10 * k + 9}" for k in range(BINS)])
        axes.set_xlabel(_("Rank"))
        axes.set_ylabel(_("Number"))
        number_axis(axes, "y", 5)

    rows = tuple((f"{10 * k}–{10 * k + 9}", float(count), low, high) for k, count in enumerate(counts))
    columns = (
        Column("ranks", _("Rank")),
        Column("number", _("Number"), 0),
        Column("low", _("Band, least"), 0),
        Column("high", _("Band, most"), 0),
    )
    return Chart(
        key=key,
        title=title,
        alt=_("Bars: how many true values have each rank, with the band of uniform ranks."),
        description=_("If the intervals are right, all bars are as high but for chance: 95 percent of them lie within the grey band."),
        picture=picture(2.6, draw),
        data=Table(key, title, columns, rows),
    )


def matters(key: str, told: Sequence[Data], most: int = 15) -> Chart:
    """Which parameters matter most over all headline indicators, before and after the figures were met."""
    shown = list(told[:most])
    title = _("Which assumptions matter most")

    def draw(figure: Figure) -> None:
        axes = figure.subplots()
        places = np.arange(len(shown))[::-1]
        axes.barh(places + 0.2, [each["before"] for each in shown], height=0.36, color="#bdbdbd", label=_("before the figures were met"))
        axes.barh(places - 0.2, [each["after"] for each in shown], height=0.36, color=BLUE, hatch="//", edgecolor="white", label=_("after"))
        axes.set_yticks(places, [wrap(each["label"], 62) for each in shown], fontsize=7)
        axes.set_xlabel(_("Mean effect in parts of the indicator's interval"))
        axes.legend(loc="lower right")
        number_axis(axes, "x")

    columns = (Column("parameter", _("Parameter")), Column("before", _("before"), 3), Column("after", _("after"), 3))
    return Chart(
        key=key,
        title=title,
        alt=_("Bars: how much each assumption moves the headline indicators, the largest first."),
        description=_(
            "How much the headline indicators change when the parameter goes from the low to the high end of what is believed "
            "(90 percent), in parts of the indicator's own 90 percent interval; mean over all headline indicators. After: what is left of "
            "it when the figures have been met."
        ),
        picture=picture(1.0 + 0.3 * len(shown), draw),
        data=Table(key, title, columns, tuple((each["label"], each["before"], each["after"]) for each in told)),
    )
