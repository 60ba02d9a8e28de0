"""Which values are calibrated, and what is believed of each before any history is seen.

Each calibrated value has a least, a most likely and a greatest value, as the scenario states them (`low`, `value`, `high`): its prior is
the PERT distribution (a beta distribution on that range with its mode at the most likely value). Several numbers that move together, such
as the pass shares of one study path, share one position in their ranges.

A fit works on *positions*: a position is standard normal before history is seen, and the value is the prior's quantile at the position's
probability. So every value stays within its range, and a unit is a prior standard deviation for all.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, replace
from importlib.resources import files
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from scenarios.drawn import CAPACITY, address
from scenarios.errors import Problem, ScenarioError
from scenarios.language import text_of
from scenarios.language import translate as _
from scenarios.schema.field import meta_of
from scenarios.schema.scenario import PARAMETERS, Scenario

Floats = NDArray[np.float64]

Level = Literal["nation", "county"]

FARTHEST = 3.5
"""Positions beyond this many standard deviations are not tried: the ends of the range."""

PERT_WEIGHT = 4.0
"""The usual weight of the most likely value in a PERT distribution."""

_SPAN = re.compile(r"(.+)\[(\d+)-(\d+)\]")


@dataclass(frozen=True)
class Number:
    """One number of a scenario with its range: address, least, most likely and greatest value."""

    address: str
    low: float
    mode: float
    high: float

    def at(self, position: Floats | float) -> Floats:
        """The value at positions (standard normal before history is seen)."""
        from scipy.special import betaincinv, ndtr

        width = self.high - self.low
        a = 1.0 + PERT_WEIGHT * (self.mode - self.low) / width
        b = 1.0 + PERT_WEIGHT * (self.high - self.mode) / width
        return np.asarray(self.low + width * betaincinv(a, b, ndtr(np.asarray(position, dtype=np.float64))))

    def position(self, value: float) -> float:
        """The position of a value, at most `FARTHEST` from the middle."""
        from scipy.special import betainc, ndtri

        width = self.high - self.low
        a = 1.0 + PERT_WEIGHT * (self.mode - self.low) / width
        b = 1.0 + PERT_WEIGHT * (self.high - self.mode) / width
        share = np.clip((value - self.low) / width, 0.0, 1.0)
        return float(np.clip(ndtri(betainc(a, b, share)), -FARTHEST, FARTHEST))


@dataclass(frozen=True)
class Calibrated:
    """A value that is calibrated: one number of the scenario, or several that move together.

    `level` says whether it is one for the nation, of which each county has its own variant, or the county's own.
    """

    name: str
    level: Level
    numbers: tuple[Number, ...]
    sv: str
    en: str
    note: str = ""

    @property
    def first(self) -> Number:
        """The number that stands for all in tables."""
        return self.numbers[0]

    @property
    def label(self) -> str:
        """What it is called, in the language of the reader."""
        return text_of(self.sv, self.en)

    @property
    def unit(self) -> str:
        """Unit of its numbers."""
        where = address(self.first.address)
        return "factor" if where.section == CAPACITY else meta_of(PARAMETERS[where.section], where.field).unit


def calibrated(scenario: Scenario, level: Level | None = None) -> tuple[Calibrated, ...]:
    """The values that are calibrated in a scenario, in the order of their file; those of one level where it is given.

    Raises
    ------
    ScenarioError
        With every listed number that has no range in the scenario.
    """
    text = files("calibration").joinpath("parameters.csv").read_text(encoding="utf-8")
    rows = [row for row in csv.DictReader(text.splitlines()) if level in (None, row["level"])]
    unknown = [text for row in rows for text in _addresses(row) if _range_of(scenario, text, row) is None]
    if unknown:
        message = _("The value is calibrated and has no range: give it low and high.")
        raise ScenarioError(Problem(scenario.name, 0, 0, text, message, allowed="low, high") for text in unknown)
    return tuple(_calibrated(scenario, row) for row in rows)


def _addresses(row: dict[str, str]) -> list[str]:
    return [text for part in row["addresses"].split() for text in _spelled_out(part)]


def _calibrated(scenario: Scenario, row: dict[str, str]) -> Calibrated:
    found = [_range_of(scenario, text, row) for text in _addresses(row)]
    level: Level = "county" if row["level"] == "county" else "nation"
    return Calibrated(row["name"], level, tuple(number for number in found if number is not None), row["sv"], row["en"], row["note"])


def _spelled_out(part: str) -> Iterator[str]:
    """The addresses that `section.field[2-4]` means."""
    found = _SPAN.fullmatch(part)
    if found is None:
        yield part
        return
    for entry in range(int(found[2]), int(found[3]) + 1):
        yield f"{found[1]}[{entry}]"


def _range_of(scenario: Scenario, text: str, row: dict[str, str]) -> Number | None:
    """A number with its range; None where the scenario states none."""
    where = address(text)
    if where.section == CAPACITY:
        return Number(text, float(row["low"]), 1.0, float(row["high"]))
    step: Any = next((step for step in scenario.parameter(where.name).steps if where.means(step)), None)
    if step is None or step.low is None or step.high is None:
        return None
    low, mode, high = (value if where.entry is None else value[where.entry] for value in (step.low, step.value, step.high))
    return Number(text, float(low), float(mode), float(high))


@dataclass(frozen=True)
class Space:
    """The values that a fit moves, as positions in one vector; shape (size,)."""

    parameters: tuple[Calibrated, ...]

    @property
    def size(self) -> int:
        """Positions."""
        return len(self.parameters)

    @property
    def names(self) -> tuple[str, ...]:
        """Name of each."""
        return tuple(parameter.name for parameter in self.parameters)

    def values(self, positions: Floats) -> dict[str, float]:
        """The values by address at one vector of positions."""
        return {
            number.address: float(number.at(position))
            for parameter, position in zip(self.parameters, positions, strict=True)
            for number in parameter.numbers
        }

    def shown(self, positions: Floats) -> Floats:
        """The first number of each parameter at positions of shape (…, size); same shape."""
        return np.stack([parameter.first.at(positions[..., k]) for k, parameter in enumerate(self.parameters)], axis=-1)

    def without(self, addresses: Container[str]) -> Space:
        """The space without the parameters that have a number at one of these addresses."""
        return replace(self, parameters=tuple(p for p in self.parameters if not any(n.address in addresses for n in p.numbers)))

    def only(self, names: Sequence[str]) -> Space:
        """The space of some of the parameters."""
        return replace(self, parameters=tuple(parameter for parameter in self.parameters if parameter.name in names))


@dataclass(frozen=True)
class Prior:
    """What is believed of positions before the data of a fit: normal with this mean and covariance."""

    mean: Floats
    covariance: Floats

    def root(self) -> Floats:
        """L with L L' the covariance."""
        return np.asarray(np.linalg.cholesky(self.covariance))

    def whitened(self, positions: Floats) -> Floats:
        """How many standard deviations from the mean, in independent directions."""
        return np.asarray(np.linalg.solve(self.root(), positions - self.mean))

    def draws(self, standard: Floats) -> Floats:
        """Positions from standard normal numbers of shape (draws, size)."""
        found: Floats = self.mean + standard @ self.root().T
        return np.clip(found, -FARTHEST, FARTHEST)


def standard_prior(size: int) -> Prior:
    """The prior that the ranges alone give."""
    return Prior(np.zeros(size), np.eye(size))
