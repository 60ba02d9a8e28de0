"""Goals of the agreements that the calculation cannot judge, why, and what speaks for them all the same."""

from __future__ import annotations

from results.tables import Column, Table
from scenarios.language import N_
from scenarios.language import translate as _

Row = tuple[str, str, str, str]

GOALS: dict[str, tuple[Row, ...]] = {
    "19": (
        (
            "2.2",
            N_("Fewer organisations that find it hard to recruit"),
            N_("Employers' demand is not part of the calculation"),
            N_("Practice at workplaces brings employers and newcomers together"),
        ),
        (
            "2.2",
            N_("More new firms in the county"),
            N_("Only newcomers' own business is counted"),
            N_("Own business is shown apart in headline indicator 1"),
        ),
        (
            "2.4",
            N_("Measures agree with the discrimination act"),
            N_("How people are met is not calculated"),
            N_("No order of precedence in the calculation uses sex, origin, religion or disability"),
        ),
        (
            "3.2",
            N_("Ill-health found early, information and care"),
            N_("Only the health assessment is counted, not care, and no effect on work is assumed"),
            N_("Assessment in time is a condition for care in time"),
        ),
        (
            "3.4",
            N_("Flexible and vocational teaching of Swedish"),
            N_("The quality of teaching is not calculated"),
            N_("Those concerned ask for it; ask the schools how it went"),
        ),
        ("3.6", N_("Healthy housing environments"), N_("No data and no mechanism"), N_("Matters for children and for health")),
        (
            "3.7",
            N_("Quality in school, support to parents, meaningful leisure"),
            N_("Only places and waits are counted"),
            N_("The convention on the rights of the child; ask children themselves"),
        ),
        (
            "3.8",
            N_("Coordinated support to unaccompanied children"),
            N_("Unaccompanied children are not part of this calculation"),
            N_("A task of its own in the agreement"),
        ),
        (
            "3.9",
            N_("Participation in society, all feel safe"),
            N_("No data and no mechanism"),
            N_("Civil society's activities are asked for in all agreements"),
        ),
    ),
}
"""Rows by county: goal, what it asks for, why it is not calculated, what speaks for it."""

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
"""Rows for a county without rows of its own."""


def beyond_table(county: str) -> Table:
    """The goals that the calculation cannot judge."""
    columns = (
        Column("goal", _("Goal"), share=7),
        Column("asks", _("What it asks for"), share=28),
        Column("why", _("Why the calculation cannot judge it"), share=32),
        Column("speaks", _("What speaks for it, or where to ask"), share=33),
    )
    rows = tuple((goal or "–", _(asks), _(why), _(speaks)) for goal, asks, why, speaks in GOALS.get(county, GENERAL))
    return Table("gar-inte-att-bedoma", _("Goals that the calculation cannot judge"), columns, rows, sheet=_("Cannot be judged"))
