"""Which assumption matters most: elementary effects on the headline indicators, and what parameters and chance have of their variance.

Both in Västmanland as it was at the decision. Parameters move between the 5th and the 95th percentile of their priors, all else stays at
the scenario's values, and every point is simulated on the same luck.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from calibration.evaluate import Evaluator, Setting
from calibration.fit import LUCK
from calibration.parameters import Space
from calibration.problem import Problem
from calibration.targets import Target
from calibration.validation.fits import posterior_of, space_of
from calibration.validation.forecasts import members, parts
from calibration.validation.morris import Effects, effects, ways
from calibration.validation.setting import DRAWS, Work, keep, rounded
from results.indicators.catalogue import CATALOGUE
from results.indicators.grid import grid_of
from scenarios.load import load
from scenarios.posterior import at_point
from scenarios.schema.scenario import Scenario

Floats = NDArray[np.float64]

FILE = "sensitivity.json"
COUNTY = "vastmanland"
WAYS = 10

MIDDLE = 0.9
"""Part of the prior that a parameter is moved over."""

_INTERVAL = 2.0 * 1.6448536269514722
"""Width of a 90 % interval in standard deviations."""


def headlines(scenario: Scenario) -> tuple[Target, ...]:
    """The headline indicators of a county over all reported years, as figures without values."""
    grid = grid_of(scenario)
    return tuple(
        Target(
            id=key, area=grid.county, indicator=key, per="", group="all", first=period, last=period, value=None, low=-1e12, high=1e12,
            unit=indicator.unit, se=1.0, discrepancy=0.0, published_area="", year=period, source="", note="", held_back=False,
        )
        for key, indicator in CATALOGUE.items()
        if indicator.headline
        for period in [grid.whole(indicator.breaks).name]
    )  # fmt: skip


@dataclass(frozen=True)
class Varied:
    """What the headline indicators do.

    Attributes
    ----------
    effects
        Per prior range, shapes (size, indicators).
    drawn
        At posterior draws, shape (draws, replications, indicators).
    left
        Part of each prior standard deviation that the posterior leaves, shape (size,).
    """

    effects: Effects
    drawn: Floats
    left: Floats


def sensitivity(work: Work, number: int = WAYS, draws: int = DRAWS, county: str = COUNTY) -> dict[str, Any]:
    """Vary the parameters of a county and write what its headline indicators do."""
    scenario = at_point(load(county))
    asked = headlines(scenario)
    space = space_of(scenario)
    posterior = posterior_of(scenario.county.code, work.fitted, space.size)
    with Evaluator(Setting((scenario,), asked, "compiled"), work.workers, work.checkpoint("sensitivity"), work.progress) as evaluator:
        problem = Problem(evaluator, space, asked)
        found = Varied(
            elementary(problem, number, work.seed),
            members(problem, posterior, work.seed, draws),
            np.sqrt(np.diag(posterior.covariance)),
        )
    told = {"county": scenario.county.code, "ways": number, "draws": draws, "seed": work.seed, **written(space, asked, found)}
    keep(work.pages / FILE, told)
    return told


def elementary(problem: Problem, number: int, seed: int) -> Effects:
    """Elementary effects of a problem's positions on its figures."""
    from scipy.special import ndtri

    through = ways(problem.space.size, number, seed)
    positions = ndtri(0.5 + MIDDLE * (through.points - 0.5)).reshape(-1, problem.space.size)
    values = problem.expected(positions, [LUCK["predict"]], seed)
    return effects(through, values.reshape(number, problem.space.size + 1, -1))


def written(space: Space, asked: tuple[Target, ...], found: Varied) -> dict[str, Any]:
    """What was found as data: every indicator with all parameters, those that matter most first, and all indicators together."""
    rows = [_indicator(space, target, k, found) for k, target in enumerate(asked)]
    weighed = {row["key"]: row["interval"] for row in rows if row["interval"]}
    before, after = (_together(space, asked, found, weighed, left) for left in (np.ones(space.size), found.left))
    together = [
        {"name": name, "label": parameter.sv, "before": rounded(b, 4), "after": rounded(a, 4)}
        for name, parameter, b, a in zip(space.names, space.parameters, before, after, strict=True)
    ]
    return {"indicators": rows, "together": sorted(together, key=lambda each: -(each["before"] or 0.0))}


def _indicator(space: Space, target: Target, k: int, found: Varied) -> dict[str, Any]:
    drawn = found.drawn[:, :, k]
    chance, parameters = parts(drawn) if np.isfinite(drawn).all() else (float("nan"), float("nan"))
    size, spread, mean = found.effects.size[:, k], found.effects.spread[:, k], found.effects.mean[:, k]
    order = [int(p) for p in np.argsort(-np.nan_to_num(size), kind="stable")]
    return {
        "key": target.indicator,
        "unit": target.unit,
        "period": target.first,
        "mean": rounded(float(drawn.mean())),
        "chance": rounded(chance),
        "parameters": rounded(parameters),
        "interval": rounded(_INTERVAL * float(np.hypot(chance, parameters))),
        "effects": [
            {
                "name": space.names[p],
                "label": space.parameters[p].sv,
                "size": rounded(float(size[p]), 4),
                "mean": rounded(float(mean[p]), 4),
                "spread": rounded(float(spread[p]), 4),
            }
            for p in order
        ],
    }


def _together(space: Space, asked: tuple[Target, ...], found: Varied, weighed: dict[str, float], left: Floats) -> list[float]:
    """Mean over the indicators of a parameter's effect in parts of the indicator's interval; shape (size,)."""
    shares = [
        np.nan_to_num(found.effects.size[:, k]) * left / weighed[target.indicator]
        for k, target in enumerate(asked)
        if target.indicator in weighed
    ]
    return np.mean(shares, axis=0).tolist() if shares else [0.0] * space.size
