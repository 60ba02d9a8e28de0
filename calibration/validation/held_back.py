"""Years held back: the same fits to what was known before 2015, and forecasts of all that was observed later.

The fits' priors and discrepancies are those of the fits that ship, and nothing of them is changed after the scores are seen. The
people that came are given: the reading is "as it turned out".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from calibration.calibrate import NATION_FILE, as_it_turned_out, county_targets
from calibration.evaluate import Evaluator, Setting
from calibration.nation import COUNTIES, fit_nation, national_targets
from calibration.observe import shortened
from calibration.parameters import Prior, Space, calibrated
from calibration.problem import Problem
from calibration.saved import read, write
from calibration.targets import Target
from calibration.validation.fits import by_itself, posterior_of, space_of
from calibration.validation.forecasts import asked, predicted
from calibration.validation.setting import DRAWS, Work, keep
from scenarios.load import load
from scenarios.posterior import at_point
from scenarios.schema.scenario import Scenario

FILE = "held-back.json"


def held_back(work: Work, draws: int = DRAWS) -> dict[str, Any]:
    """Fit the years before, forecast the years held back, and write all forecasts."""
    folder = work.folder / "before-2015"
    unchecked = replace(work, effort=replace(work.effort, checked=0))
    fit_before(folder, unchecked)
    series = forecast_nation(folder, work, draws)
    for name in work.names:
        series += forecast_county(name, folder, work, draws)
    found = {"draws": draws, "seed": work.seed, "series": series}
    keep(work.pages / FILE, found)
    return found


def fit_before(folder: Path, work: Work) -> None:
    """The nation's fit and the counties' to what was observed before."""
    found = fit_nation(national_targets(before_2015=True), workers=work.workers, seed=work.seed, effort=work.effort,
                       checkpoint=work.checkpoint(folder.name, "nation"), progress=work.progress)  # fmt: skip
    write(folder / NATION_FILE, found)
    for name in work.names:
        by_itself(name, lambda code: county_targets(code, before_2015=True), folder, work)


def forecast_nation(folder: Path, work: Work, draws: int = DRAWS) -> list[dict[str, Any]]:
    """Forecasts of the figures for the country."""
    later, known = _divided(national_targets())
    wanted = asked(later, known)
    scenarios = tuple(shortened(at_point(load(f"{name}/utfall")), wanted) for name in COUNTIES)
    space = Space(calibrated(scenarios[0], "nation"))
    posterior = read(folder / NATION_FILE).posterior
    return _forecast(scenarios, space, posterior, (later, known), work, work.checkpoint(folder.name, "forecast", "nation"), draws)


def forecast_county(name: str, folder: Path, work: Work, draws: int = DRAWS) -> list[dict[str, Any]]:
    """Forecasts of a county's figures; a county without earlier figures of its own is forecast by the nation and the others."""
    scenario = as_it_turned_out(name)
    code = scenario.county.code
    later, known = _divided(county_targets(code))
    short = shortened(scenario, asked(later, known))
    space = space_of(short)
    posterior = posterior_of(code, folder, space.size)
    return _forecast((short,), space, posterior, (later, known), work, work.checkpoint(folder.name, "forecast", code), draws)


def _divided(all_of_them: Sequence[Target]) -> tuple[tuple[Target, ...], tuple[Target, ...]]:
    """What is held back, and what is known."""
    return tuple(t for t in all_of_them if t.held_back), tuple(t for t in all_of_them if not t.held_back)


def _forecast(
    scenarios: tuple[Scenario, ...],
    space: Space,
    posterior: Prior,
    figures: tuple[tuple[Target, ...], tuple[Target, ...]],
    work: Work,
    checkpoint: Path,
    draws: int,
) -> list[dict[str, Any]]:
    wanted = asked(*figures)
    with Evaluator(Setting(scenarios, wanted, "compiled"), work.workers, checkpoint, work.progress) as evaluator:
        return predicted(Problem(evaluator, space, wanted), *figures, posterior, work.seed, draws)
