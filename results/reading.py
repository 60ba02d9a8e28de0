"""How a published figure is read off the indicators of a simulation: which numbers, of which years, and in percent of what."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from results.indicators.catalogue import CATALOGUE
from results.intervals import Floats

YEAR, MONTH = re.compile(r"[0-9]{4}"), re.compile(r"[0-9]{4}-(0[1-9]|1[0-2])")
"""How a period is written: a year, or a month for a series."""

_PER = re.compile(r"(?P<key>[a-z0-9_]+)(?::(?P<group>[a-z0-9_]+))?(?:@(?P<first>[0-9-]+)(?:\.\.(?P<last>[0-9-]+))?)?")


@dataclass(frozen=True)
class Reading:
    """What a figure is held against.

    Attributes
    ----------
    indicator, area, group
        As in the catalogue and in files.
    first, last
        Years taken together, or one month of a series. Counts of several years are added up; everything else is weighted by the
        persons behind.
    per
        The count that the indicator, a count as well, is taken in percent of; empty for the indicator itself. It is of the same group
        and period unless it says otherwise: `in_plan:all`, `received@2016..2019`, `received:all@2016..2019`.
    """

    indicator: str
    per: str
    area: str
    group: str
    first: str
    last: str

    @property
    def period(self) -> str:
        """The period as it is written in tables."""
        return self.first if self.first == self.last else f"{self.first}-{self.last}"

    @property
    def periods(self) -> list[str]:
        """The single periods that are taken together."""
        if self.first == self.last:
            return [self.first]
        return [str(year) for year in range(int(self.first), int(self.last) + 1)]

    @property
    def keys(self) -> list[tuple[str, str, str, str]]:
        """Keys of the numbers that are read, without those of `per`."""
        return [(self.indicator, self.area, self.group, period) for period in self.periods]

    @property
    def whole(self) -> Reading | None:
        """The reading that this one is in percent of; None where it stands by itself.

        Raises
        ------
        ValueError
            `per` is not written as it should be.
        """
        if not self.per:
            return None
        found = _PER.fullmatch(self.per)
        if found is None:
            raise ValueError(f"not a count to be in percent of: {self.per!r}")
        first, last = found["first"] or self.first, found["last"] or found["first"] or self.last
        return replace(self, indicator=found["key"], per="", group=found["group"] or self.group, first=first, last=last)

    @property
    def unit(self) -> str:
        """Unit of what is read."""
        return "percent" if self.per else CATALOGUE[self.indicator].unit


def read(reading: Reading, place_of: Mapping[tuple[str, str, str, str], int], values: Floats, people: Floats) -> tuple[Floats, float]:
    """What a simulation says where a figure speaks.

    Parameters
    ----------
    place_of
        Column of each key.
    values
        Indicators in their units, shape (replications, keys).
    people
        Mean number of persons behind each, shape (keys,).

    Returns
    -------
    number
        In the reading's unit, shape (replications,); nan where the simulation has no such number.
    weight
        Persons behind it, mean over replications: what it weighs when the numbers of several counties are taken together.
    """
    columns = [place_of.get(key, -1) for key in reading.keys]
    if min(columns) < 0:
        return np.full(len(values), np.nan), 0.0
    whole = reading.whole
    if whole is not None:
        part, _ = read(replace(reading, per=""), place_of, values, people)
        base, weight = read(whole, place_of, values, people)
        return 100.0 * part / np.where(base > 0.0, base, np.nan), weight
    behind = people[columns]
    if CATALOGUE[reading.indicator].statistic == "count":
        return np.asarray(values[:, columns].sum(axis=1)), float(behind.sum())
    weights = behind / behind.sum() if behind.sum() > 0 else np.full(len(columns), 1.0 / len(columns))
    return np.asarray(values[:, columns] @ weights), float(behind.sum())
