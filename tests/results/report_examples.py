"""Materials for the report's tests: the real county with numbers made by a formula, so that nothing needs to be simulated."""

from __future__ import annotations

from functools import cache

import numpy as np
import pandas as pd

from results.charts.flow import DAYS, DOORS, STATES
from results.indicators.catalogue import CATALOGUE
from results.indicators.grid import Grid, grid_of
from results.indicators.indicator import LOCAL_GROUPS, Indicator
from results.report.material import Extras, Material
from results.tables import Column, Table
from scenarios.load import load
from scenarios.schema.scenario import Scenario

REPLICATIONS = 8
EFFECT = {"percent": 4.0, "days": -15.0, "persons": -8.0, "number": 0.0, "percentage_points": -1.0, "per_1000": -0.5}
"""Difference that the first alternative makes, by unit."""

SCALE = {"percent": 55.0, "days": 90.0, "persons": 200.0, "number": 6.0, "percentage_points": 7.0, "per_1000": 6.0}
"""About how large numbers are, by unit."""


@cache
def scenario(name: str) -> Scenario:
    """A shipped scenario."""
    return load(name)


def material(*names: str, base: str = "vastmanland") -> Material:
    """A material over shipped scenarios with made-up numbers."""
    alternatives = tuple(scenario(name) for name in names)
    root = scenario(base)
    cells = _cells(grid_of(root))
    indicators = pd.concat([_levels(cells, s.name, k) for k, s in enumerate((root, *alternatives))], ignore_index=True)
    parts = [_differences(cells, s.name, k) for k, s in enumerate(alternatives)] or [_differences(cells, root.name, 0).iloc[:0]]
    return Material(root, alternatives, indicators, pd.concat(parts, ignore_index=True), REPLICATIONS, 1, _extras())


def _cells(grid: Grid) -> pd.DataFrame:
    rows = []
    for indicator in CATALOGUE.values():
        for area in grid.areas[:1] if indicator.county_only else grid.areas:
            groups = indicator.groups if area == grid.county else tuple(g for g in indicator.groups if g in LOCAL_GROUPS)
            rows += [(indicator.key, area, group, period) for group in groups for period in _periods(indicator, grid)]
    return pd.DataFrame(rows, columns=["indicator", "area", "group", "period"])


def _periods(indicator: Indicator, grid: Grid) -> tuple[str, ...]:
    if indicator.statistic == "series":
        return grid.month_names
    return tuple(p.name for p in grid.periods if not p.crosses(indicator.breaks))


def _noise(frame: pd.DataFrame, salt: int) -> np.ndarray:
    """Numbers between 0 and 1 that depend on the row's key alone."""
    hashed = pd.util.hash_pandas_object(frame[["indicator", "area", "group", "period"]], index=False).to_numpy() >> np.uint64(11)
    mixed: np.ndarray = ((hashed.astype(np.float64) / 2.0**53) * (salt + 1) * 7.31) % 1.0
    return mixed


def _levels(cells: pd.DataFrame, name: str, place: int) -> pd.DataFrame:
    unit = cells["indicator"].map(lambda key: CATALOGUE[key].unit)
    scale = unit.map({"percent": 55.0, "days": 90.0, "persons": 200.0, "number": 6.0, "percentage_points": 7.0, "per_1000": 6.0}).to_numpy(
        float
    )
    effect = unit.map(EFFECT).to_numpy(float) * (place == 1)
    mean = scale * (0.7 + 0.5 * _noise(cells, 0)) + effect
    half = scale * (0.01 + 0.04 * _noise(cells, 1))
    return cells.assign(scenario=name, mean=mean, low=mean - half, high=mean + half, people=120.0)


def _differences(cells: pd.DataFrame, name: str, place: int) -> pd.DataFrame:
    unit = cells["indicator"].map(lambda key: CATALOGUE[key].unit)
    size = unit.map(EFFECT).to_numpy(float)
    difference = size * (1.3 * _noise(cells, 2) - 0.3) if place == 0 else size * 0.4 * (_noise(cells, 3) - 0.5)
    half = np.abs(size) * (0.1 + 0.3 * _noise(cells, 4 + place))
    return cells.assign(scenario=name, difference=difference, low=difference - half, high=difference + half, same_sign=7)


def cohort_frame() -> pd.DataFrame:
    """Shares by day that sum to one, for every door."""
    day = np.arange(DAYS)
    raw = {key: np.full(DAYS, 0.02) for key, _name, _waits in STATES}
    raw["before_reception"] = np.exp(-day / 90.0)
    raw["course"] = np.exp(-(((day - 500) / 250.0) ** 2)) * 0.5
    raw["work"] = day / DAYS * 0.5
    total = sum(raw.values())
    people = {"assigned": 210, "self_settled": 400, "quota": 40, "relatives": 12, "unaccompanied": 8}
    parts = [
        pd.DataFrame({"door": door, "day": day, "state": key, "share": share / total, "persons": people[door]})
        for door, _name in DOORS
        for key, share in raw.items()
    ]
    return pd.concat(parts, ignore_index=True)


def _extras() -> Extras:
    capacity = pd.DataFrame(
        [("sfi_seats", "19:norra", 91.0, 88.0, 94.0, 3, "2017-03"), ("sfi_seats", "19:vastra", 60.0, 57.0, 63.0, 0, "")],
        columns=["service", "area", "mean", "low", "high", "short_months", "first_short"],
    )
    believability = Table(
        "jamforelse",
        "Beräknat mot publicerat",
        (Column("what", "Vad"), Column("simulated", "Beräknat", 1), Column("published", "Publicerat", 1), Column("source", "Källa")),
        (
            ("Tid från tillstånd till plan, kvinnor 2012", 78.0, 81.0, "SOU 2014"),
            ("Fullföljd samhällsorientering", 40.0, None, "ej prövbart"),
        ),
    )
    costs = Table("kostnader", "Kostnad per part", (Column("payer", "Part"), Column("sek", "Kronor", 0)), (("kommun", 1_250_000.0),))
    return Extras(believability, costs, None, (("Version", "0.1"),), cohort_frame(), capacity, ("Praktikplatser, Norra: kön växer.",))
