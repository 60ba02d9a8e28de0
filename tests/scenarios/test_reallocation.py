"""Keys and shifts: the county's total is kept at every date, worked out by hand; a shift that does not keep it is refused."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scenarios.calendar import day
from scenarios.county import Capacity, CapacityStep, Municipality
from scenarios.errors import ScenarioError
from scenarios.load import load
from scenarios.measures import apply_capacities
from scenarios.reallocation import Key, Shift, by_key, reallocated, shares_of
from tests.scenarios.small import capacity_rows
from tests.scenarios.test_measures import plain

STARTS, ENDS = day(date(2017, 1, 1)), day(date(2018, 1, 1))


def town(code: int, inhabitants: int, unemployment: float, received: float, seekers: float) -> Municipality:
    """A municipality with what a key looks at."""
    return Municipality(
        code=code,
        name=str(code),
        subarea="",
        kind="town",
        population={2014: 1, 2015: inhabitants},
        unemployment=unemployment,
        latitude=59.0,
        longitude=16.0,
        weight_asylum=seekers,
        weight_assigned=received / 2,
        weight_self_settled=received / 2,
        share_moves_3_years=0.3,
    )


TOWNS = (town(581, 60_000, 12.0, 0.75, 0.6), town(580, 30_000, 6.0, 0.15, 0.0), town(584, 10_000, 4.0, 0.10, 0.4))
"""Sixty, thirty and ten percent of the inhabitants."""


def test_each_ground_of_a_key_gives_shares_that_sum_to_one() -> None:
    shares = {name: shares_of(Key(service="kommuntal", **{name: 1.0}), TOWNS) for name in ("population", "labour_market")}
    assert shares["population"] == pytest.approx([0.6, 0.3, 0.1])
    # 0.6/12 : 0.3/6 : 0.1/4 = 2 : 2 : 1
    assert shares["labour_market"] == pytest.approx([0.4, 0.4, 0.2])
    # 2*0.6 - 0.75 = 0.45; 2*0.3 - 0.15 = 0.45; 2*0.1 - 0.1 = 0.1
    assert shares_of(Key(service="kommuntal", earlier_reception=1.0), TOWNS) == pytest.approx([0.45, 0.45, 0.10])
    # 2*0.6 - 0.6 = 0.6; 2*0.3 - 0 = 0.6; 2*0.1 - 0.4 < 0: nothing
    assert shares_of(Key(service="kommuntal", asylum_seekers=1.0), TOWNS) == pytest.approx([0.5, 0.5, 0.0])
    mixed = Key(service="kommuntal", population=0.5, labour_market=0.5)
    assert shares_of(mixed, TOWNS) == pytest.approx([0.5, 0.35, 0.15])


def test_a_total_in_whole_numbers_goes_by_the_largest_remainder() -> None:
    """33 by 0.5, 0.35, 0.15: 16.5, 11.55, 4.95; the rest of two goes to 4.95 and 11.55."""
    key = Key(service="kommuntal", population=0.5, labour_market=0.5)
    assert by_key(key, TOWNS, [33.0, 0.0, 0.0]) == [16.0, 12.0, 5.0]
    assert by_key(key, TOWNS, [1.5, 1.0, 0.0]) == pytest.approx([1.25, 0.875, 0.375])


@given(values=st.lists(st.integers(0, 400), min_size=3, max_size=3), weight=st.floats(0.0, 1.0))
def test_whatever_the_key_the_total_is_kept(values: list[int], weight: float) -> None:
    key = Key(service="kommuntal", population=weight, earlier_reception=1.0 - weight)
    found = by_key(key, TOWNS, [float(v) for v in values])
    assert sum(found) == sum(values)
    assert min(found) >= 0.0


def kommuntal(area: str, *steps: tuple[str, float]) -> Capacity:
    """A municipality's yearly numbers by date."""
    return Capacity("kommuntal", area, "", tuple(CapacityStep(day(date.fromisoformat(since)), value, 1.0) for since, value in steps))


BEFORE = (
    kommuntal("0581", ("2016-01-01", 200.0), ("2017-07-01", 100.0)),
    kommuntal("0580", ("2016-01-01", 90.0)),
    kommuntal("0584", ("2016-01-01", 10.0), ("2018-01-01", 40.0)),
    Capacity("sfi_seats", "0580", "", (CapacityStep(0.0, 50.0, 0.0),)),
)
DAYS = [day(date.fromisoformat(text)) for text in ("2016-06-01", "2017-01-01", "2017-07-01", "2017-12-31", "2018-01-01")]


def at(capacities: list[Capacity], area: str) -> list[float]:
    """A municipality's number on the days."""
    return next([c.at(when) for when in DAYS] for c in capacities if c.service == "kommuntal" and c.area == area)


def test_a_key_divides_each_dated_total_while_it_is_in_force() -> None:
    """300 and then 200 by 0.6, 0.3, 0.1; before and after, what would have held."""
    found = reallocated(BEFORE, Key(service="kommuntal", population=1.0), TOWNS, STARTS, ENDS)
    assert at(found, "0581") == [200.0, 180.0, 120.0, 120.0, 100.0]
    assert at(found, "0580") == [90.0, 90.0, 60.0, 60.0, 90.0]
    assert at(found, "0584") == [10.0, 30.0, 20.0, 20.0, 40.0]
    assert found[3] is BEFORE[3]
    assert {step.background for capacity in found[:3] for step in capacity.steps} == {1.0}


def test_a_shift_moves_the_same_number_at_every_date() -> None:
    measure = plain().model_copy(update={"shift": (Shift(service="kommuntal", changes={"0580": -40.0, "0581": 40.0}),)})
    found = list(apply_capacities(BEFORE, (measure,)))
    assert at(found, "0581") == [200.0, 240.0, 140.0, 140.0, 140.0]
    assert at(found, "0580") == [90.0, 50.0, 50.0, 50.0, 50.0]
    assert at(found, "0584") == at(list(BEFORE), "0584")


SHIFT = """[[measure]]
id = "flytta"
title_sv = "Å"
title_en = "A"
goal = "3.4"
responsible = ["Kommunerna"]
decided = 2017-01-01
evidence = "M"
evidence_note_sv = "Mekaniskt."
lead_time_days = 0
shift = [{ service = "kommuntal", changes = { CHANGES } }]
"""


def shifted(folder: Path, changes: str) -> str:
    """The small county with a shift; the path of its scenario."""
    rows = "".join(f"kommuntal,{area},,,{number},0,,Prov,,\n" for area, number in (("9801", 20), ("9802", 10), ("9803", 5)))
    table = [row for row in capacity_rows().splitlines(keepends=True) if not row.startswith("kommuntal")]
    (folder / "capacity.csv").write_text("".join(table) + rows, encoding="utf-8")
    path = folder / "flytta.toml"
    path.write_text('extends = "base.toml"\n' + SHIFT.replace("CHANGES", changes), encoding="utf-8")
    return str(path)


def test_a_shift_that_does_not_keep_the_total_is_refused_with_the_difference(county: Path) -> None:
    with pytest.raises(ScenarioError) as caught:
        load(shifted(county, '"9801" = -1, "9802" = 6'))
    (problem,) = caught.value.problems
    assert problem.message == "The changes sum to +5; the county's total must be kept."
    assert problem.file.endswith("flytta.toml")
    assert problem.line == 12
    assert problem.given == "+5"


def test_a_shift_may_not_bring_a_municipality_below_zero_or_name_another_county(county: Path) -> None:
    with pytest.raises(ScenarioError) as caught:
        load(shifted(county, '"9801" = -100000, "9802" = 100000'))
    (problem,) = caught.value.problems
    assert problem.message == "Ettby would fall below zero."
    assert problem.key == "measure(1).shift(1).changes.9801"
    with pytest.raises(ScenarioError) as caught:
        load(shifted(county, '"9801" = -1, "0180" = 1'))
    (problem,) = caught.value.problems
    assert problem.message == "No municipality with this code has the service of its own."


def test_a_shift_that_keeps_the_total_is_in_force_from_the_decision(county: Path) -> None:
    before, after = (load(shifted(county, changes)).county for changes in ('"9801" = 0', '"9801" = -1, "9802" = 1'))
    for when in (day(date(2016, 12, 31)), day(date(2017, 1, 1)), day(date(2018, 6, 1))):
        moved = 1.0 if when >= STARTS else 0.0
        numbers = [[county.capacity("kommuntal", area).at(when) for area in ("9801", "9802", "9803")] for county in (before, after)]
        assert numbers[1] == [numbers[0][0] - moved, numbers[0][1] + moved, numbers[0][2]]


def test_the_weights_of_a_key_sum_to_one() -> None:
    with pytest.raises(ValueError, match=r"sum to 1, not 0\.9|summera"):
        Key(service="kommuntal", population=0.9)
