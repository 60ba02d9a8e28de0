"""The county's files: its own TOML file, the table of municipalities and the table of capacities."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any

from pydantic import BaseModel, Field

from scenarios.calendar import day
from scenarios.county import Capacity, CapacityStep, County, Language, Municipality, PartyName, SubArea
from scenarios.errors import Faults, Problem, did_you_mean, listed, shown
from scenarios.files import Found, beside_file
from scenarios.language import translate
from scenarios.origins import Origin
from scenarios.parameters import Given
from scenarios.shapes import STRICT, read_as
from scenarios.tables import Row, Table, read_table
from scenarios.toml import Document, read_toml
from scenarios.vocabulary import SERVICES

_CAPACITY_COLUMNS = ("service", "area", "from", "value", "source", "assumption")
_CAPACITY_ALSO = ("language", "background", "known", "note")
_LARGEST_CAPACITY = 100_000.0
_FIGURES: dict[str, tuple[float, float, str]] = {
    "unemployment": (0, 100, "percent"),
    "latitude": (55, 70, "degrees"),
    "longitude": (10, 25, "degrees"),
    "weight_asylum": (0, 1e6, "weight"),
    "weight_assigned": (0, 1e6, "weight"),
    "weight_self_settled": (0, 1e6, "weight"),
    "share_moves_3_years": (0, 1, "share"),
}
_WEIGHTS = ("weight_asylum", "weight_assigned", "weight_self_settled")
_LARGEST_POPULATION = 3e6


class _LanguageTable(BaseModel):
    model_config = STRICT

    key: str = Field(pattern=r"^[a-z_]{1,40}$")
    sv: str = Field(min_length=1)
    en: str = Field(min_length=1)
    group: str = ""


class _SubAreaTable(BaseModel):
    model_config = STRICT

    name_sv: str = Field(min_length=1)
    codes: tuple[int, ...] = Field(min_length=1, strict=False)


class _NameTable(BaseModel):
    model_config = {**STRICT, "populate_by_name": True}

    since: date | None = Field(default=None, alias="from")
    name: str = Field(min_length=1)


class _CountyTable(BaseModel):
    model_config = STRICT

    code: str = Field(pattern=r"^[0-9]{2}$")
    name: str = Field(min_length=1)
    council_sv: str = Field(min_length=1)
    preparers_sv: str = Field(min_length=1)
    language: tuple[_LanguageTable, ...] = Field(min_length=1, strict=False)
    subarea: dict[str, _SubAreaTable] = Field(min_length=1)
    parties: dict[str, Annotated[tuple[_NameTable, ...], Field(min_length=1, strict=False)]] = Field(default={})


@dataclass(frozen=True)
class _Known:
    """One row of the capacity table, with the day on which it became known."""

    key: tuple[str, str, str]
    since: date | None
    known: date | None
    step: CapacityStep
    origin: Origin
    row: Row


def read_county(files: Mapping[str, Given], faults: Faults, known_on: date | None) -> County | None:
    """The county that a scenario's files describe.

    Parameters
    ----------
    files
        The names of the county's files (`county`, `municipalities`, `capacity`), each with the file that names it.
    faults
        Gets every fault.
    known_on
        The day of the decision, when capacities that became known later are left out; None to keep all.
    """
    found = {key: _find(given, faults) for key, given in files.items()}
    if (own := found.get("county")) is None:
        return None
    document = read_toml(own, faults)
    if document is None:
        return None
    table = read_as(_CountyTable, Given(document.data, document, ()), faults)
    if table is None:
        return None
    place = found.get("municipalities")
    rows = _read_municipalities(place, table, faults) if place else None
    if rows is None:
        return None
    municipalities, origins = rows
    _check_subareas(table, municipalities, document, faults)
    subareas = {key: SubArea(sub.name_sv, sub.codes) for key, sub in table.subarea.items()}
    languages = tuple(Language(item.key, item.sv, item.en, item.group) for item in table.language)
    place = found.get("capacity")
    areas = (*(str(m.code) for m in municipalities), *subareas, table.code)
    known = _read_capacities(place, areas, [item.key for item in languages], faults) if place else []
    capacities = _capacities(known, known_on)
    parties = {key: tuple(PartyName(name.since, name.name) for name in names) for key, names in table.parties.items()}
    county = County(
        code=table.code,
        name=table.name,
        municipalities=municipalities,
        subareas=subareas,
        languages=languages,
        capacities=capacities,
        council_sv=table.council_sv,
        preparers_sv=table.preparers_sv,
        parties=parties,
        origins=(*origins, *(row.origin for row in known if _is_known(row, known_on))),
    )
    if place and len(faults) == 0:
        _check_services(county, place, faults)
    return county


def _find(given: Given, faults: Faults) -> Found | None:
    """A county file, relative to the file that names it."""
    told = given.document.problem(given.path, "")
    return beside_file(given.raw, given.document.found, faults, told)


def _read_municipalities(found: Found, county: _CountyTable, faults: Faults) -> tuple[tuple[Municipality, ...], tuple[Origin, ...]] | None:
    """The municipalities in the order of their codes, weights made to sum to 1, and where their figures come from."""
    needed = ("code", "name", "subarea", "kind", *_FIGURES)
    table = read_table(found, faults, needed, prefixes=("population_", "source_", "assumption_", "note_"))
    if table is None:
        return None
    for cell in table.header:
        if cell.text.startswith("population_") and cell.text not in _population_years(table):
            message = translate("Nothing reads this column.")
            faults.add(Problem(found.shown, cell.line, cell.column, cell.text, message, allowed="population_YYYY"))
    read = [_municipality(row, table, county, faults) for row in table.rows]
    rows = [row for row in read if row is not None]
    if not rows or len(rows) < len(read):
        return None
    totals = {name: sum(row[name] for row in rows) or 1.0 for name in _WEIGHTS}
    shares = [{**row, **{name: row[name] / totals[name] for name in _WEIGHTS}} for row in rows]
    municipalities = sorted((Municipality(**row) for row in shares), key=lambda m: m.code)
    for row, before in zip(table.rows[1:], table.rows, strict=False):
        if row.cells["code"].text == before.cells["code"].text:
            row.fault("code", translate("The same municipality stands twice."))
    return tuple(municipalities), tuple(origin for row in table.rows for origin in _figure_origins(row, table))


def _population_years(table: Table) -> dict[str, int]:
    """The columns with a population, each with its year."""
    columns = {column: column.removeprefix("population_") for column in table.columns if column.startswith("population_")}
    return {column: int(year) for column, year in columns.items() if re.fullmatch(r"[0-9]{4}", year)}


def _municipality(row: Row, table: Table, county: _CountyTable, faults: Faults) -> dict[str, Any] | None:
    """One row of the table of municipalities, as the fields of a `Municipality`; None where a cell is faulty."""
    before = len(faults)
    population = {year: row.number(column, 1, _LARGEST_POPULATION) for column, year in _population_years(table).items()}
    code = row.number("code", 100, 9999)
    if code is not None and not row.cells["code"].text.startswith(county.code):
        row.fault("code", translate("The municipality is not in the county."), f"{county.code}00–{county.code}99")
    fields = {
        "code": code and int(code),
        "name": row.text("name"),
        "subarea": row.text("subarea", tuple(county.subarea)),
        "kind": row.text("kind"),
        "population": {year: round(persons) for year, persons in population.items() if persons is not None},
        **{name: row.number(name, low, high) for name, (low, high, _) in _FIGURES.items()},
    }
    return fields if len(faults) == before else None


def _figure_origins(row: Row, table: Table) -> list[Origin]:
    """Where each group of figures of a municipality comes from; a group is what a `source_` column names."""
    origins = []
    for column in table.columns:
        if not column.startswith("source_"):
            continue
        group = column.removeprefix("source_")
        columns = [name for name in table.columns if name == group or name.startswith(f"{group}_")]
        columns = columns or (["latitude", "longitude"] if group == "position" else [])
        source, note = row.origin(f"_{group}")
        value = ", ".join(row.cells[name].text for name in columns)
        unit = _FIGURES[columns[0]][2] if columns and columns[0] in _FIGURES else ""
        origins.append(Origin(f"municipality.{group}", row.cells["code"].text, None, value, unit, source, note))
    return origins


def _check_subareas(table: _CountyTable, municipalities: Sequence[Municipality], document: Document, faults: Faults) -> None:
    """Sub-areas and municipalities name each other."""
    codes = {m.code: m.subarea for m in municipalities}
    for key, sub in table.subarea.items():
        for index, code in enumerate(sub.codes):
            path = ("subarea", key, "codes", index)
            if code not in codes:
                message = translate("There is no municipality with this code.")
                hint = did_you_mean(str(code), map(str, codes))
                faults.add(document.problem(path, message, given=str(code), allowed=listed(codes), suggestion=hint))
            elif codes[code] != key:
                message = translate("The table of municipalities puts this municipality in another sub-area.")
                faults.add(document.problem(path, message, given=str(code), allowed=codes[code]))
    for code, key in codes.items():
        if code not in table.subarea[key].codes:
            message = translate("The sub-area does not hold all its municipalities.")
            faults.add(document.problem(("subarea", key, "codes"), message, given=listed(table.subarea[key].codes), allowed=str(code)))


def _read_capacities(found: Found, areas: Sequence[str], languages: Sequence[str], faults: Faults) -> list[_Known]:
    """The rows of the capacity table that can be used."""
    table = read_table(found, faults, _CAPACITY_COLUMNS, _CAPACITY_ALSO)
    rows = [_capacity_row(row, areas, languages) for row in table.rows] if table else []
    known = [row for row in rows if row is not None]
    earlier: dict[tuple[tuple[str, str, str], date], date] = {}
    first: set[tuple[str, str, str]] = set()
    for item in known:
        when, became = item.since or date.min, item.known or date.min
        if item.key in first and item.since is None:
            item.row.fault("from", translate("Every value after the first needs the date from which it holds."))
        elif (item.key, when) in earlier and became <= earlier[item.key, when]:
            item.row.fault("from", translate("The same capacity stands twice from this date."))
        earlier[item.key, when] = became
        first.add(item.key)
    return known


def _capacity_row(row: Row, areas: Sequence[str], languages: Sequence[str]) -> _Known | None:
    """One row of the capacity table; None where a cell is faulty."""
    before = len(row.faults)
    service = row.text("service", tuple(SERVICES))
    area = row.text("area", areas)
    language = row.text("language", languages, default="")
    since, known = row.day("from"), row.day("known")
    value = row.number("value", 0, _LARGEST_CAPACITY)
    background = row.number("background", 0, _LARGEST_CAPACITY, default=0.0)
    source, note = row.origin()
    if len(row.faults) > before or service is None or area is None or value is None or background is None:
        return None
    origin = Origin(f"capacity.{service}", area, since, f"{value:g}", SERVICES[service].unit, source, note)
    step = CapacityStep(day(since) if since else 0.0, value, background)
    return _Known((service, area, language or ""), since, known, step, origin, row)


def _is_known(row: _Known, on: date | None) -> bool:
    """Whether a row was known on a day (None: all rows are)."""
    return on is None or row.known is None or row.known <= on


def _capacities(rows: Sequence[_Known], known_on: date | None) -> tuple[Capacity, ...]:
    """Capacities in the order of the table; where one date stands twice, what became known last holds."""
    by_key: dict[tuple[str, str, str], dict[float, tuple[date, CapacityStep]]] = {}
    for row in rows:
        if not _is_known(row, known_on):
            continue
        steps = by_key.setdefault(row.key, {})
        became = row.known or date.min
        if row.step.since not in steps or steps[row.step.since][0] <= became:
            steps[row.step.since] = (became, row.step)
    return tuple(
        Capacity(*key, steps=tuple(step for _, (_, step) in sorted(steps.items(), key=lambda item: item[0])))
        for key, steps in by_key.items()
    )


def _check_services(county: County, found: Found, faults: Faults) -> None:
    """Every service exists, and every municipality is served by it."""
    for service in SERVICES:
        if not county.areas(service):
            message = translate("The capacity table lacks this service.")
            faults.add(Problem(found.shown, 1, 1, service, message))
            continue
        for municipality in county.municipalities:
            try:
                county.served_by(service, municipality.code)
            except KeyError:
                message = translate("No area around the municipality has this service.")
                faults.add(Problem(found.shown, 1, 1, service, message, shown(municipality.name)))
