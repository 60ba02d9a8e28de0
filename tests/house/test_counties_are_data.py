"""A county is data: the code that simulates knows none by name or by code."""

from __future__ import annotations

import re

import pytest

from scenarios.load import load
from scenarios.shipped import shipped
from tests.house.tree import modules, name_of, source

COUNTIES = [item.name for item in shipped() if item.is_county]


def words(name: str) -> set[str]:
    """What a county, its municipalities and its sub-areas are called, and their codes."""
    county = load(name).county
    found = {name, county.name.split()[0].removesuffix("s"), county.name.split()[0]}
    return found | {m.name for m in county.municipalities} | {m.area for m in county.municipalities}


@pytest.mark.parametrize("county", COUNTIES)
def test_no_county_is_named_in_the_simulation(county: str) -> None:
    named = re.compile("|".join(rf"\b{re.escape(word)}\b" for word in sorted(words(county))), re.IGNORECASE)
    found = {name_of(path): hits for path in modules("sim") if (hits := named.findall(source(path)))}
    assert found == {}
