"""Requirements: read as people mean them, all faults at once, and told to be met by the whole interval only."""

from __future__ import annotations

import pytest

from results.priorities.found import Held, Range, Requirement
from results.priorities.simulated.requirements import in_words, placed, read, shortfall, standing, verdict
from scenarios.load import load

GAP = Requirement("self_support_gap", "<=", 5.0)
SHARE = Requirement("sfi_in_time_plan", ">=", 90.0)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("self_support_gap<=5", GAP),
        ("gap_women_men<=0.05", GAP),
        ("gap_women_men ≤ 5%", GAP),
        ("sfi_in_time_plan>=0,9", SHARE),
        ("share_sfi_within_30_days >= 90", SHARE),
        ("longest_wait_sfi_days<=90", Requirement("wait_sfi_p90", "<=", 90.0)),
        ("sfi_wait_median<=0.5", Requirement("sfi_wait_median", "<=", 0.5)),
        ("self_support_gap<=0.5%", Requirement("self_support_gap", "<=", 0.5)),
        ("self_support_gap<=1", Requirement("self_support_gap", "<=", 1.0)),
        ("sfi_in_time_plan:women>=90", Requirement("sfi_in_time_plan", ">=", 90.0, group="women")),
        ("sfi_in_time_plan @ Sala >= 0,9", Requirement("sfi_in_time_plan", ">=", 90.0, area="Sala")),
        ("share_sfi_within_30_days:women@1981>=90", Requirement("sfi_in_time_plan", ">=", 90.0, area="1981", group="women")),
    ],
)
def test_what_is_asked_for_is_read(text: str, expected: Requirement) -> None:
    found, faults = read([text])
    assert found == (expected,)
    assert not faults


def test_all_faults_are_told_at_once_with_what_was_perhaps_meant() -> None:
    found, faults = read(["sfi_in_time_plam>=90", "sfi_in_time_plan=90", "queue_sfi<=4", "sfi_in_time_plan>=1.2.3", "self_support_gap<=5"])
    assert found == (GAP,)
    assert [fault.given.partition("=")[0].rstrip("<>") for fault in faults] == [
        "sfi_in_time_plam",
        "sfi_in_time_plan",
        "queue_sfi",
        "sfi_in_time_plan",
    ]
    assert "sfi_in_time_plan" in faults[0].suggestion
    assert all(fault.message for fault in faults)


def test_it_is_said_how_a_requirement_is_read() -> None:
    assert in_words(GAP).endswith("5,0 procentenheter")
    assert "nio av tio: högst 90 dagar" in in_words(read(["longest_wait_sfi_days<=90"])[0][0])


@pytest.mark.parametrize(
    ("requirement", "low", "high", "expected"),
    [
        (GAP, 1.0, 5.0, "met"),
        (GAP, 1.0, 5.1, "unclear"),
        (GAP, 5.1, 9.0, "not_met"),
        (SHARE, 90.0, 95.0, "met"),
        (SHARE, 89.0, 95.0, "unclear"),
        (SHARE, 80.0, 89.9, "not_met"),
        (SHARE, float("nan"), float("nan"), "unclear"),
    ],
)
def test_only_the_whole_interval_tells(requirement: Requirement, low: float, high: float, expected: str) -> None:
    assert verdict(requirement, Range((low + high) / 2.0, low, high)) == expected


def test_how_far_a_value_is_from_a_requirement() -> None:
    assert shortfall(GAP, 7.0) == 2.0
    assert shortfall(SHARE, 85.0) == 5.0
    assert shortfall(SHARE, 95.0) < 0.0


def test_a_package_stands_as_its_worst_requirement() -> None:
    met, unclear, not_met = (Held(GAP, Range(0.0, 0.0, 0.0), each) for each in ("met", "unclear", "not_met"))
    assert [standing(each) for each in ([], [met], [met, unclear], [unclear, not_met])] == [0, 0, 1, 2]


def test_a_place_is_found_by_name_and_by_code_and_is_named_in_words() -> None:
    county = load("vastmanland").county
    asked, none = read(
        ["sfi_in_time_plan:women@sala>=90", "sfi_in_time_plan@1981>=80", "sfi_in_time_plan@norra>=80", "sfi_in_time_plan>=70"]
    )
    found, faults = placed(asked, county)
    assert not none
    assert not faults
    assert [(each.area, each.place) for each in found] == [("1981", "Sala"), ("1981", "Sala"), ("19:norra", "Norra Västmanland"), ("", "")]
    assert ", kvinnor, Sala: minst 90" in in_words(found[0])
    assert found[0].text == "sfi_in_time_plan:women@1981>=90"


def test_a_place_or_a_group_that_is_not_there_is_told_with_what_was_meant() -> None:
    asked, unread = read(
        ["sfi_in_time_plan:womn>=90", "sfi_in_time_plan@Salla>=80", "self_support_gap@Sala<=5", "sfi_in_time_plan@Sala>=1"]
    )
    found, faults = placed(asked, load("vastmanland").county)
    assert [each.place for each in found] == ["Sala", "Sala"]
    assert "women" in unread[0].suggestion
    assert len(faults) == 1
    assert "Sala" in faults[0].suggestion
