"""Published history as targets: what the model is fitted to, or held against, each with its doubt and its source."""

from __future__ import annotations

import csv
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from math import hypot
from pathlib import Path
from typing import NamedTuple

from results.indicators.catalogue import CATALOGUE
from results.reading import MONTH, YEAR, Reading
from scenarios.errors import Faults
from scenarios.files import COUNTIES, Found
from scenarios.language import translate
from scenarios.tables import Row, read_table

FILE = Path(__file__).parent / "targets.csv"
"""The targets that ship."""

NATION = "00"
"""The area of figures for the whole country."""

_TEXTS = ("published_area", "year", "source", "note")
COLUMNS = (
    *("id", "area", "indicator", "per", "group", "first", "last", "value", "low", "high", "unit", "se", "discrepancy"),
    *(*_TEXTS, "held_back"),
)
"""Columns of the file, in their order."""

_LARGEST = 1e9


@dataclass(frozen=True)
class Target:
    """One observed figure and what it is held against.

    Attributes
    ----------
    id
        Its name, alone of its kind.
    area
        "00" for the country, else the code of a county or a municipality.
    indicator, per, group, first, last
        How it is read off a simulation; see `results.reading.Reading`.
    value
        The figure; None where only bounds are known.
    low, high
        The bounds of a figure that is known to lie between them; None where it is known.
    unit
        Unit of the value, the bounds and both kinds of doubt.
    se
        Standard error of the figure: sampling, rounding, disclosure noise, the chance of one real outcome.
    discrepancy
        Stated standard deviation of the model's own inadequacy for it, by the rule of `calibration.discrepancy`.
    published_area, year
        What the source says about where and when.
    source, note
        Where it was read, and how it differs from what the model computes.
    held_back
        Whether it tells of 2015 or later, and so is kept from a fit to the years before.
    """

    id: str
    area: str
    indicator: str
    per: str
    group: str
    first: str
    last: str
    value: float | None
    low: float | None
    high: float | None
    unit: str
    se: float
    discrepancy: float
    published_area: str
    year: str
    source: str
    note: str
    held_back: bool

    @property
    def sd(self) -> float:
        """Standard deviation of the difference between the figure and a model that fits."""
        return hypot(self.se, self.discrepancy)

    @property
    def bounds(self) -> tuple[float, float]:
        """The least and the greatest value the figure can have; alike where it is known."""
        if self.value is not None:
            return self.value, self.value
        assert self.low is not None and self.high is not None
        return self.low, self.high

    def reading(self, area: str = "") -> Reading:
        """How it is read off a simulation of its own area, or of another (a county, for a figure of the country)."""
        return Reading(self.indicator, self.per, area or self.area, self.group, self.first, self.last)

    def z(self, simulated: float) -> float:
        """How many standard deviations a simulated number lies above the figure; 0 between bounds, nan for nan."""
        low, high = self.bounds
        return (simulated - min(max(simulated, low), high)) / self.sd


class Known(NamedTuple):
    """What a table of targets may name: codes of counties and of municipalities."""

    counties: frozenset[str]
    municipalities: frozenset[str]


def targets(path: Path = FILE) -> tuple[Target, ...]:
    """The targets of a file, in its order; those that ship by default.

    Raises
    ------
    scenarios.errors.ScenarioError
        The file has faults: all of them, each with its line and column.
    """
    faults = Faults()
    table = read_table(Found(path, f"{path.parent.name}/{path.name}", path.stem), faults, COLUMNS)
    found, seen = [], set[str]()
    for row in table.rows if table else ():
        target = _target(row, known_areas())
        name = row.cells["id"].text
        if name in seen:
            row.fault("id", translate("The same target stands twice."))
        seen.add(name)
        if target is not None:
            found.append(target)
    faults.stop_if_any()
    return tuple(found)


def targets_sha256(path: Path = FILE) -> str:
    """The hash of a file of targets, by which a calibration names what it was fitted to."""
    return sha256(path.read_bytes()).hexdigest()


@cache
def known_areas() -> Known:
    """The counties that ship, and their municipalities."""
    counties, municipalities = set[str](), set[str]()
    for folder in sorted(COUNTIES.iterdir()):
        counties.add(tomllib.loads((folder / "county.toml").read_text(encoding="utf-8"))["code"])
        rows = csv.DictReader((folder / "municipalities.csv").read_text(encoding="utf-8").splitlines())
        municipalities.update(row["code"] for row in rows)
    return Known(frozenset(counties), frozenset(municipalities))


def _target(row: Row, known: Known) -> Target | None:
    """One target; None, and faults, where the row has any."""
    before = len(row.faults)
    reading = _reading(row, known)
    value, low, high = _value(row)
    se, stated = row.number("se", 0.0, _LARGEST), row.number("discrepancy", 0.0, _LARGEST)
    if stated == 0.0 and se == 0.0:
        row.fault("discrepancy", translate("A figure without any doubt cannot be weighed."), translate("more than 0"))
    name, unit, texts = row.text("id"), row.text("unit"), {column: row.text(column) for column in _TEXTS}
    held_back = row.text("held_back", ("yes", "no"))
    if reading is not None and unit is not None and unit != reading.unit:
        row.fault("unit", translate("The indicator has another unit."), reading.unit)
    if len(row.faults) > before or reading is None or name is None or unit is None or se is None or stated is None:
        return None
    fields = (reading.indicator, reading.per, reading.group, reading.first, reading.last)
    return Target(name, reading.area, *fields, value, low, high, unit, se, stated, **_filled(texts), held_back=held_back == "yes")


def _filled(texts: Mapping[str, str | None]) -> dict[str, str]:
    return {column: text or "" for column, text in texts.items()}


def _reading(row: Row, known: Known) -> Reading | None:
    """What the row is held against; None, and faults, where it cannot be read."""
    indicator, area = row.text("indicator", CATALOGUE.keys()), row.text("area", (NATION, *sorted(known.counties | known.municipalities)))
    if indicator is None or area is None:
        return None
    kind = CATALOGUE[indicator]
    group = row.text("group", kind.groups)
    written = MONTH if kind.statistic == "series" else YEAR
    first, last = (_period(row, column, written) for column in ("first", "last"))
    if group is None or first is None or last is None:
        return None
    if first > last or (kind.statistic == "series" and first != last):
        row.fault("last", translate("The last year comes before the first, or a series is read in more than one month."), f"≥ {first}")
        return None
    reading = Reading(indicator, row.cells["per"].text, area, group, first, last)
    return reading if _whole(row, reading) else None


def _period(row: Row, column: str, written: re.Pattern[str]) -> str | None:
    text = row.text(column)
    if text is None or written.fullmatch(text):
        return text
    row.fault(column, translate("A date was expected."), translate("YYYY-MM") if written is MONTH else translate("YYYY"))
    return None


def _whole(row: Row, reading: Reading) -> bool:
    """Whether what the row is in percent of is a count of the catalogue; True where it is in percent of nothing."""
    try:
        whole = reading.whole
    except ValueError:
        row.fault("per", translate("A count, its group and its years were expected."), "received, in_plan:all, received@2016..2019")
        return False
    if whole is None:
        return True
    counts = [key for key, kind in CATALOGUE.items() if kind.unit == "persons"]
    if whole.indicator not in counts:
        row.fault("per", translate("This is no count of persons."), "received, in_plan, …")
        return False
    if whole.group not in CATALOGUE[whole.indicator].groups:
        row.fault("per", translate("This word is not known here."), ", ".join(CATALOGUE[whole.indicator].groups))
        return False
    return True


def _value(row: Row) -> tuple[float | None, float | None, float | None]:
    """The figure or its bounds."""
    given = {column: bool(row.cells[column].text) for column in ("value", "low", "high")}
    if given["value"] == given["low"] or given["low"] != given["high"]:
        row.fault("value", translate("Give either the value or both bounds."), translate("value, or low and high"))
        return None, None, None
    value, low, high = (row.number(column, -_LARGEST, _LARGEST) if given[column] else None for column in given)
    if low is not None and high is not None and low >= high:
        row.fault("high", translate("The upper bound is not above the lower."), f"> {low:g}")
    return value, low, high
