"""What is asked of the packages when they stand on their shelves: how sure the order is, what each measure brings, and one more of what."""

from __future__ import annotations

from dataclasses import replace

from results.indicators.catalogue import CATALOGUE
from results.priorities.doubt.doubt import doubt
from results.priorities.found import Attribution, Doubt, Marginal, Prioritisation
from results.priorities.search.effort import Effort, Stage
from results.priorities.simulated.evaluate import Evaluator
from results.priorities.why import marginal, shapley, years_apart
from scenarios.language import translate as _

LEAST = 2
"""Fewest observations that an interval rests on."""


def doubted(found: Prioritisation, evaluator: Evaluator, effort: Effort, stage: Stage) -> Doubt | None:
    """How sure the order of the first packages is, in every future; None where it is not asked for."""
    if effort.draws < LEAST:
        return None
    packages = [candidate.package for candidate in found.candidates]
    with stage(_("How sure the order is"), 0):
        return doubt(evaluator, packages[: effort.doubted], found.objective, effort.draws, among=packages)


def shared(found: Prioritisation, evaluator: Evaluator, effort: Effort, stage: Stage) -> Prioritisation:
    """With what each measure of the best package brings, and how any two meet; not of a package of none or more than can be divided."""
    package = found.best.package
    if not effort.parts or not 1 <= len(package) <= shapley.MOST:
        return found
    one = shapley.simulations(package, range(1), pairs=evaluator.pairs)
    observations = range(min(max(effort.parts // one, LEAST), effort.most))
    with stage(_("What each measure brings"), 0):
        divided = shapley.divide(evaluator, found.objective, package, observations)
    return replace(found, shares={package: divided.shares}, pairs={package: divided.pairs})


def places(found: Prioritisation, evaluator: Evaluator, effort: Effort, stage: Stage) -> tuple[Marginal, ...]:
    """What one more seat, leader, dwelling, caseworker or practice place brings, by place, with nothing more done."""
    if not effort.places:
        return ()
    numbers = range(effort.each_place)
    expected = marginal.simulations(effort.places, numbers, pairs=evaluator.pairs)
    with stage(_("One more of what, and where"), expected):
        return marginal.marginals(evaluator, found.objective, most=effort.places, observations=numbers)


def apart(found: Prioritisation, evaluator: Evaluator, years: tuple[int, int] | None, stage: Stage) -> tuple[Attribution, ...]:
    """Why the indicators that packages are ordered by differ between two years; those that have no number by year are left out."""
    if years is None:
        return ()
    by_year = [key for key in found.objective.indicators if CATALOGUE[key].statistic != "spread"]
    with stage(_("Why two years differ"), 0):
        return years_apart.explain(evaluator, by_year, *years)
