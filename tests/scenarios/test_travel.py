"""Travel between municipalities, and the health clinic that serves each."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from scenarios.errors import ScenarioError
from scenarios.load import load
from scenarios.travel import KM_PER_DEGREE, kilometres


@dataclass(frozen=True)
class At:
    latitude: float
    longitude: float


def test_a_degree_north_takes_its_length_and_a_degree_east_half_of_it_at_sixty_degrees() -> None:
    assert kilometres(At(60.0, 16.0), At(60.0, 16.0)) == 0.0
    assert kilometres(At(60.0, 16.0), At(61.0, 16.0)) == pytest.approx(KM_PER_DEGREE)
    assert kilometres(At(60.0, 16.0), At(60.0, 17.0)) == pytest.approx(KM_PER_DEGREE / 2)
    assert kilometres(At(60.0, 17.0), At(60.0, 16.0)) == kilometres(At(60.0, 16.0), At(60.0, 17.0))


def named(county: Path, clinic: str) -> str:
    """The small county with a clinic for its eastern part."""
    path = county / "county.toml"
    text = path.read_text(encoding="utf-8").replace("codes = [9801, 9802]", f"codes = [9801, 9802]\nclinic = {clinic}")
    path.write_text(text, encoding="utf-8")
    return str(county / "base.toml")


def test_each_municipality_has_the_clinic_of_its_part_and_else_its_own(county: Path) -> None:
    found = load(named(county, "9802")).county
    assert {home: place for home, (place, _) in found.clinics.items()} == {9801: 9802, 9802: 9802, 9803: 9803}
    assert [found.clinics[home][1] == 0.0 for home in (9801, 9802, 9803)] == [False, True, True]
    assert found.clinics[9801][1] == found.minutes(9801, 9802) / 60.0


def test_a_clinic_outside_the_county_is_a_fault_with_its_place(county: Path) -> None:
    with pytest.raises(ScenarioError) as caught:
        load(named(county, "9804"))
    (problem,) = caught.value.problems
    assert problem.key == "subarea.east.clinic"
    assert problem.given == "9804"
    assert problem.allowed == "9801, 9802, 9803"
