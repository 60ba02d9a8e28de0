"""Simulated against published figures, as a table: near, far or not testable, always with the source beside."""

from __future__ import annotations

from math import isfinite

from results.believability import Row, believability
from results.indicators.catalogue import name
from results.report.material import Estimate
from results.report.words import group_name, interval_words, places_of, unbroken, unit_name
from results.study import Study
from results.tables import Column, Table, Value
from scenarios.language import translate as _


def trust_table(study: Study, areas: dict[str, str]) -> Table:
    """The table of one study.

    Parameters
    ----------
    study
        The unchanged course.
    areas
        Names of areas by key.
    """
    full = (
        Column("what", _("What")),
        Column("period", _("Period")),
        Column("simulated", _("Simulated"), 1),
        Column("low", _("Interval, lower"), 1),
        Column("high", _("Interval, upper"), 1),
        Column("published", _("Published"), 1),
        Column("unit", _("Unit")),
        Column("verdict", _("Verdict")),
        Column("source", _("Source of the published figure")),
    )
    brief = (
        Column("what", _("What"), share=28),
        Column("period", _("Period"), share=13),
        Column("simulated", _("Simulated"), share=17),
        Column("published", _("Published"), 1, share=11),
        Column("verdict", _("Verdict"), share=10),
        Column("source", _("Source of the published figure"), share=21),
    )
    rows = believability(study)
    names = [_name(row, study.layout.grid.county, areas) for row in rows]
    title, sheet = _("Simulated against published figures"), _("Simulated and published")
    numbers = Table("jamforelse", title, full, tuple(map(_in_numbers, rows, names)), sheet=sheet)
    return Table("jamforelse", title, brief, tuple(map(_in_words, rows, names)), numbers=numbers)


def _name(row: Row, county: str, areas: dict[str, str]) -> str:
    whose = [] if row.group == "all" else [group_name(row.group).lower()]
    where = [] if row.area == county else [areas.get(row.area, row.area)]
    what = name(row.indicator)
    if row.published is not None and row.published.per:
        what = _("{what}, of {whole}").format(what=what, whole=name(row.published.per).lower())
    return ", ".join([what, *whose, *where])


def _in_numbers(row: Row, what: str) -> tuple[Value, ...]:
    figure = row.published
    simulated = (row.mean, row.low, row.high)
    return (what, _period(row), *simulated, figure.value if figure else None, unit_name(row.unit), _verdict(row), _source(row))


def _in_words(row: Row, what: str) -> tuple[Value, ...]:
    simulated = interval_words(Estimate(row.mean, row.low, row.high), places_of(row.unit)) if isfinite(row.mean) else ".."
    figure = row.published
    return (f"{what} ({unit_name(row.unit)})", _period(row), simulated, figure.value if figure else None, _verdict(row), _source(row))


def _period(row: Row) -> str:
    # A month keeps its hyphen, a span of years gets a dash.
    return row.period if len(row.period) == len("2016-12") else unbroken(row.period.replace("-", "–"))


def _verdict(row: Row) -> str:
    verdict = {"near": _("near"), "far": _("far off"), "not_testable": _("not testable")}[row.verdict]
    used = row.published is not None and row.published.used
    return f"{verdict} *" if used else verdict


def _source(row: Row) -> str:
    figure = row.published
    if figure is None:
        return _("no published figure")
    return _("{source} ({area}, {year})").format(source=figure.source, area=figure.published_area, year=figure.year)
