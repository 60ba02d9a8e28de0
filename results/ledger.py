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
from scenarios.measures import CapacityChange, Cost, Measure, UnitCost
from scenarios.schema.scenario import Scenario

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
    payer: str
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
        years = np.array([*grid.years, grid.years[-1] + 1], dtype=np.int64)
        self.starts = year_day_all(years, 1)
        self.month_year = np.array([int(name[:4]) - grid.years[0] for name in grid.month_names])
        self._used: dict[str, tuple[Floats, Floats]] = {}

    def amount(self, line: Line) -> Floats:
        if line.kind == "transfer":
            return self._lump_sums()
        measure = self.measures.get(line.measure)
        if line.per == "event":
            return self._events(line.subject, measure) * line.sek
        if measure is None:
            return self._used_without_measures(line.subject) * line.sek
        if line.per in {"seat_year", "unit"}:
            added, used = self._added(line.subject, measure)
            return line.sek * (used if line.kind == "measure_used" else added)
        if line.per == "once":
            return line.sek * self._share_of_years(day(measure.in_force), day(measure.in_force) + 1.0) * DAYS_PER_YEAR
        return line.sek * self._share_of_years(*self._in_force(measure))

    def _in_force(self, measure: Measure) -> tuple[float, float]:
        last = float(self.grid.months[-1])
        return day(measure.in_force), last if measure.until is None else min(day(measure.until), last)

    def _share_of_years(self, first: float, last: float) -> Floats:
        """Years in force within each year: days over the mean length of a year."""
        days: Floats = np.minimum(self.starts[1:], last) - np.maximum(self.starts[:-1], first)
        years: Floats = np.maximum(days, 0.0) / DAYS_PER_YEAR
        return years

    def _events(self, name: str, measure: Measure | None) -> Floats:
        rows = self.history.rows(name)
        if name in PER_HOUSEHOLD:
            rows = rows.take(self.history.once_a_household(rows.person, rows.time))
        times = np.sort(rows.time)
        if measure is not None:
            first, last = self._in_force(measure)
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

    def _by_year(self, monthly: Floats) -> Floats:
        return np.bincount(self.month_year, weights=monthly, minlength=len(self.grid.years)).astype(np.float64)

    def _used_without_measures(self, service: str) -> Floats:
        used, given = self._monthly(service)
        added = sum(
            (self._added_monthly(service, measure) for measure in self.measures.values() if _pays_for(measure, service)),
            np.zeros(len(used)),
        )
        part = np.divide(added, given, out=np.zeros(len(used)), where=given > 0.0)
        return self._by_year(used * (1.0 - np.clip(part, 0.0, 1.0)))

    def _added(self, service: str, measure: Measure) -> tuple[Floats, Floats]:
        """What the measure adds each year, and how much of that is used if added places are used like the others."""
        used, given = self._monthly(service)
        added = self._added_monthly(service, measure)
        share = np.clip(np.divide(used, given, out=np.zeros(len(used)), where=given > 0.0), 0.0, 1.0)
        return self._by_year(added), self._by_year(added * share)

    def _added_monthly(self, service: str, measure: Measure) -> Floats:
        months = self.grid.months
        first, last = self._in_force(measure)
        in_month = np.clip(np.minimum(months[1:], last) - np.maximum(months[:-1], first), 0.0, None)
        share = in_month / np.diff(months)
        scale = share if MECHANISM[service] != "quotas" else share / np.diff(months)
        scale = scale / (DAYS_PER_YEAR if MECHANISM[service] != "quotas" else 1.0)
        total = np.zeros(len(share))
        for change in measure.capacity:
            for capacity in self.scenario.county.capacities:
                if capacity.service == service and _is_meant(change, capacity.area, capacity.language):
                    days = np.diff(integral(capacity, months, effective=False))
                    total += scale * (
                        change.add * np.diff(months) if change.add is not None else days * (1.0 - 1.0 / (change.factor or 1.0))
                    )
        return total

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


def _is_meant(change: CapacityChange, area: str, language: str) -> bool:
    return (not change.areas or area in change.areas) and (not change.languages or language in change.languages)
