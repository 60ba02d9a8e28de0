"""Forecasts of figures that no fit has seen: the model's, and those that anybody could make.

The model's has a member for each posterior draw and replication, each with luck of its own. *Last year's value* stands still: the latest
figure of the same series, or where none was published the model's own number for the last year before. *Survival curves without capacity*
have the same people and arrivals, and times fitted to the same figures, but nobody ever waits for a place. Beside them the same curves
unfitted, at the values most believed: those were chosen by somebody who had seen the years held back.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from calibration.calibrate import positions_of
from calibration.fit import LUCK
from calibration.parameters import Prior
from calibration.problem import Problem
from calibration.targets import Target
from calibration.validation.setting import DRAWS, REPLICATIONS, rounded
from calibration.validation.years import a_year_before, last_before, observed
from results.intervals import variances
from scenarios.schema.scenario import Scenario

Floats = NDArray[np.float64]

WITHOUT_LIMIT = 50.0
"""Factor on all capacities under which nobody waits for a place."""

FREE_REPLICATIONS = 10
"""Replications of the unfitted forecast without capacities."""


def without_limits(scenario: Scenario) -> dict[str, float]:
    """Values by address with which no service has a queue."""
    return {f"capacity.{service}": WITHOUT_LIMIT for service in sorted({capacity.service for capacity in scenario.county.capacities})}


def members(problem: Problem, posterior: Prior, seed: int, draws: int = DRAWS, replications: int = REPLICATIONS) -> Floats:
    """Simulated numbers at posterior draws, each with luck of its own; shape (draws, replications, targets)."""
    positions = positions_of(posterior, seed, draws)
    luck = [[LUCK["predict"] + replications * k + r for r in range(replications)] for k in range(draws)]
    return problem.apart(positions, luck, seed)


def asked(held_back: Sequence[Target], known: Sequence[Target]) -> tuple[Target, ...]:
    """The figures that are forecast, followed by those of the year before for series of which nothing was published by then."""
    before = [a_year_before(target) for target in held_back if last_before(target, known) is None]
    return (*held_back, *(target for target in before if target is not None))


def predicted(
    problem: Problem,
    held_back: Sequence[Target],
    known: Sequence[Target],
    posterior: Prior,
    curves: Prior,
    seed: int,
    draws: int = DRAWS,
) -> list[dict[str, Any]]:
    """All forecasts of each figure, as data.

    Parameters
    ----------
    problem
        Of the targets that `asked` gives.
    known
        The figures that the fits have seen.
    posterior, curves
        Of the fit with capacities, and of the one without (`unlimited`).
    """
    found = members(problem, posterior, seed, draws)
    free = members(unlimited(problem), curves, seed, draws)
    luck = [[LUCK["predict"] + k for k in range(FREE_REPLICATIONS)]]
    unfitted = problem.over(problem.evaluator.apart([unlimited(problem).fixed], luck, seed), (2,))[0]
    place = {target.id: k for k, target in enumerate(problem.targets)}
    rows = []
    for target in held_back:
        k = place[target.id]
        before = last_before(target, known)
        instead = place.get(f"{target.id}:before") if before is None else None
        now = found[:, :, instead].ravel() if instead is not None else None
        rows.append(_row(target, found[:, :, k], free[:, :, k], unfitted[:, k], _last(before, now)))
    return rows


def unlimited(problem: Problem) -> Problem:
    """The same question where no service has a queue: what a capacity is is neither asked nor fitted."""
    services = {key: value for scenario in problem.evaluator.setting.scenarios for key, value in without_limits(scenario).items()}
    return replace(problem, space=problem.space.without(services), fixed={**problem.fixed, **services})


def _last(before: Target | None, now: Floats | None) -> dict[str, Any] | None:
    """What stands still: a value, its standard deviation, and where it comes from."""
    if before is not None:
        return {"value": sum(before.bounds) / 2.0, "sd": before.se, "from": before.id}
    if now is None or not np.isfinite(now).all():
        return None
    return {"value": rounded(float(now.mean())), "sd": rounded(float(now.std(ddof=1))), "from": ""}


def _row(target: Target, found: Floats, free: Floats, unfitted: Floats, last: Mapping[str, Any] | None) -> dict[str, Any]:
    chance, parameters = parts(found)
    return {
        **described(target),
        "observed": observed(target),
        "members": [rounded(float(value)) for value in found.ravel()],
        "chance": rounded(chance),
        "parameters": rounded(parameters),
        "last_value": last,
        "free": [rounded(float(value)) for value in free.ravel()],
        "free_chance": rounded(parts(free)[0]),
        "unfitted": [rounded(float(value)) for value in unfitted],
    }


def described(target: Target) -> dict[str, Any]:
    """What a figure is and says, as data."""
    low, high = target.bounds
    return {
        **{key: getattr(target, key) for key in ("id", "area", "indicator", "per", "group", "first", "last", "unit", "se", "discrepancy")},
        "bounds": [low, high],
        "place": target.published_area,
    }


def parts(found: Floats) -> tuple[float, float]:
    """Standard deviations of simulated numbers of shape (draws, replications): by chance, and by parameters."""
    draws, replications = found.shape
    both = variances(found.reshape(-1, 1), np.repeat(np.arange(draws), replications).tolist())
    return float(np.sqrt(both.within[0])), float(np.sqrt(both.of_parameters[0]))
