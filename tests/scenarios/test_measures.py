"""Measures change what they say from the day they are in force, and nothing before it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scenarios.calendar import day
from scenarios.county import Capacity, CapacityStep
from scenarios.load import load
from scenarios.measures import CapacityChange, Measure, apply_capacities
from scenarios.schema.scenario import PARAMETERS, attribute_of
from tests.scenarios.small import write_overlay

HEAD = """
title_sv = "Å"
title_en = "A"
goal = "3.4"
responsible = ["Kommunerna"]
decided = 2017-01-01
evidence = "M"
evidence_note_sv = "Mekaniskt."
"""


def measure(name: str, lead: int, body: str) -> str:
    """A measure as TOML."""
    return f'[[measure]]\nid = "{name}"{HEAD}lead_time_days = {lead}\n{body}\n'


def plain(*changes: CapacityChange, lead: int = 0, until: date | None = None) -> Measure:
    """A measure with changes of capacity only."""
    return Measure(
        id="m",
        title_sv="Å",
        title_en="A",
        goal="3.4",
        responsible=("Kommunerna",),
        decided=date(2017, 1, 1),
        lead_time_days=lead,
        until=until,
        evidence="M",
        evidence_note_sv="Mekaniskt.",
        capacity=changes,
    )


def test_a_setting_holds_from_the_decision_plus_the_lead_time(county: Path) -> None:
    text = measure("lika", 90, 'settings = [{ parameter = "start.policy", value = "families_first" }]')
    scenario = load(write_overlay(county, text))
    assert scenario.measures[0].in_force == date(2017, 4, 1)
    assert scenario.start_stage.policy.at(day(date(2017, 3, 31))) == "first_come"
    assert scenario.start_stage.policy.at(day(date(2017, 4, 1))) == "families_first"


def test_a_vector_can_be_set(county: Path) -> None:
    ones = str([0.5] * 12)
    scenario = load(write_overlay(county, measure("pass", 0, f'settings = [{{ parameter = "sfi.pass_share", value = {ones} }}]')))
    assert scenario.sfi.pass_share.at(day(date(2017, 1, 1))) == (0.5,) * 12


def test_changes_of_capacity_compose_in_the_order_in_which_they_stand(county: Path) -> None:
    more = measure("plus", 0, 'capacity = [{ service = "sfi_seats", areas = ["9801"], add = 20 }]')
    text = more + measure("gange", 31, 'until = 2017-06-01\ncapacity = [{ service = "sfi_seats", factor = 2.0 }]')
    capacity = load(write_overlay(county, text)).county.capacity("sfi_seats", "9801")
    whens = [date(2016, 12, 31), date(2017, 1, 1), date(2017, 2, 1), date(2017, 6, 1)]
    assert [capacity.at(day(when)) for when in whens] == [100, 120, 240, 120]
    assert capacity.changes() == ((day(whens[1]), 80.0), (day(whens[2]), 200.0), (day(whens[3]), 80.0))


def test_only_the_areas_and_languages_named_are_changed(county: Path) -> None:
    text = measure("so", 0, 'capacity = [{ service = "so_leaders", languages = ["north"], add = 2 }]')
    found = load(write_overlay(county, text)).county
    assert [found.capacity("so_leaders", "98", key).at(7000) for key in ("north", "south")] == [5, 3]


def test_a_measure_with_the_same_id_takes_the_place_of_the_one_it_extends(county: Path) -> None:
    write_overlay(county, measure("plus", 0, 'capacity = [{ service = "sfi_seats", add = 20 }]'), "first.toml")
    text = 'extends = "first.toml"\n' + measure("plus", 0, 'capacity = [{ service = "sfi_seats", add = 5 }]') + measure("ny", 0, "")
    (county / "second.toml").write_text(text, encoding="utf-8")
    scenario = load(str(county / "second.toml"))
    assert [m.id for m in scenario.measures] == ["plus", "ny"]
    assert scenario.county.capacity("sfi_seats", "9801").at(7000) == 105


def test_no_shipped_parameter_or_capacity_changes_before_a_measure_is_in_force(county: Path) -> None:
    base = load("vastmanland")
    for name in ("mer-sfi", "praktik-lika", "gemensam-so", "fler-bostader", "halsa-alla", "tidiga-samtal", "asyltid"):
        other = load(f"vastmanland/{name}")
        first = day(min(m.in_force for m in other.measures))
        whens = {0.0, first - 1, first - 2**-16}
        for section in PARAMETERS:
            old, new = getattr(base, attribute_of(section)), getattr(other, attribute_of(section))
            for field in type(old).model_fields:
                for when in {*whens, *(d for d in getattr(old, field).days if d < first)}:
                    assert getattr(old, field).at(when) == getattr(new, field).at(when)
        for before, after in zip(base.county.capacities, other.county.capacities, strict=True):
            for when in {*whens, *(step.since for step in before.steps if step.since < first)}:
                assert before.step(when).effective == after.step(when).effective


steps = st.lists(st.integers(6000, 6500), min_size=1, max_size=6, unique=True).map(sorted)


@given(steps, st.integers(0, 300), st.integers(1, 300), st.floats(0, 3))
def test_a_change_is_the_same_function_of_what_holds_each_day(days: list[int], lead: int, length: int, factor: float) -> None:
    capacity = Capacity("sfi_seats", "9801", "", tuple(CapacityStep(float(d), float(d % 7), 1.0) for d in days))
    start = day(date(2017, 1, 1)) + lead
    until = date.fromordinal(date(2017, 1, 1).toordinal() + lead + length)
    change = CapacityChange(service="sfi_seats", factor=factor)
    (changed,) = apply_capacities([capacity], [plain(change, lead=lead, until=until)])
    for when in (*map(float, days), start, start - 1, start + length, start + length - 1, 0.0):
        if start <= when < start + length:
            left = changed.effective(when)
            assert abs(left - max(0.0, change.applied(capacity.at(when)) - 1.0)) < 1.0
            assert left == int(left)
        else:
            assert changed.at(when) == capacity.at(when)


@given(st.lists(st.integers(1, 60), min_size=8, max_size=40), st.floats(1, 2))
def test_a_factor_keeps_seats_whole_and_the_county_follows_it(seats: list[int], factor: float) -> None:
    rows = [Capacity("sfi_seats", f"{9800 + k}", "", (CapacityStep(0.0, float(n), 0.0),)) for k, n in enumerate(seats)]
    changed = apply_capacities(rows, [plain(CapacityChange(service="sfi_seats", factor=factor))])
    after = [capacity.at(day(date(2017, 1, 1))) for capacity in changed]
    assert all(value == int(value) and value >= old for value, old in zip(after, seats, strict=True))
    assert abs(sum(after) - factor * sum(seats)) < 0.6 * len(seats) ** 0.5 + 2.0


def test_a_change_never_makes_less_than_nothing() -> None:
    capacity = Capacity("sfi_seats", "9801", "", (CapacityStep(0.0, 5.0, 1.0),))
    (changed,) = apply_capacities([capacity], [plain(CapacityChange(service="sfi_seats", add=-9))])
    assert changed.at(day(date(2017, 1, 1))) == 0


@pytest.mark.parametrize("change", [{}, {"add": 1.0, "factor": 2.0}])
def test_a_change_is_either_added_or_a_factor(change: dict[str, float]) -> None:
    with pytest.raises(ValueError, match="Give either add or factor"):
        CapacityChange(service="sfi_seats", **change)  # type: ignore[arg-type]


def test_a_measure_cannot_end_before_it_begins() -> None:
    with pytest.raises(ValueError, match="ends before it comes into force"):
        plain(lead=30, until=date(2017, 1, 15))
