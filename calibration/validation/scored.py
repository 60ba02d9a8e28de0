"""The forecasts of the years held back, scored: each series, and what they say together.

The forecasts that need no model are held against the model as both stand, without the discrepancy stated for each figure; coverage is told
with and without it. Averages over figures of several units are of errors in parts of what was observed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from calibration.targets import NATION
from calibration.validation.scores import Forecast, covered, crps, missed_by, part, relative
from calibration.validation.years import FORECAST

Kind = Literal["model", "last", "free", "unfitted"]

KINDS: tuple[Kind, ...] = ("model", "last", "free")
"""The model, last year's value, survival curves without capacity."""

ALL_KINDS: tuple[Kind, ...] = (*KINDS, "unfitted")
"""Also the same curves at the values most believed before any fit."""

_MEMBERS: dict[Kind, str] = {"model": "members", "free": "free", "unfitted": "unfitted"}
_CHANCE: dict[Kind, str] = {"model": "chance", "free": "free_chance"}

PROBABILITIES = (0.8, 0.9, 0.95)
"""Of the intervals whose coverage is told."""

Row = Mapping[str, Any]
"""One series as `forecasts.predicted` writes it."""


def forecast(row: Row, kind: Kind, *, with_discrepancy: bool = False) -> Forecast | None:
    """One of the forecasts of a figure; None where there is none."""
    stated = float(row["discrepancy"]) if with_discrepancy else 0.0
    if kind == "last":
        last = row["last_value"]
        if last is None:
            return None
        # A published value and the figure each have their doubt; the model's own number for the year before has its chance in its spread.
        own = np.hypot(last["sd"], row["se"]) if last["from"] else max(last["sd"], row["se"])
        return Forecast(np.array([last["value"]], dtype=np.float64), float(np.hypot(own, 0.0 if last["from"] else stated)))
    values = np.array([np.nan if value is None else value for value in row[_MEMBERS[kind]]], dtype=np.float64)
    if not np.isfinite(values).all() or not len(values):
        return None
    chance = float(row[_CHANCE[kind]]) if kind in _CHANCE else float(values.std(ddof=1))
    beyond = np.sqrt(max(float(row["se"]) ** 2 - chance**2, 0.0))
    return Forecast(values, float(np.hypot(beyond, stated)))


@dataclass(frozen=True)
class Score:
    """How good one forecast of one figure is: absolute error and CRPS in its unit, and both in parts of what was observed."""

    missed: float
    relative: float
    crps: float
    crps_relative: float


def score(row: Row, kind: Kind, *, with_discrepancy: bool = False) -> Score | None:
    """The score of one forecast; None where there is none."""
    found = forecast(row, kind, with_discrepancy=with_discrepancy)
    if found is None:
        return None
    bounds = bounds_of(row)
    ranked = crps(found, bounds)
    size = abs(sum(bounds)) / 2.0
    return Score(missed_by(found.mean, bounds), relative(found.mean, bounds), ranked, ranked / size if size else float("nan"))


def bounds_of(row: Row) -> tuple[float, float]:
    """The observation of a series."""
    low, high = row["bounds"]
    return float(low), float(high)


@dataclass(frozen=True)
class Beaten:
    """On how many of the series that tell the two apart the model comes nearer than another forecast."""

    won: int
    of: int

    @property
    def part(self) -> float:
        """The part of them; nan of none."""
        return self.won / self.of if self.of else float("nan")


@dataclass(frozen=True)
class Together:
    """What several series say.

    Attributes
    ----------
    relative, crps
        Mean over the series that have all forecasts, by forecast.
    coverage, coverage_bare
        Part of the figures within the model's intervals, with and without the stated discrepancy, by probability.
    beaten, beaten_crps
        By absolute error and by CRPS, by forecast.
    """

    series: int
    relative: dict[Kind, float]
    crps: dict[Kind, float]
    coverage: dict[float, float]
    coverage_bare: dict[float, float]
    beaten: dict[Kind, Beaten]
    beaten_crps: dict[Kind, Beaten]


def together(rows: Sequence[Row]) -> Together:
    """Score series together."""
    scores = [{kind: score(row, kind) for kind in ALL_KINDS} for row in rows]
    complete = [each for each in scores if all(each.values())]
    model = [found for each in scores if (found := each["model"]) is not None]
    others = ALL_KINDS[1:]
    return Together(
        series=len(model),
        relative={kind: _mean(_of(scores if kind == "model" else complete, kind, "relative")) for kind in ALL_KINDS},
        crps={kind: _mean(_of(complete, kind, "crps_relative")) for kind in ALL_KINDS},
        coverage={p: _coverage(rows, p, with_discrepancy=True) for p in PROBABILITIES},
        coverage_bare={p: _coverage(rows, p, with_discrepancy=False) for p in PROBABILITIES},
        beaten={kind: _beaten(scores, kind, "missed") for kind in others},
        beaten_crps={kind: _beaten(scores, kind, "crps") for kind in others},
    )


def _of(scores: Iterable[Mapping[Kind, Score | None]], kind: Kind, what: str) -> list[float]:
    return [getattr(found, what) for each in scores if (found := each[kind]) is not None]


def _mean(values: Iterable[float]) -> float:
    told = [value for value in values if np.isfinite(value)]
    return float(np.mean(told)) if told else float("nan")


def _coverage(rows: Sequence[Row], probability: float, *, with_discrepancy: bool) -> float:
    found = [(forecast(row, "model", with_discrepancy=with_discrepancy), bounds_of(row)) for row in rows]
    return part([covered(each, bounds, probability) for each, bounds in found if each is not None])


def _beaten(scores: Sequence[Mapping[Kind, Score | None]], kind: Kind, what: str) -> Beaten:
    """Where both are as near (within the bounds of a censored figure), nothing is told."""
    pairs = [(getattr(each["model"], what), getattr(each[kind], what)) for each in scores if each["model"] and each[kind]]
    told = [(mine, other) for mine, other in pairs if mine != other]
    return Beaten(sum(mine < other for mine, other in told), len(told))


def forecast_years(rows: Sequence[Row]) -> list[Row]:
    """The series of the years that are forecast."""
    return [row for row in rows if row["observed"] in FORECAST]


def county_totals(rows: Sequence[Row]) -> list[Row]:
    """Counts of counties whose number was published, not only bounds."""
    counts = [row for row in rows if row["area"] != NATION and row["unit"] in {"persons", "number"} and not row["per"]]
    return [row for row in counts if row["bounds"][0] == row["bounds"][1]]


def county_outcomes(rows: Sequence[Row]) -> list[Row]:
    """Counts of counties that tell what came about, bounds included: those received are known from plans and assignments alone."""
    counts = [row for row in rows if row["area"] != NATION and row["unit"] in {"persons", "number"} and not row["per"]]
    return [row for row in counts if not row["indicator"].startswith("received")]
