"""The county: municipalities, the areas that serve them, capacities with their background, and who is called what."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from scenarios.calendar import day
from scenarios.county import Capacity, CapacityStep, County
from scenarios.load import load
from tests.scenarios.small import write_overlay


@pytest.fixture
def small(county: Path) -> County:
    """The small county as it is read."""
    return load(str(county / "base.toml")).county


def test_municipalities_come_in_the_order_of_their_codes_with_weights_that_sum_to_one(small: County) -> None:
    assert [m.code for m in small.municipalities] == [9801, 9802, 9803]
    for weights in (
        [m.weight_asylum for m in small.municipalities],
        [m.weight_assigned for m in small.municipalities],
        [m.weight_self_settled for m in small.municipalities],
    ):
        assert sum(weights) == pytest.approx(1)
    assert small.municipality(9802).weight_assigned == pytest.approx(20 / 60)
    assert small.municipality(9801).population == {2015: 10000}


def test_a_municipality_is_served_by_the_smallest_area_that_has_the_service(small: County) -> None:
    assert [small.served_by("sfi_seats", code) for code in (9801, 9802, 9803)] == ["9801", "east", "98"]
    assert small.areas("sfi_seats") == ("9801", "east", "98")
    with pytest.raises(KeyError):
        small.served_by("no_service", 9801)


def test_what_others_take_is_not_offered_and_never_makes_less_than_nothing(small: County) -> None:
    assert small.capacity("sfi_seats", "9801").effective(0) == 60
    assert small.capacity("sfi_seats", "98").effective(0) == 0
    assert small.capacity("so_leaders", "98", "north").at(0) == 3


def test_steps_of_a_capacity_hold_from_their_days() -> None:
    capacity = Capacity("sfi_seats", "9801", "", (CapacityStep(10.0, 5.0, 1.0), CapacityStep(20.0, 8.0, 1.0), CapacityStep(30.0, 2.0, 3.0)))
    assert [capacity.at(when) for when in (0.0, 10.0, 19.9, 20.0, 30.0)] == [5, 5, 5, 8, 2]
    assert capacity.changes() == ((20.0, 7.0), (30.0, 0.0))


def test_a_party_is_called_what_it_was_called_on_the_day(small: County) -> None:
    assert small.party_sv("regionen", date(2016, 12, 31)) == "Landstinget"
    assert small.party_sv("regionen", date(2017, 1, 1)) == "Regionen"


def test_capacities_that_became_known_after_the_decision_are_left_out(county: Path) -> None:
    rows = "kommuntal,9801,,2017-01-01,60,0,2016-10-01,Prov,,\nkommuntal,9801,,2017-01-01,40,0,2017-03-01,Prov,,\n"
    table = county / "capacity.csv"
    table.write_text(table.read_text(encoding="utf-8") + rows, encoding="utf-8")
    when = day(date(2017, 6, 1))
    decision = load(str(county / "base.toml")).county.capacity("kommuntal", "9801")
    outcome = load(write_overlay(county, '[period]\nreading = "outcome"\n')).county.capacity("kommuntal", "9801")
    assert (decision.at(when), outcome.at(when)) == (60, 40)


def test_figures_keep_their_sources_and_assumptions(small: County) -> None:
    population = {origin.area: origin.source for origin in small.origins if origin.key == "municipality.population"}
    assert population == {"9801": "Folkmängd", "9802": "Folkmängd", "9803": None}
    assert {origin.key for origin in small.origins} >= {"capacity.sfi_seats", "capacity.so_leaders"}
