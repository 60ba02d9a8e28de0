"""On which shelf a package stands, and what no shelf holds because the calculation cannot judge it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from results.priorities.choices.goals import left_out
from results.priorities.choices.packages import Choice
from results.priorities.found import Candidate, Prioritisation, Shelf
from results.priorities.selecting import Selection
from scenarios.language import text_of
from scenarios.language import translate as _
from scenarios.measures import Measure

NO_EFFECT_KNOWN = "D"
"""Grade of evidence of a measure that has no effect on the outcome unless a planner gives it one."""


@dataclass(frozen=True)
class Beyond:
    """A measure or a goal that cannot be judged, and why.

    Attributes
    ----------
    key
        Id of the measure, or key of the goal.
    label, why
        What it is called and why it cannot be judged, in the language of the reader.
    """

    key: str
    label: str
    why: str


def shelf_of(selection: Selection, system: int) -> Shelf:
    """First where it alone is told best, alike where it is not told apart from the best, later where it is told worse."""
    verdict = selection.of(system).verdict
    if verdict == "worse":
        return "later"
    return "alike" if selection.not_told_apart else "first"


def measures_beyond(found: Prioritisation) -> tuple[Beyond, ...]:
    """Measures of the menu that change nothing of what packages are judged by, at any level and in any replication, and why."""
    silent = [measure for key, measure in found.menu.measures.items() if not moves_anything(found.singles, key)]
    return tuple(Beyond(each.id, _title(each), _why_measure(each)) for each in silent)


def goals_beyond(found: Prioritisation) -> tuple[Beyond, ...]:
    """Goals of the county that packages are not judged by, and why: no indicator, no value, or reached."""
    county = found.menu.base.county
    missing = left_out(found.objective.name, county, found.objective.aims)
    goals = {goal.key: goal for goal in county.goals}
    return tuple(Beyond(key, goals[key].label, _why_goal(bool(goals[key].indicators))) for key in missing)


def moves_anything(singles: Mapping[Choice, Candidate], measure: str) -> bool:
    """Whether a measure, in one of its choices, changes the score or what a requirement is about at all."""
    own = [candidate for choice, candidate in singles.items() if choice.measure == measure]
    return any(touches(candidate) for candidate in own)


def touches(candidate: Candidate) -> bool:
    """Whether a package changes an aim, or what a requirement is about, in any replication."""
    asked = {(each.requirement.indicator, each.requirement.group) for each in candidate.held}
    moved = [change for key, change in candidate.changes.items() if (key[0], key[2]) in asked]
    return any(each.low != 0.0 or each.high != 0.0 or each.mean != 0.0 for each in (*candidate.closed, *moved))


def _title(measure: Measure) -> str:
    return text_of(measure.title_sv, measure.title_en)


def _why_measure(measure: Measure) -> str:
    if measure.evidence == NO_EFFECT_KNOWN:
        return _("No study says how much it does (evidence D): it has no effect in the calculation unless one is assumed.")
    return _("In the calculation it changes nothing of what packages are judged by.")


def _why_goal(has_indicator: bool) -> str:
    if has_indicator:
        return _("Its indicator has no value here, has no better direction, or the goal is reached.")
    return _("No indicator of the calculation is close to it.")
