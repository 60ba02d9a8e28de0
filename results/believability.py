"""Is the calculation believable: simulated numbers of the past beside published figures, with the rule for "near" and the source."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from typing import Literal

import numpy as np

from results.indicators.catalogue import CATALOGUE
from results.intervals import Floats
from results.reading import Reading, read
from results.study import Study

NEAR_FACTOR = 1.5
"""A simulated value within this factor of the published one is near it …"""

NEAR_POINTS = 10.0
"""… and so is a share within so many percentage points."""

Verdict = Literal["near", "far", "not_testable"]


@dataclass(frozen=True)
class Published:
    """A published figure and which simulated number it is held against.

    `indicator` to `last` are a `results.reading.Reading`. `used` says whether assumptions were set by this figure: being near it is
    then no independent test.
    """

    indicator: str
    per: str
    area: str
    group: str
    first: str
    last: str
    value: float
    unit: str
    published_area: str
    year: str
    source: str
    note: str
    used: bool
    reading: str


@dataclass(frozen=True)
class Row:
    """One line of the table.

    Attributes
    ----------
    indicator, area, group, period
        What was simulated.
    mean, low, high
        Simulated value with interval; nan where it could not be computed.
    published
        The published figure, None where there is none.
    verdict
        near: within a factor of 1.5 or 10 percentage points; far; not_testable: no published figure, nothing simulated beside it, or
        a figure that only the other reading can be held against.
    """

    indicator: str
    area: str
    group: str
    period: str
    unit: str
    mean: float
    low: float
    high: float
    published: Published | None
    verdict: Verdict


def published() -> tuple[Published, ...]:
    """The published figures that ship, in the order of their file."""
    text = files("results").joinpath("published.csv").read_text(encoding="utf-8")
    return tuple(_published(row) for row in csv.DictReader(text.splitlines()))


def _published(row: dict[str, str]) -> Published:
    return Published(**{**row, "value": float(row["value"]), "used": row["used"] == "yes"})  # type: ignore[arg-type]


def believability(study: Study) -> tuple[Row, ...]:
    """The table of one study: every published figure that fits its county, then the headline indicators that have none."""
    county = study.layout.grid.county
    own = [figure for figure in published() if figure.area.startswith(county)]
    tested = [_tested(study, figure) for figure in own]
    have = {figure.indicator for figure in own}
    return (*tested, *_untested(study, have))


def near(simulated: float, figure: float, unit: str) -> bool:
    """Whether a simulated value is near a published one: within a factor of 1.5, or 10 percentage points for shares."""
    if unit in {"percent", "percentage_points"} and abs(simulated - figure) <= NEAR_POINTS:
        return True
    return figure > 0.0 and figure / NEAR_FACTOR <= simulated <= figure * NEAR_FACTOR


def _tested(study: Study, figure: Published) -> Row:
    found = study.over(_simulated(study, figure))
    mean = float(found.mean)
    fits = np.isfinite(mean) and figure.reading in {"", study.scenario.reading}
    verdict: Verdict = "not_testable" if not fits else "near" if near(mean, figure.value, figure.unit) else "far"
    period = figure.first if figure.first == figure.last else f"{figure.first}-{figure.last}"
    return Row(figure.indicator, figure.area, figure.group, period, figure.unit, mean, float(found.low), float(found.high), figure, verdict)


def _simulated(study: Study, figure: Published) -> Floats:
    """The simulated number of each replication, shape (replications,)."""
    reading = Reading(figure.indicator, figure.per, figure.area, figure.group, figure.first, figure.last)
    return read(reading, study.place_of, study.values, study.people)[0]


def _untested(study: Study, tested: set[str]) -> Iterator[Row]:
    for indicator in CATALOGUE.values():
        if not indicator.headline or indicator.key in tested:
            continue
        key = study.key(indicator.key)
        if key not in study.place_of:  # the reported years hold no whole period of this indicator
            continue
        found = study.estimate(indicator.key)
        mean, low, high = (found.mean, found.low, found.high) if found else (float("nan"),) * 3
        yield Row(key[0], key[1], key[2], key[3], indicator.unit, mean, low, high, None, "not_testable")
