"""Dates that every time chart marks: the decision, and the rules that changed while people waited."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

from results.charts.series import Mark
from scenarios.calendar import shift_months
from scenarios.language import N_
from scenarios.language import translate as _
from scenarios.schema.scenario import Scenario

RULES: tuple[tuple[str, str, str], ...] = (
    ("plan_exists", N_("establishment plans"), ""),
    ("plan_requires_reception", N_("plan only after reception"), ""),
    ("reception_duty", N_("municipalities must receive"), ""),
    ("relatives_closed", N_("family reunification restricted"), N_("family reunification reopened")),
    ("programme", N_("establishment programme"), N_("establishment programme ends")),
    ("so_hours", N_("longer civic orientation"), N_("shorter civic orientation")),
)
"""Fields of the law whose changes are marked, with what it is called when the value rises and when it falls."""


def marks(scenario: Scenario, first: date, last: date) -> tuple[Mark, ...]:
    """The decision date and the dates of changed rules between `first` and `last`, in order."""
    found = [Mark(scenario.decision, "", decision=True)]
    for name, rises, falls in RULES:
        steps = getattr(scenario.law, name).steps
        for before, after in pairwise(steps):
            label = rises if after.value > before.value else falls
            if label and after.since is not None and after.value != before.value:
                found.append(Mark(after.since, _(label)))
    return tuple(sorted((m for m in found if first <= m.when <= last), key=lambda m: (m.when, m.label)))


def month_before(scenario: Scenario) -> str:
    """The month before the decision, "2016-12": its last day is the last one that is known."""
    return shift_months(scenario.decision.replace(day=1), -1).strftime("%Y-%m")
