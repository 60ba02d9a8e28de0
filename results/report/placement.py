"""Beside each placement policy: the spread it causes between municipalities, whom it reaches, and who waits longer."""

from __future__ import annotations

from results.indicators.catalogue import name
from results.report.material import Material
from results.report.overviews import Line, lines_table
from results.report.page import Item, Section, Shown, Words
from results.report.words import group_name
from scenarios.language import translate as _
from scenarios.schema.scenario import Scenario

POLICIES = ("placement.where", "placement.policy")
"""Parameters that say where the assigned are sent, and who first."""

SHOWN = (
    ("received_spread", ("all",)),
    ("assigned_share", ("all",)),
    ("reception_wait_median", ("all", "women", "men", "special_need")),
    ("reception_wait_p90", ("all", "women", "men", "special_need")),
    ("reception_in_time", ("all", "women", "men")),
    ("work_two_years", ("all", "women", "men")),
)
"""What stands beside a placement policy's gain: indicators and groups."""

EXPERIMENT = "best_expected"


def placement(material: Material) -> Section | None:
    """The section; None where no alternative changes where or in which order people are assigned."""
    changed = [s for s, scenario in zip(material.series[1:], material.alternatives, strict=True) if _changes(material.base, scenario)]
    if not changed:
        return None
    letters = ", ".join(s.letter for s in changed)
    words = _(
        "Alternatives that change who is assigned first, or where to: {letters}. They reach only those who are assigned; those who "
        "settle by themselves choose where they live. What they do to the spread between municipalities, and who waits longer, stands "
        "beside the gain."
    ).format(letters=letters)
    items: list[Item] = [Words(words)]
    if any(_sends_by_experiment(scenario) for scenario in material.alternatives):
        items.append(
            Words(
                _(
                    "Best expected outcome is a policy experiment, not a proposal: it says what could be gained if schooling and the local "
                    "labour market decided who is sent where. It uses no sex, origin, religion or disability, and nobody's score is shown "
                    "or kept."
                )
            )
        )
    lines = [
        Line(key, material.county, group, name(key) if group == "all" else f"{name(key)}: {group_name(group)}")
        for key, groups in SHOWN
        for group in groups
    ]
    table = lines_table(material, lines, "placering", _("Beside the placement policies"), _("Indicator"))
    return Section("placering", _("Placement: spread and who waits longer"), (*items, Shown(table)))


def _changes(base: Scenario, other: Scenario) -> bool:
    """Whether an alternative has another placement policy, or divides kommuntal anew."""
    policies = any(base.parameter(key).steps != other.parameter(key).steps for key in POLICIES)
    services = [part.service for m in other.measures for part in m.key] + [part.service for m in other.measures for part in m.shift]
    return policies or "kommuntal" in services


def _sends_by_experiment(scenario: Scenario) -> bool:
    return any(step.value == EXPERIMENT for step in scenario.placement.where.steps)
