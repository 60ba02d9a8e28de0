"""The report's own charts: cost against outcome, and in how many calculations of each future a package is best."""

from __future__ import annotations

from dataclasses import dataclass

from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from results.charts.chart import Chart
from results.charts.style import BLACK, BLUE, GREEN, QUIET, number_axis, picture, wrap
from results.priorities.found import Range, Shelf
from results.priorities.report.matter import SHELVES, Matter, Named
from results.priorities.report.money import a_year
from results.priorities.report.shelved import paying
from results.priorities.report.wording import MILLION, future_name, often, outcome_name, places, scaled, shelf_name
from results.report.overviews import payer_name
from results.report.words import capital
from results.tables import Column, Table, Value
from scenarios.language import translate as _
from scenarios.vocabulary import Payer

LOOKS: dict[str, tuple[str, str]] = {"first": (BLUE, "s"), "alike": (GREEN, "o"), "later": (QUIET, "^")}
"""Colour and marker of each shelf."""

MOST_NAMED = 8
"""Packages of which all have their letters in a panel; of more, only those that do not come after."""

ROOM = 0.12
"""Part of an axis that is left free around the dots."""


@dataclass(frozen=True)
class _Dot:
    """A package in one panel: SEK a year in millions, and the outcome."""

    label: str
    shelf: Shelf
    cost: Range
    outcome: Range


def cost_chart(matter: Matter) -> Chart | None:
    """Cost by payer against outcome, ranges both ways, shelves by colour and marker; None where nothing costs anything."""
    payers = paying(matter)
    if not payers:
        return None
    panels = {payer: [_dot(matter, each, payer) for each in matter.everything] for payer in payers}
    image = picture(2.15, lambda figure: _draw(figure, matter, panels))
    return Chart(
        key="kostnad-mot-utfall",
        title=_("Cost by payer against outcome"),
        alt=_("Dots with ranges both ways: cost a year by payer against outcome, by shelf."),
        description=" ".join(
            (
                _("Each dot is a package; the lines are 95 % intervals of its outcome and of its cost a year."),
                _("The cost is that of the measures, in the mean of the years, and what running services cost more."),
                _("Where intervals overlap much, the packages can be equal."),
            )
        ),
        picture=image,
        data=_cost_data(matter, payers),
    )


def _dot(matter: Matter, each: Named, payer: Payer) -> _Dot:
    cost = a_year(matter, each, payer)
    return _Dot(
        each.letter or "0",
        each.found.shelf,
        Range(cost.mean / MILLION, cost.low / MILLION, cost.high / MILLION),
        scaled(matter.found.objective, each.found.score),
    )


def _draw(figure: Figure, matter: Matter, panels: dict[Payer, list[_Dot]]) -> None:
    found = figure.subplots(1, len(panels), sharey=True, squeeze=False)[0]
    for axes, (payer, dots) in zip(found, panels.items(), strict=True):
        axes.axhline(0.0, color=BLACK, linewidth=0.8)
        for dot in dots:
            _put(axes, dot, named=len(dots) <= MOST_NAMED or dot.shelf != "later")
        axes.set_title(capital(payer_name(payer)))
        axes.set_xlabel(_("millions of SEK a year"))
        axes.grid(True)
        axes.margins(ROOM)
        number_axis(axes, "x", 5)
    number_axis(found[0], "y", 6)
    found[0].set_ylabel(wrap(outcome_name(matter.found.objective), 34))
    used = [shelf for shelf in SHELVES if any(dot.shelf == shelf for dots in panels.values() for dot in dots)]
    figure.legend(handles=[_handle(shelf) for shelf in used], loc="outside upper left", ncols=len(used))


def _handle(shelf: Shelf) -> Artist:
    colour, marker = LOOKS[shelf]
    return Line2D([], [], color=colour, marker=marker, linestyle="none", label=shelf_name(shelf))


def _put(axes: Axes, dot: _Dot, *, named: bool) -> None:
    colour, marker = LOOKS[dot.shelf]
    wide = 0.9 if dot.shelf == "later" else 1.5
    axes.plot([dot.cost.low, dot.cost.high], [dot.outcome.mean] * 2, color=colour, linewidth=wide)
    axes.plot([dot.cost.mean] * 2, [dot.outcome.low, dot.outcome.high], color=colour, linewidth=wide)
    axes.plot([dot.cost.mean], [dot.outcome.mean], marker=marker, color=colour, linestyle="none")
    if not named:
        return
    axes.annotate(
        dot.label, (dot.cost.mean, dot.outcome.mean), xytext=(4, 3), textcoords="offset points", fontsize=8, fontweight="bold", color=colour
    )


def _cost_data(matter: Matter, payers: tuple[Payer, ...]) -> Table:
    objective = matter.found.objective
    decimals = places(objective)
    columns = (
        Column("package", _("Package")),
        Column("shelf", _("Shelf")),
        Column("payer", _("Payer")),
        Column("cost", _("Millions of SEK a year"), 2),
        Column("cost_low", _("Interval, lower"), 2),
        Column("cost_high", _("Interval, upper"), 2),
        Column("outcome", outcome_name(objective), decimals, signed=True),
        Column("low", _("Interval, lower"), decimals, signed=True),
        Column("high", _("Interval, upper"), decimals, signed=True),
    )
    rows = list[tuple[Value, ...]]()
    for each in matter.everything:
        score = scaled(objective, each.found.score)
        for payer in payers:
            cost = a_year(matter, each, payer)
            spent = tuple(end / MILLION for end in (cost.mean, cost.low, cost.high))
            rows.append((each.label, shelf_name(each.found.shelf), capital(payer_name(payer)), *spent, score.mean, score.low, score.high))
    title = _("Cost by payer against outcome")
    return Table("kostnad-mot-utfall", title, columns, tuple(rows), sheet=_("Cost and outcome"))


def order_chart(matter: Matter) -> Chart | None:
    """In how many calculations of each future each package is best; None where it was not looked at."""
    doubt = matter.found.doubt
    if doubt is None or not doubt.packages:
        return None
    height = 0.9 + 0.34 * len(doubt.packages)
    return Chart(
        key="bast-per-framtid",
        title=_("In how many calculations is each package the best?"),
        alt=_("Circles: share of the calculations in which each package is best, by future."),
        description=_(
            "The larger the circle, the more often. Each future has {n} calculations, each with its own values of what is not known "
            "exactly."
        ).format(n=doubt.calculations),
        picture=picture(height, lambda figure: _circles(figure, matter)),
        data=_order_data(matter),
    )


def _circles(figure: Figure, matter: Matter) -> None:
    doubt = matter.found.doubt
    assert doubt is not None
    axes = figure.subplots()
    rows = matter.compared
    for row, (_label, place) in enumerate(rows):
        for column in range(len(doubt.futures)):
            k = float(doubt.best_in[place, column])
            axes.scatter([column - 0.18], [row], s=170.0 * k / doubt.calculations, color=BLUE, linewidths=0)
            axes.annotate(often(k, doubt.calculations), (column, row), va="center", fontsize=8)
    axes.set_xticks(range(len(doubt.futures)), [wrap(capital(future_name(f)), 22) for f in doubt.futures])
    axes.set_yticks(range(len(rows)), [label for label, _place in rows])
    axes.set_xlim(-0.5, len(doubt.futures) - 0.3)
    axes.set_ylim(len(rows) - 0.5, -0.5)
    axes.xaxis.tick_top()
    axes.tick_params(length=0)
    for side in axes.spines.values():
        side.set_visible(False)


def _order_data(matter: Matter) -> Table:
    doubt = matter.found.doubt
    assert doubt is not None
    columns = (
        Column("package", _("Package")),
        *(Column(f, _("Best, {future}").format(future=future_name(f))) for f in doubt.futures),
        Column("worst", _("Does worst against the best with")),
    )
    full = (
        Column("package", _("Package")),
        *(Column(f, _("Best, {future}").format(future=future_name(f)), 1) for f in doubt.futures),
        Column("calculations", _("Calculations in each"), 0),
    )
    rows, cells = list[tuple[Value, ...]](), list[tuple[Value, ...]]()
    for label, k in matter.compared:
        counts = [float(n) for n in doubt.best_in[k]]
        worst = capital(future_name(doubt.worst[k])) if doubt.worst[k] else "–"
        rows.append((label, *(often(n, doubt.calculations) for n in counts), worst))
        cells.append((label, *counts, doubt.calculations))
    title = _("In how many calculations is each package the best?")
    numbers = Table("bast-per-framtid", title, full, tuple(cells), sheet=_("Best by future"))
    return Table("bast-per-framtid", title, columns, tuple(rows), numbers=numbers)
