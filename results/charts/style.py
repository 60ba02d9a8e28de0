"""How every chart looks: colours, markers, hatches, sizes, number format, and how it is saved.

Colours are the five of Okabe and Ito's set that reach a contrast of 3:1 against white. Each colour always comes with its own marker, dash
and hatch, so that a chart printed in grey, or read by somebody who cannot tell red from green, says the same.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from textwrap import fill
from typing import Any, cast

from matplotlib import rc_context
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, MaxNLocator

from scenarios.language import number

BLACK, BLUE, VERMILION, GREEN, PURPLE = "#000000", "#0072B2", "#D55E00", "#009E73", "#CC79A7"
COLOURS = (BLACK, BLUE, VERMILION, GREEN, PURPLE)
"""Colours in the order series take them; the first is the unchanged course."""

MARKERS = ("o", "s", "^", "D", "v")
DASHES: tuple[Any, ...] = ("-", (0, (5, 1.5)), (0, (1.5, 1.2)), (0, (6, 1.5, 1.5, 1.5)), (0, (3, 1, 1, 1, 1, 1)))
HATCHES = ("", "////", "..", "\\\\\\\\", "xxxx")

TEXT = "#1a1a1a"
QUIET = "#595959"
"""Grey that still reaches 7:1 against white: notes, law dates, axes."""

LINE = "#c8c8c8"
WIDTH = 7.2
"""Width of every chart, inches: the text width of an A4 page with narrow margins."""

DOTS_PER_INCH = 150

SETTINGS: dict[str, Any] = {
    "font.family": "DejaVu Sans",
    "font.size": 8.5,
    "axes.titlesize": 9.5,
    "axes.titleweight": "bold",
    "axes.titlelocation": "left",
    "axes.labelsize": 8.5,
    "axes.edgecolor": QUIET,
    "axes.linewidth": 0.8,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.axisbelow": True,
    "axes.unicode_minus": True,
    "grid.color": LINE,
    "grid.linewidth": 0.6,
    "xtick.color": TEXT,
    "ytick.color": TEXT,
    "text.color": TEXT,
    "hatch.linewidth": 0.7,
    "legend.frameon": False,
    "legend.fontsize": 8.5,
    "lines.linewidth": 1.7,
    "lines.markersize": 5,
    "svg.hashsalt": "etablering",
    "svg.fonttype": "path",
    "figure.facecolor": "white",
}


@dataclass(frozen=True)
class Picture:
    """A drawn chart in both forms: SVG for the report and print, PNG for slides and word processors."""

    svg: bytes
    png: bytes


def picture(height: float, draw: Callable[[Figure], None]) -> Picture:
    """Draw a chart and save it twice, the same bytes every time.

    Parameters
    ----------
    height
        Height of the chart, inches.
    draw
        Fills the empty figure it is given.
    """
    with rc_context(cast(Any, SETTINGS)):
        figure = Figure(figsize=(WIDTH, height), layout="constrained")
        draw(figure)
        svg, png = BytesIO(), BytesIO()
        figure.savefig(svg, format="svg", metadata={"Date": None, "Creator": None})
        figure.savefig(png, format="png", dpi=DOTS_PER_INCH, metadata={"Software": None})
    return Picture(svg.getvalue(), png.getvalue())


def number_axis(axes: Axes, which: str, most: int = 6, suffix: str = "") -> None:
    """Write the numbers of an axis in the language's form, at most `most` of them and whole where they can be."""
    axis = axes.xaxis if which == "x" else axes.yaxis
    axis.set_major_locator(MaxNLocator(most, steps=[1, 2, 2.5, 5, 10]))
    axis.set_major_formatter(FuncFormatter(lambda value, _: short(float(value)) + suffix))


def short(value: float) -> str:
    """A number with as many decimals as it needs, at most two: 1 500; 12,5; −0,25."""
    for decimals in (0, 1):
        if abs(value - round(value, decimals)) < 1e-9:
            return number(value, decimals)
    return number(value, 2)


def wrap(text: str, width: int) -> str:
    """Break a long label into lines of at most `width` characters."""
    return fill(text, width, break_long_words=False)
