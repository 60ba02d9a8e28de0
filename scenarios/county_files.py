"""The county's files: its own TOML file, the table of municipalities and the table of capacities."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Annotated, Any

from pydantic import BaseModel, Field

from scenarios.capacity_files import Served, capacities_of, check_services, is_known, read_capacities
from scenarios.county import County, Language, Municipality, PartyName, SubArea
from scenarios.errors import Faults, Problem, did_you_mean, listed
from scenarios.files import ROOT, Found, beside_file, of_shipped
from scenarios.goals import Asked, Goal
from scenarios.language import translate
from scenarios.links import read_links
from scenarios.origins import Origin
from scenarios.parameters import Given
from scenarios.shapes import STRICT, read_as
from scenarios.tables import Row, Table, read_table
from scenarios.toml import Document, read_toml

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
    clinic: int | None = None


class _NameTable(BaseModel):
    model_config = {**STRICT, "populate_by_name": True}

    since: date | None = Field(default=None, alias="from")
    name: str = Field(min_length=1)


class _GoalTable(BaseModel):
    model_config = STRICT

    key: str = Field(pattern=r"^[a-z0-9åäö._-]{1,40}$")
    sv: str = Field(min_length=1)
    en: str = Field(min_length=1)
    responsible: tuple[str, ...] = Field(min_length=1, strict=False)
    others: tuple[str, ...] = Field(default=(), strict=False)
    indicators: tuple[str, ...] = Field(default=(), strict=False)


class _AskedTable(BaseModel):
    model_config = STRICT

    goal: str = Field(min_length=1)
    ref: str = Field(min_length=1)
    sv: str = Field(min_length=1)
    en: str = Field(min_length=1)
    indicators: tuple[str, ...] = Field(default=(), strict=False)
    why_sv: str = ""
    why_en: str = ""
    speaks_sv: str = ""
    speaks_en: str = ""


class _LanguagesTable(BaseModel):
    model_config = STRICT

    language: tuple[_LanguageTable, ...] = Field(min_length=1, strict=False)


class _CountyTable(BaseModel):
    model_config = STRICT

    code: str = Field(pattern=r"^[0-9]{2}$")
    name: str = Field(min_length=1)
    agreement_sv: str = ""
    agreement_en: str = ""
    council_sv: str = Field(min_length=1)
    preparers_sv: str = Field(min_length=1)
    cycle_sv: str = ""
    cycle_en: str = ""
    goal: tuple[_GoalTable, ...] = Field(default=(), strict=False)
    asked: tuple[_AskedTable, ...] = Field(default=(), strict=False)
    language: tuple[_LanguageTable, ...] = Field(default=(), strict=False)
    subarea: dict[str, _SubAreaTable] = Field(min_length=1)
    parties: dict[str, Annotated[tuple[_NameTable, ...], Field(min_length=1, strict=False)]] = Field(default={})


def read_county(files: Mapping[str, Given], faults: Faults, known_on: date | None) -> County | None:
    """The county that a scenario's files describe.

    Parameters
    ----------
    files
        The names of the county's files (`county`, `municipalities`, `capacity`, where there is one `links`), each with the file that
        names it.
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
    subareas = {key: SubArea(sub.name_sv, sub.codes, sub.clinic) for key, sub in table.subarea.items()}
    languages = tuple(Language(item.key, item.sv, item.en, item.group) for item in table.language or _national_languages(faults))
    _check_goals(table, document, faults)
    place = found.get("capacity")
    served = Served(municipalities, tuple(subareas), table.code, tuple(item.key for item in languages))
    known = read_capacities(place, served, faults) if place else []
    capacities = capacities_of(known, known_on, served)
    table_of_links = found.get("links")
    links, link_origins = read_links(table_of_links, [m.code for m in municipalities], faults) if table_of_links else ({}, ())
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
        agreement_sv=table.agreement_sv,
        agreement_en=table.agreement_en,
        cycle_sv=table.cycle_sv,
        cycle_en=table.cycle_en,
        goals=tuple(Goal(**goal.model_dump()) for goal in table.goal),
        asked=tuple(Asked(**asked.model_dump()) for asked in table.asked),
        origins=tuple(dict.fromkeys((*origins, *(row.origin for row in known if is_known(row, known_on)), *link_origins))),
        links=links,
    )
    if place and len(faults) == 0:
        check_services(county, place, faults)
    return county


def _national_languages(faults: Faults) -> tuple[_LanguageTable, ...]:
    """The languages of a county that names none, in the order in which the nation's shares count them."""
    document = read_toml(of_shipped(ROOT / "nation" / "languages.toml"), faults)
    table = read_as(_LanguagesTable, Given(document.data, document, ()), faults) if document else None
    return table.language if table else ()


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
    """Where each group of figures of a municipality comes from; a group is what a `source_` or `assumption_` column names."""
    origins = []
    named = [column.partition("_") for column in table.columns if column.startswith(("source_", "assumption_"))]
    for group in dict.fromkeys(group for _, _, group in named):
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
        if sub.clinic is not None and sub.clinic not in codes:
            message = translate("There is no municipality with this code.")
            hint = did_you_mean(str(sub.clinic), map(str, codes))
            faults.add(document.problem(("subarea", key, "clinic"), message, given=str(sub.clinic), allowed=listed(codes), suggestion=hint))
    for code, key in codes.items():
        if code not in table.subarea[key].codes:
            message = translate("The sub-area does not hold all its municipalities.")
            faults.add(document.problem(("subarea", key, "codes"), message, given=listed(table.subarea[key].codes), allowed=str(code)))


def _check_goals(table: _CountyTable, document: Document, faults: Faults) -> None:
    """Goals have keys of their own and parties that exist; what is asked belongs to a goal, and is computed or has a reason."""
    keys = [goal.key for goal in table.goal]
    for index, goal in enumerate(table.goal):
        if goal.key in keys[:index]:
            faults.add(document.problem(("goal", index, "key"), translate("Two goals have the same key."), given=goal.key))
        for name, parties in (("responsible", goal.responsible), ("others", goal.others)):
            for place, party in enumerate(parties):
                if party not in table.parties:
                    message, hint = translate("There is no party with this key."), did_you_mean(party, table.parties)
                    path = ("goal", index, name, place)
                    faults.add(document.problem(path, message, given=party, allowed=listed(table.parties), suggestion=hint))
    for index, asked in enumerate(table.asked):
        if asked.goal not in keys:
            message, hint = translate("There is no goal with this key."), did_you_mean(asked.goal, keys)
            faults.add(document.problem(("asked", index, "goal"), message, given=asked.goal, allowed=listed(keys), suggestion=hint))
        if not asked.indicators and not (asked.why_sv and asked.why_en):
            message = translate("What is asked for needs indicators, or the reason why there are none (why_sv, why_en).")
            faults.add(document.problem(("asked", index), message, given=asked.ref))
