"""Years held back: the same fits to what was known before 2015, and forecasts of all that was observed later.

The fits' priors and discrepancies are those of the fits that ship, and nothing of them is changed after the scores are seen. The
people that came are given: the reading is "as it turned out".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
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
from calibration.validation.forecasts import asked, predicted, without_limits
from calibration.validation.setting import DRAWS, Work, keep
from scenarios.load import load
from scenarios.posterior import at_point
from scenarios.schema.scenario import Scenario

FILE = "held-back.json"


def held_back(work: Work, draws: int = DRAWS) -> dict[str, Any]:
    """Fit the years before, forecast the years held back, and write all forecasts."""
    folders = Folders(work.folder / "before-2015", work.folder / "before-2015-unlimited")
    unchecked = replace(work, effort=replace(work.effort, checked=0))
    fit_before(folders.model, unchecked)
    fit_before(folders.curves, unchecked, unlimited=True)
    series = forecast_nation(folders, work, draws)
    for name in work.names:
        series += forecast_county(name, folders, work, draws)
    found = {"draws": draws, "seed": work.seed, "series": series}
    keep(work.pages / FILE, found)
    return found


@dataclass(frozen=True)
class Folders:
    """Where the fits to the years before are: the model's, and those of survival curves without capacity."""

    model: Path
    curves: Path


def fit_before(folder: Path, work: Work, *, unlimited: bool = False) -> None:
    """The nation's fit and the counties' to what was observed before; `unlimited` where no service has a queue."""
    services = {key: value for name in work.names for key, value in without_limits(as_it_turned_out(name)).items()} if unlimited else {}
    found = fit_nation(national_targets(before_2015=True), work.running(folder.name, "nation"), services)
    write(folder / NATION_FILE, found)
    for name in work.names:
        by_itself(name, lambda code: county_targets(code, before_2015=True), folder, work, services)


def forecast_nation(folders: Folders, work: Work, draws: int = DRAWS) -> list[dict[str, Any]]:
    """Forecasts of the figures for the country."""
    later, known = _divided(national_targets())
    wanted = asked(later, known)
    scenarios = tuple(shortened(at_point(load(f"{name}/utfall")), wanted) for name in COUNTIES)
    space = Space(calibrated(scenarios[0], "nation"))
    found = tuple(read(folder / NATION_FILE).posterior for folder in (folders.model, folders.curves))
    return _forecast(scenarios, space, found, (later, known), work, "nation", draws)


def forecast_county(name: str, folders: Folders, work: Work, draws: int = DRAWS) -> list[dict[str, Any]]:
    """Forecasts of a county's figures; a county without earlier figures of its own is forecast by the nation and the others."""
    scenario = as_it_turned_out(name)
    code = scenario.county.code
    later, known = _divided(county_targets(code))
    short = shortened(scenario, asked(later, known))
    space = space_of(short)
    sizes = (space.size, space.without(without_limits(short)).size)
    found = tuple(posterior_of(code, folder, size) for folder, size in zip((folders.model, folders.curves), sizes, strict=True))
    return _forecast((short,), space, found, (later, known), work, code, draws)


def _divided(all_of_them: Sequence[Target]) -> tuple[tuple[Target, ...], tuple[Target, ...]]:
    """What is held back, and what is known."""
    return tuple(t for t in all_of_them if t.held_back), tuple(t for t in all_of_them if not t.held_back)


def _forecast(
    scenarios: tuple[Scenario, ...],
    space: Space,
    posteriors: tuple[Prior, ...],
    figures: tuple[tuple[Target, ...], tuple[Target, ...]],
    work: Work,
    where: str,
    draws: int,
) -> list[dict[str, Any]]:
    wanted = asked(*figures)
    model, curves = posteriors
    checkpoint = work.checkpoint("before-2015", "forecast", where)
    with Evaluator(Setting(scenarios, wanted, "compiled"), work.workers, checkpoint, work.progress) as evaluator:
        return predicted(Problem(evaluator, space, wanted), *figures, model, curves, work.seed, draws)
