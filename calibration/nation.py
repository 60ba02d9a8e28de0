"""The national fit: the parameters that are the nation's, fitted once to figures for the country in the counties of the model together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from calibration.abc import check
from calibration.evaluate import Evaluator, Setting
from calibration.fit import LUCK, Running, fit
from calibration.observe import shortened
from calibration.parameters import Space, calibrated, standard_prior
from calibration.problem import Problem
from calibration.saved import Saved, saved
from calibration.targets import NATION, Target, targets
from scenarios.load import load
from scenarios.posterior import at_point

COUNTIES = ("vastmanland", "jamtland", "vasternorrland", "ostergotland")
"""The counties that stand for the country: all but Stockholm, whose housing is unlike the country's and which would outweigh the others."""


UNTOUCHED = 0.85
"""Each point is simulated in all of them, so the national fit searches only what the figures tell a good deal of (`Effort.untouched`)."""


def national_targets(*, before_2015: bool = False) -> tuple[Target, ...]:
    """Figures for the country; only those that tell of the time before 2015 where the later years are held back."""
    return tuple(target for target in targets() if target.area == NATION and not (before_2015 and target.held_back))


def fit_nation(chosen: Sequence[Target], running: Running, fixed: Mapping[str, float] | None = None) -> Saved:
    """Fit the nation's parameters to figures for the country; those that have a `fixed` value, by address, are not fitted."""
    held, effort, seed = fixed or {}, running.effort, running.seed
    scenarios = tuple(shortened(at_point(load(f"{name}/utfall")), chosen) for name in COUNTIES)
    space = Space(calibrated(scenarios[0], "nation")).without(held)
    prior = standard_prior(space.size)
    with Evaluator(Setting(scenarios, tuple(chosen), "compiled"), running.workers, running.checkpoint, running.progress) as evaluator:
        problem = Problem(evaluator, space, tuple(chosen), held)
        found = fit(problem, prior, seed, replace(effort, untouched=UNTOUCHED))
        checked = check(problem, prior, found.posterior, effort.checked, LUCK["check"], seed)
        return saved(problem, space, found, checked, seed)
