"""How a field of the schema carries its unit, bounds and labels."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, ConfigDict, Field


@dataclass(frozen=True)
class Meta:
    """What a field means to people: unit, least and greatest value, labels, and for vectors the names of their entries."""

    unit: str
    low: float
    high: float
    sv: str
    en: str
    entries: tuple[str, ...] = ()
    sums_to_one: bool = False
    choices: tuple[str, ...] = ()


def parameter(
    unit: str,
    low: float,
    high: float,
    *,
    sv: str,
    en: str,
    entries: tuple[str, ...] = (),
    sums_to_one: bool = False,
    choices: tuple[str, ...] = (),
) -> Any:
    """A required field of the schema; `entries` names a vector's numbers, `choices` the words a text may be."""
    meta = Meta(unit, low, high, sv, en, entries, sums_to_one, choices)
    return Field(description=en, json_schema_extra={"meta": meta})  # type: ignore[dict-item]


class Section(BaseModel):
    """A group of parameters: one stage's, or the law's."""

    model_config = ConfigDict(frozen=True, extra="forbid")


def meta_of(section: type[Section], name: str) -> Meta:
    """The meaning of one field of a section."""
    extra = section.model_fields[name].json_schema_extra
    assert isinstance(extra, dict)
    meta = extra["meta"]
    assert isinstance(meta, Meta)
    return meta
