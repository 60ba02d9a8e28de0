"""Tables of the report that are made from indicators: levels beside differences, by sex, by place, by group."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from results.charts.flow import DOORS
from results.indicators.catalogue import CATALOGUE, definition, full_name, name
from results.report.choice import FEW, LOCAL, MAIN, front_indicators, has
from results.report.figures import children_indicators, who_waits
from results.report.material import Material
from results.report.words import (
    alphabetical,
    area_names,
    broken,
    change_words,
    goal_names,
    group_name,
    reading,
    short_change,
    unbroken,
    unit_word,
    with_interval,
)
from results.tables import Column, Table, Value
from scenarios.county import County
from scenarios.language import number, text_of
from scenarios.language import translate as _
from scenarios.measures import CapacityChange, Cost, Measure
from scenarios.reallocation import Shift
from scenarios.schema.scenario import Scenario
from scenarios.vocabulary import SERVICES

MOST_ALONE = 10
"""Rows of the first page's table in a report on one scenario."""

MOST_WHO = 10
"""Rows each way that the page shows of who waits longer; the workbook has all."""


def interval_note(material: Material) -> str:
    """What stands in brackets in the tables."""
    return _("Mean and 95 % confidence interval for the expected value, {n} calculations.").format(n=material.replications)


def results_table(material: Material, indicators: Sequence[str], key: str, title: str) -> Table:
    """Level of the unchanged course, and the difference of each alternative, county, everybody."""
    lines = [Line(indicator, material.county, "all", name(indicator)) for indicator in indicators]
    return lines_table(material, lines, key, title, _("Indicator"))


@dataclass(frozen=True)
class Line:
    """One row of a table of results: which number, and what the row is called."""

    indicator: str
    area: str
    group: str
    label: str


def lines_table(material: Material, lines: Sequence[Line], key: str, title: str, first: str) -> Table:
    """Level and differences, one row a line: in words for the page, in numbers for the workbook."""
    # With many alternatives the columns share the page evenly; otherwise the browser finds their widths.
    many = len(material.alternatives) > FEW
    rest = 64 // max(1, len(material.alternatives)) if many else 0
    columns = (
        Column("indicator", first, share=16 if many else 0),
        Column("unit", _("Unit, period"), share=10 if many else 0),
        Column("unchanged", _("Unchanged"), share=10 if many else 0),
        *(Column(s.letter.lower(), _("Difference {letter}").format(letter=s.letter), share=rest) for s in material.series[1:]),
    )
    rows = tuple(_line_in_words(material, line) for line in lines)
    return Table(
        key, title, columns, rows, interval_note(material), _calculation(material), numbers=_in_numbers(material, lines, key, title, first)
    )


def _line_in_words(material: Material, line: Line) -> tuple[Value, ...]:
    period = material.period(line.indicator, line.area, line.group)
    level = material.estimate(material.base.name, line.indicator, line.area, line.group, period)
    changes = [material.change(s.name, line.indicator, line.area, line.group, period) for s in material.series[1:]]
    unit = f"{unit_word(line.indicator)}, {unbroken(period.replace('-', '–'))}"
    if len(material.alternatives) > FEW:
        return (line.label, unit, broken(with_interval(level, line.indicator)), *(broken(short_change(c)) for c in changes))
    return (line.label, unit, broken(with_interval(level, line.indicator)), *(broken(change_words(c)) for c in changes))


def _in_numbers(material: Material, lines: Sequence[Line], key: str, title: str, first: str) -> Table:
    """The same with every number in a cell of its own."""
    columns = [
        Column("indicator", first),
        Column("unit", _("Unit")),
        Column("period", _("Period")),
        Column("people", _("People behind"), 0),
        Column("mean", _("Unchanged"), 1),
        Column("low", _("Interval, lower"), 1),
        Column("high", _("Interval, upper"), 1),
    ]
    for s in material.series[1:]:
        letter = s.letter.lower()
        columns += [
            Column(letter, _("Difference {letter}").format(letter=s.letter), 1, signed=True),
            Column(f"{letter}_low", _("{letter}: interval, lower").format(letter=s.letter), 1, signed=True),
            Column(f"{letter}_high", _("{letter}: interval, upper").format(letter=s.letter), 1, signed=True),
            Column(f"{letter}_reading", _("{letter}: reading").format(letter=s.letter)),
        ]
    rows = tuple(_line_in_numbers(material, line) for line in lines)
    return Table(key, title, tuple(columns), rows, interval_note(material), _calculation(material))


def _line_in_numbers(material: Material, line: Line) -> tuple[Value, ...]:
    period = material.period(line.indicator, line.area, line.group)
    level = material.estimate(material.base.name, line.indicator, line.area, line.group, period)
    cells: list[Value] = [line.label, unit_word(line.indicator), period.replace("-", "–")]
    cells += [level.people, level.mean, level.low, level.high] if level is not None else [None] * 4
    for s in material.series[1:]:
        change = material.change(s.name, line.indicator, line.area, line.group, period)
        cells += [change.value, change.low, change.high, reading(change)] if change is not None else [None] * 4
    return tuple(cells)


def _calculation(material: Material) -> str:
    return _("this calculation, seed {seed}").format(seed=material.seed)


def front_table(material: Material) -> Table:
    """The first page's table: a row for the unchanged course and each alternative, a column for each of a few indicators."""
    keys = front_indicators(material)
    if not material.alternatives:
        kept = [key for key in MAIN if has(material, key)][:MOST_ALONE]
        return results_table(material, kept, "sammanfattning", _("Headline indicators in the county"))
    title = _("Headline indicators in the county, and the difference that each alternative makes")
    many = len(material.alternatives) > FEW  # then the letters must do: the alternatives are named above
    first, other = (12, 88 // len(keys)) if many else (0, 0)
    columns = (
        Column("course", _("Alternative"), share=first),
        *(Column(key, f"{full_name(key)}, {unit_word(key)}", share=other) for key in keys),
    )
    base = [material.estimate(material.base.name, key, material.county, "all", material.period(key)) for key in keys]
    rows = [(_("Unchanged"), *(broken(with_interval(level, key)) for level, key in zip(base, keys, strict=True)))]
    for s in material.series[1:]:
        changes = [material.change(s.name, key, material.county, "all", material.period(key)) for key in keys]
        rows.append((s.letter if many else s.full, *(broken(short_change(change)) for change in changes)))
    lines = [Line(key, material.county, "all", name(key)) for key in keys]
    full = replace(_in_numbers(material, lines, "sammanfattning", title, _("Indicator")), sheet=_("First page"))
    return Table("sammanfattning", title, columns, tuple(rows), interval_note(material), numbers=full)


def main_table(material: Material) -> Table:
    """All headline indicators."""
    keys = [key for key in CATALOGUE if CATALOGUE[key].headline and has(material, key)]
    return results_table(material, keys, "huvudindikatorer", _("All headline indicators, the county"))


def definitions_table(county: County) -> Table:
    """Exact definitions of the headline indicators, and the goals of the county's agreement that each serves."""
    serves = {key: [goal.key for goal in county.goals if key in goal.indicators] for key in CATALOGUE}
    kept = [i for i in CATALOGUE.values() if i.headline]
    columns = (
        Column("indicator", _("Indicator"), share=25),
        Column("number", _("No."), share=5),
        Column("definition", _("Exact definition"), share=46),
        Column("unit", _("Unit"), share=14),
        Column("goals", _("Goal"), share=10),
    )
    rows = tuple((name(i.key), str(i.number), definition(i.key), unit_word(i.key), ", ".join(serves[i.key]) or "–") for i in kept)
    return Table("definitioner", _("What the headline indicators measure"), columns, rows, sheet=_("Definitions"))


def sex_table(material: Material) -> Table:
    """Women and men (girls and boys where adults are not asked about) of the main indicators."""
    groups, key, title = ("women", "men", "girls", "boys"), "kvinnor-och-man-tabell", _("Women and men, girls and boys")
    kept = [indicator for indicator in MAIN if any(has(material, indicator, group) for group in groups)]
    columns = (
        Column("indicator", _("Indicator")),
        Column("unit", _("Unit, period")),
        *(Column(group, group_name(group)) for group in groups),
    )
    rows = tuple(_by_group(material, indicator, groups) for indicator in kept)
    full = _groups_table(material, kept, groups, key, title)
    note = f"{interval_note(material)} " + _("Unchanged course; the differences are in the charts and in the workbook.")
    return Table(
        key, title, columns, rows, note, _calculation(material), numbers=full.numbers and replace(full.numbers, sheet=_("Women and men"))
    )


def _by_group(material: Material, indicator: str, groups: Sequence[str]) -> tuple[Value, ...]:
    cells = []
    for group in groups:
        period = material.period(indicator, group=group)
        cells.append(with_interval(material.estimate(material.base.name, indicator, material.county, group, period), indicator))
    unit = unbroken(f"{unit_word(indicator)}, {material.period(indicator).replace('-', '–')}")
    return (name(indicator), unit, *(cell if cell != ".." else "–" for cell in cells))


def children_table(material: Material) -> Table:
    """What the alternatives mean for children."""
    return _groups_table(material, children_indicators(material), ("girls", "boys"), "barn", _("Girls and boys"))


def _groups_table(material: Material, indicators: Sequence[str], groups: Sequence[str], key: str, title: str) -> Table:
    lines = [
        Line(indicator, material.county, group, f"{name(indicator)}: {group_name(group).lower()}")
        for indicator in indicators
        for group in groups
        if has(material, indicator, group)
    ]
    return lines_table(material, lines, key, title, _("Indicator and group"))


def subareas_table(material: Material) -> Table:
    """The county's sub-areas: levels and differences."""
    names = area_names(material)
    areas = [area for area in names if ":" in area]
    lines = [Line(key, area, "all", f"{name(key)}: {names[area]}") for key in LOCAL for area in areas]
    return lines_table(material, lines, "delomraden", _("Sub-areas"), _("Indicator and sub-area"))


def municipalities_table(material: Material) -> Table:
    """The municipalities: levels on the page, levels and differences in the workbook."""
    names = {m.area: m.name for m in material.base.county.municipalities}
    areas = sorted(names, key=lambda area: alphabetical(names[area]))
    columns = (Column("area", _("Municipality")), *(Column(key, f"{name(key)}, {unit_word(key)}") for key in LOCAL))
    rows = []
    for area in areas:
        cells = [_level_cell(material, key, area) for key in LOCAL]
        rows.append((names[area], *cells))
    title = _("The municipalities, unchanged course")
    lines = [Line(key, area, "all", f"{name(key)}: {names[area]}") for key in LOCAL for area in areas]
    full = _in_numbers(material, lines, "kommuner", _("The municipalities"), _("Indicator and municipality"))
    note = f"{interval_note(material)} " + _("Differences by municipality are in the workbook.")
    return Table("kommuner", title, columns, tuple(rows), note, _calculation(material), numbers=full)


def _level_cell(material: Material, key: str, area: str) -> str:
    period = material.period(key, area)
    level = material.estimate(material.base.name, key, area, "all", period)
    if level is None:
        return ".."
    whole = period == material.period(key)
    return with_interval(level, key) + ("" if whole else f" {unbroken(period.replace('-', '–'))}")


def who_table(material: Material) -> Table:
    """Changes in waiting that are told apart from zero, by group and sub-area."""
    letters = {s.name: s.letter for s in material.series}
    columns = (
        Column("who", _("Who")),
        Column("alternative", _("Alternative")),
        Column("indicator", _("Wait")),
        Column("difference", _("Days"), 0, signed=True),
        Column("low", _("Interval, lower"), 0, signed=True),
        Column("high", _("Interval, upper"), 0, signed=True),
        Column("reading", _("Reading")),
    )
    sure = sorted((pair for pair in who_waits(material) if pair[0].told_apart), key=lambda pair: -pair[0].value)
    rows = tuple(
        (label, letters[c.scenario], name(c.indicator), c.value, c.low, c.high, _("longer wait") if c.value > 0 else _("shorter wait"))
        for c, label in sure
    )
    title = _("Longer and shorter waits that can be told apart from zero")
    full = Table("vem-far-vanta-tabell", title, columns, rows, interval_note(material), _calculation(material), sheet=_("Who waits longer"))
    if len(rows) <= 2 * MOST_WHO:
        return full
    note = _("The {n} greatest both ways; all are in the workbook. {note}").format(n=MOST_WHO, note=full.definition)
    longer = [row for row, (c, _l) in zip(rows, sure, strict=True) if c.value > 0][:MOST_WHO]
    shorter = [row for row, (c, _l) in zip(rows, sure, strict=True) if c.value < 0][-MOST_WHO:]
    return replace(full, rows=(*longer, *shorter), definition=note, numbers=full)


def received_table(material: Material) -> Table:
    """Received by door in the years around the decision."""
    years = range(material.years[0] - 2, material.years[1] + 1)
    columns = (Column("door", _("Way of arrival")), *(Column(str(y), str(y), 0) for y in years))
    rows = []
    for door, label in (*((d, _(n)) for d, n in DOORS), ("all", _("All"))):
        cells = [material.estimate(material.base.name, "received", material.county, door, str(y)) for y in years]
        rows.append((label, *(c.mean if c is not None else None for c in cells)))
    note = _("Persons of all ages, unchanged course, mean of {n} calculations.").format(n=material.replications)
    return Table("mottagna-tabell", _("Received in the county by way of arrival"), columns, tuple(rows), note, _calculation(material))


def alternatives_table(material: Material) -> Table:
    """Every measure: goal, responsible party, extent, cost by payer, when it can be in operation, evidence."""
    columns = (
        Column("measure", _("Measure"), share=18),
        Column("goal", _("Goal"), share=16),
        Column("responsible", _("Responsible"), share=19),
        Column("extent", _("Extent"), share=12),
        Column("cost", _("Cost by payer"), share=14),
        Column("from", _("In operation from"), share=12),
        Column("evidence", _("Evidence"), share=9),
    )
    rows = tuple(
        (
            f"{s.letter}: {text_of(m.title_sv, m.title_en)}",
            "; ".join(goal_names(scenario.county, m.goals)),
            ", ".join(responsible_names(scenario, m)),
            extent(m),
            costs(m),
            m.in_force.isoformat(),
            m.evidence,
        )
        for s, scenario in zip(material.series[1:], material.alternatives, strict=True)
        for m in scenario.measures
    )
    note = _("Costs are those of the measures; what the state pays in lump sums is in the table of costs by payer.")
    return Table("alternativ", _("The alternatives"), columns, rows, note)


def responsible_names(scenario: Scenario, measure: Measure) -> tuple[str, ...]:
    """The responsible parties as they are called when the measure is decided."""
    named = []
    for key in measure.responsible:
        steps = [p.name_sv for p in scenario.county.parties.get(key, ()) if p.since is None or p.since <= measure.decided]
        named.append(steps[-1] if steps else key)
    return tuple(named)


def _shift_words(shift: Shift) -> str:
    """How many are moved between municipalities."""
    moved = sum(change for change in shift.changes.values() if change > 0.0)
    service = text_of(SERVICES[shift.service].sv, SERVICES[shift.service].en)
    return _("{n} moved between municipalities, {service}").format(n=number(moved, 0), service=service.lower())


def extent(measure: Measure) -> str:
    """What a measure changes, in a few words."""
    parts = [_capacity_words(c) for c in measure.capacity]
    if measure.key:
        parts.append(_("a new key between the municipalities"))
    parts += [_shift_words(shift) for shift in measure.shift]
    if measure.settings:
        several = len(measure.settings) > 1
        form = _("{n} changed rules or ways of working") if several else _("{n} changed rule or way of working")
        parts.append(form.format(n=len(measure.settings)))
    return "; ".join(dict.fromkeys(parts))


def _capacity_words(change: CapacityChange) -> str:
    service = SERVICES[change.service]
    what = text_of(service.sv, service.en).lower()
    if change.add is not None:
        return f"{'+' if change.add > 0 else ''}{number(change.add, 0)} {what}"
    return f"{'+' if (change.factor or 0) > 1 else ''}{number(((change.factor or 0) - 1) * 100, 0)} % {what}"


def costs(measure: Measure) -> str:
    """The measure's costs by payer, with what each is per."""
    return "; ".join(_cost_words(cost) for cost in measure.costs) or _("no cost stated")


def _cost_words(cost: Cost) -> str:
    per = {
        "seat_year": _("per seat and year"),
        "year": _("per year"),
        "event": _("per case"),
        "unit": _("per unit"),
        "once": _("once"),
    }[cost.per]
    origin = _(" (assumption)") if cost.assumption else ""
    return _("{payer} {sek} SEK {per}{origin}").format(payer=payer_name(cost.payer), sek=number(cost.sek, 0), per=per, origin=origin)


def payer_name(payer: str) -> str:
    """The payer's name."""
    return {"kommun": _("municipality"), "region": _("region"), "stat": _("state"), "projekt": _("project money")}.get(payer, payer)
