"""From a simulated history to the numbers that targets are held against: the same indicator code as every report."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np
from numpy.typing import NDArray

from calibration.targets import NATION, Target
from results.indicators.compute import compute
from results.indicators.grid import grid_of
from results.indicators.history import History
from results.indicators.layout import layout_of
from results.reading import read
from scenarios.schema.scenario import Scenario
from sim.run import Run

Floats = NDArray[np.float64]


LOOKS_AHEAD_YEARS = 3
"""How long after its cohort's year the latest target may be observed: the share still in the municipality after three years."""


def shortened(scenario: Scenario, targets: Sequence[Target]) -> Scenario:
    """The scenario run no longer than its targets need."""
    last = min(scenario.end.year, max(int(target.last[:4]) for target in targets) + LOOKS_AHEAD_YEARS)
    report_to = min(scenario.report_to, last)
    period = {"end": date(last, 12, 31), "report_from": min(scenario.report_from, report_to), "report_to": report_to}
    return scenario.model_copy(update=period)


class Observer:
    """Reads the targets' numbers from a simulated history of one county."""

    def __init__(self, scenario: Scenario, targets: Sequence[Target]) -> None:
        county = scenario.county.code
        self.readings = [target.reading(county if target.area == NATION else "") for target in targets]
        wanted = {each.indicator for reading in self.readings for each in (reading, reading.whole) if each is not None}
        self.layout = layout_of(grid_of(scenario), wanted)
        self.place_of = {key: column for column, key in enumerate(self.layout.keys)}

    def __call__(self, run: Run, scenario: Scenario) -> tuple[Floats, Floats]:
        """The number of each target and the persons behind it, each of shape (targets,); nan and 0 where there is none."""
        values, people = compute(History(run, scenario), self.layout)
        found = [read(reading, self.place_of, values[None], people) for reading in self.readings]
        return np.array([number[0] for number, _ in found]), np.array([weight for _, weight in found])
