"""The report's sections after the first page, in the order of the brief; what the packages change is told as the other reports tell it."""

from __future__ import annotations

from results.priorities.report.goals_tables import start_table
from results.priorities.report.matter import Matter
from results.priorities.report.money import cost_table
from results.priorities.report.order import parts_table
from results.priorities.report.shelved import all_table
from results.priorities.report.wording import choice_words, future_name, lettered, outcome_unit, places, range_words, scaled
from results.priorities.report.years import years_tables
from results.priorities.search.shelves import goals_beyond, measures_beyond
from results.report import effects
from results.report.beyond import beyond_table
from results.report.effects import children, who_waits_longer
from results.report.evidence import evidence_columns, evidence_words
from results.report.figures import sex_charts
from results.report.overviews import (
    costs,
    definitions_table,
    extent,
    main_table,
    municipalities_table,
    responsible_names,
    sex_table,
    subareas_table,
)
from results.report.page import Drawn, Item, Lines, Section, Shown, Words
from results.report.registers import assumptions_table, sources_table
from results.report.words import capital, goal_names
from results.tables import Column, Table, Value
from scenarios.language import number, text_of
from scenarios.language import translate as _


def beside(matter: Matter) -> str:
    """Which packages the tables and charts hold."""
    shown = lettered([each.letter for each in matter.told])
    return _("Charts and tables here hold {letters}; each package has a page of its own at the end.").format(letters=shown)


def situation(matter: Matter) -> Section:
    """Where the county is with nothing more done."""
    items: list[Item] = [Words(text) for text in effects.agreement_words(matter.county)]
    items.append(Shown(start_table(matter)))
    items += [Shown(table) for table in years_tables(matter)]
    words = _("Queues month by month, and who is received by which way, are in the report that “etablering run” makes of the county.")
    return Section("laget", _("The situation in the county"), (*items, Words(words, "note")))


def last_year(matter: Matter) -> Section:
    """A place for the follow-up, which is made of what was planned and done."""
    words = _("The follow-up is made from what was planned, done and became (“etablering compare --follow-up”) and belongs here.")
    own = Words(_("Filled in by {group}.").format(group=matter.county.preparers_sv), "own")
    return Section("forra-aret", _("How last year's priorities went"), (Words(words), own))


def alternatives(matter: Matter) -> Section:
    """All packages, what they cost each payer each year, and the measures they are made of."""
    title = _("Cost by payer and year, millions of SEK")
    tables = (all_table(matter), cost_table(matter, matter.named, "kostnad-per-part", title), measures_table(matter))
    return Section("alternativen", _("The alternatives"), tuple(Shown(table) for table in tables if table.rows))


def measures_table(matter: Matter) -> Table:
    """Every measure that could be chosen, as proposed: goal, responsible party, extent, cost, from when, evidence."""
    columns = (
        Column("measure", _("Measure, as proposed"), share=20),
        Column("goal", _("Goal"), share=16),
        Column("responsible", _("Responsible"), share=17),
        Column("extent", _("Extent"), share=12),
        Column("cost", _("Cost by payer"), share=14),
        Column("from", _("In operation from"), share=12),
        Column("evidence", _("Evidence"), share=9),
    )
    rows = tuple(
        (
            text_of(m.title_sv, m.title_en),
            "; ".join(goal_names(matter.county, m.goals)),
            ", ".join(responsible_names(matter.base, m)),
            extent(m),
            costs(m),
            m.in_force.isoformat(),
            m.evidence,
        )
        for m in matter.found.menu.measures.values()
    )
    return Table("atgarder", _("The measures that can be chosen"), columns, rows, sheet=_("Measures"))


def shows(matter: Matter) -> Section:
    """What each measure does by itself, and the headline indicators."""
    items: list[Item] = [Words(beside(matter))]
    singles = singles_table(matter)
    items += [Shown(singles)] if singles.rows else []
    items.append(Shown(main_table(matter.material)))
    waits = who_waits_longer(matter.material)
    if waits is not None:
        items += [Words(waits.title, "heading"), *waits.items]
    return Section("visar", _("What the calculation shows"), tuple(items))


def singles_table(matter: Matter) -> Table:
    """The outcome of each measure alone, at each level and in each sub-area."""
    objective = matter.found.objective
    decimals = places(objective)
    columns = (Column("what", _("Measure alone"), share=70), Column("score", capital(outcome_unit(objective)), share=30))
    full = (
        Column("what", _("Measure alone")),
        Column("score", capital(outcome_unit(objective)), decimals, signed=True),
        Column("low", _("Interval, lower"), decimals, signed=True),
        Column("high", _("Interval, upper"), decimals, signed=True),
    )
    rows, cells = list[tuple[Value, ...]](), list[tuple[Value, ...]]()
    for choice, candidate in matter.found.singles.items():
        score = scaled(objective, candidate.score)
        rows.append((choice_words(matter.found.menu, choice), range_words(score, decimals)))
        cells.append((choice_words(matter.found.menu, choice), score.mean, score.low, score.high))
    title = _("What each measure does alone")
    numbers = Table("var-for-sig", title, full, tuple(cells), sheet=_("Measures alone"))
    return Table("var-for-sig", title, columns, tuple(rows), numbers=numbers)


def women_and_men(matter: Matter) -> Section:
    """Women and men, girls and boys."""
    items: list[Item] = [Words(beside(matter)), *(Drawn(chart) for chart in sex_charts(matter.material))]
    table = sex_table(matter.material)
    return Section("kvinnor-och-man", _("Women and men (girls and boys)"), (*items, *([Shown(table)] if table.rows else [])))


def municipalities(matter: Matter) -> Section:
    """Sub-areas and municipalities."""
    words = _("The order is alphabetical: it is not a ranking, and differences between municipalities mirror who lives there.")
    tables = (subareas_table(matter.material), municipalities_table(matter.material))
    return Section("kommunerna", _("The municipalities (sub-areas)"), (Words(words), *(Shown(t) for t in tables if t.rows)))


def best_interests(matter: Matter) -> Section:
    """The best interests of the child."""
    return children(matter.material)


def beyond(matter: Matter) -> Section:
    """Measures and goals that the calculation cannot judge."""
    words = _("These goals stay on the table: that something cannot be calculated says nothing about its worth.")
    measures = tuple(f"{each.label}: {each.why}" for each in measures_beyond(matter.found))
    goals = tuple(f"{goal_names(matter.county, [each.key])[0]}: {each.why}" for each in goals_beyond(matter.found))
    lines = [Lines(found) for found in (measures, goals) if found]
    return Section(
        "kan-inte-bedomas", _("Goals that the calculation cannot judge"), (Words(words), *lines, Shown(beyond_table(matter.county)))
    )


def how_sure(matter: Matter) -> Section:
    """Chance, what is not known exactly, the future; evidence; assumptions."""
    doubt = matter.found.doubt
    lines = [
        _(
            "Chance and what is not known exactly: all intervals hold both. Packages are told apart with {confidence} percent confidence."
        ).format(confidence=number(100.0 * matter.found.confidence, 0)),
        _("Differences smaller than {size} {unit} count as equal.").format(
            size=number(matter.found.objective.in_unit(matter.found.indifference), 2), unit=outcome_unit(matter.found.objective)
        ),
    ]
    if doubt is not None:
        names = lettered([future_name(future) for future in doubt.futures])
        lines.append(_("The future: the packages were tried with {futures}.").format(futures=names))
    lines.append(_("Jobs are not rationed: that somebody finds work takes no job from anybody else. This is an assumption."))
    tables = (parts_table(matter), evidence_table(matter))
    return Section("sa-sakert", _("How sure it is"), (Lines(tuple(lines)), *(Shown(t) for t in tables if t.rows)))


def evidence_table(matter: Matter) -> Table:
    """What each measure's effect rests on."""
    rows = tuple((text_of(m.title_sv, m.title_en), *evidence_words(m)) for m in matter.found.menu.measures.values())
    return Table("belagg", _("Evidence by measure"), evidence_columns(), rows)


def how_made(matter: Matter) -> Section:
    """How the search was made, and where its numbers come from."""
    found = matter.found
    facts = (
        (_("Measures"), ", ".join(found.menu.measures)),
        (_("Packages that can be put together"), number(found.screened[1])),
        (_("Of them within the budgets"), number(found.screened[0]) if found.screened[0] else _("too many to count")),
        *([(_("Dearer than a budget by themselves"), _choices(matter))] if found.too_dear else []),
        *([(_("Dearer than a budget when simulated"), "; ".join(map(matter.called, found.over)))] if found.over else []),
        (_("Compared to the end"), number(len(found.candidates))),
        (_("Simulations"), number(found.simulations)),
        (_("Calculations behind each package, at least"), number(matter.calculations)),
        (_("Calculated period"), f"{matter.base.start.isoformat()} – {matter.base.end.isoformat()}"),
        (_("Reported years"), f"{matter.base.report_from}–{matter.base.report_to}"),
        (_("Seed"), str(found.seed)),
    )
    columns = (Column("what", _("What")), Column("value", _("Value")))
    table = Table("korning", _("How the calculation was made"), columns, facts, sheet=_("The calculation"))
    words = _(
        "Each package is put through the same calculations: the same people with the same luck and the same values of what is not known "
        "exactly. Calculations were spent where they decide which package comes first."
    )
    return Section("sa-gjordes", _("How the calculation was made"), (Words(words), Shown(table)))


def registers(matter: Matter) -> Section:
    """Every assumption, every source, every definition: what stands behind all pages before."""
    tables = (assumptions_table(matter.material), sources_table(matter.material), definitions_table(matter.county))
    return Section("forteckningar", _("Assumptions, sources and definitions"), tuple(Shown(table) for table in tables), sheet=True)


def _choices(matter: Matter) -> str:
    return "; ".join(choice_words(matter.found.menu, choice) for choice in matter.found.too_dear)
