"""The local labour market: unemployment within commuting distance, made into a factor before the run."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from scenarios.schema.scenario import Scenario

KM_PER_DEGREE = 111.2
"""Length of a degree of latitude, km."""


def market_factors(scenario: Scenario) -> dict[int, float]:
    """Factor on the job hazard by municipality (code): 1 at the county's mean.

    Unemployment (percent) is averaged over the county's municipalities, weighted by population and exp(-distance /
    commuting_km); the factor is (mean / local) ** unemployment_weight. Outside the county it is 1.
    """
    towns = scenario.county.municipalities
    people = np.array([max(m.population.values()) for m in towns], dtype=np.float64)
    unemployed = np.array([m.unemployment for m in towns])
    latitude, longitude = np.array([m.latitude for m in towns]), np.array([m.longitude for m in towns])
    north = (latitude[:, None] - latitude) * KM_PER_DEGREE
    east = (longitude[:, None] - longitude) * KM_PER_DEGREE * np.cos(np.radians(latitude.mean()))
    near = np.exp(-np.hypot(north, east) / scenario.work.commuting_km.at(0.0)) * people
    local = (near * unemployed).sum(axis=1) / near.sum(axis=1)
    mean = (unemployed * people).sum() / people.sum()
    factors = (mean / local) ** scenario.work.unemployment_weight.at(0.0)
    return {0: 1.0, **{m.code: float(f) for m, f in zip(towns, factors, strict=True)}}
