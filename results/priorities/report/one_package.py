"""One page for each package: what it is, what it costs, what it does for whom, what each measure brings, and what that rests on."""

from __future__ import annotations

from collections.abc import Sequence

from results.indicators.catalogue import name
from results.priorities.found import Range, Share
from results.priorities.report.goals_tables import package_goals_table
from results.priorities.report.matter import Matter, Named, estimate
from results.priorities.report.money import cost_table
from results.priorities.report.shelved import best_words
from results.priorities.report.wording import (
    aim_name,
    choice_words,
    future_name,
    measure_title,
    narrow_words,
    outcome_unit,
    percent,
    places,
    range_words,
    requirement_words,
    scaled,
    shelf_name,
    unclear_note,
    verdict_name,
)
from results.report.choice import WAITS
from results.report.evidence import WEAK
from results.report.figures import WHO
from results.report.material import Change
from results.report.overviews import responsible_names
from results.report.page import Item, Lines, Section, Shown, Words
from results.report.words import area_names, between, decimals, group_name, interval_words, listed, quoted, unit_word
from results.tables import Column, Table, Value
from scenarios.language import translate as _

MOST_WHO = 3
"""Groups and sub-areas that the page names each way."""

SEXES = ("women", "men", "girls", "boys")
YOUNG = {"women": "girls", "men": "boys"}


def package_page(matter: Matter, named: Named) -> Section:
    """The page of one package."""
    letter = named.letter
    title = _("Package {letter}").format(letter=letter)
    heading = _("Package {letter}: cost by payer and year").format(letter=letter)
    cost = cost_table(matter, (named,), f"kostnad-{letter.lower()}", heading, explained=False)
    items: list[Item] = [Words(shelf_words(matter, named)), Lines(_what(matter, named))]
    items += [Shown(table) for table in (cost, package_goals_table(matter, named), whom_table(matter, named)) if table.rows]
    items.append(Lines(who_lines(matter, named)))
    items += _requirements(matter, named)
    shares = matter.found.shares.get(named.package, ())
    items += [Shown(shares_table(matter, named, shares)), Lines(meeting_lines(matter, named))] if shares else []
    return Section(f"paket-{letter.lower()}", title, tuple(items), sheet=True)


def shelf_words(matter: Matter, named: Named) -> str:
    """Its shelf, its outcome with interval, and how often it is best."""
    objective = matter.found.objective
    score = range_words(scaled(objective, named.found.score), places(objective))
    said = _("Shelf: {shelf}. Outcome in {unit}, against nothing more done: {score}.").format(
        shelf=shelf_name(named.found.shelf), score=score, unit=outcome_unit(objective)
    )
    doubt = matter.found.doubt
    if doubt is None or named.package not in doubt.packages:
        return said
    parts = [_("{often} with {future}").format(often=best_words(matter, named, f), future=future_name(f)) for f in doubt.futures]
    return f"{said} " + _("Best in {parts} calculations.").format(parts=listed(parts))


def _what(matter: Matter, named: Named) -> tuple[str, ...]:
    """Each measure: how much and where, who answers for it, from when, and what its effect rests on."""
    menu = matter.found.menu
    form = _("{what}. Responsible: {who}. In operation from {date}. Evidence {grade}: {said}")
    lines = []
    for choice in named.package:
        measure = menu.measures[choice.measure]
        who, note = ", ".join(responsible_names(matter.base, measure)), measure.evidence_note_sv
        said = _("assuming that the effect is as stated: {note}").format(note=note) if measure.evidence in WEAK else note
        when, what = measure.in_force.isoformat(), choice_words(menu, choice)
        lines.append(form.format(what=what, who=who, date=when, grade=measure.evidence, said=said))
    return tuple(lines)


def whom_table(matter: Matter, named: Named) -> Table:
    """What changes for women and men, girls and boys where adults are not asked about, and in the sub-areas, at the goals."""
    letter = named.letter
    sexes = (("women", _("Women (girls)")), ("men", _("Men (boys)")))
    areas = [(f"{matter.county.code}:{key}", area.name_sv) for key, area in matter.county.subareas.items()]
    columns = (
        Column("indicator", _("Indicator and unit")),
        *(Column(group, label) for group, label in sexes),
        *(Column(area, label) for area, label in areas),
    )
    rows = list[tuple[Value, ...]]()
    for key in matter.found.objective.indicators:
        by_sex = [matter.change(named, key, group=g) or matter.change(named, key, group=YOUNG[g]) for g, _label in sexes]
        found = [*by_sex, *(matter.change(named, key, area) for area, _label in areas)]
        if any(change is not None for change in found):
            rows.append((f"{name(key)}, {unit_word(key, difference=True)}", *(_cell(change) for change in found)))
    title = _("Package {letter}: for whom and where").format(letter=letter)
    key = f"vem-{letter.lower()}"
    numbers = _whom_numbers(matter, named, key, title)
    return Table(key, title, columns, tuple(rows), unclear_note(), numbers=numbers)


def _whom_numbers(matter: Matter, named: Named, key: str, title: str) -> Table:
    """The same with every group, sub-area and municipality."""
    columns = (
        Column("indicator", _("Indicator")),
        Column("unit", _("Unit")),
        Column("who", _("Group or area")),
        Column("change", _("Change"), 1, signed=True),
        Column("low", _("Interval, lower"), 1, signed=True),
        Column("high", _("Interval, upper"), 1, signed=True),
    )
    who = [("", group, group_name(group)) for group in (*SEXES, *(g for g in WHO if g not in SEXES))]
    where = [(area, "all", label) for area, label in area_names(matter.material).items() if area != matter.county.code]
    rows = list[tuple[Value, ...]]()
    for indicator in matter.found.objective.indicators:
        for area, group, label in (*who, *where):
            change = matter.change(named, indicator, area, group)
            if change is not None:
                unit = unit_word(indicator, difference=True)
                rows.append((name(indicator), unit, label, change.value, change.low, change.high))
    return Table(key, title, columns, tuple(rows), unclear_note(), sheet=_("{letter}: for whom").format(letter=named.letter))


def _cell(change: Change | None) -> str:
    found = None if change is None else Range(change.value, change.low, change.high)
    return "–" if change is None else narrow_words(found, decimals(change.indicator))


def who_lines(matter: Matter, named: Named) -> tuple[str, ...]:
    """Who gets to wait shorter and who longer, told from zero, with intervals; and that nobody does where so."""
    found = list(_waits(matter, named))
    lines = []
    for sign, form, none in (
        (-1, _("Shorter waits: {who}."), _("No tested group or sub-area gets a shorter wait that can be told apart from zero.")),
        (1, _("Longer waits: {who}."), _("No tested group or sub-area gets a longer wait that can be told apart from zero.")),
    ):
        own = sorted((pair for pair in found if pair[0].value * sign > 0), key=lambda pair: -abs(pair[0].value))
        parts = [f"{label} ({quoted(change.indicator)}, {between(change)})" for change, label in own[:MOST_WHO]]
        lines.append(form.format(who=", ".join(parts)) if parts else none)
    return tuple(lines)


def _waits(matter: Matter, named: Named) -> list[tuple[Change, str]]:
    areas = [(f"{matter.county.code}:{key}", "all", area.name_sv) for key, area in matter.county.subareas.items()]
    who = [("", group, group_name(group)) for group in WHO]
    changes = [(matter.change(named, key, area, group), label) for key in WAITS for area, group, label in (*who, *areas)]
    return [(change, label) for change, label in changes if change is not None and change.told_apart]


def _requirements(matter: Matter, named: Named) -> list[Item]:
    lines = [
        _("Requirement: {requirement}: {verdict}, {value} {unit}.").format(
            requirement=requirement_words(held.requirement),
            verdict=verdict_name(held.verdict),
            value=interval_words(estimate(held.value), decimals(held.requirement.indicator)),
            unit=unit_word(held.requirement.indicator),
        )
        for held in named.found.held
    ]
    return [Lines(tuple(lines))] if lines else []


def shares_table(matter: Matter, named: Named, shares: Sequence[Share]) -> Table:
    """What each measure brings to the package, and for which goal it does most."""
    objective, letter = matter.found.objective, named.letter
    columns = (
        Column("measure", _("Measure"), share=44),
        Column("brings", _("Brings, {unit}").format(unit=outcome_unit(objective)), share=24),
        Column("goal", _("Most for the goal"), share=32),
    )
    full = (
        Column("measure", _("Measure")),
        Column("brings", _("Brings, {unit}").format(unit=outcome_unit(objective)), 1, signed=True),
        Column("low", _("Interval, lower"), 1, signed=True),
        Column("high", _("Interval, upper"), 1, signed=True),
    )
    rows, cells = list[tuple[Value, ...]](), list[tuple[Value, ...]]()
    for share in shares:
        score = scaled(objective, share.score)
        rows.append((measure_title(matter.found.menu, share.choice), narrow_words(score, places(objective)), _most_for(matter, share)))
        cells.append((measure_title(matter.found.menu, share.choice), score.mean, score.low, score.high))
    title = _("Package {letter}: what each measure brings").format(letter=letter)
    note = _(
        "Each measure's part is its mean addition over every order in which the measures can be added; the parts sum to the whole package."
    )
    key = f"bidrag-{letter.lower()}"
    numbers = Table(key, title, full, tuple(cells), note, sheet=_("{letter}: measures").format(letter=letter))
    return Table(key, title, columns, tuple(rows), note, numbers=numbers)


def meeting_lines(matter: Matter, named: Named) -> tuple[str, ...]:
    """Which measures of the package bring more, or less, together than one by one; one line where none is told."""
    objective, menu = matter.found.objective, matter.found.menu
    pairs = matter.found.pairs.get(named.package, ())
    told = [
        (
            _("{first} and {second} reinforce each other: together they bring {more} {unit} more than one by one.")
            if pair.score.mean > 0.0
            else _("{first} and {second} overlap: together they bring {more} {unit} less than one by one.")
        ).format(
            first=measure_title(menu, pair.first),
            second=measure_title(menu, pair.second),
            more=narrow_words(_size(scaled(objective, pair.score)), places(objective)),
            unit=outcome_unit(objective),
        )
        for pair in pairs
        if pair.score.told_apart
    ]
    return tuple(told) or (
        (_("Of no two measures in the package can it be told that they reinforce each other or overlap."),) if pairs else ()
    )


def _size(score: Range) -> Range:
    """A range without its sign."""
    return score if score.mean >= 0.0 else Range(-score.mean, -score.high, -score.low)


def _most_for(matter: Matter, share: Share) -> str:
    """The goal of which the measure closes most, where that is told from zero."""
    found = [(part.mean, k) for k, part in enumerate(share.closed) if part.low > 0.0]
    if not found:
        return "–"
    k = max(found)[1]
    return f"{aim_name(matter.county, matter.found.objective.aims[k])}: {range_words(percent(share.closed[k]))} %"
