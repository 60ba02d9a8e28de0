"""A county's calibration: the nation's fit and the other counties as its prior, its own targets, and draws for every run."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from calibration.abc import check
from calibration.evaluate import Evaluator, Setting
from calibration.fit import LUCK, QUICK, THOROUGH, Effort, Running, fit
from calibration.observe import shortened
from calibration.parameters import Prior, Space, calibrated
from calibration.pooling import BETWEEN_COUNTIES, Told, combined, county_prior, first, joined, told
from calibration.problem import Problem
from calibration.saved import FITTED, Saved, read, saved, write
from calibration.targets import NATION, Target, targets
from calibration.workbook import write_tables
from results.identity import facts
from scenarios.errors import ScenarioError
from scenarios.load import load
from scenarios.posterior import at_point, write_posterior
from scenarios.schema.scenario import Scenario

Floats = NDArray[np.float64]

Progress = Callable[[int, int], None]

DRAWS = 64
"""Draws that a posterior ships: a power of two, so that any first few of them are spread evenly."""

NATION_FILE, FIT_FILE, CHECKPOINT = "nation.json", "fit.json", "checkpoint/simulations.jsonl"


@dataclass(frozen=True)
class Calibration:
    """A county's calibration: what is calibrated, the fit as data, its targets and the draws by address."""

    scenario: Scenario
    space: Space
    fit: Saved
    targets: tuple[Target, ...]
    draws: tuple[Mapping[str, float], ...]


def calibrate(
    county: str,
    cohorts: Sequence[Target] = (),
    *,
    out: Path,
    workers: int = 1,
    seed: int = 1,
    fast: bool = False,
    progress: Progress | None = None,
    fitted: Path = FITTED,
) -> Calibration:
    """Calibrate a county and write its posterior.

    Parameters
    ----------
    county
        A county that ships, or the path of its base scenario.
    cohorts
        A planner's own targets, beside the published ones.
    out
        Folder for `posterior.csv`, `posterior.toml`, `fit.json`, `fit.csv`, `kalibrering.xlsx` and the checkpoint: called again with the
        same folder, data and seed, what was computed is not computed again.
    fast
        Fewer simulations.
    fitted
        Folder with the nation's fit and the other counties'.
    """
    scenario = as_it_turned_out(county)
    chosen = (*county_targets(scenario.county.code), *cohorts)
    running = Running(workers, seed, QUICK if fast else THOROUGH, out / CHECKPOINT, progress)
    found = fit_county(scenario, chosen, running, fitted)
    write(out / FIT_FILE, found.fit)
    write_tables(out, scenario, found.space, found.fit, chosen)
    write_posterior(out, found.draws, facts(load(county), targets_sha256(chosen), date.today(), source_of(chosen)))
    return found


def as_it_turned_out(county: str) -> Scenario:
    """A county's base read as it turned out, at its own values: the one named `utfall` beside it where there is one."""
    try:
        return at_point(load(f"{county}/utfall"))
    except ScenarioError:
        return at_point(load(county))


def county_targets(code: str, *, before_2015: bool = False) -> tuple[Target, ...]:
    """The published figures of a county and its municipalities."""
    own = [target for target in targets() if target.area != NATION and target.area[:2] == code]
    return tuple(target for target in own if not (before_2015 and target.held_back))


def fit_county(
    scenario: Scenario,
    chosen: Sequence[Target],
    running: Running,
    fitted: Path = FITTED,
    fixed: Mapping[str, float] | None = None,
) -> Calibration:
    """Fit a county to its targets with the nation and the other counties behind it; what has a `fixed` value is not fitted."""
    held, effort, seed = fixed or {}, running.effort, running.seed
    short = shortened(scenario, chosen)
    space = Space((*calibrated(short, "nation"), *calibrated(short, "county"))).without(held)
    nation = read(fitted / NATION_FILE)
    size = len(nation.parameters)
    if space.names[:size] != nation.parameters:
        raise ValueError("the nation's fit is of other parameters: fit it again")
    alone = county_prior(nation.posterior, ())
    prior = joined(alone, space.size - size)
    with Evaluator(Setting((short,), tuple(chosen), "compiled"), running.workers, running.checkpoint, running.progress) as evaluator:
        problem = Problem(evaluator, space, tuple(chosen), held)
        found = fit(problem, prior, seed, effort)
        checked = check(problem, prior, found.posterior, effort.checked, LUCK["check"], seed)
        both = pooled(found.after, nation.posterior, others_of(scenario.county.code, fitted))
        result = saved(problem, space, found, checked, seed, (*both, shown(problem, both[1], effort, seed)))
    return Calibration(scenario, space, result, tuple(chosen), draws_of(space, result.posterior, seed))


def others_of(code: str, fitted: Path) -> list[Told]:
    """What the other counties' own targets say of the nation's parameters."""
    size = len(read(fitted / NATION_FILE).parameters)
    found = []
    for path in sorted(fitted.glob("[0-9][0-9].json")):
        if path.stem != code:
            other = read(path)
            prior = joined(county_prior(read(fitted / NATION_FILE).posterior, ()), len(other.parameters) - size)
            found.append(first(told(prior, other.own), prior, size))
    return found


def pooled(own: Prior, nation: Prior, others: Sequence[Told]) -> tuple[Prior, Prior]:
    """Prior and posterior of a county when the other counties are asked too.

    Parameters
    ----------
    own
        Its posterior when only the nation stands behind it.
    """
    number = len(own.mean) - len(nation.mean)
    prior = joined(county_prior(nation, others, BETWEEN_COUNTIES), number)
    return prior, combined(prior, told(joined(county_prior(nation, ()), number), own))


def shown(problem: Problem, posterior: Prior, effort: Effort, seed: int) -> Floats:
    """Simulated number of each target at a posterior's mean, on luck that no fit meets; shape (targets,)."""
    luck = range(LUCK["shown"], LUCK["shown"] + effort.shown)
    found: Floats = problem.expected(posterior.mean[None], luck, seed)[0]
    return found


def positions_of(posterior: Prior, seed: int, number: int = DRAWS) -> Floats:
    """Draws of a posterior as positions, spread evenly (scrambled Sobol points); shape (number, size)."""
    from scipy.stats.qmc import MultivariateNormalQMC

    size = len(posterior.mean)
    standard: Floats = np.atleast_2d(MultivariateNormalQMC(np.zeros(size), rng=seed).random(number))
    return posterior.draws(standard)


def draws_of(space: Space, posterior: Prior, seed: int, number: int = DRAWS) -> tuple[dict[str, float], ...]:
    """Draws of a posterior by address."""
    return tuple(space.values(position) for position in positions_of(posterior, seed, number))


def targets_sha256(chosen: Sequence[Target]) -> str:
    """Hash of the data: of each target, all that the fit reads of it."""
    told = sorted((t.id, *t.bounds, t.se, t.discrepancy, t.per, t.group, t.first, t.last, t.area, t.indicator) for t in chosen)
    return sha256(repr(told).encode()).hexdigest()


def source_of(chosen: Sequence[Target]) -> str:
    """What a posterior says it comes from."""
    years = sorted({target.first[:4] for target in chosen} | {target.last[:4] for target in chosen})
    return f"{len(chosen)} targets of {years[0]}-{years[-1]} and the national fit" if years else "the national fit"
