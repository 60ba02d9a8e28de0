"""The county: municipalities, the areas that serve them, capacities with their background, and who is called what."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from scenarios.calendar import day
from scenarios.county import Capacity, CapacityStep, County
from scenarios.errors import ScenarioError
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


SHARED = "kommuntal,98,,{since},{value},0,,Prov,,,{by}\n"


def with_shared(county: Path, *rows: str) -> Path:
    """The small county with its kommuntal for the whole county, divided between the municipalities."""
    table = county / "capacity.csv"
    head, *lines = table.read_text(encoding="utf-8").splitlines()
    kept = [f"{line}," for line in lines if not line.startswith("kommuntal")]
    table.write_text("\n".join([f"{head},share_by", *kept, *rows]), encoding="utf-8")
    return county / "base.toml"


def test_what_the_whole_county_has_is_divided_by_weights_and_keeps_its_sum(county: Path) -> None:
    """Inhabitants 10 000, 4 000 and 2 000: of 100, 62.5 and 25 and 12.5, of which the first in order gets the whole one left over."""
    base = with_shared(
        county, SHARED.format(since="2015-01-01", value=100, by="population"), SHARED.format(since="2016-01-01", value=7, by="assigned")
    )
    found = load(str(base)).county
    assert [found.capacity("kommuntal", area).at(day(date(2015, 6, 1))) for area in ("9801", "9802", "9803")] == [63, 25, 12]
    # 20, 20 and 20 of 60: two each, and one more for the first.
    assert [found.capacity("kommuntal", area).at(day(date(2016, 6, 1))) for area in ("9801", "9802", "9803")] == [3, 2, 2]
    assert [origin.value for origin in found.origins if origin.key == "capacity.kommuntal"] == ["100", "7"]


def test_only_the_county_s_own_rows_can_be_divided(county: Path) -> None:
    base = with_shared(county, SHARED.format(since="2015-01-01", value=100, by="population").replace(",98,", ",east,"))
    with pytest.raises(ScenarioError) as caught:
        load(str(base))
    (problem,) = caught.value.problems
    assert (problem.key, problem.given, problem.allowed) == ("area", "“east”", "98")


GOALS = """
[[goal]]
key = "1.1"
sv = "Svenska"
en = "Swedish"
responsible = ["regionen"]
indicators = ["sfi_in_time_plan"]

[[asked]]
goal = "1.1"
ref = "1.1 a"
sv = "Antal språk"
en = "Number of languages"
why_sv = "Uppges av länet."
why_en = "Stated by the county."
"""


def test_goals_are_the_county_s_own(county: Path) -> None:
    file = county / "county.toml"
    file.write_text(file.read_text(encoding="utf-8") + GOALS, encoding="utf-8")
    found = load(str(county / "base.toml")).county
    goal = found.goal("1.1")
    assert goal is not None
    assert (goal.sv, goal.responsible, goal.indicators) == ("Svenska", ("regionen",), ("sfi_in_time_plan",))
    assert found.goal("9.9") is None
    assert [(asked.ref, asked.why_en) for asked in found.asked] == [("1.1 a", "Stated by the county.")]


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ('responsible = ["regionen"]', 'responsible = ["regionem"]', "responsible"),
        ('goal = "1.1"', 'goal = "1.2"', "goal"),
        ('why_en = "Stated by the county."', "", "asked"),
    ],
)
def test_faults_among_goals_are_told(county: Path, old: str, new: str, key: str) -> None:
    file = county / "county.toml"
    file.write_text(file.read_text(encoding="utf-8") + GOALS.replace(old, new), encoding="utf-8")
    with pytest.raises(ScenarioError) as caught:
        load(str(county / "base.toml"))
    (problem,) = caught.value.problems
    assert key in problem.key


def test_a_measure_serves_goals_of_the_agreement_and_parties_answer_for_it(county: Path) -> None:
    file = county / "county.toml"
    file.write_text(file.read_text(encoding="utf-8") + GOALS, encoding="utf-8")
    text = MEASURE.format(goal="1.1", party="regionen")
    assert load(write_overlay(county, text)).measures[0].goals == ("1.1",)
    with pytest.raises(ScenarioError) as caught:
        load(write_overlay(county, MEASURE.format(goal="1.1, 3.3", party="kommunen")))
    assert [problem.given for problem in caught.value.problems] == ["“3.3”", "“kommunen”"]


MEASURE = """
[[measure]]
id = "x"
title_sv = "X"
title_en = "X"
goal = "{goal}"
responsible = ["{party}"]
decided = 2017-01-01
lead_time_days = 30
evidence = "M"
evidence_note_sv = "Följer av modellen."
"""
