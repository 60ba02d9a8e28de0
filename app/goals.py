"""Whether the indicators that goals and measures name are in the catalogue; the scenario's own files cannot know."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from scenarios.errors import Problem, did_you_mean
from scenarios.language import translate as _

if TYPE_CHECKING:
    from scenarios.schema.scenario import Scenario


def unknown_indicators(scenario: Scenario) -> Iterator[Problem]:
    """A problem for each indicator that is named by a goal, by something asked for or by a measure, and does not exist."""
    from results.indicators.catalogue import CATALOGUE

    county = scenario.county
    named = [(f"goal {goal.key}", key) for goal in county.goals for key in goal.indicators]
    named += [(f"asked {asked.ref}", key) for asked in county.asked for key in asked.indicators]
    named += [(f"measure {measure.id}", key) for measure in scenario.measures for key in measure.indicators]
    for place, key in named:
        if key not in CATALOGUE:
            message = _("There is no indicator with this key.")
            yield Problem(scenario.name, 0, 0, place, message, given=key, suggestion=did_you_mean(key, CATALOGUE))
