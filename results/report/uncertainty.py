"""How sure the numbers are, in words and a table: chance and parameters apart, what is drawn, and whether the calibration still holds."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from results.identity import Calibration
from results.indicators.catalogue import name
from results.report.choice import FEW, MAIN, OUTCOMES, front_indicators
from results.report.material import Material, Parts
from results.report.words import decimals, listed, unbroken, unit_word
from results.tables import Column, Table, Value
from scenarios.drawn import CAPACITY, address
from scenarios.language import number, text_of
from scenarios.language import translate as _
from scenarios.registry import value_text
from scenarios.schema.field import meta_of
from scenarios.schema.posterior import Posterior
from scenarios.schema.scenario import PARAMETERS, Scenario
from scenarios.vocabulary import SERVICES, unit_label

USUAL = (0.05, 0.95)
"""Between which shares of the draws a parameter is shown to lie."""


def outdated_words(calibration: Calibration | None) -> str:
    """That the calibration does not belong to what is computed now, or was not there at the decision; empty where neither is so."""
    if calibration is not None and calibration.later is not None:
        return _(
            "The calibration of {date} rests on what was known on {later}, after the decision: with what was known then the parameters "
            "would have been less sure."
        ).format(date=calibration.fitted.isoformat(), later=calibration.later.isoformat())
    if calibration is None or not calibration.outdated:
        return ""
    called = {"law": _("the law"), "assumptions": _("the assumptions"), "engine": _("the engine of the calculation")}
    return _(
        "The calibration of {date} is outdated: {what} changed since. Levels and intervals of this report may be wrong; have the county "
        "calibrated again before a decision rests on them."
    ).format(date=calibration.fitted.isoformat(), what=listed([called[what] for what in calibration.outdated]))


def calibration_facts(calibration: Calibration | None, used: int) -> tuple[tuple[str, str], ...]:
    """What the calibration is called and how much of it was used, for the table on how the calculation was made.

    Parameters
    ----------
    used
        How many of its draws the calculations had.
    """
    if calibration is None:
        return ((_("Parameters"), _("the scenario's own values, the same in all calculations")),)
    facts = [
        (_("Calibration"), calibration.identity[:16]),
        (_("Calibrated"), calibration.fitted.isoformat()),
        (_("Draws of parameters"), _("{used} of {all}").format(used=used, all=calibration.draws)),
        (_("Calibration up to date"), _up_to_date(calibration)),
    ]
    left = [(_("Not drawn: set in the scenario, or not yet known"), ", ".join(calibration.left))] if calibration.left else []
    return (*facts, *left)


def _up_to_date(calibration: Calibration) -> str:
    if calibration.later is not None:
        return _("not compared: it rests on what became known after the decision")
    return _("no") if calibration.outdated else _("yes")


def both_kinds(material: Material, posterior: Posterior) -> tuple[str, str]:
    """The lines on chance and on parameters where these are drawn."""
    return (
        _(
            "Chance: {n} calculations with different luck for the same people, two for each draw of the parameters. More calculations "
            "lessen this part."
        ).format(n=material.replications),
        _(
            "Parameters: {k} values were fitted to the county's past, which leaves room for several; each pair of calculations takes one "
            "of {d} likely sets of them. All intervals in the report are 95 % intervals for the expected value and hold both parts. More "
            "calculations do not lessen this one. Values that are not drawn are held at one value each: see the register of assumptions."
        ).format(k=len(posterior.draws[0]), d=len(posterior.draws)),
    )


def weight_words(material: Material) -> str:
    """One sentence on where better figures would help more than more calculations."""
    parts = [found for _s, _i, found in _rows(material)]
    told = sum(found.told for found in parts)
    return _(
        "For {c} of the {m} numbers in the table, what is not known of the county shows clearly: better figures would make them surer, "
        "more calculations only a little. For the others chance still hides how much it matters."
    ).format(c=told, m=len(parts))


def parts_table(material: Material) -> Table:
    """Half-widths by chance and by parameters: levels of the unchanged course and differences of the alternatives."""
    title = _("How sure it is: chance and parameters")
    note = _(
        "Half the width of a 95 % interval, by chance and by parameters; the whole half-width is the root of the sum of their squares. "
        "≤ stands where chance hides the parameters' part: it may be as large as that, or none."
    )
    columns = (
        Column("indicator", _("Indicator"), share=44),
        Column("course", _("Course"), share=20),
        Column("mean", _("Mean"), share=12),
        Column("chance", _("± by chance"), share=12),
        Column("parameters", _("± by parameters"), share=12),
    )
    rows = tuple(_in_words(material, *row) for row in _rows(material))
    return Table("slump-och-parametrar", title, columns, rows, note, numbers=_numbers(material, title, note))


def _courses(material: Material) -> tuple[tuple[str, str, bool], ...]:
    """The unchanged course and each difference: scenario, label, whether it is a difference."""
    others = tuple((s.name, _("Difference {letter}").format(letter=s.letter), True) for s in material.series[1:])
    return ((material.base.name, _("Unchanged"), False), *others)


def _rows(material: Material) -> Iterator[tuple[tuple[str, str, bool], str, Parts]]:
    """The page's rows: the first page's indicators with every difference, fewer with many alternatives; the main ones of one scenario."""
    chosen = MAIN if not material.alternatives else OUTCOMES if len(material.alternatives) > FEW else front_indicators(material)
    for indicator in chosen:
        for course in _courses(material):
            found = material.parts(course[0], indicator, difference=course[2])
            if found is not None:
                yield course, indicator, found


def _in_words(material: Material, course: tuple[str, str, bool], indicator: str, found: Parts) -> tuple[Value, ...]:
    _scenario, label, difference = course
    places = decimals(indicator) + (1 if difference else 0)
    sign = "+" if difference and found.mean > 0 else ""
    half = (number(found.chance, places), ("" if found.told else "≤ ") + number(found.parameters, places))
    unit = unit_word(indicator, difference=difference)
    return (f"{name(indicator)} ({unit}, {unbroken(found.period.replace('-', '–'))})", label, sign + number(found.mean, places), *half)


def _numbers(material: Material, title: str, note: str) -> Table:
    """All headline indicators, every number in a cell of its own."""
    columns = (
        Column("indicator", _("Indicator")),
        Column("course", _("Course")),
        Column("unit", _("Unit")),
        Column("period", _("Period")),
        Column("mean", _("Mean"), 1),
        Column("chance", _("± by chance"), 1),
        Column("parameters", _("± by parameters"), 1),
        Column("told", _("Parameters' part told from chance")),
    )
    rows: list[tuple[Value, ...]] = []
    for indicator in material.parts_of:
        for scenario, label, difference in _courses(material):
            found = material.parts(scenario, indicator, difference=difference)
            if found is not None:
                unit = unit_word(indicator, difference=difference)
                told = _("yes") if found.told else _("no")
                rows.append((name(indicator), label, unit, found.period, found.mean, found.chance, found.parameters, told))
    return Table("slump-och-parametrar", title, columns, tuple(rows), note, sheet=_("Chance and parameters"))


def drawn_table(scenario: Scenario, posterior: Posterior) -> Table:
    """The values that are drawn: what they are called, the scenario's own, and where nine of ten draws lie."""
    columns = (
        Column("what", _("What"), share=40),
        Column("unit", _("Unit"), share=14),
        Column("own", _("Value of the scenario"), share=16),
        Column("median", _("Median of the draws"), share=14),
        Column("usual", _("Nine of ten draws"), share=16),
    )
    full = (
        Column("what", _("What")),
        Column("unit", _("Unit")),
        Column("own", _("Value of the scenario"), 3),
        Column("median", _("Median of the draws"), 3),
        Column("low", _("Interval, lower"), 3),
        Column("high", _("Interval, upper"), 3),
        Column("key", _("Key in the scenario file")),
    )
    rows, cells = list[tuple[Value, ...]](), list[tuple[Value, ...]]()
    for text in posterior.draws[0]:
        what, unit, own = called(scenario, text)
        low, median, high = (float(v) for v in np.quantile([draw[text] for draw in posterior.draws], (USUAL[0], 0.5, USUAL[1])))
        brief = [value_text(float(f"{v:.3g}")) for v in (median, low, high)]
        rows.append((what, unit, "–" if own is None else value_text(own), brief[0], unbroken(f"{brief[1]}–{brief[2]}")))
        cells.append((what, unit, own, median, low, high, text))
    title, note = _("Values that the calibration draws"), posterior.facts.source
    numbers = Table("dragna-varden", title, full, tuple(cells), note, sheet=_("Drawn values"))
    return Table("dragna-varden", title, columns, tuple(rows), note, numbers=numbers)


def called(scenario: Scenario, text: str) -> tuple[str, str, float | None]:
    """What a drawn value is called, its unit, and the scenario's own; None where several dates share it."""
    where = address(text)
    if where.section == CAPACITY:
        service = SERVICES[where.field]
        return _("{service}: factor on what the flow has").format(service=text_of(service.sv, service.en)), "", 1.0
    meta = meta_of(PARAMETERS[where.section], where.field)
    label = text_of(meta.sv, meta.en)
    if where.entry is not None:
        label += f" ({meta.entries[where.entry] if where.entry < len(meta.entries) else where.entry + 1})"
    if where.since == "first":
        label += ", " + _("from the beginning")
    elif where.since is not None:
        label += f", {where.since.isoformat()}"
    steps = [step.value for step in scenario.parameter(where.name).steps if where.means(step)]
    found = {value[where.entry] if isinstance(value, tuple) and where.entry is not None else value for value in steps}
    own = found.pop() if len(found) == 1 else None
    return label, unit_label(meta.unit), own if isinstance(own, float | int) else None
