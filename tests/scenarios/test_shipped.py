"""What ships loads without a fault, quickly, without heavy libraries, and speaks the words of the simulation."""

from __future__ import annotations

import subprocess
import sys
from time import perf_counter

import pytest

from scenarios.load import load, shipped
from scenarios.schema.field import meta_of
from scenarios.schema.scenario import PARAMETERS
from scenarios.vocabulary import EVENTS, SERVICES, UNITS
from sim.events import EVENT, PLACES


@pytest.mark.parametrize("name", [item.name for item in shipped()])
def test_every_shipped_scenario_loads(name: str) -> None:
    assert load(name).name == name


def test_shipped_scenarios_are_listed_with_their_titles_the_base_first() -> None:
    names = [item.name for item in shipped()]
    for name in names:
        assert names.index(name.partition("/")[0]) <= names.index(name)
    assert len(names) == len(set(names))
    assert all(item.title_sv and item.title_en for item in shipped())


def test_loading_is_a_matter_of_a_moment() -> None:
    start = perf_counter()
    load("vastmanland/mer-sfi")
    assert perf_counter() - start < 5, "far above what it takes, for a machine with other work to do"


def test_loading_needs_no_heavy_library() -> None:
    heavy = "{'pandas', 'scipy', 'matplotlib'}"
    code = f"import sys; from scenarios.load import load; load('vastmanland'); print(sorted({heavy} & set(sys.modules)))"
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ended.stdout.strip() == "[]"


def test_events_and_services_have_the_names_that_the_simulation_uses() -> None:
    assert set(EVENT) == EVENTS
    assert {place.service for place in PLACES.values() if place.service} <= SERVICES.keys()


def test_every_unit_of_the_schema_has_its_translation() -> None:
    used = {meta_of(kind, name).unit for kind in PARAMETERS.values() for name in kind.model_fields}
    assert used | {service.unit for service in SERVICES.values()} <= set(UNITS)
