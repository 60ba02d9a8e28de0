"""Charts of figures against what the model says: observed with its doubt, the model's interval, and the forecasts without a model."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from calibration.validation.scored import bounds_of, forecast
from calibration.validation.words import label
from results.charts.chart import Chart
from results.charts.style import BLUE, GREEN, QUIET, VERMILION, number_axis, picture, wrap
from results.tables import Column, Table, Value
from scenarios.language import translate as _

Data = Mapping[str, Any]

FARTHEST = 250.0
"""Percent of what was observed beyond which a number is drawn at the edge."""

MOST_ROWS = 34
"""Rows of one chart: as many as a page holds."""

_REACH = 1.6448536269514722


@dataclass(frozen=True)
class Line:
    """One figure in a chart, all in its unit: bounds of what was observed, its doubt, the model's middle and interval, other forecasts."""

    name: str
    low: float
    high: float
    se: float
    sd: float
    middle: float
    q05: float
    q95: float
    last: float | None = None
    free: float | None = None

    @property
    def scale(self) -> float:
        """What makes numbers percent of what was observed."""
        return 200.0 / (self.low + self.high)


def fitted_lines(figures: Sequence[Data], area: str) -> list[Line]:
    """Figures that a fit has met."""
    return [
        Line(
            label(row, area),
            *bounds_of(row),
            row["se"],
            _doubt(row),
            row["q50"],
            row["q05"],
            row["q95"],
        )
        for row in figures
        if row["q50"] is not None and sum(row["bounds"]) > 0.0
    ]


def _doubt(row: Data) -> float:
    """Standard deviation of what was observed, with the stated discrepancy."""
    return float(np.hypot(row["se"], row["discrepancy"]))


def forecast_lines(rows: Sequence[Data], area: str) -> list[Line]:
    """Figures that no fit has met, with all three forecasts."""
    found = []
    for row in rows:
        model, free = forecast(row, "model"), forecast(row, "free")
        if model is None or sum(row["bounds"]) <= 0.0:
            continue
        ends = (model.mean, model.quantile(0.05), model.quantile(0.95))
        last = None if row["last_value"] is None else float(row["last_value"]["value"])
        found.append(Line(label(row, area), *bounds_of(row), row["se"], _doubt(row), *ends, last, None if free is None else free.mean))
    return found


def against(key: str, title: str, lines: Sequence[Line], *, forecasts: bool) -> list[Chart]:
    """Observed with its doubt against the model's interval, in percent of what was observed; several charts where there are many."""
    pages = [lines[k : k + MOST_ROWS] for k in range(0, len(lines), MOST_ROWS)]
    return [_page(key if len(pages) == 1 else f"{key}-{n}", title, page, forecasts) for n, page in enumerate(pages, start=1)]


def _page(key: str, title: str, lines: Sequence[Line], forecasts: bool) -> Chart:
    words = [
        _("Every figure is 100 percent of itself; where only bounds are known, the middle between them."),
        _("The grey band is what was observed with its doubt, the wider one with the stated discrepancy of the model (90 percent)."),
        _("The dot and the line are the model's middle and its 90 percent interval: chance and parameters together."),
        _("Numbers beyond {n} percent are drawn at the edge.").format(n=round(FARTHEST)),
    ]
    if forecasts:
        words.append(_("The triangle is last year's value, the square survival curves without capacity."))
    return Chart(
        key=key,
        title=title,
        alt=_("Observed figures against the model's interval, one row a figure."),
        description=" ".join(words),
        picture=picture(1.1 + 0.29 * len(lines), lambda figure: _draw_lines(figure, lines, forecasts)),
        data=_line_table(key, title, lines, forecasts),
    )


def _draw_lines(figure: Figure, lines: Sequence[Line], forecasts: bool) -> None:
    axes = figure.subplots()
    places = np.arange(len(lines))[::-1]
    for y, line in zip(places, lines, strict=True):
        for sd, colour, height in ((line.sd, "#e6e6e6", 0.8), (line.se, "#bdbdbd", 0.5)):
            low, high = (float(np.clip(v * line.scale, 0.0, FARTHEST)) for v in (line.low - _REACH * sd, line.high + _REACH * sd))
            axes.barh(y, max(high - low, 0.4), left=low, height=height, color=colour, zorder=1)
        _dot(axes, y, line.scale, (line.middle, line.q05, line.q95), BLUE)
        for value, marker, colour in ((line.last, "^", VERMILION), (line.free, "s", GREEN)) if forecasts else ():
            if value is not None:
                axes.plot(min(value * line.scale, FARTHEST), y, marker, color=colour, markersize=4, fillstyle="none", zorder=4)
    axes.axvline(100.0, color=QUIET, linewidth=0.7, zorder=0.5)
    axes.set_yticks(places, [wrap(line.name, 62) for line in lines], fontsize=6.3)
    axes.set_ylim(-0.7, len(lines) - 0.3)
    axes.set_xlim(0.0, FARTHEST)
    figure.legend(handles=_legend(forecasts), loc="outside upper center", ncols=5, fontsize=7)
    axes.set_xlabel(_("Percent of what was observed"))
    number_axis(axes, "x")


def _legend(forecasts: bool) -> list[Artist]:
    """What the signs stand for."""
    found: list[Artist] = [
        Patch(color="#bdbdbd", label=_("Observed")),
        Patch(color="#e6e6e6", label=_("With discrepancy")),
        Line2D([], [], color=BLUE, marker="o", markersize=3.6, label=_("Model")),
    ]
    if forecasts:
        signs = (("^", VERMILION, _("Last year's value")), ("s", GREEN, _("Without capacity")))
        found += [Line2D([], [], color=c, marker=m, linestyle="", fillstyle="none", markersize=4, label=text) for m, c, text in signs]
    return found


def _dot(axes: Axes, y: float, scale: float, of: tuple[float, float, float], colour: str) -> None:
    """A middle with its interval, at most at the edge."""
    middle, low, high = (float(np.clip(value * scale, 0.0, FARTHEST)) for value in of)
    axes.plot([low, high], [y, y], color=colour, linewidth=1.6, zorder=2, solid_capstyle="butt")
    axes.plot(middle, y, ">" if middle >= FARTHEST else "o", color=colour, markersize=3.6, zorder=3)


def _line_table(key: str, title: str, lines: Sequence[Line], forecasts: bool) -> Table:
    columns = [
        Column("figure", _("Figure")), Column("observed_low", _("Observed, least"), 1), Column("observed_high", _("Observed, greatest"), 1),
        Column("se", _("Standard error"), 2), Column("sd", _("With discrepancy"), 2), Column("simulated", _("Model"), 1),
        Column("q05", _("5 percent"), 1), Column("q95", _("95 percent"), 1),
    ]  # fmt: skip
    if forecasts:
        columns += [Column("last_value", _("Last year's value"), 1), Column("without_capacity", _("Without capacity"), 1)]
    rows: list[tuple[Value, ...]] = [
        (line.name, line.low, line.high, line.se, line.sd, line.middle, line.q05, line.q95, *((line.last, line.free) if forecasts else ()))
        for line in lines
    ]
    return Table(key, title, tuple(columns), tuple(rows))
