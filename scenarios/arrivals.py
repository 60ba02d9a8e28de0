"""National arrivals by month: what was realised as far as it was known, then a forecast, shipped or the planner's own."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from scenarios.calendar import month_starts
from scenarios.errors import Faults, Problem
from scenarios.files import ROOT, Found, of_shipped
from scenarios.language import translate
from scenarios.origins import Origin
from scenarios.tables import Row, read_table
from scenarios.vocabulary import FUTURES

HEADROOM = 2.0
"""How far above the highest shipped number a planner's own forecast may go, in the months for which forecasts ship."""

_TESTS = ("surge",)
"""Futures that test readiness: no planner's forecast goes further than they do."""

_LARGEST = 1_000_000.0
_REALISED = ""
_COLUMNS = ("until", "known", "future", "issued", "source", "assumption", "note")


class Window(Protocol):
    """The part of a scenario's period that decides which numbers are used."""

    @property
    def start(self) -> date:
        """First day of the run."""
        ...

    @property
    def decision(self) -> date:
        """Day of the decision."""
        ...

    @property
    def end(self) -> date:
        """Last day of the run."""
        ...

    @property
    def reading(self) -> str:
        """Either "decision" or "outcome"."""
        ...

    @property
    def future(self) -> str:
        """Either "low", "planned", "high" or "surge"."""
        ...


@dataclass(frozen=True)
class Arrivals:
    """National arrivals in the months of a run.

    All tuples have one entry a month, in persons: asylum applicants without unaccompanied children, quota refugees, and unaccompanied
    children. Those that end in `_most` are ceilings that no shipped future or reading exceeds, and no forecast of a planner may exceed.
    """

    months: tuple[date, ...]
    asylum: tuple[float, ...]
    quota: tuple[float, ...]
    unaccompanied: tuple[float, ...]
    asylum_most: tuple[float, ...]
    quota_most: tuple[float, ...]
    unaccompanied_most: tuple[float, ...]
    origins: tuple[Origin, ...] = ()


@dataclass(frozen=True)
class _Figure:
    """One row of a national series: persons a month from a month on, realised ("") or one of the futures."""

    month: date
    persons: float
    known: date
    future: str
    origin: Origin


@dataclass(frozen=True)
class _Series:
    """A national series: its rows by month, realised and forecasts."""

    found: Found
    rows: Mapping[date, tuple[_Figure, ...]]

    def as_of(self, decision: date) -> _Series:
        """The series with the forecasts of the latest vintage that was issued by a day; with none where none was."""
        issued = [row.known for rows in self.rows.values() for row in rows if row.future and row.known <= decision]
        vintage = max(issued, default=None)
        kept = {month: tuple(row for row in rows if not row.future or row.known == vintage) for month, rows in self.rows.items()}
        return _Series(self.found, {month: rows for month, rows in kept.items() if rows})

    @property
    def first_forecast(self) -> date:
        """The first month for which a forecast ships."""
        return min((month for month, rows in self.rows.items() if any(row.future for row in rows)), default=date.max)

    def most(self, month: date) -> float:
        """The ceiling of a month: the greatest number of any reading and future, with headroom above forecasts where they ship."""
        rows = self.rows.get(month, ())
        forecast = max((row.persons for row in rows if row.future not in _TESTS), default=0.0)
        tested = max((row.persons for row in rows if row.future in _TESTS), default=0.0)
        return max(forecast * (HEADROOM if month >= self.first_forecast else 1.0), tested)

    def chosen(self, month: date, window: Window) -> _Figure | None:
        """The number of a month in the window's reading and future."""
        rows = self.rows.get(month, ())
        realised = [row for row in rows if row.future == _REALISED]
        forecast = [row for row in rows if row.future == window.future]
        if window.reading == "decision":
            realised = [row for row in realised if row.known <= window.decision]
        return max(realised or forecast, key=lambda row: row.known, default=None)


def read_arrivals(window: Window, forecast: Found | None, faults: Faults) -> Arrivals | None:
    """The arrivals of a run.

    `forecast` is the planner's own CSV file, if there is one: columns month, asylum, quota, and unaccompanied where the planner has a
    forecast of that too.
    """
    read = {"asylum": _read_asylum(faults), "quota": _read_quota(faults), "unaccompanied": _read_unaccompanied(faults)}
    found = {name: series.as_of(window.decision) for name, series in read.items() if series is not None}
    if len(found) < len(read):
        return None
    months = tuple(month_starts(window.start, window.end))
    most = {name: {month: series.most(month) for month in months} for name, series in found.items()}
    own = _read_forecast(forecast, most, faults) if forecast else {}
    chosen: dict[str, list[float]] = {name: [] for name in found}
    origins: list[Origin] = []
    for name, series in found.items():
        for month in months:
            figure = own[name].get(month) if own else None
            figure = figure or series.chosen(month, window)
            if figure is None:
                message = translate("There is no number for {month}.").format(month=f"{month:%Y-%m}")
                faults.add(Problem(series.found.shown, 1, 1, "month", message))
                continue
            chosen[name].append(figure.persons)
            origins.append(figure.origin)
    ceilings = {name: tuple(values.values()) for name, values in most.items()}
    return Arrivals(
        months,
        asylum=tuple(chosen["asylum"]),
        quota=tuple(chosen["quota"]),
        unaccompanied=tuple(chosen["unaccompanied"]),
        asylum_most=ceilings["asylum"],
        quota_most=ceilings["quota"],
        unaccompanied_most=ceilings["unaccompanied"],
        origins=tuple(dict.fromkeys(origins)),
    )


def _read_asylum(faults: Faults) -> _Series | None:
    """Monthly applications for asylum, unaccompanied children left out."""
    found = of_shipped(ROOT / "nation" / "asylum.csv")

    def persons(row: Row) -> list[tuple[date, float]]:
        month = row.day("month", needed=True)
        applicants = row.number("applicants", 0, _LARGEST)
        alone = row.number("unaccompanied", 0, _LARGEST)
        if month is None or applicants is None or alone is None:
            return []
        return [(each, applicants - alone) for each in _months(row, month)]

    return _read_series(found, ("month", "applicants", "unaccompanied"), "arrivals.asylum", persons, faults)


def _read_unaccompanied(faults: Faults) -> _Series | None:
    """Unaccompanied children among the monthly applications for asylum."""
    found = of_shipped(ROOT / "nation" / "asylum.csv")

    def persons(row: Row) -> list[tuple[date, float]]:
        month, alone = row.day("month", needed=True), row.number("unaccompanied", 0, _LARGEST)
        return [(each, alone) for each in _months(row, month)] if month is not None and alone is not None else []

    return _read_series(found, ("month", "unaccompanied", "applicants"), "arrivals.unaccompanied", persons, faults)


def _read_quota(faults: Faults) -> _Series | None:
    """Quota refugees, a twelfth of the year's number each month."""
    found = of_shipped(ROOT / "nation" / "quota.csv")

    def persons(row: Row) -> list[tuple[date, float]]:
        year, number = row.number("year", 1990, 2100), row.number("persons", 0, _LARGEST)
        if year is None or number is None:
            return []
        until = row.number("until", year, 2100, default=year) or year
        return [(date(each, month, 1), number / 12) for each in range(int(year), int(until) + 1) for month in range(1, 13)]

    return _read_series(found, ("year", "persons"), "arrivals.quota", persons, faults)


def _months(row: Row, month: date) -> list[date]:
    """The months of which a row tells: from its own to the one in its column `until`, where that is filled in."""
    until = row.day("until") or month
    if until < month:
        row.fault("until", translate("The months are in the wrong order."), f"≥ {month:%Y-%m}")
    return month_starts(month.replace(day=1), max(until, month))


def _read_series(
    found: Found, columns: Sequence[str], key: str, persons: Callable[[Row], list[tuple[date, float]]], faults: Faults
) -> _Series | None:
    """A national series; `persons` reads the numbers of one row, by month."""
    table = read_table(found, faults, columns, _COLUMNS)
    if table is None:
        return None
    rows: dict[date, list[_Figure]] = {}
    for row in table.rows:
        future = row.text("future", FUTURES, default=_REALISED)
        known = row.day("known") or row.day("issued") or date.min
        source, note = row.origin()
        text = row.cells[columns[1]].text
        origin = Origin(key, "00", row.day(columns[0]), text, "persons", source, note)
        for month, number in persons(row):
            rows.setdefault(month, []).append(_Figure(month, number, known, future or _REALISED, origin))
    return _Series(found, {month: tuple(figures) for month, figures in rows.items()})


def _read_forecast(found: Found, most: Mapping[str, Mapping[date, float]], faults: Faults) -> dict[str, dict[date, _Figure]]:
    """The planner's own numbers by series and month; each below its ceiling, no month left out between the first and the last."""
    table = read_table(found, faults, ("month", "asylum", "quota"), ("unaccompanied", "note"))
    own: dict[str, dict[date, _Figure]] = {name: {} for name in most}
    before: date | None = None
    for row in table.rows if table else ():
        month = row.day("month", needed=True)
        if month is None:
            continue
        month = month.replace(day=1)
        if before is not None and month_starts(before, month)[1:] != [month]:
            message = translate("The months must follow each other without gaps.")
            row.fault("month", message, translate("the month after {month}").format(month=f"{before:%Y-%m}"))
        before = month
        for name, figures in own.items():
            if name == "unaccompanied" and (name not in row.cells or not row.cells[name].text):
                continue
            persons = row.number(name, 0, _LARGEST)
            ceiling = most[name].get(month)
            if persons is None or ceiling is None:
                continue
            if persons > ceiling:
                message = translate("The number for {month} is above the highest that the population covers.")
                row.fault(name, message.format(month=f"{month:%Y-%m}"), f"0–{ceiling:g}")
            note = row.text("note", default="") or ""
            origin = Origin(
                f"arrivals.{name}", "00", month, row.cells[name].text, "persons", None, note or translate("The planner's own forecast.")
            )
            figures[month] = _Figure(month, persons, date.min, "own", origin)
    return own
