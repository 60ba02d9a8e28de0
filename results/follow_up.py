"""How last year's priorities went: what was planned, what was done, and the outcome beside the interval that an earlier run expected.

The earlier run is its folder; what was done is a CSV that the county fills in. A real year is one outcome, not the mean of many: the
interval that it is held against is that of a single outcome (`results.single_outcome`).
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any, Literal

from results.indicators.catalogue import CATALOGUE
from results.single_outcome import EarlierValues, Ends, from_interval
from scenarios.errors import Faults, Problem, did_you_mean, listed, shown
from scenarios.files import Found, check_file
from scenarios.language import text_of
from scenarios.language import translate as _
from scenarios.tables import Row, read_table

COLUMNS = ("measure", "planned", "done", "indicator", "area", "group", "period", "outcome")
"""Columns of the CSV; `outcome` may be empty, the other cells may not."""

LARGEST_OUTCOME = 1e9

Reading = Literal["within", "above", "below", "not_stated", "not_known"]
"""Where the outcome lies, that it is not stated, or that one calculation alone gives no interval to hold it against."""

Cell = tuple[str, str, str, str]
"""Indicator, area, group and period."""


@dataclass(frozen=True)
class Followed:
    """One measure and one number by which it is followed up.

    Attributes
    ----------
    measure, title, scenario
        Its key, what it was called, and the alternative of the earlier run that held it.
    planned, done
        What the county writes: free words or numbers.
    cell
        Indicator, area, group and period.
    low, high
        Interval that a single outcome was expected in, in the indicator's unit; nan where the run had one calculation.
    change
        Difference from the unchanged course that was expected, with its interval; None where the run shows none.
    outcome
        What became; None where it is not stated.
    """

    measure: str
    title: str
    scenario: str
    planned: str
    done: str
    cell: Cell
    low: float
    high: float
    change: tuple[float, float, float] | None
    outcome: float | None

    @property
    def reading(self) -> Reading:
        """Where the outcome lies beside the interval."""
        if self.outcome is None:
            return "not_stated"
        if not self.low <= self.high:
            return "not_known"
        return "below" if self.outcome < self.low else "above" if self.outcome > self.high else "within"

    @property
    def as_planned(self) -> bool:
        """Whether what was done is what was planned, word for word."""
        return self.planned.casefold() == self.done.casefold()


@dataclass(frozen=True)
class FollowUp:
    """The follow-up of an earlier run: its folder's name, the version it was made with, and a row for each number.

    `drawn` says whether the run drew its parameters: the intervals then hold how uncertain they were.
    """

    run: str
    version: str
    rows: tuple[Followed, ...]
    drawn: bool = False


def read_follow_up(file: Path, run: Path | None, county: str) -> FollowUp:
    """Read the county's CSV beside the earlier run.

    Parameters
    ----------
    file
        The CSV.
    run
        Folder of the earlier comparison; the folder of the CSV by default.
    county
        Code of the county that the report is about; empty where it is not known.

    Raises
    ------
    ScenarioError
        With every fault of both.
    """
    faults = Faults()
    earlier = _Earlier(run or file.parent, county, faults)
    found = check_file(Found(file, str(file), file.stem), file.parent, faults, None)
    table = read_table(found, faults, COLUMNS) if found is not None else None
    asked = [wanted for row in (table.rows if table else ()) if (wanted := _asked(row, earlier)) is not None]
    if table is not None and not table.rows:
        faults.add(Problem(str(file), 1, 1, "", _("The table has no rows.")))
    earlier.look_up([each.cell for each in asked])
    rows = [each for wanted in asked if (each := _followed(wanted, earlier)) is not None]
    faults.stop_if_any()
    return FollowUp(earlier.folder.absolute().name, str(earlier.manifest.get("version", "")), tuple(rows), earlier.drawn)


@dataclass(frozen=True)
class _Asked:
    """A row of the CSV whose words are known."""

    row: Row
    measure: str
    planned: str
    done: str
    cell: Cell
    outcome: float | None


def _asked(row: Row, earlier: _Earlier) -> _Asked | None:
    """Read a row; its faults are added, and None returned where it cannot be used."""
    before = len(row.faults)
    measure = row.text("measure", tuple(earlier.measures)) if earlier.measures else row.text("measure")
    planned, done = row.text("planned"), row.text("done")
    indicator = _indicator(row)
    area, group, period = row.text("area"), row.text("group"), row.text("period")
    if row.text("group", default="") and indicator and group not in CATALOGUE[indicator].groups:
        row.fault("group", _("The indicator is not split by this group."), listed(CATALOGUE[indicator].groups, 24))
    outcome = row.number("outcome", -LARGEST_OUTCOME, LARGEST_OUTCOME, default=None) if row.text("outcome", default="") else None
    if len(row.faults) > before:
        return None
    return _Asked(row, measure or "", planned or "", done or "", (indicator or "", area or "", group or "", period or ""), outcome)


def _indicator(row: Row) -> str | None:
    key = row.text("indicator")
    if key and key not in CATALOGUE:
        hint = did_you_mean(key, CATALOGUE) or _("The keys stand in the column indicator of indicators.csv.")
        row.fault("indicator", _("There is no indicator with this key."), suggestion=hint)
        return None
    return key


def _followed(asked: _Asked, earlier: _Earlier) -> Followed | None:
    scenario, title = earlier.measures.get(asked.measure, ("", ""))
    level = earlier.levels.get((scenario, *asked.cell))
    if level is None:
        if not earlier.broken:
            periods = earlier.periods.get((scenario, *asked.cell[:3]), [])
            message = _("The earlier run shows no number for this indicator, area, group and period.")
            asked.row.fault("period", message, listed(periods))
        return None
    low, high = _possible(asked.cell[0], *earlier.single_outcome((scenario, *asked.cell), level))
    change = earlier.changes.get((scenario, *asked.cell))
    difference = (change.mean, change.low, change.high) if change is not None else None
    return Followed(asked.measure, title, scenario, asked.planned, asked.done, asked.cell, low, high, difference, asked.outcome)


def _possible(indicator: str, low: float, high: float) -> tuple[float, float]:
    """The interval cut where the number cannot be."""
    least, most = CATALOGUE[indicator].possible
    return max(low, least), min(high, most)


@dataclass(frozen=True)
class _Number:
    """A row of indicators.csv or differences.csv."""

    mean: float
    low: float
    high: float
    replications: int


class _Earlier:
    """An earlier run's folder: its measures, and the numbers that are asked for."""

    def __init__(self, folder: Path, county: str, faults: Faults) -> None:
        self.folder, self.faults = folder, faults
        self.levels: dict[tuple[str, ...], _Number] = {}
        self.changes: dict[tuple[str, ...], _Number] = {}
        self.periods: dict[tuple[str, ...], list[str]] = {}
        self.manifest = self._manifest()
        self.broken = not self.manifest
        scenarios = [each["resolved"] for each in self.manifest.get("scenarios", [])]
        if county and scenarios and scenarios[0]["county"]["code"] != county:
            given, allowed = scenarios[0]["county"]["code"], county
            self._refuse("manifest.json", _("The earlier run is about another county."), given, allowed)
        self.measures: dict[str, tuple[str, str]] = {}
        for scenario in scenarios[1:]:
            for measure in scenario["measures"]:
                self.measures.setdefault(measure["id"], (scenario["name"], text_of(measure["title_sv"], measure["title_en"])))
        if scenarios and not self.measures:
            self._refuse("manifest.json", _("The earlier run compares no measures."))

    def _refuse(self, name: str, message: str, given: str = "", allowed: str = "") -> None:
        self.broken = True
        self.faults.add(Problem(str(self.folder / name), 0, 0, "--follow-up-run", message, given and shown(given), allowed))

    def _manifest(self) -> dict[str, Any]:
        try:
            found = json.loads((self.folder / "manifest.json").read_text(encoding="utf-8"))
            named = [(each["name"], each["resolved"]["measures"], each["resolved"]["county"]["code"]) for each in found["scenarios"]]
        except (OSError, ValueError, KeyError, TypeError):
            self._refuse("manifest.json", _("This is not the folder of an earlier comparison: it has no manifest of one."))
            return {}
        return dict(found) if named else {}

    def look_up(self, cells: Sequence[Cell]) -> None:
        """Read the numbers of these cells from the run's files, which must be as they were written."""
        if self.broken:
            return
        wanted = {name for name, _title in self.measures.values()}
        cells_wanted, lines = set(cells), {cell[:3] for cell in cells}
        for name, mean, kept in (("indicators.csv", "mean", self.levels), ("differences.csv", "difference", self.changes)):
            for row in self._rows(name):
                cell = (row["indicator"], row["area"], row["group"], row["period"])
                if row["scenario"] not in wanted or cell[:3] not in lines:
                    continue
                if name == "indicators.csv":
                    self.periods.setdefault((row["scenario"], *cell[:3]), []).append(cell[3])
                if cell in cells_wanted:
                    low, high = (float(row[end] or "nan") for end in ("low", "high"))
                    kept[row["scenario"], *cell] = _Number(float(row[mean]), low, high, int(row["replications"]))

    def _rows(self, name: str) -> Iterator[dict[str, str]]:
        content = self._content(name)
        yield from csv.DictReader(content.decode("utf-8").splitlines()) if content is not None else ()

    def _content(self, name: str) -> bytes | None:
        """What a file of the run holds, if it is as it was written."""
        try:
            content = (self.folder / name).read_bytes()
        except OSError:
            self._refuse(name, _("The earlier run lacks this file."))
            return None
        if sha256(content).hexdigest() != self.manifest.get("files", {}).get(name):
            self._refuse(name, _("The file is not the one that the run wrote; make the run again."))
            return None
        return content

    def single_outcome(self, key: tuple[str, str, str, str, str], level: _Number) -> Ends:
        """Where one outcome of a scenario's number was expected, by chance and where parameters were drawn by these too."""
        found = self._values.single_outcome(key[0], key[1:]) if self._values is not None else None
        return found or from_interval(level.low, level.high, level.replications)

    @property
    def drawn(self) -> bool:
        """Whether the run drew its parameters more than once."""
        return self._values is not None and self._values.drawn

    @cached_property
    def _values(self) -> EarlierValues | None:
        """The values of each replication; None where no parameters were drawn."""
        told = {each["name"]: each["resolved"].get("posterior") for each in self.manifest.get("scenarios", [])}
        posteriors = {name: posterior for name, posterior in told.items() if posterior}
        content = self._content("replications.npz") if posteriors else None
        try:
            return EarlierValues(content, posteriors) if content is not None else None
        except ValueError:
            self._refuse("replications.npz", _("The file is not the one that the run wrote; make the run again."))
            return None
