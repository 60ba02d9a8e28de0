"""A small county made from the schema, so that tests of the loader do not depend on the data that ships."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from scenarios.schema.field import Meta, Section, meta_of
from scenarios.schema.scenario import PARAMETERS
from scenarios.values import Number, Text
from scenarios.vocabulary import SERVICES

LANGUAGES = ("north", "south")

ABOUT = """[about]
title_sv = "Litet län"
title_en = "Small county"
question_sv = "Hur går det?"
question_en = "How does it go?"
"""

PERIOD = """[period]
start = 2015-01-01
decision = 2017-01-01
end = 2018-12-31
report_from = 2017
report_to = 2018
"""

COUNTY = """code = "98"
name = "Litet län"
council_sv = "Rådet"
preparers_sv = "Gruppen"

[[language]]
key = "north"
sv = "nordiska"
en = "Northern"

[[language]]
key = "south"
sv = "sydiska"
en = "Southern"

[subarea.east]
name_sv = "Östra"
codes = [9801, 9802]

[subarea.west]
name_sv = "Västra"
codes = [9803]

[parties]
regionen = [{ name = "Landstinget" }, { from = 2017-01-01, name = "Regionen" }]
"""

MUNICIPALITIES = """code,name,subarea,kind,population_2015,source_population,assumption_population,unemployment,latitude,longitude,\
weight_asylum,weight_assigned,weight_self_settled,share_moves_3_years
9801,Ettby,east,town,10000,Folkmängd,,8.5,59.5,16.5,10,20,30,0.3
9802,Tvåby,east,rural,4000,Folkmängd,,9.5,59.7,16.3,20,20,30,0.4
9803,Treby,west,rural,2000,,true,10.5,59.9,16.1,30,20,40,0.4
"""

CAPACITY_HEADER = "service,area,language,from,value,background,known,source,assumption,note\n"


def value_of(kind: Any, meta: Meta, name: str) -> str:
    """A value that a field may have, as TOML."""
    if kind is Text:
        return f'"{meta.choices[0]}"'
    if kind is Number:
        return str(meta.low if meta.unit == "0/1" else round(meta.low + (meta.high - meta.low) / 10, 6))
    size = {"language_shares": len(LANGUAGES), "schooling_by_language": 4 * len(LANGUAGES)}.get(name) or len(meta.entries)
    if meta.sums_to_one or name == "schooling_by_language":
        rest = 4 if name == "schooling_by_language" else size
        return str([1 / rest] * size)
    return str([round(meta.low + (meta.high - meta.low) / 10, 6)] * size)


def section_of(key: str, kind: type[Section]) -> str:
    """A section with a value for each of its fields; of the law only what a county says itself."""
    names = ["lanstal_persons"] if key == "law" else list(kind.model_fields)
    lines = [
        f'{name} = {{ value = {value_of(kind.model_fields[name].annotation, meta_of(kind, name), name)}, source = "Prov" }}'
        for name in names
    ]
    return "\n".join([f"[{key}]", *lines, ""])


def capacity_rows() -> str:
    """Each service for the whole county; SFI seats and practice places also in smaller areas."""
    rows = [f"{service},98,,,100,10,,Prov,,\n" for service in SERVICES if service not in ("so_leaders", "sfi_seats")]
    rows += [f"so_leaders,98,{language},,3,0,,Prov,,\n" for language in LANGUAGES]
    rows += [f"sfi_seats,{area},,,{value},40,,Prov,,\n" for area, value in (("9801", 100), ("east", 50), ("98", 20))]
    return CAPACITY_HEADER + "".join(rows)


def write_county(folder: Path) -> Path:
    """Write the small county's files into a folder and return the path of its base scenario."""
    sections = [section_of(key, kind) for key, kind in PARAMETERS.items()]
    base = folder / "base.toml"
    base.write_text("\n".join([ABOUT, PERIOD, *sections]), encoding="utf-8")
    (folder / "county.toml").write_text(COUNTY, encoding="utf-8")
    (folder / "municipalities.csv").write_text(MUNICIPALITIES, encoding="utf-8")
    (folder / "capacity.csv").write_text(capacity_rows(), encoding="utf-8")
    return base


def write_overlay(folder: Path, text: str, name: str = "mine.toml") -> str:
    """Write a scenario that extends the small county, and return its path as a planner would give it."""
    path = folder / name
    path.write_text(f'extends = "base.toml"\n{text}', encoding="utf-8")
    return str(path)
