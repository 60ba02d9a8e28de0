"""A county's calibration from its targets to a run that draws from it, with next to no effort."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from calibration import calibrate as module
from calibration.calibrate import Calibration, as_it_turned_out, calibrate, county_targets, draws_of
from calibration.fit import Effort
from calibration.parameters import Prior
from calibration.saved import FITTED, read
from results.identity import calibration
from scenarios.drawn import with_values
from scenarios.load import load
from scenarios.posterior import drawn
from scenarios.registry import scenario_hash

TINY = Effort(chance=2, slopes=1, designed=2, starts=1, search=1, rounds=1, final=2, polish=1, shown=2, checked=0, untouched=0.5)
COUNTY = "jamtland"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("kalibrering")


@pytest.fixture(scope="module")
def found(folder: Path) -> Calibration:
    """The command's own function; how much is simulated is its only constant that is ours."""
    patch = pytest.MonkeyPatch()
    patch.setattr(module, "QUICK", TINY)
    try:
        return calibrate(COUNTY, out=folder, fast=True)
    finally:
        patch.undo()


def test_the_fit_has_the_nation_and_the_other_counties_behind_it(found: Calibration) -> None:
    nation = read(FITTED / "nation.json")
    assert found.space.names[: len(nation.parameters)] == nation.parameters
    assert found.targets == county_targets("23")
    assert [target.id for target in found.fit.targets] == [target.id for target in found.targets]
    prior = np.sqrt(np.diag(found.fit.prior.covariance))[: len(nation.parameters)]
    assert np.all(prior > np.sqrt(np.diag(nation.posterior.covariance)) - 0.35)


def test_every_draw_stays_in_its_ranges_and_makes_another_county(found: Calibration) -> None:
    scenario = as_it_turned_out(COUNTY)
    assert len(found.draws) == module.DRAWS
    for draw in found.draws:
        numbers = [number for parameter in found.space.parameters for number in parameter.numbers]
        assert all(number.low <= draw[number.address] <= number.high for number in numbers)
    hashes = {scenario_hash(with_values(scenario, draw)) for draw in found.draws[:4]}
    assert len(hashes) == 4


def test_draws_have_the_mean_and_the_spread_of_the_posterior(found: Calibration) -> None:
    size = found.space.size
    middle = Prior(np.zeros(size), 0.04 * np.eye(size))
    draws = draws_of(found.space, middle, 1)
    first = found.space.parameters[0].first
    positions = np.array([first.position(draw[first.address]) for draw in draws])
    assert positions.mean() == pytest.approx(0.0, abs=0.03)
    assert positions.std() == pytest.approx(0.2, rel=0.15)


def test_a_scenario_that_names_the_posterior_draws_from_it_and_knows_it_is_fresh(found: Calibration, folder: Path) -> None:
    path = folder / "eget.toml"
    path.write_text(f'extends = "{COUNTY}"\n\n[county]\nposterior = "posterior.csv"\n', encoding="utf-8")
    scenario = load(str(path))
    told = calibration(scenario)
    assert told is not None and told.outdated == () and told.draws == module.DRAWS
    assert scenario_hash(drawn(scenario, 0)) == scenario_hash(drawn(scenario, 1)) != scenario_hash(drawn(scenario, 2))
    assert drawn(scenario, 0).people.share_nation_settles.at(0.0) == pytest.approx(found.draws[0]["people.share_nation_settles"])


def test_the_folder_holds_what_people_open(found: Calibration, folder: Path) -> None:
    names = {path.name for path in folder.iterdir()}
    assert {"posterior.csv", "posterior.toml", "fit.json", "fit.csv", "kalibrering.xlsx", "checkpoint"} <= names
    assert read(folder / "fit.json") == found.fit
