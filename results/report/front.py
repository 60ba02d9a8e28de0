"""The first page: question, alternatives, what the calculation shows, and room for the preparing group's own words."""

from __future__ import annotations

from results.report.choice import FEW
from results.report.figures import overview_chart, received_chart
from results.report.material import Material
from results.report.overviews import extent, front_table, responsible_names
from results.report.page import Drawn, Item, Lines, Section, Shown, Words
from results.report.sentences import front_sentences
from results.report.words import goal_names, listed, unbroken
from scenarios.language import text_of
from scenarios.language import translate as _
from scenarios.measures import Measure
from scenarios.schema.scenario import Scenario


def front_page(material: Material) -> tuple[Section, ...]:
    """The blocks of the first page, in order."""
    blocks = [Section("fragan", _("The question"), _question(material))]
    if material.alternatives:
        blocks.append(Section("alternativen-kort", _("The alternatives"), (Lines(_alternatives(material)),)))
    blocks.append(Section("visar-kort", _("What the calculation shows, in short"), _shows(material)))
    group = material.base.county.preparers_sv
    own = (Words(_("Written by {group}.").format(group=group), "own"),)
    blocks.append(Section("forslag", _("Proposal of {group}").format(group=group), own))
    return tuple(blocks)


def _question(material: Material) -> tuple[Item, ...]:
    county = material.base.county
    questions = [text_of(s.question_sv, s.question_en) for s in material.alternatives] or [
        text_of(material.base.question_sv, material.base.question_en)
    ]
    asked = (
        _("Which of the measures below should come first in {county}?").format(county=county.name) if len(questions) > 1 else questions[0]
    )
    decision = _("{council} decides on {date}. The results hold for {years}.").format(
        council=county.council_sv, date=material.base.decision.isoformat(), years=unbroken("–".join(map(str, material.years)))
    )
    return (Words(f"{asked} {decision}"),)


def _alternatives(material: Material) -> tuple[str, ...]:
    brief = len(material.alternatives) > FEW
    form = (
        _("{letter}: {title}. Goal {goal}. In operation from {date}. Evidence {grade}.")
        if brief
        else _("{letter}: {title} ({extent}). Goal {goal}. Responsible: {who}. In operation from {date}. Evidence {grade}.")
    )
    lines = []
    for s, scenario in zip(material.series[1:], material.alternatives, strict=True):
        for m in scenario.measures:
            lines.append(
                form.format(
                    letter=s.letter,
                    title=text_of(m.title_sv, m.title_en),
                    extent=extent(m),
                    goal=listed(_goals(scenario, m)),
                    who=", ".join(responsible_names(scenario, m)),
                    date=m.in_force.isoformat(),
                    grade=m.evidence,
                )
            )
        if not scenario.measures:
            lines.append(f"{s.full}.")
    return tuple(lines)


def _goals(scenario: Scenario, measure: Measure) -> list[str]:
    """The goals' numbers, which are enough on the first page; their names where the agreement has no numbers."""
    return [key if key[:1].isdigit() else name for key, name in zip(measure.goals, goal_names(scenario.county, measure.goals), strict=True)]


def _shows(material: Material) -> tuple[Item, ...]:
    items: list[Item] = [Lines(front_sentences(material))]
    chart = overview_chart(material) if material.alternatives else received_chart(material)
    if chart is not None:
        items.append(Drawn(chart))
    items.append(Shown(front_table(material)))
    return tuple(items)
