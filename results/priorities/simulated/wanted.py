"""Which indicators the report shows, so that a search keeps them while it simulates."""

from __future__ import annotations

from results.indicators.catalogue import CATALOGUE
from results.priorities.choices.goals import indicators_of
from results.priorities.choices.packages import Menu
from results.priorities.found import Requirement
from results.report.choice import CHILDREN, LOCAL, MAIN, WAITS

BESIDE = ("received", "received_spread", "self_support_gap", "work_two_years_gap")
"""Indicators that are told of the county, or that goals of equal conditions are read by."""


def wanted(menu: Menu, objective: str, requirements: tuple[Requirement, ...] = ()) -> tuple[str, ...]:
    """Indicators of a question whose answer is to be reported, each once and in the order of the catalogue.

    Parameters
    ----------
    menu
        The measures; the indicators that each is meant to move are among those kept.
    objective
        Name of the objective, as `results.priorities.choices.goals.indicators_of` takes it.

    Raises
    ------
    KeyError
        No such objective.
    """
    aims = [indicator for _goal, indicator in indicators_of(objective, menu.base.county)]
    own = [indicator for measure in menu.measures.values() for indicator in measure.indicators]
    asked = [requirement.indicator for requirement in requirements]
    kept = {*aims, *own, *asked, *MAIN, *WAITS, *LOCAL, *CHILDREN, *BESIDE}
    return tuple(key for key in CATALOGUE if key in kept)
