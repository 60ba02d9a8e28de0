"""The whole report in order: the first page, the sections of the brief, then a page for each package."""

from __future__ import annotations

from results.identity import calibration
from results.priorities.found import Prioritisation
from results.priorities.report import bottleneck, order, sections
from results.priorities.report.charts import cost_chart
from results.priorities.report.matter import Matter
from results.priorities.report.money import budget_words
from results.priorities.report.one_package import package_page
from results.priorities.report.sentences import front_sentences
from results.priorities.report.shelved import front_table, shelf_lines
from results.report.page import Drawn, Item, Lines, Page, Section, Shown, Words
from results.report.uncertainty import outdated_words
from results.report.words import quoted, unbroken
from scenarios.language import translate as _


def compose(found: Prioritisation) -> Page:
    """Put what a search found into words, tables and charts."""
    return composed(Matter(found))


def composed(matter: Matter) -> Page:
    """The same of a matter that is there already."""
    county = matter.county
    made = (
        sections.situation,
        sections.last_year,
        sections.alternatives,
        sections.shows,
        sections.women_and_men,
        sections.municipalities,
        bottleneck.section,
        sections.best_interests,
        order.section,
        sections.beyond,
        sections.how_sure,
        sections.how_made,
    )
    return Page(
        title=_("Basis for this year's priorities — {county} {year}").format(county=county.name, year=matter.found.year),
        lead=_("Material of {group} for {council}").format(group=county.preparers_sv, council=county.council_sv),
        notice=_(
            "The people in this report are simulated – none is real. The model describes groups and is not made for decisions about "
            "individuals."
        ),
        front=front_page(matter),
        sections=(*(make(matter) for make in made), *(package_page(matter, n) for n in matter.named), sections.registers(matter)),
        colophon=_("{n} simulations, seed {seed}.").format(n=matter.found.simulations, seed=matter.found.seed),
        many=True,
        warning=outdated_words(calibration(matter.base)),
    )


def front_page(matter: Matter) -> tuple[Section, ...]:
    """The question, the alternatives, what the calculation shows, and room for the proposal."""
    group = matter.county.preparers_sv
    chart = cost_chart(matter)
    shows: list[Item] = [Lines(front_sentences(matter)), *([Drawn(chart)] if chart is not None else [])]
    packages: list[Item] = [Lines(shelf_lines(matter)), *([Shown(front_table(matter))] if matter.named else [])]
    return (
        Section("fragan", _("The question"), (Words(question(matter)),)),
        Section("alternativen-kort", _("The alternatives, in short"), tuple(packages)),
        Section("visar-kort", _("What the calculation shows, in short"), tuple(shows)),
        Section("forslag", _("Proposal of {group}").format(group=group), (Words(_("Written by {group}.").format(group=group), "own"),)),
    )


def question(matter: Matter) -> str:
    """What is asked, who decides when, what each party can pay, and what the packages are ordered by."""
    county, base, objective = matter.county, matter.base, matter.found.objective
    asked = _("Which packages of measures should come first in {county}, within what each party can pay?").format(county=county.name)
    decision = _("{council} decides on {date}. The results hold for {years}.").format(
        council=county.council_sv,
        date=base.decision.isoformat(),
        years=unbroken(f"{base.report_from}–{base.report_to}"),
    )
    by = (
        _("The packages are ordered by {what}.").format(what=quoted(objective.aims[0].indicator))
        if objective.is_single
        else _("The packages are ordered by how large a part of the way to {n} goals they close, on average; nothing else weighs.").format(
            n=len(objective.aims)
        )
    )
    return f"{asked} {decision} {budget_words(matter)} {by}"
