"""What requirements cost, and how near one comes to those that no package is told to meet."""

from __future__ import annotations

from collections.abc import Sequence

from results.priorities.choices.budget import PAYERS
from results.priorities.found import Candidate, Price, Requirement, Unmet
from results.priorities.search.race import Race
from results.priorities.simulated.requirements import shortfall, standing


def unmet(requirements: Sequence[Requirement], candidates: Sequence[Candidate]) -> tuple[Unmet, ...]:
    """The requirements that no package is told to meet, each with the package that comes nearest."""
    found = []
    for k, requirement in enumerate(requirements):
        if any(candidate.held[k].verdict == "met" for candidate in candidates):
            continue
        nearest = min(candidates, key=lambda candidate: shortfall(requirement, candidate.held[k].value.mean))
        found.append(Unmet(requirement, nearest.package, nearest.held[k].value))
    return tuple(found)


def prices(race: Race, candidates: Sequence[Candidate]) -> tuple[Price, ...]:
    """What each requirement that the best package is told to meet costs: against the best one where the others alone must hold."""
    best = candidates[0]
    return tuple(
        _price(race, held.requirement, best, _best_without(k, candidates)) for k, held in enumerate(best.held) if held.verdict == "met"
    )


def _best_without(k: int, candidates: Sequence[Candidate]) -> Candidate:
    """The package with the greatest score of those that keep best to the requirements other than one."""
    stands = [standing([held for n, held in enumerate(candidate.held) if n != k]) for candidate in candidates]
    own = [candidate for candidate, stand in zip(candidates, stands, strict=True) if stand == min(stands)]
    return max(own, key=lambda candidate: candidate.score.mean)


def _price(race: Race, requirement: Requirement, within: Candidate, without: Candidate) -> Price:
    numbers = race.numbers(within.package, without.package)
    scores = race.look.scores([within.package, without.package], numbers)
    [score] = race.look.ranges((scores[0] - scores[1])[:, None], numbers)
    extra = (within.cost - without.cost).mean(axis=1)
    return Price(requirement, without.package, within.package, score, dict(zip(PAYERS, map(float, extra), strict=True)))
