"""Parameter recovery: truths drawn from the prior, one made-up history of each, and whether the fit finds them again.

Every set is simulated with luck that no fit and no run meets, its numbers are rounded as published ones are, and the fit knows nothing
else. All sets are fitted on the same luck, so that what is simulated about the prior's middle serves all of them.
"""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from calibration.abc import standard_normals
from calibration.calibrate import as_it_turned_out
from calibration.cohorts.synthetic import SEEDS_FROM
from calibration.evaluate import Evaluator, Setting
from calibration.fit import Effort, Fit, fit
from calibration.observe import shortened
from calibration.parameters import FARTHEST, Prior, Space, standard_prior
from calibration.problem import Problem
from calibration.targets import Target
from calibration.validation.fits import space_of
from calibration.validation.ranks import Uniformity, ranks, uniformity
from calibration.validation.setting import Work, keep, kept, rounded
from results.indicators.catalogue import CATALOGUE

Floats = NDArray[np.float64]

FILE = "recovery.json"
COUNTY = "jamtland"
"""The smallest county: the least data, and the least to simulate."""

SETS = 20

RECOVERY = Effort(chance=40, slopes=8, designed=40, starts=1, search=1, rounds=6, final=5, polish=1, shown=3, checked=0, untouched=0.85)
"""How much is simulated for a made-up history: less than for a real one, as there are many."""

INTERVAL = 0.9
"""Probability of the intervals that truths are looked for in."""

_REACH = 1.6448536269514722
"""Standard deviations from the middle to the end of such an interval of a normal distribution."""

ROUNDING = 1.0 / np.sqrt(12.0)
"""Standard deviation of a number that is rounded to a whole one."""

_ALL, _SEX, _PATHS = ("all",), ("women", "men"), ("path_1", "path_2", "path_3")
_DECEMBER = "-12"
_ASKED: tuple[tuple[str, tuple[str, ...], range, str], ...] = (
    ("received_assigned", _ALL, range(2011, 2017), ""),
    ("received_self_settled", _ALL, range(2011, 2017), ""),
    ("permit_to_plan_median", _SEX, range(2011, 2017), ""),
    ("sfi_wait_from_plan", _ALL, range(2011, 2017), ""),
    ("sfi_half_year", _ALL, range(2011, 2017), ""),
    ("so_half_year", _ALL, range(2011, 2017), ""),
    ("abo_wait_mean", _ALL, range(2011, 2017), ""),
    ("practice_12_months", _ALL, range(2011, 2017), ""),
    ("health_same_year", _ALL, range(2011, 2017), ""),
    ("in_plan", _ALL, range(2011, 2017), _DECEMBER),
    ("queue_sfi", _ALL, range(2011, 2017), _DECEMBER),
    ("sfi_course_two_years", _ALL, range(2011, 2015), ""),
    ("sfi_d_two_years", _PATHS, range(2011, 2015), ""),
    ("work_two_years", _SEX, range(2011, 2015), ""),
    ("self_support", _SEX, range(2013, 2017), ""),
    ("in_municipality_3_years", _ALL, range(2011, 2014), ""),
)
"""What a county could publish of its own cohorts: indicator, groups, years, and the month where a stock is counted."""


def cohorts(code: str) -> tuple[Target, ...]:
    """The figures of a made-up history, without values yet."""
    return tuple(
        _figure(code, indicator, group, f"{year}{month}")
        for indicator, groups, years, month in _ASKED
        for group in groups
        for year in years
    )


def _figure(code: str, indicator: str, group: str, period: str) -> Target:
    return Target(
        id=f"{indicator}-{group}-{period}", area=code, indicator=indicator, per="", group=group, first=period, last=period, value=None,
        low=-1e9, high=1e9, unit=CATALOGUE[indicator].unit, se=ROUNDING, discrepancy=0.0, published_area="", year=period, source="made up",
        note="", held_back=False,
    )  # fmt: skip


def truth_of(number: int, size: int, seed: int) -> Floats:
    """The true positions of one set, drawn from the prior; shape (size,)."""
    drawn = standard_normals(seed, "calibration.recovery", number + 1, size)[-1]
    return np.asarray(np.clip(drawn, -FARTHEST, FARTHEST))


@dataclass(frozen=True)
class Recovered:
    """One set: true positions, what the fit says of them, and what it declared identifiable before it saw any value."""

    number: int
    truth: Floats
    posterior: Prior
    identified: NDArray[np.bool_]
    rms_z: float

    @property
    def within(self) -> NDArray[np.bool_]:
        """Which truths lie in their intervals, shape (size,)."""
        return np.asarray(np.abs(self.truth - self.posterior.mean) <= _REACH * self._sd)

    @property
    def _sd(self) -> Floats:
        return np.asarray(np.sqrt(np.diag(self.posterior.covariance)))

    def width(self, space: Space) -> Floats:
        """Width of each interval in parts of the prior's, in the parameter's unit; shape (size,)."""
        high, low = (space.shown(np.clip(self.posterior.mean + side * _REACH * self._sd, -FARTHEST, FARTHEST)) for side in (1.0, -1.0))
        most, least = (space.shown(np.full(space.size, side * _REACH)) for side in (1.0, -1.0))
        return np.asarray((high - low) / (most - least))


def recover(problem: Problem, number: int, seed: int, effort: Effort = RECOVERY) -> Recovered:
    """Make up one history and fit it.

    Parameters
    ----------
    problem
        Of the figures of `cohorts`, in any state of their values.
    """
    truth = truth_of(number, problem.space.size, seed)
    made_up = problem.single(truth[None], [number], SEEDS_FROM + seed)[0, 0]
    asking = copy(problem)
    asking.targets = tuple(map(_with_value, problem.targets, made_up))
    found = fit(asking, standard_prior(problem.space.size), seed, effort)
    return Recovered(number, truth, found.after, found.before.identified, _rms(asking, found))


def _with_value(target: Target, value: float) -> Target:
    """A figure with its rounded number; one without a number is anything."""
    return replace(target, value=float(np.round(value)), low=None, high=None) if np.isfinite(value) else target


def _rms(problem: Problem, found: Fit) -> float:
    return float(np.sqrt(np.mean((problem.differences(found.expected) / found.posterior.doubt.total()) ** 2)))


def recovery(work: Work, sets: range = range(SETS), county: str = COUNTY, effort: Effort = RECOVERY) -> dict[str, Any]:
    """Recover the sets that are not recovered yet, each kept by itself, and write what all of them show."""
    scenario = as_it_turned_out(county)
    chosen = cohorts(scenario.county.code)
    short = shortened(scenario, chosen)
    space = space_of(short)
    with Evaluator(Setting((short,), chosen, "compiled"), work.workers, work.checkpoint("recovery"), work.progress) as evaluator:
        problem = Problem(evaluator, space, chosen)
        for number in sets:
            path = set_file(work, number)
            if not path.exists():
                keep(path, written(recover(problem, number, work.seed, effort)))
    everything = [read(path) for path in sorted(work.folder.joinpath("recovery").glob("set-*.json"))]
    found = {"county": scenario.county.code, "targets": len(chosen), "seed": work.seed, **summary(everything, space, work.seed)}
    keep(work.pages / FILE, found)
    return found


def set_file(work: Work, number: int) -> Path:
    """Where one set is kept."""
    return work.folder / "recovery" / f"set-{number:02}.json"


def written(found: Recovered) -> dict[str, Any]:
    """One set as data."""
    return {
        "number": found.number,
        "truth": [rounded(value) for value in found.truth],
        "mean": [rounded(value) for value in found.posterior.mean],
        "covariance": [[rounded(value) for value in row] for row in found.posterior.covariance],
        "identified": [bool(value) for value in found.identified],
        "rms_z": rounded(found.rms_z),
    }


def read(path: Path) -> Recovered:
    """One set from its file."""
    plain = kept(path)
    posterior = Prior(np.array(plain["mean"]), np.array(plain["covariance"]))
    return Recovered(plain["number"], np.array(plain["truth"]), posterior, np.array(plain["identified"]), plain["rms_z"])


def summary(found: list[Recovered], space: Space, seed: int) -> dict[str, Any]:
    """What the sets show together."""
    within = np.array([each.within for each in found])
    identified = np.array([each.identified for each in found])
    width = np.array([each.width(space) for each in found])
    placed = np.array([ranks(each.truth, each.posterior, seed, each.number) for each in found])
    tested: Uniformity = uniformity(placed)
    return {
        "sets": len(found),
        "parameters": list(space.names),
        "within": rounded(float(within.mean())),
        "within_identified": _mean_of(within, identified),
        "width_identified": rounded(float(np.median(width[identified]))) if identified.any() else None,
        "uniform": tested.uniform,
        "rank_counts": list(tested.counts),
        "rank_pooled": rounded(tested.pooled),
        "rank_least": rounded(min(tested.each)),
        "rms_z": [rounded(each.rms_z) for each in found],
        "each": [
            {
                "name": name,
                "within": int(within[:, k].sum()),
                "identified": int(identified[:, k].sum()),
                "width": rounded(float(np.median(width[:, k]))),
                "rank_probability": rounded(tested.each[k]),
                "truth": [rounded(each.truth[k], 4) for each in found],
                "found": [rounded(each.posterior.mean[k], 4) for each in found],
                "ranks": [int(rank) for rank in placed[:, k]],
            }
            for k, name in enumerate(space.names)
        ],
    }


def _mean_of(values: NDArray[np.bool_], where: NDArray[np.bool_]) -> float | None:
    return rounded(float(values[where].mean())) if where.any() else None
