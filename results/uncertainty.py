"""How sure the headline indicators are, chance and parameters apart: the numbers of uncertainty.csv and of the report's table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from results.comparison import Comparison, unit_of_difference
from results.indicators.catalogue import CATALOGUE
from results.intervals import Intervals
from results.study import Study

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = (
    *("base", "scenario", "indicator", "area", "group", "period", "mean", "chance", "parameters", "unit", "draws", "replications"),
    "draws_differ",
)
"""Columns of uncertainty.csv: `base` is empty for a level; `chance` and `parameters` are half-widths of 95 % intervals; `draws_differ` says
whether draws differ more than chance explains (1, else 0, where `parameters` is what there may be)."""


def uncertainty_frame(studies: Sequence[Study], comparisons: Sequence[Comparison] = ()) -> pd.DataFrame:
    """The headline indicators of the county over all reported years, for every group: levels, then differences.

    `parameters` is nan, and `draws` 0, where all replications have the same parameters.
    """
    import pandas as pd

    rows = [row for study in studies for row in _levels(study)] + [row for each in comparisons for row in _differences(each)]
    return pd.DataFrame(rows, columns=list(COLUMNS)).astype({"mean": float, "chance": float, "parameters": float})


def _levels(study: Study) -> Iterator[tuple[object, ...]]:
    rests_on = (len(set(study.draws)), len(study.replications))
    for column in np.flatnonzero(study.shown & _headline(study)):
        key = study.keys[column]
        yield (
            "",
            study.scenario.name,
            *key,
            *_numbers(study.intervals, int(column)),
            CATALOGUE[key[0]].unit,
            *rests_on,
            int(study.intervals.draws_differ[column]),
        )


def _differences(comparison: Comparison) -> Iterator[tuple[object, ...]]:
    base, other = comparison.base, comparison.scenario
    rests_on = (len(set(comparison.draws)), len(comparison.replications))
    for column in np.flatnonzero(comparison.shown & _headline(base)):
        key = base.keys[column]
        numbers = _numbers(comparison.intervals, int(column))
        told = int(comparison.intervals.draws_differ[column])
        yield base.scenario.name, other.scenario.name, *key, *numbers, unit_of_difference(key[0]), *rests_on, told


def _numbers(found: Intervals, column: int) -> tuple[float, float, float]:
    return float(found.mean[column]), float(found.chance[column]), float(found.parameters[column])


def _headline(study: Study) -> NDArray[np.bool_]:
    """Which numbers are headline indicators of the county over all reported years."""
    county = study.layout.grid.county
    whole = {key: study.whole(key) for key, indicator in CATALOGUE.items() if indicator.headline}
    return np.array([whole.get(key[0]) == key[3] and key[1] == county for key in study.keys])
