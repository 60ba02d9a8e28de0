"""The areas of a county that people name: municipalities and sub-areas, by code, key or name."""

from __future__ import annotations

from collections.abc import Sequence

from scenarios.county import County


def names_in(county: County) -> dict[str, str]:
    """Names of a county, its sub-areas and its municipalities, by area key."""
    names = {county.code: county.name}
    names |= {f"{county.code}:{key}": area.name_sv for key, area in county.subareas.items()}
    return names | {m.area: m.name for m in county.municipalities}


def area_named(county: County, text: str) -> str | None:
    """The area that a name or a code means, as the grid names it; empty for the county, None where there is none.

    A sub-area may be named after its town: as it is written in full it is found first, otherwise the municipality is meant.
    """
    names = _below(county)
    if text in names.values():
        return next(key for key, name in names.items() if name == text)
    found = {key.casefold(): key for key in names} | {name.casefold(): key for key, name in names.items()}
    found |= {key.casefold(): f"{county.code}:{key}" for key in county.subareas if key.casefold() not in found}
    if text.casefold() in ("", county.code, county.name.casefold()):
        return ""
    return found.get(text.casefold())


def listed_below(county: County) -> Sequence[str]:
    """Names of the municipalities, then of the sub-areas."""
    return list(_below(county).values())


def _below(county: County) -> dict[str, str]:
    """Municipalities before sub-areas: a sub-area may be named after its town."""
    names = {m.area: m.name for m in county.municipalities}
    return names | {f"{county.code}:{key}": part.name_sv for key, part in county.subareas.items()}
