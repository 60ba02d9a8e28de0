"""What a report is made of: resolved scenarios, their numbers and paired differences, ready to be looked up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

import numpy as np
import pandas as pd

from results.charts.series import Series
from results.follow_up import FollowUp
from results.identity import Calibration
from results.indicators.catalogue import CATALOGUE
from results.tables import Table
from scenarios.language import text_of
from scenarios.schema.scenario import Scenario

Direction = Literal["better", "worse", "neither"]


@dataclass(frozen=True)
class Estimate:
    """A mean over the calculations with the 95 % confidence interval for the expected value, and the people behind it."""

    mean: float
    low: float
    high: float
    people: float = float("nan")


@dataclass(frozen=True)
class Change:
    """A paired difference between an alternative and the unchanged course.

    Attributes
    ----------
    indicator, area, group, period
        What it is a difference in.
    value, low, high
        Mean of the paired differences and its 95 % confidence interval, in the indicator's unit.
    same_sign
        In how many of the calculations the difference has the sign of `value`.
    """

    scenario: str
    indicator: str
    area: str
    group: str
    period: str
    value: float
    low: float
    high: float
    same_sign: int

    @property
    def told_apart(self) -> bool:
        """Whether the interval leaves zero out."""
        return self.low > 0 or self.high < 0

    @property
    def exactly_none(self) -> bool:
        """Whether not a single calculation differs."""
        return self.low == self.high == self.value == 0

    @property
    def direction(self) -> Direction:
        """Better or worse by the indicator's own direction; neither where it cannot be told apart from zero or has none."""
        better = CATALOGUE[self.indicator].better
        if not self.told_apart or better == "neither":
            return "neither"
        return "better" if (self.value > 0) == (better == "more") else "worse"


@dataclass(frozen=True)
class Parts:
    """A mean, and half the width of its interval by chance and by parameters, in the indicator's unit.

    `told` says whether the parameters' part is told from chance; else it is what there may be.
    """

    period: str
    mean: float
    chance: float
    parameters: float
    told: bool


Key = tuple[str, str, str, str, str]
KEYS = ("scenario", "indicator", "area", "group", "period")


@dataclass(frozen=True)
class Use:
    """Mean use of a capacity over the reported years, percent, with its interval, and the months in which it was short.

    `short_months` is their number, `first_short` the first of them ("2017-03"), empty where there is none.
    """

    mean: float
    low: float
    high: float
    short_months: int
    first_short: str


class _Rows:
    """A table's numbers by the keys of its rows: of some hundred thousand rows a report looks up a few thousand."""

    def __init__(self, table: pd.DataFrame, columns: tuple[str, ...]) -> None:
        self._numbers = table[list(columns)].to_numpy(dtype=np.float64)
        keys = zip(*(table[column].tolist() for column in KEYS), strict=True)
        self._row: dict[Key, int] = {key: row for row, key in enumerate(keys)}

    def get(self, key: Key) -> list[float] | None:
        """The numbers of one row; None where there is none."""
        row = self._row.get(key)
        if row is None:
            return None
        numbers: list[float] = self._numbers[row].tolist()
        return numbers


@dataclass(frozen=True)
class Extras:
    """Tables and facts that are not indicators; each may be empty. `local_capacity` is by scenario, service and area.

    `uncertainty` has the columns of uncertainty.csv and is None where no parameters are drawn; `calibration` is what they come from.
    """

    believability: Table | None = None
    costs: Table | None = None
    cost_per_person: Table | None = None
    run_facts: tuple[tuple[str, str], ...] = ()
    cohort: pd.DataFrame | None = None
    capacity: pd.DataFrame | None = None
    bottlenecks: tuple[str, ...] = ()
    alike: str = ""
    payments: Table | None = None
    readiness: tuple[str, ...] = ()
    follow_up: FollowUp | None = None
    local_capacity: Mapping[tuple[str, str, str], Use] | None = None
    calibration: Calibration | None = None
    uncertainty: pd.DataFrame | None = None


@dataclass(frozen=True)
class Material:
    """Everything the report says, before it is put into words.

    Attributes
    ----------
    base
        The unchanged course.
    alternatives
        What it is compared with, in order; empty for a report on one scenario.
    indicators
        Columns scenario, indicator, area, group, period, mean, low, high, people.
    differences
        Columns scenario, indicator, area, group, period, difference, low, high, same_sign.
    replications, seed
        Of the calculations.
    """

    base: Scenario
    alternatives: tuple[Scenario, ...]
    indicators: pd.DataFrame
    differences: pd.DataFrame
    replications: int
    seed: int
    extras: Extras = field(default_factory=Extras)

    @cached_property
    def series(self) -> tuple[Series, ...]:
        """The unchanged course and the alternatives with their letters."""
        scenarios = (self.base, *self.alternatives)
        return tuple(Series(s.name, text_of(s.title_sv, s.title_en), k) for k, s in enumerate(scenarios))

    @property
    def county(self) -> str:
        """Code of the county: the area of all its people."""
        return self.base.county.code

    @property
    def years(self) -> tuple[int, int]:
        """First and last reported year."""
        return self.base.report_from, self.base.report_to

    @cached_property
    def _levels(self) -> _Rows:
        return _Rows(self.indicators, ("mean", "low", "high", "people"))

    @cached_property
    def _moved(self) -> _Rows:
        return _Rows(self.differences, ("difference", "low", "high", "same_sign"))

    def estimate(self, scenario: str, indicator: str, area: str, group: str, period: str) -> Estimate | None:
        """The number of one scenario; None where there is none or it is undefined."""
        found = self._levels.get((scenario, indicator, area, group, period))
        return Estimate(*found) if found is not None and found[0] == found[0] else None

    def change(self, scenario: str, indicator: str, area: str, group: str, period: str) -> Change | None:
        """The difference of one alternative; None where there is none or it is undefined."""
        key = (scenario, indicator, area, group, period)
        found = self._moved.get(key)
        if found is None or found[0] != found[0]:
            return None
        value, low, high, same_sign = found
        return Change(*key, value, low, high, int(same_sign))

    @cached_property
    def _parts(self) -> dict[tuple[str, str, bool], Parts]:
        """Parts by scenario, indicator and whether it is a difference."""
        table = self.extras.uncertainty
        if table is None:
            return {}
        everyone = table[table["group"] == "all"]
        columns = ("scenario", "indicator", "base", "period", "mean", "chance", "parameters", "draws_differ")
        rows = zip(*(everyone[column].tolist() for column in columns), strict=True)
        return {(row[0], row[1], bool(row[2])): Parts(row[3], row[4], row[5], row[6], bool(row[7])) for row in rows}

    @property
    def parts_of(self) -> tuple[str, ...]:
        """Indicators of which the parts of the uncertainty are known."""
        return tuple(dict.fromkeys(indicator for _scenario, indicator, _difference in self._parts))

    def parts(self, scenario: str, indicator: str, difference: bool) -> Parts | None:
        """How sure the county's number, or an alternative's difference, is; None where no parameters are drawn."""
        return self._parts.get((scenario, indicator, difference))

    def period(self, indicator: str, area: str = "", group: str = "all") -> str:
        """The longest reported period that the indicator has for an area and group: all years pooled where it can be.

        A series that breaks has no period across it; then the years after the break stand for it.
        """
        first, last = self.years
        spans = [(a, b) for a in range(first, last + 1) for b in range(a, last + 1)]
        for a, b in sorted(spans, key=lambda span: (span[0] - span[1], span[0])):
            name = str(a) if a == b else f"{a}-{b}"
            if self.estimate(self.base.name, indicator, area or self.county, group, name) is not None:
                return name
        return f"{first}-{last}"
