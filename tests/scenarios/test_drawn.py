"""Other values for some parameters: set by address, on the scenario without its measures, which are applied anew."""

from __future__ import annotations

import pytest

from scenarios.drawn import address, with_values
from scenarios.load import load
from scenarios.measured import unmeasured
from scenarios.registry import resolved, scenario_hash
from scenarios.schema.scenario import Scenario

SAME = {"sfi.apply_days_mean": 55.0, "capacity.sfi_seats": 1.0, "work.hazard_per_year[0]": 0.15}


def seats(scenario: Scenario, service: str, when: float) -> float:
    return sum(c.effective(when) for c in scenario.county.capacities if c.service == service)


def test_an_address_reads_as_it_is_written() -> None:
    for text in ("sfi.apply_days_mean", "work.hazard_per_year[2]", "start.decision_days_mean@2014-04-01", "so.x@first[1]"):
        assert str(address(text)) == text


@pytest.mark.parametrize("text", ["sfi", "sfi.apply days", "sfi.a[x]", "sfi.a@2014", ""])
def test_what_is_no_address_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="no address"):
        address(text)


def test_the_scenarios_own_values_change_nothing() -> None:
    for name in ("vastmanland", "vastmanland/mer-sfi", "ostergotland/omfordelning-kommuntal"):
        scenario = load(name)
        assert scenario_hash(with_values(scenario, {**SAME, "capacity.kommuntal": 1.0})) == scenario_hash(scenario)


def test_without_its_measures_a_priority_is_its_base() -> None:
    base, priority = resolved(load("vastmanland")), resolved(unmeasured(load("vastmanland/mer-sfi")))
    told = {"name", "title_sv", "title_en", "question_sv", "question_en"}
    assert {k: v for k, v in base.items() if k not in told} == {k: v for k, v in priority.items() if k not in told}


def test_a_measure_is_applied_on_top_of_the_values() -> None:
    base, priority, when = load("vastmanland"), load("vastmanland/praktik-lika"), 7000.0
    assert base.practice.access_women.at(when) != priority.practice.access_women.at(when)
    drawn = with_values(priority, {"practice.access_women@2010-12-01": 0.75})
    assert drawn.practice.access_women.at(4500.0) == 0.75
    assert drawn.practice.access_women.at(when) == priority.practice.access_women.at(when)


def test_a_factor_on_capacity_leaves_people_outside_the_flow_alone() -> None:
    base, when = load("vastmanland"), 6500.0
    drawn = with_values(base, {"capacity.sfi_seats": 1.2})
    assert seats(drawn, "sfi_seats", when) == pytest.approx(1.2 * seats(base, "sfi_seats", when), rel=0.02)
    assert all(float(c.effective(when)).is_integer() for c in drawn.county.capacities if c.service == "sfi_seats")
    assert [c.step(when).background for c in drawn.county.capacities] == [c.step(when).background for c in base.county.capacities]


@pytest.mark.parametrize("text", ["sfi.nothing", "sfi.apply_days_mean@2014-01-01", "sfi.apply_days_mean[0]", "work.hazard_per_year",
                                  "work.hazard_per_year[9]", "capacity.nothing", "nothing.at_all"])  # fmt: skip
def test_what_means_nothing_in_the_scenario_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"no such|by its place|numbers|no capacity"):
        with_values(load("vastmanland"), {text: 1.0})


def test_a_factor_a_little_below_one_takes_few_single_seats() -> None:
    base, when = load("vastmanland"), 6500.0
    for factor in (0.9, 0.97, 1.03, 1.1):
        leaders = seats(with_values(base, {"capacity.so_leaders": factor}), "so_leaders", when)
        assert leaders == pytest.approx(factor * seats(base, "so_leaders", when), abs=2.0)
    totals = [seats(with_values(base, {"capacity.caseworkers": 0.7 + 0.01 * k}), "caseworkers", when) for k in range(60)]
    assert totals == sorted(totals)
