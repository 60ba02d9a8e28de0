"""What the agreement asks for that the calculation cannot judge, why, and what speaks for it all the same."""

from __future__ import annotations

from results.tables import Column, Table
from scenarios.county import County
from scenarios.language import N_
from scenarios.language import translate as _

Row = tuple[str, str, str, str]

GENERAL: tuple[Row, ...] = (
    (
        "",
        N_("Participation, safety and trust"),
        N_("No data and no mechanism"),
        N_("Civil society's activities are asked for in all agreements"),
    ),
    ("", N_("Quality in school and teaching"), N_("Only places and waits are counted"), N_("Ask pupils and schools")),
    ("", N_("The newcomers' own experience"), N_("Cannot be calculated"), N_("Ask them")),
)
"""Rows that hold for every county."""


def beyond_table(county: County) -> Table:
    """What the county's agreement asks for and nothing computes, or not in full; then what no calculation could say."""
    columns = (
        Column("goal", _("Goal"), share=7),
        Column("asks", _("What it asks for"), share=28),
        Column("why", _("Why the calculation cannot judge it"), share=32),
        Column("speaks", _("What speaks for it, or where to ask"), share=33),
    )
    own = tuple((asked.ref, asked.label, asked.why, asked.speaks or "–") for asked in county.asked if asked.why)
    general = tuple((goal or "–", _(asks), _(why), _(speaks)) for goal, asks, why, speaks in GENERAL)
    title = _("Goals that the calculation cannot judge")
    return Table("gar-inte-att-bedoma", title, columns, (*own, *general), sheet=_("Cannot be judged"))
