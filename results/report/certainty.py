"""Sections on how far the results can be trusted, what they cost, where they come from and how they were made."""

from __future__ import annotations

from results.report.beyond import beyond_table
from results.report.evidence import evidence_table
from results.report.material import Material
from results.report.overviews import definitions_table
from results.report.page import Item, Lines, Section, Shown, Words
from results.report.registers import assumptions_table, sources_table
from results.report.uncertainty import both_kinds, drawn_table, parts_table, weight_words
from results.tables import Column, Table
from scenarios.language import translate as _


def beyond(material: Material) -> Section:
    """Goals that the calculation cannot judge."""
    words = _("These goals stay on the table: that something cannot be calculated says nothing about its worth.")
    return Section(
        "kan-inte-bedomas", _("Goals that the calculation cannot judge"), (Words(words), Shown(beyond_table(material.base.county)))
    )


def how_sure(material: Material) -> Section:
    """The three kinds of uncertainty, the evidence, the assumptions."""
    items: list[Item] = [Lines(_three_kinds(material))]
    posterior = material.base.posterior
    if posterior is not None and material.extras.uncertainty is not None:
        items += [Words(weight_words(material)), Shown(parts_table(material)), Shown(drawn_table(material.base, posterior))]
    if material.alternatives:
        items.append(Shown(evidence_table(material)))
    items.append(Shown(assumptions_table(material)))
    return Section("sa-sakert", _("How sure it is"), tuple(items))


def _three_kinds(material: Material) -> tuple[str, ...]:
    futures = {"low": _("low"), "planned": _("planned"), "high": _("high"), "surge": _("surge")}
    posterior = material.base.posterior
    drawn = posterior is not None and material.extras.uncertainty is not None
    held = (
        _(
            "Chance: {n} calculations with different luck for the same people. All intervals in the report are 95 % confidence intervals "
            "for the expected value and hold chance only."
        ).format(n=material.replications),
        _(
            "Parameters: shares, times and effects are held at one value each. Those without a source are in the register of assumptions; "
            "how far the results move with them is not part of the intervals."
        ),
    )
    return (
        *(both_kinds(material, posterior) if drawn and posterior is not None else held),
        _("The future: the calculation uses the {future} forecast of arrivals. Run the low and the high one too before a decision.").format(
            future=futures[material.base.future]
        ),
        _("Jobs are not rationed: that somebody finds work takes no job from anybody else. This is an assumption."),
        _(
            "A difference whose interval holds zero “cannot be told apart from zero”: it may be there, "
            "but these calculations do not show it."
        ),
    )


def believable(material: Material) -> Section:
    """Simulated against published figures."""
    table = material.extras.believability
    words = _(
        "The unchanged course is held against published figures. Assumptions were set by those marked *: that they "
        "agree is no independent test. Near means within a factor of 1.5 or 10 percentage points. Where there is no published "
        "figure the row says “not testable”."
    )
    items: list[Item] = [Words(words)]
    items += (
        [Shown(table)]
        if table is not None and table.rows
        else [Words(_("No comparison with published figures has been made for this county."))]
    )
    return Section("trovardig", _("Is the calculation believable?"), tuple(items))


def costs(material: Material) -> Section:
    """Costs by payer; cost per additional person only where it can be told."""
    tables = [t for t in (material.extras.costs, material.extras.payments, material.extras.cost_per_person) if t is not None and t.rows]
    words = _(
        "Each payer's cost stands alone: what one party pays is not another's to spend. Assumed prices are in the register of assumptions."
    )
    items: list[Item] = [Words(words), *(Shown(t) for t in tables)]
    if not tables:
        items.append(Words(_("No costs are stated in the scenarios.")))
    elif material.alternatives and (material.extras.cost_per_person is None or not material.extras.cost_per_person.rows):
        items.append(Words(_("Cost per additional self-supporting person is not given: the effect cannot be told apart from zero.")))
    return Section("kostnad", _("Cost by payer"), tuple(items))


def sources_section(material: Material) -> Section:
    """Sources and definitions."""
    return Section("kallor", _("Sources"), (Shown(sources_table(material)), Shown(definitions_table(material.base.county))))


def how_made(material: Material) -> Section:
    """How the calculation was made: enough to make it again."""
    base = material.base
    facts = [
        (_("Scenarios"), ", ".join(s.name for s in material.series)),
        (_("Calculated period"), f"{base.start.isoformat()} – {base.end.isoformat()}"),
        (_("Reported years"), f"{material.years[0]}–{material.years[1]}"),
        (_("Calculations"), str(material.replications)),
        (_("Seed"), str(material.seed)),
        *material.extras.run_facts,
    ]
    columns = (Column("what", _("What")), Column("value", _("Value")))
    table = Table("korning", _("How the calculation was made"), columns, tuple(facts), sheet=_("The calculation"))
    words = _(
        "Each calculation follows every simulated person day by day through asylum, reception, plan, courses, practice and work. "
        "The same people with the same luck meet each alternative; only what the measure changes differs. "
        "Differences are taken calculation by calculation."
    )
    return Section("sa-gjordes", _("How the calculation was made"), (Words(words), Shown(table)))
