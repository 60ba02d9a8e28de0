"""Writing cohorts as a planner would have them: aggregated numbers with small cells held back, or an event log with its persons."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from math import hypot, nan
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from calibration.cohorts.observation import FEWEST, Observation, bounds_of, rounding_error, sampling_error
from results.indicators.catalogue import CATALOGUE
from scenarios.calendar import date_of
from sim.events import EVENT, EVENTS

Row = Sequence[str | float]

AGGREGATED = ("indicator", "area", "group", "period", "value", "persons")
EVENTS_HEADER = ("person", "time", "date", "event", "municipality", "detail")
PERSONS_HEADER = ("person", "sex", "birth", "household", "schooling", "path", "special_need", "stays")

HELD_BACK = ".."

MOST_ROWS = 1_048_576
"""Rows that a sheet of a workbook can hold."""

DECIMALS = {"percent": 1, "percentage_points": 1, "days": 0, "per_1000": 2}
"""Decimals that statistics give of each unit; counts have none."""


@dataclass(frozen=True)
class Dialect:
    """How a CSV is written: separator, sign of decimals, encoding."""

    separator: str = ";"
    decimal: str = ","
    encoding: str = "utf-8-sig"


SWEDISH_EXCEL = Dialect()
"""As "CSV UTF-8" of Excel in Sweden."""


@dataclass(frozen=True)
class Page:
    """A sheet to write: its name, header and rows."""

    name: str
    header: Sequence[str]
    rows: Sequence[Row]


def as_written(observations: Iterable[Observation]) -> tuple[Observation, ...]:
    """Observations as statistics would give them: rounded, and held back where they rest on 1-5 persons."""
    found = []
    for each in observations:
        indicator, counted = CATALOGUE[each.indicator], each.unit == "persons"
        few = 0.0 < (each.value if counted else each.persons) < FEWEST
        if each.censored or few:
            low, high = (1.0, FEWEST - 1.0) if counted else bounds_of(indicator)
            found.append(replace(each, value=nan, low=low, high=high, persons=0.0, se=sampling_error(indicator, high, 1.0) or 0.0))
            continue
        decimals, persons = DECIMALS.get(each.unit, 0), float(round(each.persons))
        value = float(round(each.value, decimals))
        se = hypot(sampling_error(indicator, value, persons) or 0.0, 0.0 if counted else rounding_error(decimals))
        found.append(replace(each, value=value, persons=persons, se=se))
    return tuple(found)


def aggregated_page(observations: Iterable[Observation]) -> Page:
    """Observations as rows; what is held back as two points."""
    rows = []
    for each in observations:
        value = HELD_BACK if each.censored else each.value
        persons = HELD_BACK if each.censored and each.unit != "persons" else each.persons or ""
        rows.append((each.indicator, each.area, each.group, each.period, value, persons))
    return Page("kohorter", AGGREGATED, rows)


def log_pages(persons: Any, events: NDArray[Any]) -> tuple[Page, Page]:
    """A run's events and the persons who have any, as two sheets; births are dates without time of day."""
    present = np.unique(events["person"])
    columns = (events[name].tolist() for name in ("person", "time", "event", "municipality", "detail"))
    log = [(p, round(t, 6), date_of(t).isoformat(), EVENTS[e].name, m, d) for p, t, e, m, d in zip(*columns, strict=True)]
    seekers = set(events["person"][events["event"] == EVENT["asylum.applied"]].tolist())
    table: list[Row] = []
    for k in present.tolist():
        sex = "kvinna" if persons.sex[k] else "man"
        schooling = ("0-6", "7-9", "10-12", "13-")[int(persons.schooling[k])] if persons.schooling[k] >= 0 else ""
        stays = ("ja" if persons.stays[k] else "nej") if k in seekers else ""
        need = "ja" if persons.special_need[k] else "nej"
        birth = date_of(float(persons.birth[k])).isoformat()
        table.append((k, sex, birth, int(persons.household[k]), schooling, int(persons.path[k]), need, stays))
    return Page("handelser", EVENTS_HEADER, log), Page("personer", PERSONS_HEADER, table)


def write_csv(path: Path, page: Page, dialect: Dialect = SWEDISH_EXCEL) -> None:
    """One sheet as a CSV."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=dialect.separator, lineterminator="\r\n")
    writer.writerow(page.header)
    for row in page.rows:
        writer.writerow([_written(cell, dialect.decimal) for cell in row])
    path.write_bytes(text.getvalue().encode(dialect.encoding))


def write_workbook(path: Path, pages: Iterable[Page]) -> None:
    """Sheets as a workbook; numbers are numbers, and no text becomes a formula."""
    import xlsxwriter  # type: ignore[import-untyped]

    with xlsxwriter.Workbook(str(path), {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}) as book:
        _undated(book)
        for page in pages:
            sheet = book.add_worksheet(page.name)
            for r, row in enumerate([page.header, *page.rows]):
                for c, cell in enumerate(row):
                    sheet.write_string(r, c, cell) if isinstance(cell, str) else sheet.write_number(r, c, cell)


def _undated(book: Any) -> None:
    from datetime import UTC, datetime

    # A fixed creation time: the same cohorts give the same file.
    book.set_properties({"created": datetime(2000, 1, 1, tzinfo=UTC)})


def _written(cell: str | float, decimal: str) -> str:
    if isinstance(cell, str):
        return cell
    text = str(int(cell)) if float(cell).is_integer() else repr(float(cell))
    return text.replace(".", decimal)
