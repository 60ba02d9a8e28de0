"""From an event log to observations: the indicators of the county, by the code that reads simulations, and how sure each number is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cache
from math import isfinite, nan

import numpy as np
from numpy.typing import NDArray

from calibration.cohorts.log import HistoryRun
from calibration.cohorts.observation import FEWEST, Observation, sampling_error
from calibration.targets import targets
from results.indicators.catalogue import CATALOGUE
from results.indicators.compute import compute, observe
from results.indicators.grid import grid_of
from results.indicators.history import History, Run
from results.indicators.indicator import Indicator
from results.indicators.layout import Layout, layout_of
from scenarios.calendar import date_of, year_start
from scenarios.schema.scenario import Scenario
from sim.events import EVENTS

Floats = NDArray[np.float64]
Key = tuple[str, str, str, str]

FEWEST_PERSONS = 20
"""Persons that must stand behind a share or a wait for it to be an observation, as in the reports."""

BESIDE = ("plans_started", "plans_ended", "applied", "permits")
"""Counts that are observed beside the headline indicators and those that published history is told in."""

NOT_IN_A_REGISTER = frozenset({"so_groups", "so_participants"})
"""What needs the groups in which people meet: registers have a date for each, and two groups of one day are one."""

BY_MUNICIPALITY = ("received",)
"""Counts that are observed for each municipality."""

STATISTICS = frozenset({"share", "mean", "median", "count", "series"})
"""What is observed; a gap, a spread and the ends of a wait's distribution say the same again, less surely."""

COUNTS = frozenset({"count", "series"})

TOGETHER = ("sfi", "so", "practice")
"""Tracks that a log must hold for what is taken of all activities together."""

OF_ALL_ACTIVITIES = frozenset({"active_share", "idle_longest"})

STOCK_YEARS = 3
"""Years of log before a number in plan can be read from it: a plan with its pauses can last so long."""

USUAL = 0.9
"""Share of an indicator's persons who must have come after the log began, for a year to be read."""

SERIES_MONTH = "-12"
"""The month of a year in which a series is read: months near each other say the same."""

RESAMPLES = 40
"""Times the households are drawn anew to see how sure each number is."""

CLEAR = 0.5
"""Correlation between two numbers over households drawn anew from which it is none of the few draws': three times its chance error."""


@dataclass(frozen=True)
class _Read:
    """A history with the period that its log covers, the day of each person's first event, and the tracks it holds."""

    history: History
    layout: Layout
    begins: float
    ends: float
    entry: Floats
    tracks: frozenset[str]


def observed(run: HistoryRun, scenario: Scenario, source: str) -> tuple[Observation, ...]:
    """The observations of a log, with standard errors from households drawn anew, at least those of the plain formulas.

    Numbers of one log tell of the same persons: in plan, at work after it, at work two years after reception. A fit takes each for news of
    its own, so that the error of one that others tell too is widened by the root of how many times over it is told.

    Parameters
    ----------
    scenario
        The county as it is.
    source
        How results name the log.
    """
    found = [each for each in numbers(run, scenario, source, fewest=FEWEST_PERSONS) if each.unit != "persons" or each.value >= FEWEST]
    if not found:
        return ()
    sample = _resampled(run, scenario, [(each.indicator, each.area, each.group, each.first) for each in found])
    error = np.fmax([each.se for each in found], _spread(sample)) * np.sqrt(_times_told(sample))
    return tuple(replace(each, se=float(se)) for each, se in zip(found, error, strict=True))


def numbers(run: Run, scenario: Scenario, source: str, *, fewest: int) -> tuple[Observation, ...]:
    """The numbers of a log with the standard errors of plain formulas, in the order of the catalogue.

    Left out is what a log cannot tell: shares of nobody or everybody and counts of nothing, which may never have been registered; years
    into which many of the indicator's persons came before the log began, and years that it does not cover.

    Parameters
    ----------
    fewest
        Persons that must stand behind a share or a wait.
    """
    read = _read(run, scenario)
    values, people = compute(read.history, read.layout)
    place = {key: k for k, key in enumerate(read.layout.keys)}
    since = _since(read)
    found = []
    for key in _wanted(read, place, people, fewest):
        indicator, k = CATALOGUE[key[0]], place[key]
        if _tells(indicator, values[k]) and year_start(int(key[3][:4])) >= since[indicator.key]:
            error = sampling_error(indicator, float(values[k]), float(people[k]))
            assert error is not None
            persons = 0.0 if indicator.statistic in COUNTS else float(people[k])
            what = (key[0], "", key[1], key[2], key[3], key[3])
            found.append(Observation(*what, float(values[k]), nan, nan, indicator.unit, persons, error, source))
    return tuple(found)


def _read(run: Run, scenario: Scenario) -> _Read:
    covered = _covered(run, scenario)
    history = History(run, covered)
    entry = _entries(run)
    begins = float(np.quantile(entry[np.isfinite(entry)], 0.01))
    tracks = frozenset(EVENTS[number].track for number in np.unique(run.events["event"]).tolist())
    return _Read(history, layout_of(grid_of(covered), chosen()), begins, history.horizon, entry, tracks)


def _covered(run: Run, scenario: Scenario) -> Scenario:
    """The scenario up to the last event of the log: what would have come after it is not known, and counts as cut."""
    ends = min(date_of(float(run.events["time"][-1])) + timedelta(days=1), scenario.end)
    until = {"end": ends, "report_to": min(scenario.report_to, ends.year), "report_from": min(scenario.report_from, ends.year)}
    return scenario.model_copy(update=until)


def _entries(run: Run) -> Floats:
    """Day of each person's first event, shape (n,); infinity where there is none."""
    entry = np.full(run.population.n, np.inf)
    np.minimum.at(entry, run.events["person"], run.events["time"])
    return entry


@cache
def chosen() -> frozenset[str]:
    """The indicators that are observed: headline, those that published history is told in, and some counts beside."""
    headline = {indicator.key for indicator in CATALOGUE.values() if indicator.headline}
    return frozenset(headline | {target.indicator for target in targets()} | set(BESIDE)) - NOT_IN_A_REGISTER


def _observed_indicators(tracks: frozenset[str]) -> Iterator[Indicator]:
    """The indicators that a log with these tracks can tell."""
    for indicator in CATALOGUE.values():
        if indicator.statistic not in STATISTICS or indicator.key not in chosen():
            continue
        if indicator.key not in OF_ALL_ACTIVITIES or set(TOGETHER) <= tracks:
            yield indicator


def _since(read: _Read) -> dict[str, float]:
    """From which day on each indicator can be read: most of its persons have then come after the log began."""
    cohorts = observe(read.history, chosen())
    found = {}
    for indicator in CATALOGUE.values():
        lead = STOCK_YEARS * 365.0
        if indicator.key in cohorts:
            of = cohorts[indicator.key].of
            leads = of.when - read.entry[of.person]
            leads = leads[np.isfinite(leads)]
            lead = float(np.quantile(leads, USUAL)) if len(leads) else 0.0
        found[indicator.key] = read.begins + lead
    return found


def _wanted(read: _Read, place: dict[Key, int], people: Floats, fewest: int) -> Iterator[Key]:
    """Indicator, area, group and period of what is read: women and men apart where both are many enough, else together."""
    grid = read.layout.grid
    for indicator in _observed_indicators(read.tracks):
        series = indicator.statistic == "series"
        periods = [name for name in grid.month_names if name.endswith(SERIES_MONTH)] if series else [str(year) for year in grid.years]
        for period in periods:
            if year_start(int(period[:4]) + 1) > read.ends + 1.0 and indicator.statistic in COUNTS:
                continue
            yield from _groups(indicator, grid.county, period, place, people, fewest)
            if indicator.key in BY_MUNICIPALITY:
                areas = (area for area in grid.areas[1 : 1 + len(grid.codes)] if (indicator.key, area, "all", period) in place)
                yield from ((indicator.key, area, "all", period) for area in areas)


def _groups(indicator: Indicator, area: str, period: str, place: dict[Key, int], people: Floats, fewest: int) -> Iterable[Key]:
    keys = [(indicator.key, area, group, period) for group in ("women", "men", "all") if group in indicator.groups]
    keys = [key for key in keys if key in place]
    many = [key for key in keys if people[place[key]] >= (1 if indicator.statistic in COUNTS else fewest)]
    sexes = [key for key in many if key[2] != "all"]
    return sexes if len(sexes) == 2 else [key for key in many if key[2] == "all"]


def _tells(indicator: Indicator, value: float) -> bool:
    """Whether a number can be told from one that was never registered."""
    if not isfinite(value) or value <= 0.0:
        return False
    return indicator.unit != "percent" or value < 100.0


def _resampled(run: HistoryRun, scenario: Scenario, keys: list[Key]) -> Floats:
    """Each number when the households are drawn anew, shape (resamples, keys)."""
    chance = np.random.Generator(np.random.Philox(key=1))
    households, covered = _Households(run), _covered(run, scenario)
    layout = layout_of(grid_of(covered), {key[0] for key in keys})
    place = {key: k for k, key in enumerate(layout.keys)}
    columns = np.array([place[key] for key in keys])
    return np.array([compute(History(households.drawn(chance), covered), layout)[0][columns] for _ in range(RESAMPLES)])


def _spread(sample: Floats) -> Floats:
    """The standard deviation of each number, shape (keys,); nan where too few draws have it."""
    enough = np.isfinite(sample).sum(axis=0) >= RESAMPLES // 2
    spread = np.full(sample.shape[1], np.nan)
    spread[enough] = np.nanstd(sample[:, enough], axis=0, ddof=1)
    return spread


def _times_told(sample: Floats) -> Floats:
    """How many times over each number is told by all of them: the sum of its clear squared correlations, itself included; shape (keys,)."""
    known = np.isfinite(sample)
    mean = np.where(known, sample, 0.0).sum(axis=0) / np.maximum(known.sum(axis=0), 1)
    around = np.where(known, sample - mean, 0.0)
    size = np.sqrt((around**2).sum(axis=0))
    moves = np.divide(around, size, out=np.zeros_like(around), where=size > 0.0)
    alike = moves.T @ moves
    np.fill_diagonal(alike, 1.0)
    times: Floats = np.where(np.abs(alike) >= CLEAR, alike**2, 0.0).sum(axis=1)
    return times


class _Households:
    """A run whose households can be drawn anew, with replacement."""

    def __init__(self, run: HistoryRun) -> None:
        self.run = run
        people = run.population
        self.members = np.argsort(people.household, kind="stable")
        _names, self.first, self.size = np.unique(people.household[self.members], return_index=True, return_counts=True)
        self.by_person = np.argsort(run.events["person"], kind="stable")
        self.rows = np.bincount(run.events["person"], minlength=people.n)
        self.begin = np.cumsum(self.rows) - self.rows

    def drawn(self, chance: np.random.Generator) -> HistoryRun:
        """As many households as there are, each drawn with the same chance, as a run of their own."""
        chosen = chance.integers(0, len(self.first), len(self.first))
        persons = self.members[_ranges(self.first[chosen], self.size[chosen])]
        rows = self.by_person[_ranges(self.begin[persons], self.rows[persons])]
        events = self.run.events[rows]
        events["person"] = np.repeat(np.arange(len(persons)), self.rows[persons])
        events = events[np.lexsort((events["event"], events["person"], events["time"]))]
        people = self.run.population.take(persons)
        own = np.repeat(np.arange(len(chosen)), self.size[chosen])
        return HistoryRun(replace(people, household=own), events)


def _ranges(first: NDArray[np.int64], length: NDArray[np.int64]) -> NDArray[np.int64]:
    """The numbers first, first + 1, … of several ranges after each other."""
    before = np.cumsum(length) - length
    found: NDArray[np.int64] = np.repeat(first - before, length) + np.arange(int(length.sum()))
    return found
