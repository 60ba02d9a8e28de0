"""The value stream: waiting against time that adds value, step by step and for the whole way, by alternative and by sub-area."""

from __future__ import annotations

from collections.abc import Sequence

from results.indicators.catalogue import CATALOGUE, name
from results.report.choice import has
from results.report.figures import steps_chart
from results.report.material import Estimate, Material
from results.report.overviews import Line, interval_note, lines_table
from results.report.page import Drawn, Item, Section, Shown, Words
from results.report.words import area_names, step_names, unbroken, with_interval
from results.tables import Column, Table, Value
from scenarios.language import number
from scenarios.language import translate as _

WAY = "way"
"""Key of the whole way in the tables; no track."""

WHOLE = ("idle_total", "idle_total_p90", "active_total", "active_total_p90", "active_share")
"""Indicators of the whole way, in the order of the columns."""


def value_stream(material: Material) -> Section | None:
    """Lead times; None where nothing was waited for."""
    steps = [step for step in step_names() if has(material, f"wait_{step}_median")]
    if not steps:
        return None
    items: list[Item] = [Words(text) for text in _whole_way(material)]
    chart = steps_chart(material)
    items += [Drawn(chart)] if chart is not None else []
    items.append(Shown(lead_times_table(material, steps)))
    if material.alternatives:
        items += _differences(material, steps)
    table = subareas_table(material, steps)
    items += [Shown(table)] if table is not None else []
    return Section("ledtider", _("Lead times, step by step"), tuple(items))


def _differences(material: Material, steps: Sequence[str]) -> tuple[Item, ...]:
    """The lead times that any calculation with any alternative has otherwise; the others are said to be the same."""
    present = [key for key in _changing(steps) if has(material, key)]
    moved = [key for key in present if any(_moves(material, s.name, key) for s in material.series[1:])]
    if not moved:
        return (Words(_("No alternative changes any lead time in any calculation.")),)
    lines = [Line(key, material.county, "all", name(key)) for key in moved]
    table = lines_table(material, lines, "ledtider-skillnad", _("Lead times: the difference that each alternative makes"), _("Lead time"))
    same = _("Every other lead time is the same with all alternatives.")
    return (Shown(table), Words(same, "note")) if len(moved) < len(present) else (Shown(table),)


def _moves(material: Material, scenario: str, key: str) -> bool:
    change = material.change(scenario, key, material.county, "all", material.period(key))
    return change is not None and not change.exactly_none


def _whole_way(material: Material) -> tuple[str, ...]:
    """The whole way in two sentences, where its numbers are there."""
    found = {key: _of(material, key) for key in (WAY, "way_p90", *WHOLE)}
    if any(each is None for each in found.values()):
        return ()
    known = {key: each for key, each in found.items() if each is not None}
    days = {key: number(each.mean, 0) for key, each in known.items()}
    share = known["active_share"]
    return (
        _(
            "From reception to the end of the plan it takes {way} days for the median person and at most {way_p90} for nine in ten. "
            "Without any activity are {idle_total} of them for the median person, at most {idle_total_p90} for nine in ten."
        ).format(**days),
        _("Of all days, leave not counted, between {low} and {high} percent add value: a measure, a course or a job is under way.").format(
            low=number(share.low, 1), high=number(share.high, 1)
        ),
    )


def _of(material: Material, indicator: str, area: str = "") -> Estimate | None:
    where = area or material.county
    return material.estimate(material.base.name, indicator, where, "all", material.period(indicator, where))


def _keys(step: str) -> tuple[str, ...]:
    """Indicators of one row, in the order of the columns."""
    return (f"wait_{step}_median", f"wait_{step}_p90", f"stay_{step}_median", f"stay_{step}_p90", f"flow_{step}")


def _changing(steps: Sequence[str]) -> tuple[str, ...]:
    """Indicators whose differences are shown: the wait and the share that adds value, of each step and of the whole way."""
    keys = [key for step in steps for key in (f"wait_{step}_median", f"flow_{step}")]
    return (*(key for key in keys if key in CATALOGUE), "idle_total", "active_share")


def lead_times_table(material: Material, steps: Sequence[str]) -> Table:
    """Waiting and time in each step, median and 90th percentile, and the share that adds value; the whole way last."""
    names = step_names()
    rows = [(names[step], _keys(step)) for step in steps]
    rows.append((_("The whole way, reception to the end of the plan"), WHOLE))
    labels = (
        _("Waiting, median, days"),
        _("Waiting, 90th percentile, days"),
        _("In the step, median, days"),
        _("In the step, 90th percentile, days"),
        _("Share that adds value, percent"),
    )
    columns = (Column("step", _("Step")), *(Column(f"c{k}", label) for k, label in enumerate(labels)))
    title = _("Lead times, step by step, unchanged course")
    note = f"{interval_note(material)} " + _(
        "The share that adds value is the days of the service of all days from the queue to the end. From assignment to reception is "
        "waiting too. For the whole way waiting is days without any activity, leave not counted."
    )
    words = tuple((label, *(_cell(material, key) for key in keys)) for label, keys in rows)
    return Table("ledtider-tabell", title, columns, words, note, numbers=_in_numbers(material, rows, labels, title, note))


def _cell(material: Material, key: str) -> str:
    found = _of(material, key) if key in CATALOGUE else None
    if key not in CATALOGUE:
        return "–"
    return with_interval(found, key)


def _in_numbers(material: Material, rows: Sequence[tuple[str, tuple[str, ...]]], labels: Sequence[str], title: str, note: str) -> Table:
    columns = [Column("step", _("Step")), Column("period", _("Period"))]
    for k, label in enumerate(labels):
        columns += [Column(f"c{k}", label, 1), Column(f"c{k}_low", _("Interval, lower"), 1), Column(f"c{k}_high", _("Interval, upper"), 1)]
    cells: list[tuple[Value, ...]] = []
    for label, keys in rows:
        numbers: list[Value] = []
        for key in keys:
            found = _of(material, key) if key in CATALOGUE else None
            numbers += [found.mean, found.low, found.high] if found is not None else [None] * 3
        cells.append((label, unbroken(material.period(keys[0]).replace("-", "–")), *numbers))
    return Table("ledtider-tabell", title, tuple(columns), tuple(cells), note, sheet=_("Lead times"))


def subareas_table(material: Material, steps: Sequence[str]) -> Table | None:
    """Waiting in each step by sub-area; None in a county without."""
    names, labels = area_names(material), step_names()
    areas = [area for area in names if ":" in area]
    kept = [step for step in steps if any(_of(material, f"wait_{step}_median", area) is not None for area in areas)]
    if not kept:
        return None
    keys = {step: f"wait_{step}_median" for step in kept}
    columns = (Column("step", _("Waiting, median, days")), *(Column(area, names[area]) for area in (*areas, material.county)))
    rows = tuple(
        (labels[step], *(with_interval(_of(material, key, area), key) for area in (*areas, material.county))) for step, key in keys.items()
    )
    lines = [Line(key, area, "all", f"{labels[step]}: {names[area]}") for step, key in keys.items() for area in areas]
    title = _("Waiting in each step by sub-area, unchanged course")
    full = lines_table(material, lines, "ledtider-delomraden", title, _("Step and sub-area")).numbers
    return Table("ledtider-delomraden", title, columns, rows, interval_note(material), sheet=_("Waiting by sub-area"), numbers=full)
