"""The workbook of a calibration says what the fit says."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from openpyxl import load_workbook

from calibration.parameters import Space, calibrated
from calibration.saved import Saved, SavedTarget, read, write
from calibration.targets import Target, targets
from calibration.workbook import FIT_CSV, WORKBOOK, fit_table, parameter_table, write_tables
from results.tables import Table
from scenarios.load import load

NAMES = ("sfi_application", "received")


def chosen() -> tuple[Target, ...]:
    return tuple(target for target in targets() if target.area == "19")[:2]


def fit(simulated: float) -> Saved:
    covariance = [[0.25, 0.0], [0.0, 1.0]]
    first, second = chosen()
    return Saved(
        parameters=NAMES, prior_mean=[0.0, 0.0], prior_covariance=np.eye(2).tolist(), own_mean=[0.5, 0.0], own_covariance=covariance,
        mean=[0.5, 0.0], covariance=covariance, expected_left=[0.5, 1.0], singular=[2.0, 0.1], cost=[1.0], check_mean=[0.5, 0.0],
        check_sd=[0.5, 1.0], check_points=100.0, disagrees=[False, True], seed=1, simulations=7,
        targets=(SavedTarget(first.id, simulated, 3.0, 4.0, 3.0), SavedTarget(second.id, None, 1.0, 1.0, 1.0)),
    )  # fmt: skip


def cells(table: Table, row: int) -> dict[str, Any]:
    return dict(zip([column.key for column in table.columns], table.rows[row], strict=True))


def space() -> Space:
    return Space(calibrated(load("vastmanland/utfall"))).only(NAMES)


def test_a_figure_is_held_against_what_is_simulated() -> None:
    low, high = chosen()[0].bounds
    table = fit_table(fit(high + 10.0), chosen())
    row = cells(table, 0)
    assert (row["low"], row["high"], row["simulated"]) == (low, high, high + 10.0)
    assert row["z"] == pytest.approx(10.0 / 5.0) and row["z_bare"] == pytest.approx(10.0 / 4.0)
    assert cells(table, 1)["z"] is None


def test_a_parameter_stands_with_its_range_before_and_after() -> None:
    table = parameter_table(space(), fit(1.0))
    first, second = cells(table, 0), cells(table, 1)
    assert first["left"] == pytest.approx(50.0) and second["left"] == pytest.approx(100.0)
    assert first["after_low"] > first["before_low"] and first["after_high"] < first["before_high"] + 40.0
    assert second["after_low"] == pytest.approx(second["before_low"])
    assert first["said"] == "något" and second["said"] == "nästan ingenting"


def test_the_files_are_written_and_a_fit_reads_back(tmp_path: Path) -> None:
    county, found = load("vastmanland/utfall"), fit(5.0)
    write_tables(tmp_path, county, space(), found, chosen())
    assert load_workbook(tmp_path / WORKBOOK).sheetnames == ["Läs mig", "Passning", "Parametrar"]
    assert (tmp_path / FIT_CSV).read_text(encoding="utf-8").startswith("id,indicator,area")
    write(tmp_path / "fit.json", found)
    assert read(tmp_path / "fit.json") == found
