"""What could change the picture: futures, what is not known, requirements, other weights."""

from __future__ import annotations

from results.priorities.choices.budget import PAYERS
from results.priorities.choices.goals import Objective
from results.priorities.choices.packages import Package
from results.priorities.found import Range, Requirement
from results.priorities.report.charts import order_chart
from results.priorities.report.goals_tables import closed_table
from results.priorities.report.matter import Matter, estimate
from results.priorities.report.weighing import weighing, weights_table
from results.priorities.report.wording import (
    future_name,
    millions,
    narrow_words,
    outcome_unit,
    places,
    range_words,
    requirement_words,
    scaled,
    unclear_note,
)
from results.report.overviews import payer_name
from results.report.page import Drawn, Item, Lines, Section, Shown, Words
from results.report.uncertainty import called
from results.report.words import capital, decimals, interval_words, listed, unit_word
from results.tables import Column, Table, Value
from scenarios.language import translate as _

MOST_PARAMETERS = 6
"""Parameters that the page names as worth knowing better."""


def section(matter: Matter) -> Section:
    """The section, with the goals to be weighed anew last."""
    items: list[Item] = [*_futures(matter), *_requirements(matter), *_weights(matter)]
    return Section("kan-andra-bilden", _("What could change the picture"), tuple(items))


def _futures(matter: Matter) -> list[Item]:
    heading = Words(_("Arrivals, and what is not known exactly"), "heading")
    chart = order_chart(matter)
    if chart is None:
        return [heading, Words(_("Other futures were not calculated: ask for them before a decision."))]
    by_future = future_table(matter)
    items: list[Item] = [heading, Drawn(chart), *([Shown(by_future)] if by_future.rows else []), Shown(regret_table(matter))]
    worth = worth_table(matter)
    if worth.rows:
        items.append(Shown(worth))
    return items


def future_table(matter: Matter) -> Table:
    """The outcome of each package in each future, with its interval, and where another package is told to be better."""
    doubt, objective = matter.found.doubt, matter.found.objective
    futures = doubt.futures if doubt is not None else ()
    columns = (
        Column("package", _("Package")),
        *(Column(f, capital(future_name(f))) for f in futures),
        Column("breaks", _("Another is told to be better with")),
    )
    rows = list[tuple[Value, ...]]()
    for label, k in matter.compared if doubt is not None and doubt.score else ():
        cells = [narrow_words(scaled(objective, found), places(objective)) for found in doubt.score[k]] if doubt is not None else []
        breaks = doubt.breaks(doubt.packages[k]) if doubt is not None else ()
        rows.append((label, *cells, ", ".join(future_name(f) for f in breaks) or "–"))
    title = _("Outcome in each future")
    note = _("In {unit}, against nothing more done in the same future.").format(unit=_plain_unit(objective)) + " " + unclear_note()
    return Table("utfall-per-framtid", title, columns, tuple(rows), note)


def regret_table(matter: Matter) -> Table:
    """What each package loses on average against the best of each calculation, by future."""
    doubt, objective = matter.found.doubt, matter.found.objective
    assert doubt is not None
    columns = (
        Column("package", _("Package")),
        *(Column(f, capital(future_name(f)), places(objective)) for f in doubt.futures),
    )
    labels = matter.compared
    rows: tuple[tuple[Value, ...], ...] = tuple(
        (label, *(objective.in_unit(float(loss)) for loss in doubt.regret[k])) for label, k in labels
    )
    title = _("What is lost on average against the best of each calculation")
    note = _(
        "In {unit}: the mean over {n} calculations in each future. 0 is best in every one of them; chance makes the numbers larger."
    ).format(unit=_plain_unit(objective), n=doubt.calculations)
    return Table("forlust", title, columns, rows, note, sheet=_("Loss by future"))


def _plain_unit(objective: Objective) -> str:
    return unit_word(objective.aims[0].indicator, difference=True) if objective.is_single else outcome_unit(objective)


def worth_table(matter: Matter) -> Table:
    """The values whose knowledge would be worth most, by what it would add, and whether that is told from nothing."""
    doubt, objective = matter.found.doubt, matter.found.objective
    found = list(doubt.worth.items())[:MOST_PARAMETERS] if doubt is not None else []
    columns = (
        Column("what", _("What is not known exactly"), share=44),
        Column("gain", _("What knowing it would add, {unit}").format(unit=_plain_unit(objective)), 2, share=18),
        Column("share", _("Share of the draws in which the choice would be another, percent"), 0, share=18),
        Column("reading", _("Reading"), share=20),
    )
    rows = tuple(
        (
            listed([called(matter.base, address)[0] for address in (text, *worth.alike)]),
            objective.in_unit(worth.gain),
            100.0 * worth.changes,
            _("told apart from zero") if worth.told_apart else _("cannot be told apart from zero"),
        )
        for text, worth in found
    )
    note = _("With planned arrivals, from {n} draws of what is not known exactly.").format(n=doubt.worth_draws if doubt is not None else 0)
    return Table("vart-att-veta", _("What it would be worth to know better"), columns, rows, note, sheet=_("Worth knowing"))


def _requirements(matter: Matter) -> list[Item]:
    found = matter.found
    if not found.requirements:
        return []
    lines = [unmet_sentence(matter, each.requirement, each.nearest, each.value) for each in found.unmet]
    prices = price_table(matter)
    items: list[Item] = [Words(_("The requirements and what they cost"), "heading"), *([Lines(tuple(lines))] if lines else [])]
    return [*items, *([Shown(prices)] if prices.rows else [])]


def unmet_sentence(matter: Matter, requirement: Requirement, nearest: Package, value: Range) -> str:
    """That no package meets a requirement, and how near one comes."""
    return _("No package within the budgets is told to meet the requirement {requirement}. Nearest is {package}: {value} {unit}.").format(
        requirement=requirement_words(requirement),
        package=matter.called(nearest),
        value=interval_words(estimate(value), decimals(requirement.indicator)),
        unit=unit_word(requirement.indicator),
    )


def price_table(matter: Matter) -> Table:
    """What each requirement costs: the package that comes first with and without it, and the difference between them."""
    objective = matter.found.objective
    columns = (
        Column("requirement", _("Requirement"), share=36),
        Column("without", _("Highest mean without it"), share=13),
        Column("within", _("Highest mean that meets it"), share=13),
        Column("score", _("Difference, {unit}").format(unit=_plain_unit(objective)), share=19),
        Column("sek", _("Difference in cost a year, millions of SEK"), share=19),
    )
    rows = list[tuple[Value, ...]]()
    for price in matter.found.prices:
        money = [f"{payer_name(p)} {_signed(price.sek[p])}" for p in PAYERS if price.sek.get(p)]
        score = range_words(scaled(objective, price.score), places(objective))
        names = (matter.called(price.without), matter.called(price.within))
        rows.append((requirement_words(price.requirement), *names, score, "; ".join(money) or "0"))
    return Table("kravens-pris", _("What the requirements cost"), columns, tuple(rows), sheet=_("Price of requirements"))


def _signed(sek: float) -> str:
    return ("+" if sek > 0 else "") + millions(sek)


def _weights(matter: Matter) -> list[Item]:
    form = weighing(matter)
    if form is None:
        return []
    words = _(
        "The calculation weighs the goals as the weights below say. Other weights can be tried here, in the workbook or by hand: what a "
        "package closes of each goal stays the same, only the sum changes."
    )
    return [
        Words(_("Weigh the goals in another way"), "heading"),
        Words(words),
        Shown(weights_table(matter)),
        Shown(closed_table(matter)),
        form,
    ]


def parts_table(matter: Matter) -> Table:
    """What the doubt about each package comes from: chance, what is not known exactly, the future."""
    doubt = matter.found.doubt
    columns = (
        Column("package", _("Package")),
        Column("chance", _("Chance, percent"), 0),
        Column("parameters", _("Parameters, percent"), 0),
        Column("futures", _("Future, percent"), 0),
    )
    rows: tuple[tuple[Value, ...], ...] = ()
    if doubt is not None:
        compared = [(k, package) for k, package in enumerate(doubt.packages) if package]
        rows = tuple((matter.called(package), *(100.0 * float(part) for part in doubt.variance[k])) for k, package in compared)
    note = _("Parts of the variance of the outcome of a single calculation, against nothing more done in the same future.")
    return Table("osakerhetens-delar", _("Where the doubt comes from"), columns, rows, note, sheet=_("Parts of the doubt"))
