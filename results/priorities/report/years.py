"""Why indicators differ between two years, in a table: what arrivals, law and capacity have in each change."""

from __future__ import annotations

from results.indicators.catalogue import full_name
from results.priorities.choices.frozen import FACTORS
from results.priorities.found import Attribution
from results.priorities.report.matter import Matter, estimate
from results.priorities.report.wording import narrow_words
from results.priorities.why.years_apart import named, under_way_named
from results.report.words import broken, capital, decimals, group_name, interval_words, unit_word
from results.tables import Column, Table, Value
from scenarios.language import translate as _


def years_tables(matter: Matter) -> tuple[Table, ...]:
    """The table, where it was asked for: everyone in the report, women and men as well in the workbook."""
    found = matter.found.years
    if not found:
        return ()
    first, last = found[0].first, found[0].last
    factors = [capital(named(factor)) for factor in FACTORS]
    columns = (
        Column("indicator", _("Indicator"), share=20),
        Column("first", str(first), share=12),
        Column("change", _("Change to {year}").format(year=last), share=14),
        *(Column(key, label, share=13) for key, label in zip(FACTORS, factors, strict=True)),
        Column("under_way", capital(under_way_named()), share=15),
    )
    title = _("Why {last} differs from {first}").format(first=first, last=last)
    note = _(
        "The county as a whole. Each part is a mean over all orders in which the three could have changed; with what was already under way "
        "they add up to the change. What comes after the decision is as it is foreseen."
    )
    numbers = _numbers(found, title, note)
    rows = tuple(_row(each) for each in found if each.group == "all")
    return (Table("varfor-aren-skiljer-sig", title, columns, rows, note, numbers=numbers),)


def _row(each: Attribution) -> tuple[Value, ...]:
    places = decimals(each.indicator)
    parts = [each.change, *(each.factors[factor] for factor in FACTORS), each.under_way]
    before = broken(interval_words(estimate(each.before), places))
    return (f"{full_name(each.indicator)}, {unit_word(each.indicator)}", before, *(narrow_words(part, places) for part in parts))


def _numbers(found: tuple[Attribution, ...], title: str, note: str) -> Table:
    """Every part with its interval, a row each."""
    columns = (
        Column("indicator", _("Indicator")),
        Column("unit", _("Unit")),
        Column("group", _("Group")),
        Column("part", _("Part")),
        Column("mean", _("Mean"), 2),
        Column("low", _("Interval, lower"), 2),
        Column("high", _("Interval, upper"), 2),
    )
    rows = list[tuple[Value, ...]]()
    for each in found:
        parts = {
            str(each.first): each.before,
            str(each.last): each.after,
            _("Change"): each.change,
            **{capital(named(factor)): each.factors[factor] for factor in FACTORS},
            capital(under_way_named()): each.under_way,
        }
        about = (full_name(each.indicator), unit_word(each.indicator), group_name(each.group))
        rows += [(*about, part, value.mean, value.low, value.high) for part, value in parts.items()]
    return Table("varfor-aren-skiljer-sig", title, columns, tuple(rows), note, sheet=_("Why years differ"))
