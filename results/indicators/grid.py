"""Where and when the indicators are computed: the areas and periods of a scenario, the same in every replication."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from results.indicators.dates import Floats, Ints, year_day_all
from results.indicators.indicator import INTRODUCTION_ENDED, PROGRAMME_BEGAN
from results.indicators.kept import Kept
from scenarios.calendar import day, month_starts, shift_months
from scenarios.county import area_of
from scenarios.schema.scenario import Scenario

POOLED_YEARS = 3
"""Years taken together where too few people stand behind one."""

BREAKS: tuple[tuple[int, ...], ...] = ((), (INTRODUCTION_ENDED,), (INTRODUCTION_ENDED, PROGRAMME_BEGAN))
"""The breaks that series have: none, where the introduction ended, and there and where the programme began."""


@dataclass(frozen=True)
class Period:
    """Calendar years taken together, first and last included."""

    first: int
    last: int

    @property
    def name(self) -> str:
        """How the period is written in files: "2017" or "2017-2019"."""
        return str(self.first) if self.first == self.last else f"{self.first}-{self.last}"

    def crosses(self, breaks: tuple[int, ...]) -> bool:
        """Whether a break of the series, dated 1 January of a year, falls within the period."""
        return any(self.first < year <= self.last for year in breaks)


@dataclass(frozen=True)
class Grid:
    """Areas and periods of one scenario.

    Attributes
    ----------
    county
        Code of the county, the first area.
    codes
        SCB codes of the municipalities, rising.
    subareas
        Names of sub-areas with the codes in each.
    years
        Every year of the run, for the county.
    report
        Years shown for every area.
    months
        First days of every month of the run, and of the month after (days), shape (months + 1,).
    month_names
        "2017-03", one a month.
    inhabitants
        Inhabitants of each municipality in the middle of the reported years, shape (codes,).
    """

    county: str
    codes: tuple[int, ...]
    subareas: tuple[tuple[str, tuple[int, ...]], ...]
    years: tuple[int, ...]
    report: tuple[int, ...]
    months: Floats
    month_names: tuple[str, ...]
    inhabitants: Floats

    @cached_property
    def areas(self) -> tuple[str, ...]:
        """The county, its municipalities, its sub-areas ("19:norra")."""
        return (self.county, *(area_of(code) for code in self.codes), *(f"{self.county}:{name}" for name, _ in self.subareas))

    @cached_property
    def members(self) -> Floats:
        """1 where a place belongs to an area, shape (areas, codes + 1); the last place is outside or unknown."""
        size = len(self.codes) + 1
        rows = [np.ones(size), *np.eye(size)[:-1]]
        rows += [np.array([*(float(code in inside) for code in self.codes), 0.0]) for _, inside in self.subareas]
        return np.array(rows)

    def whole(self, breaks: tuple[int, ...] = ()) -> Period:
        """All reported years together; where the series breaks, those since the last break."""
        return Period(max((year for year in breaks if year in self.report), default=self.report[0]), self.report[-1])

    @cached_property
    def regular(self) -> tuple[Period, ...]:
        """Single years, and rolling groups of three reported years."""
        single = [Period(year, year) for year in self.years]
        pooled = [Period(year, year + POOLED_YEARS - 1) for year in self.report if year + POOLED_YEARS - 1 in self.report]
        return (*single, *pooled)

    @cached_property
    def periods(self) -> tuple[Period, ...]:
        """Single years, rolling groups of three reported years, all reported years, those since the last break."""
        return tuple(dict.fromkeys((*self.regular, *(self.whole(breaks) for breaks in BREAKS))))

    @cached_property
    def within(self) -> Floats:
        """1 where a year belongs to a period, shape (years, periods)."""
        return np.array([[float(period.first <= year <= period.last) for period in self.periods] for year in self.years])

    @cached_property
    def thousand_years(self) -> Floats:
        """Thousands of inhabitants times years of each area and period: what a count is divided by for a rate, shape (areas, periods)."""
        thousands = self.members[:, :-1] @ self.inhabitants / 1000.0
        return np.outer(thousands, [period.last - period.first + 1.0 for period in self.periods])

    def place_of(self, municipality: Ints) -> Ints:
        """Column of each municipality among the places; the last for what lies outside the county or is unknown."""
        return self._place.take(np.minimum(municipality, len(self._place) - 1))

    def year_of(self, when: Floats) -> Ints:
        """Position of each instant's year among the grid's years; one past the last outside them."""
        return _looked_up(when, *self._year_of_day)

    def month_of(self, when: Floats) -> Ints:
        """Months of the grid begun by each instant: 0 before the first, one more than there are after the last."""
        return _looked_up(when, *self._month_of_day)

    @cached_property
    def kept(self) -> Kept:
        """What is worked out once for the grid."""
        return Kept()

    @cached_property
    def _place(self) -> Ints:
        place = np.full(max(self.codes) + 2, len(self.codes))
        place[list(self.codes)] = np.arange(len(self.codes))
        return place

    @cached_property
    def _month_of_day(self) -> tuple[Floats, Ints]:
        return _steps_by_day(self.months)

    @cached_property
    def _year_of_day(self) -> tuple[Floats, Ints]:
        years = np.array([*self.years, self.years[-1] + 1])
        days, begun = _steps_by_day(year_day_all(years, 1))
        return days, np.where(begun > 0, begun - 1, len(self.years))

    def shown(self, area: int, period: int) -> bool:
        """Whether an area has a period: the county every one, the others those within the reported years."""
        found = self.periods[period]
        return area == 0 or (found.first in self.report and found.last in self.report)

    def cells(self, area_limit: int | None = None) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
        """Area and period positions of every cell shown, areas first; `area_limit` keeps the first areas only."""
        areas = range(len(self.areas) if area_limit is None else area_limit)
        pairs = [(a, p) for a in areas for p in range(len(self.periods)) if self.shown(a, p)]
        found = np.array(pairs, dtype=np.intp).reshape(-1, 2)
        return found[:, 0], found[:, 1]


def grid_of(scenario: Scenario) -> Grid:
    """The grid of a scenario."""
    county = scenario.county
    municipalities = sorted(county.municipalities, key=lambda m: m.code)
    firsts = month_starts(scenario.start, scenario.end)
    middle = (scenario.report_from + scenario.report_to) // 2
    return Grid(
        county=county.code,
        codes=tuple(m.code for m in municipalities),
        subareas=tuple((name, tuple(area.codes)) for name, area in county.subareas.items()),
        years=tuple(range(scenario.start.year, scenario.end.year + 1)),
        report=tuple(range(scenario.report_from, scenario.report_to + 1)),
        months=np.array([day(first) for first in firsts] + [day(shift_months(firsts[-1], 1))]),
        month_names=tuple(first.strftime("%Y-%m") for first in firsts),
        inhabitants=np.array([float(_nearest(m.population, middle)) for m in municipalities]),
    )


def _steps_by_day(starts: Floats) -> tuple[Floats, Ints]:
    """The first and last day of a table, and for each day from one before the first start to the last start: starts until then."""
    first, last = float(starts[0]) - 1.0, float(starts[-1])
    return np.array([first, last]), np.searchsorted(starts, np.arange(first, last + 1.0), side="right")


def _looked_up(when: Floats, ends: Floats, table: Ints) -> Ints:
    """What a table by day says of each instant; its first day stands for all earlier ones, its last for all later ones."""
    day = (np.clip(when, ends[0], ends[1]) - ends[0]).astype(np.int64)
    found: Ints = table.take(day)
    return found


def _nearest(by_year: Mapping[int, int], year: int) -> int:
    """The value of the year nearest to `year` (the earlier of two as near)."""
    return int(min(by_year.items(), key=lambda item: (abs(item[0] - year), item[0]))[1])
