"""Costs by payer and year: the measures' costs, the running services by use, the state's lump sums; each line keeps its origin.

Three kinds of lines are kept apart. *Running* services cost what is used of them. A *measure* costs the seats it adds whether they are
used or not (how much of them is used stands beside it, never in a sum). *Transfers* are lump sums from the state to municipalities:
money that changes hands, no cost of its own. A seat that a measure adds is in the measure's line and not in the running service's.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from results.indicators.capacity import MECHANISM, amounts, integral
from results.indicators.dates import Floats, year_day_all
from results.indicators.grid import Grid
from results.indicators.history import History
from results.intervals import Intervals
from scenarios.calendar import DAYS_PER_YEAR, day
from scenarios.county import Capacity
from scenarios.measures import Cost, Measure, UnitCost, capacities_by_measure
from scenarios.schema.scenario import Scenario
from scenarios.vocabulary import Payer

if TYPE_CHECKING:
    import pandas as pd

Kind = Literal["running", "measure", "measure_used", "transfer"]

RECEIVED = "placement.received"
"""The event behind the lump sum: costs stated on it are the lump sum itself, which the law's dated value gives."""

PER_HOUSEHOLD = frozenset({"placement.temporary_housing", "placement.dwelling_found"})
"""Events that cost once a household, though each member has a row."""

LUMP_SUM_DAYS = 730.0
"""Days over which the lump sum follows a person."""

LUMP_SUM_AGE = 65.0


@dataclass(frozen=True)
class Line:
    """One line of the ledger: who pays for what, at which price, from where the price comes.

    Attributes
    ----------
    kind
        running, measure (added whether used or not), measure_used (the part of it that is used) or transfer.
    subject
        Service, event or measure that costs.
    sek
        Price in SEK, in the prices of `price_year`.
    per
        seat_year, unit, event, year, once or person.
    """

    kind: Kind
    payer: Payer
    subject: str
    sek: float
    per: str
    price_year: int
    source: str
    assumption: bool
    note: str
    measure: str = ""

    @property
    def in_total(self) -> bool:
        """Whether the line belongs in a payer's total cost."""
        return self.kind in {"running", "measure"}


def lines_of(scenario: Scenario) -> tuple[Line, ...]:
    """The ledger's lines of a scenario, in a fixed order."""
    running = [_running(cost) for cost in scenario.unit_costs if cost.event != RECEIVED]
    measures = [line for measure in scenario.measures for cost in measure.costs for line in _of_measure(measure, cost)]
    return (*running, *measures, _lump_sum(scenario))


def _running(cost: UnitCost) -> Line:
    subject = cost.service or cost.event or ""
    return Line("running", cost.payer, subject, cost.sek, cost.per, cost.year, cost.source or "", cost.assumption, cost.note)


def _of_measure(measure: Measure, cost: Cost) -> Iterator[Line]:
    subject = cost.service or cost.event or measure.id
    origin = (cost.sek, cost.per, cost.year, cost.source or "", cost.assumption, cost.note, measure.id)
    yield Line("measure", cost.payer, subject, *origin)
    if cost.service is not None:
        yield Line("measure_used", cost.payer, subject, *origin)


def _lump_sum(scenario: Scenario) -> Line:
    step = scenario.law.lump_sum_sek.steps[-1]
    note = "" if step.source else step.note
    return Line("transfer", "stat", RECEIVED, step.value, "person", scenario.decision.year, step.source or "", step.assumption, note)


def costs(history: History, grid: Grid, lines: tuple[Line, ...]) -> Floats:
    """What each line comes to each year of the grid in one replication, SEK, shape (lines, years)."""
    ledger = _Ledger(history, grid)
    return np.array([ledger.amount(line) for line in lines]).reshape(len(lines), len(grid.years))


class _Ledger:
    """Use, additions and events by year of one replication."""

    def __init__(self, history: History, grid: Grid) -> None:
        self.history, self.grid = history, grid
        self.scenario = history.scenario
        self.measures = {measure.id: measure for measure in self.scenario.measures}
        self.starts = year_starts(grid)
        self._used: dict[str, tuple[Floats, Floats]] = {}

    def amount(self, line: Line) -> Floats:
        if line.kind == "transfer":
            return self._lump_sums()
        measure = self.measures.get(line.measure)
        if line.per == "event":
            return self._events(line.subject, measure) * line.sek
        if measure is None:
            return self._used_without_measures(line.subject) * line.sek
        if line.kind == "measure_used":
            return line.sek * self._added_and_used(line.subject, measure)
        return _planned(self.scenario, self.grid, line, measure)

    def _events(self, name: str, measure: Measure | None) -> Floats:
        rows = self.history.rows(name)
        if name in PER_HOUSEHOLD:
            rows = rows.take(self.history.once_a_household(rows.person, rows.time))
        times = np.sort(rows.time)
        if measure is not None:
            first, last = in_force(measure, self.grid)
            times = times[(times >= first) & (times < last)]
        numbers: Floats = np.diff(np.searchsorted(times, self.starts)).astype(np.float64)
        return numbers

    def _monthly(self, service: str) -> tuple[Floats, Floats]:
        """Used and given each month in the county: seat-years, or units of a quota."""
        if service not in self._used:
            taken, given = amounts(service, self.history, self.grid)
            scale = 1.0 if MECHANISM[service] == "quotas" else 1.0 / DAYS_PER_YEAR
            self._used[service] = taken[0] * scale, given[0] * scale
        return self._used[service]

    def _used_without_measures(self, service: str) -> Floats:
        used, given = self._monthly(service)
        added = sum(
            (self._added_monthly(service, measure) for measure in self.measures.values() if _pays_for(measure, service)),
            np.zeros(len(used)),
        )
        part = np.divide(added, given, out=np.zeros(len(used)), where=given > 0.0)
        return by_year(used * (1.0 - np.clip(part, 0.0, 1.0)), self.grid)

    def _added_and_used(self, service: str, measure: Measure) -> Floats:
        """How much of what the measure adds each year is used, if added places are used like the others."""
        used, given = self._monthly(service)
        share = np.clip(np.divide(used, given, out=np.zeros(len(used)), where=given > 0.0), 0.0, 1.0)
        return by_year(self._added_monthly(service, measure) * share, self.grid)

    def _added_monthly(self, service: str, measure: Measure) -> Floats:
        return added(self.scenario, measure, service, self.grid.months)

    def _lump_sums(self) -> Floats:
        """The state's lump sums to the county's municipalities, day by day while the person lives in the county."""
        received = self.history.received
        person = np.flatnonzero(np.isfinite(received)).astype(np.int64)
        person = person[self.history.age_at(person, received[person]) < LUMP_SUM_AGE]
        first = received[person]
        last = np.minimum(np.minimum(first + LUMP_SUM_DAYS, self.history.left[person]), self.history.horizon)
        rate = self.scenario.law.lump_sum_sek.at_all(first) / LUMP_SUM_DAYS
        days = np.clip(np.minimum(last[:, None], self.starts[1:]) - np.maximum(first[:, None], self.starts[:-1]), 0.0, None)
        total: Floats = rate @ days
        return total


def ledger_frame(scenario: str, lines: tuple[Line, ...], years: tuple[int, ...], found: Intervals) -> pd.DataFrame:
    """The ledger as a table, one line and year a row, with interval, price and where the price comes from.

    Parameters
    ----------
    found
        SEK, shape (lines, years).
    """
    import pandas as pd

    rows: list[dict[str, Any]] = []
    for k, line in enumerate(lines):
        about = {"scenario": scenario, **asdict(line)}
        rows += [
            {**about, "year": year, "mean": found.mean[k, y], "low": found.low[k, y], "high": found.high[k, y]}
            for y, year in enumerate(years)
        ]
    return pd.DataFrame(rows)


def _pays_for(measure: Measure, service: str) -> bool:
    """Whether a measure pays for the places of a service that it adds."""
    return any(cost.service == service for cost in measure.costs)


def planned_costs(scenario: Scenario, grid: Grid, lines: tuple[Line, ...]) -> Floats:
    """What the measures' lines come to each year whatever happens, SEK, shape (lines, years).

    All other lines, and what is paid by the event, are 0.
    """
    own = {measure.id: measure for measure in scenario.measures}
    found = np.zeros((len(lines), len(grid.years)))
    for row, line in enumerate(lines):
        if line.kind == "measure" and line.per != "event":
            found[row] = _planned(scenario, grid, line, own[line.measure])
    return found


def _planned(scenario: Scenario, grid: Grid, line: Line, measure: Measure) -> Floats:
    """What a measure's line comes to each year: what it adds, used or not, or the years in which it is in force."""
    if line.per in {"seat_year", "unit"}:
        return np.asarray(line.sek * by_year(added(scenario, measure, line.subject, grid.months), grid))
    first, last = in_force(measure, grid)
    if line.per == "once":
        return np.asarray(line.sek * share_of_years(grid, first, first + 1.0) * DAYS_PER_YEAR)
    return np.asarray(line.sek * share_of_years(grid, first, last))


def in_force(measure: Measure, grid: Grid) -> tuple[float, float]:
    """The first and the last day of a measure within a grid."""
    last = float(grid.months[-1])
    return day(measure.in_force), last if measure.until is None else min(day(measure.until), last)


def share_of_years(grid: Grid, first: float, last: float) -> Floats:
    """Years in force within each year: days over the mean length of a year."""
    starts = year_starts(grid)
    days: Floats = np.minimum(starts[1:], last) - np.maximum(starts[:-1], first)
    years: Floats = np.maximum(days, 0.0) / DAYS_PER_YEAR
    return years


def year_starts(grid: Grid) -> Floats:
    """The first day of each year of a grid and of the year after the last."""
    return year_day_all(np.array([*grid.years, grid.years[-1] + 1], dtype=np.int64), 1)


def by_year(monthly: Floats, grid: Grid) -> Floats:
    """Sums over the months of each year of a grid."""
    years = np.array([int(name[:4]) - grid.years[0] for name in grid.month_names])
    return np.bincount(years, weights=monthly, minlength=len(grid.years)).astype(np.float64)


def added(scenario: Scenario, measure: Measure, service: str, months: Floats) -> Floats:
    """What a measure of the scenario adds to a service in the county each month: seat-years, or units of a quota.

    Parameters
    ----------
    months
        First days of the months and the day after the last, shape (months + 1,).
    """
    place = scenario.measures.index(measure)
    before, after = _capacities_around(scenario)[place : place + 2]
    rows = [(new, old) for new, old in zip(after, before, strict=True) if new.service == service and new is not old]
    total = sum(
        (np.diff(integral(new, months, effective=False) - integral(old, months, effective=False)) for new, old in rows), _none(months)
    )
    return np.asarray(total / (np.diff(months) if MECHANISM[service] == "quotas" else DAYS_PER_YEAR))


def _none(months: Floats) -> Floats:
    return np.zeros(len(months) - 1)


def _capacities_around(scenario: Scenario) -> list[tuple[Capacity, ...]]:
    """The county's capacities before the first measure and after each."""
    if scenario.unmeasured is None:
        return [scenario.county.capacities]
    return capacities_by_measure(scenario.unmeasured[1], scenario.measures, scenario.county.municipalities)
