"""What the fits say, as data for the pages: every figure fitted against observed, every parameter before and after."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from calibration.calibrate import NATION_FILE, as_it_turned_out, county_targets
from calibration.evaluate import Evaluator, Setting
from calibration.identify import ALIKE, IDENTIFIED
from calibration.nation import COUNTIES, national_targets
from calibration.observe import shortened
from calibration.parameters import FARTHEST, Prior, Space, calibrated
from calibration.problem import Problem
from calibration.saved import Saved, read
from calibration.targets import NATION, Target
from calibration.validation.forecasts import described, members, parts
from calibration.validation.setting import DRAWS, Work, keep, rounded
from scenarios.county import County
from scenarios.load import load
from scenarios.posterior import at_point

Floats = NDArray[np.float64]

REACH = 1.6448536269514722
"""Standard deviations to each side of a 90 % interval."""


def fitted(work: Work, draws: int = DRAWS) -> None:
    """Simulate the nation's and the counties' figures at draws of their posteriors, and write one file of each."""
    scenarios = tuple(shortened(at_point(load(f"{name}/utfall")), national_targets()) for name in COUNTIES)
    space = Space(calibrated(scenarios[0], "nation"))
    setting = Setting(scenarios, national_targets(), "compiled")
    _one(work.fitted / NATION_FILE, setting, space, work, draws, {"code": NATION, "name": "Sverige"})
    for name in work.names:
        scenario = as_it_turned_out(name)
        chosen = county_targets(scenario.county.code)
        short = shortened(scenario, chosen)
        space = Space((*calibrated(short, "nation"), *calibrated(short, "county")))
        file = work.fitted / f"{scenario.county.code}.json"
        _one(file, Setting((short,), chosen, "compiled"), space, work, draws, {**_place(scenario.county), "key": name})


def _place(county: County) -> dict[str, Any]:
    return {"code": county.code, "name": county.name}


def _one(file: Path, setting: Setting, space: Space, work: Work, draws: int, place: dict[str, Any]) -> None:
    found = read(file)
    if [target.id for target in found.targets] != [target.id for target in setting.targets] or found.parameters != space.names:
        raise ValueError(f"{file.name} is a fit of other targets or parameters: fit it again")
    checkpoint = work.checkpoint("fitted", place["code"])
    with Evaluator(setting, work.workers, checkpoint, work.progress) as evaluator:
        problem = Problem(evaluator, space, setting.targets)
        drawn = members(problem, found.posterior, work.seed, draws)
        met = problem.met(np.array([np.nan if each.simulated is None else each.simulated for each in found.targets]))
    figures = [_figure(target, found, k, drawn[:, :, k]) for k, target in enumerate(setting.targets)]
    keep(
        work.pages / f"{place['code']}.json",
        {
            **place,
            "draws": draws,
            "simulations": found.simulations,
            "bounded": int(met.sum()),
            "singular": found.singular,
            "cost": found.cost,
            "check_points": found.check_points,
            "figures": figures,
            "parameters": [_parameter(space, found, k) for k in range(space.size)],
            "alike": alike(space, found.posterior),
        },
    )


def _figure(target: Target, found: Saved, k: int, drawn: Floats) -> dict[str, Any]:
    """One figure: observed, simulated at the posterior's mean and over its draws, and how far apart."""
    at_mean = found.targets[k]
    chance, parameters = parts(drawn) if np.isfinite(drawn).all() else (float("nan"), float("nan"))
    low, middle, high = np.quantile(drawn, (0.05, 0.5, 0.95)) if np.isfinite(drawn).all() else (np.nan,) * 3
    own = max(at_mean.measured, at_mean.chance)
    return {
        **described(target),
        "source": target.source,
        "note": target.note,
        "simulated": at_mean.simulated,
        "q05": rounded(float(low)),
        "q50": rounded(float(middle)),
        "q95": rounded(float(high)),
        "chance": rounded(chance),
        "parameters": rounded(parameters),
        "z": _z(target, at_mean.simulated, float(np.hypot(own, at_mean.discrepancy))),
        "z_bare": _z(target, at_mean.simulated, own),
    }


def _z(target: Target, simulated: float | None, sd: float) -> float | None:
    """Standard deviations that a simulated number lies above the figure; 0 between its bounds."""
    if simulated is None or sd <= 0.0:
        return None
    low, high = target.bounds
    return rounded((simulated - min(max(simulated, low), high)) / sd, 4)


def _parameter(space: Space, found: Saved, k: int) -> dict[str, Any]:
    """One parameter: before, after, and what the figures themselves tell of it."""
    parameter = space.parameters[k]
    own, pooled = float(np.sqrt(found.own.covariance[k, k])), float(np.sqrt(found.posterior.covariance[k, k]))
    before = float(np.sqrt(found.prior.covariance[k, k]))
    alone = found.expected_left[k]
    return {
        "name": parameter.name,
        "label": parameter.sv,
        "unit": parameter.unit,
        "level": parameter.level,
        "range": [parameter.first.low, parameter.first.mode, parameter.first.high],
        "before": _ends(space, k, found.prior),
        "after": _ends(space, k, found.posterior),
        "left": rounded(pooled / before, 4),
        "expected_left": alone,
        "identified": bool(alone <= IDENTIFIED),
        "own_sd": rounded(own, 4),
        "disagrees": found.disagrees[k],
        "check": [found.check_mean[k], found.check_sd[k]],
        "fit": [found.own_mean[k], rounded(own, 4)],
    }


def _ends(space: Space, k: int, of: Prior) -> list[float | None]:
    """Middle and ends of a 90 % interval in the parameter's unit."""
    mean, sd = of.mean[k], float(np.sqrt(of.covariance[k, k]))
    places = np.clip([mean, mean - REACH * sd, mean + REACH * sd], -FARTHEST, FARTHEST)
    return [rounded(float(value)) for value in space.parameters[k].first.at(places)]


def alike(space: Space, posterior: Prior) -> list[list[str]]:
    """Pairs of parameters that cannot be told apart: what is known of one goes with the other."""
    sd = np.sqrt(np.diag(posterior.covariance))
    together = posterior.covariance / np.outer(sd, sd)
    pairs = np.argwhere(np.triu(np.abs(together) > ALIKE, k=1))
    return [[space.names[int(a)], space.names[int(b)]] for a, b in pairs]
