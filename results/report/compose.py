"""The whole report in order: the first page, then the sections."""

from __future__ import annotations

from results.report import certainty, effects
from results.report.choice import FEW
from results.report.county_report import county_report
from results.report.follow_up import follow_up
from results.report.front import front_page
from results.report.material import Material
from results.report.page import Page
from results.report.placement import placement
from results.report.uncertainty import outdated_words
from results.report.value_stream import value_stream
from scenarios.language import text_of
from scenarios.language import translate as _


def compose(material: Material) -> Page:
    """Put the material into words, tables and charts."""
    county = material.base.county
    sections = (
        effects.situation(material),
        follow_up(material),
        effects.shows(material),
        effects.women_and_men(material),
        effects.places(material),
        placement(material),
        value_stream(material),
        effects.bottleneck(material),
        effects.who_waits_longer(material),
        effects.children(material),
        county_report(material),
        certainty.beyond(material),
        certainty.how_sure(material),
        certainty.believable(material),
        certainty.costs(material),
        certainty.sources_section(material),
        certainty.how_made(material),
    )
    return Page(
        title=_title(material),
        lead=_("Material of {group} for {council}").format(group=county.preparers_sv, council=county.council_sv),
        notice=_(
            "The people in this report are simulated – none is real. The model describes groups and is not made for decisions about "
            "individuals."
        ),
        front=front_page(material),
        sections=tuple(s for s in sections if s is not None),
        colophon=_("{n} calculations, seed {seed}.").format(n=material.replications, seed=material.seed),
        many=len(material.alternatives) > FEW,
        warning=outdated_words(material.extras.calibration),
    )


def _title(material: Material) -> str:
    if material.alternatives:
        return _("Basis for this year's priorities — {county} {year}").format(
            county=material.base.county.name, year=material.base.decision.year
        )
    return f"{text_of(material.base.title_sv, material.base.title_en)} — {material.years[0]}–{material.years[1]}"
