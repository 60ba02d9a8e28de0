"""A fit as data: what reports, county fits and the pages of the validation read; plain JSON with rounded numbers."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from calibration.abc import Check
from calibration.fit import Fit
from calibration.parameters import Prior, Space
from calibration.problem import Problem

Floats = NDArray[np.float64]

FITTED = Path(__file__).parent / "fitted"
"""The fits that ship: the nation's and each county's."""

DIGITS = 6


@dataclass(frozen=True)
class SavedTarget:
    """One target as it was fitted: its id, the simulated number at the posterior's mean, and the parts of its doubt."""

    id: str
    simulated: float | None
    measured: float
    chance: float
    discrepancy: float


@dataclass(frozen=True)
class Saved:
    """A fit.

    Attributes
    ----------
    parameters
        Names, in the order of everything else.
    prior_mean, prior_covariance, mean, covariance
        Of positions, before and after the targets were met.
    own_mean, own_covariance
        Of positions after the county's targets were met but before other counties were asked; as `mean` and `covariance` where none were.
    expected_left
        Part of each prior standard deviation that was expected to be left before anything was fitted.
    singular
        Singular values of the first Jacobian.
    check_mean, check_sd, disagrees
        What the other way to the posterior says.
    cost
        Half the sum of squares where each start ended.
    """

    parameters: tuple[str, ...]
    prior_mean: list[float]
    prior_covariance: list[list[float]]
    own_mean: list[float]
    own_covariance: list[list[float]]
    mean: list[float]
    covariance: list[list[float]]
    expected_left: list[float]
    singular: list[float]
    cost: list[float]
    check_mean: list[float]
    check_sd: list[float]
    check_points: float
    disagrees: list[bool]
    targets: tuple[SavedTarget, ...]
    seed: int
    simulations: int

    @property
    def prior(self) -> Prior:
        """What was believed before."""
        return Prior(np.array(self.prior_mean), np.array(self.prior_covariance))

    @property
    def own(self) -> Prior:
        """What was believed after the fit alone."""
        return Prior(np.array(self.own_mean), np.array(self.own_covariance))

    @property
    def posterior(self) -> Prior:
        """What is believed."""
        return Prior(np.array(self.mean), np.array(self.covariance))


def saved(problem: Problem, space: Space, fit: Fit, check: Check, seed: int, pooled: tuple[Prior, Prior, Floats] | None = None) -> Saved:
    """A fit as data.

    Parameters
    ----------
    pooled
        Prior and posterior after other counties were asked, and the simulated numbers there; the fit's own where none were.
    """
    doubt, after = fit.posterior.doubt, fit.after
    prior, posterior, expected = pooled or (fit.prior, after, fit.expected)
    return Saved(
        parameters=space.names,
        prior_mean=_list(prior.mean),
        prior_covariance=_list(prior.covariance),
        own_mean=_list(after.mean),
        own_covariance=_list(after.covariance),
        mean=_list(posterior.mean),
        covariance=_list(posterior.covariance),
        expected_left=_list(fit.before.left),
        singular=_list(fit.before.singular),
        cost=_list(np.array(fit.cost)),
        check_mean=_list(check.mean),
        check_sd=_list(check.sd),
        check_points=round(check.points, 1),
        disagrees=[bool(each) for each in check.disagrees(fit.posterior)],
        targets=tuple(
            SavedTarget(target.id, float(value) if np.isfinite(value) else None, *(float(part[k]) for part in parts))
            for k, (target, value) in enumerate(zip(problem.targets, _rounded(expected), strict=True))
            for parts in [[_rounded(each) for each in (doubt.measured, doubt.chance, doubt.discrepancy)]]
        ),
        seed=seed,
        simulations=len(problem.evaluator.kept.found),
    )


def write(path: Path, found: Saved) -> None:
    """Write a fit."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(
        json.dumps(asdict(found), ensure_ascii=False, indent=None, separators=(",", ":")).replace('],"', '],\n"') + "\n", "utf-8"
    )


def read(path: Path) -> Saved:
    """Read a fit that `write` wrote."""
    plain = json.loads(path.read_text(encoding="utf-8"))
    targets = tuple(SavedTarget(**target) for target in plain.pop("targets"))
    return Saved(**{**plain, "parameters": tuple(plain["parameters"])}, targets=targets)


def _rounded(values: Floats) -> Floats:
    return np.array([float(f"{value:.{DIGITS}g}") for value in np.ravel(values)]).reshape(np.shape(values))


def _list(values: Floats) -> Any:
    return _rounded(values).tolist()


def moved(found: Saved, prior: Prior, posterior: Prior, expected: Floats) -> Saved:
    """The same fit after other counties were asked: with this prior and posterior, and the simulated numbers there."""
    numbers = [float(value) if np.isfinite(value) else None for value in _rounded(expected)]
    return replace(
        found,
        prior_mean=_list(prior.mean),
        prior_covariance=_list(prior.covariance),
        mean=_list(posterior.mean),
        covariance=_list(posterior.covariance),
        targets=tuple(replace(target, simulated=value) for target, value in zip(found.targets, numbers, strict=True)),
    )
