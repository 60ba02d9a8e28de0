"""The county report: what the agreement asks for, by priority area and sex, with cells for what only the county knows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from results.indicators.catalogue import CATALOGUE, name
from results.report.material import Estimate, Material
from results.report.page import Section, Shown, Words
from results.report.words import broken, goal_names, group_name, unit_word, with_interval
from results.tables import Column, Table, Value
from scenarios.language import translate as _

GROUPS = ("all", "women", "men", "girls", "boys")


@dataclass(frozen=True)
class Entry:
    """One row: an indicator of a priority area, or something that the county states itself.

    Attributes
    ----------
    area
        The priority area, as the agreement numbers and names it.
    ref
        Where the agreement asks for it; empty where it is only an indicator of the area's goal.
    label
        What is asked for.
    indicator
        The indicator that computes it; empty where the county fills it in.
    """

    area: str
    ref: str
    label: str
    indicator: str


def entries(material: Material) -> tuple[Entry, ...]:
    """What the county's agreement asks for, goal by goal, each indicator once a goal."""
    return tuple(_entries(material))


def _entries(material: Material) -> Iterator[Entry]:
    county = material.base.county
    for goal in county.goals:
        area, told = goal_names(county, [goal.key])[0], set[str]()
        for each in (a for a in county.asked if a.goal == goal.key):
            known = [key for key in each.indicators if key in CATALOGUE and key not in told]
            told.update(known)
            yield from (Entry(area, each.ref, each.label, key) for key in known)
            if not each.indicators:
                yield Entry(area, each.ref, each.label, "")
        yield from (Entry(area, "", "", key) for key in goal.indicators if key in CATALOGUE and key not in told)


def county_report(material: Material) -> Section | None:
    """The section; None for a county whose agreement is not part of its data."""
    table = county_table(material)
    if table is None:
        return None
    words = _(
        "The year before the decision as the calculation has it, by priority area and sex. Rows without numbers are stated by the county: "
        "the file lansrapport.xlsx has empty cells for them, and all reported years."
    )
    return Section("lansrapport", _("County report by priority area"), (Words(words), Shown(table)))


def years(material: Material) -> tuple[int, ...]:
    """The year before the decision, and the reported years."""
    last = material.base.decision.year - 1
    return (last, *(year for year in range(material.years[0], material.years[1] + 1) if year != last))


def county_table(material: Material) -> Table | None:
    """One year on the page, all of them in the workbook."""
    rows = entries(material)
    if not rows:
        return None
    columns = (
        Column("area", _("Priority area"), share=14),
        Column("indicator", _("Indicator"), share=26),
        *(Column(group, group_name(group), share=12) for group in GROUPS),
    )
    year = years(material)[0]
    cells = tuple((row.area, _named(row), *_words(material, row, year)) for row in rows)
    title = _("County report {year}, unchanged course").format(year=year)
    note = _("Mean and 95 % confidence interval for the expected value, {n} calculations. – the indicator is not split so.").format(
        n=material.replications
    )
    return Table("lansrapport-tabell", title, columns, cells, note, numbers=_in_numbers(material, rows, note))


def _named(row: Entry) -> str:
    """The indicator with the place where it is asked for, or what the county states."""
    ref = f"{row.ref}: " if row.ref else ""
    if not row.indicator:
        return _("{ref}{what} (stated by the county)").format(ref=ref, what=row.label)
    return f"{ref}{name(row.indicator)}, {unit_word(row.indicator)}"


def _number(material: Material, row: Entry, group: str, year: int) -> Estimate | None:
    """The year's number; of a series by month its last month's."""
    period = f"{year}-12" if CATALOGUE[row.indicator].statistic == "series" else str(year)
    return material.estimate(material.base.name, row.indicator, material.county, group, period)


def _words(material: Material, row: Entry, year: int) -> tuple[str, ...]:
    if not row.indicator:
        return ("",) * len(GROUPS)
    split = CATALOGUE[row.indicator].groups
    return tuple(broken(with_interval(_number(material, row, g, year), row.indicator)) if g in split else "–" for g in GROUPS)


def _in_numbers(material: Material, rows: tuple[Entry, ...], note: str) -> Table:
    columns = [
        Column("area", _("Priority area")),
        Column("ref", _("Asked for in")),
        Column("asked", _("What is asked for")),
        Column("indicator", _("Indicator")),
        Column("unit", _("Unit")),
        Column("year", _("Year")),
    ]
    for group in GROUPS:
        columns += [
            Column(group, group_name(group), 1),
            Column(f"{group}_low", _("{group}: interval, lower").format(group=group_name(group)), 1),
            Column(f"{group}_high", _("{group}: interval, upper").format(group=group_name(group)), 1),
        ]
    columns.append(Column("source", _("Where from")))
    cells = tuple(_row_in_numbers(material, row, year) for row in rows for year in years(material))
    title = _("County report by priority area and sex")
    return Table("lansrapport-tabell", title, tuple(columns), cells, note, sheet=_("County report"))


def _row_in_numbers(material: Material, row: Entry, year: int) -> tuple[Value, ...]:
    if not row.indicator:
        return (row.area, row.ref, row.label, "", "", str(year), *("",) * (3 * len(GROUPS)), _("stated by the county"))
    numbers: list[Value] = []
    for group in GROUPS:
        if group in CATALOGUE[row.indicator].groups:
            found = _number(material, row, group, year)
            numbers += [found.mean, found.low, found.high] if found is not None else [None] * 3
        else:
            numbers += ["–"] * 3
    return (row.area, row.ref, row.label, name(row.indicator), unit_word(row.indicator), str(year), *numbers, _("the calculation"))
