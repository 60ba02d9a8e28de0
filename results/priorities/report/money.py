"""What the packages cost: each payer each year against what may be spent, and what the running services then cost more."""

from __future__ import annotations

from results.priorities.choices.budget import PAYERS
from results.priorities.found import Range
from results.priorities.report.matter import Matter, Named
from results.priorities.report.shelved import paying
from results.priorities.report.wording import MILLION, millions, range_words
from results.report.overviews import payer_name
from results.report.words import capital
from results.tables import Column, Table, Value
from scenarios.language import translate as _
from scenarios.vocabulary import Payer

NOTHING = Range(0.0, 0.0, 0.0)


def running(named: Named, payer: Payer) -> Range:
    """What the running services cost a payer more over the years, SEK; nothing where it is not told."""
    return named.found.running.get(payer, NOTHING)


def a_year(matter: Matter, named: Named, payer: Payer) -> Range:
    """What a package costs a payer in an average year, SEK: the measures, and what running services cost more."""
    years = len(matter.years)
    own, more = float(named.found.cost[PAYERS.index(payer)].mean()), running(named, payer)
    return Range(own + more.mean / years, own + more.low / years, own + more.high / years)


def cost_table(matter: Matter, named: tuple[Named, ...], key: str, title: str, *, explained: bool = True) -> Table:
    """Cost by payer and year against the budget, and extra running costs with their interval; one row a package and payer."""
    columns = (
        Column("package", _("Package")),
        Column("payer", _("Payer")),
        Column("budget", _("Budget a year")),
        *(Column(str(year), str(year)) for year in matter.years),
        Column("running", _("Running services, all years")),
    )
    rows, cells = list[tuple[Value, ...]](), list[tuple[Value, ...]]()
    for each in named:
        for payer in paying(matter):
            cost, more, limit = each.found.cost[PAYERS.index(payer)], running(each, payer), matter.found.budgets.of(payer)
            if not cost.any() and more == NOTHING:
                continue
            who, free = capital(payer_name(payer)), limit == float("inf")
            extra = range_words(Range(more.mean / MILLION, more.low / MILLION, more.high / MILLION), 1)
            rows.append((each.label, who, _("no limit") if free else millions(limit), *(millions(float(sek)) for sek in cost), extra))
            cells.append((each.label, who, None if free else limit, *(float(sek) for sek in cost), more.mean, more.low, more.high))
    note = _(
        "Millions of SEK. The measures' cost is what they add, used or not, and is held against the budget year by year; what is paid by "
        "the case is its mean. What the running services cost more or less is told beside it with its 95 % confidence interval and is not "
        "held against the budget."
    )
    return Table(
        key, title, columns, tuple(rows), note if explained else _("Millions of SEK."), numbers=_numbers(matter, key, title, cells)
    )


def _numbers(matter: Matter, key: str, title: str, cells: list[tuple[Value, ...]]) -> Table:
    columns = (
        Column("package", _("Package")),
        Column("payer", _("Payer")),
        Column("budget", _("Budget a year"), 0),
        *(Column(str(year), str(year), 0) for year in matter.years),
        Column("running", _("Running services, all years"), 0, signed=True),
        Column("low", _("Interval, lower"), 0, signed=True),
        Column("high", _("Interval, upper"), 0, signed=True),
    )
    return Table(key, title, columns, tuple(cells), _("SEK; an empty budget is no limit."), sheet=title)


def budget_words(matter: Matter) -> str:
    """What each payer may spend a year, in one sentence."""
    sek = matter.found.budgets.sek
    if not sek:
        return _("No budget was given: what the packages cost is told, and nothing was left out for its cost.")
    parts = [f"{payer_name(payer)} {millions(sek[payer])}" for payer in PAYERS if payer in sek]
    others = [payer_name(payer) for payer in PAYERS if payer not in sek]
    said = _("At most, in millions of SEK a year: {parts}.").format(parts=", ".join(parts))
    return said + (" " + _("Nothing from others ({others}).").format(others=", ".join(others)) if others else "")
