"""Draws of a calibration: read with the scenario, the same draw for a pair of replications in every scenario, faults told at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import pytest

from scenarios.errors import Problem, ScenarioError
from scenarios.load import load
from scenarios.posterior import Facts, at_point, draw_numbers, drawn, write_posterior
from scenarios.registry import resolved, scenario_hash
from scenarios.schema.scenario import Scenario
from tests.scenarios.small import write_overlay

HASH = "0" * 64
FACTS = Facts(
    identity="1" * 64,
    county="98",
    fitted=date(2026, 11, 26),
    targets_sha256=HASH,
    law_sha256=HASH,
    assumptions_sha256=HASH,
    log_sha256=HASH,
    source='Prov av "allt"',
)
DRAWS: tuple[dict[str, float], ...] = tuple(
    {"sfi.apply_days_mean": 30.0 + k, "work.kind_shares[0]": 0.25, "capacity.sfi_seats": 0.9 + k / 10} for k in range(3)
)


def written(county: Path, draws: Sequence[Mapping[str, float]] = DRAWS, facts: Facts = FACTS) -> Scenario:
    """The small county with a posterior in its base."""
    named(county)
    write_posterior(county, draws, facts)
    return load(str(county / "base.toml"))


def named(county: Path) -> None:
    """Let the base name its posterior."""
    base = county / "base.toml"
    base.write_text(base.read_text(encoding="utf-8") + '\n[county]\nposterior = "posterior.csv"\n', encoding="utf-8")


def refused(county: Path) -> tuple[Problem, ...]:
    with pytest.raises(ScenarioError) as error:
        load(str(county / "base.toml"))
    return error.value.problems


def seats(scenario: Scenario) -> float:
    return sum(c.effective(6500.0) for c in scenario.county.capacities if c.service == "sfi_seats")


def test_what_is_written_is_read_exactly(county: Path) -> None:
    draws = [{"sfi.apply_days_mean": 30.1 + 0.2, "sfi.pace_spread": 1 / 3}, {"sfi.apply_days_mean": 40.0, "sfi.pace_spread": 0.5}]
    posterior = written(county, draws).posterior
    assert posterior is not None
    assert [dict(draw) for draw in posterior.draws] == draws
    assert (posterior.facts.source, posterior.facts.draws, posterior.identity) == (FACTS.source, 2, FACTS.identity)


def test_two_replications_share_a_draw_and_the_draws_come_round(county: Path) -> None:
    scenario = written(county)
    assert draw_numbers(scenario, range(9)) == (0, 0, 1, 1, 2, 2, 0, 0, 1)
    means = [drawn(scenario, k).sfi.apply_days_mean.at(0.0) for k in range(8)]
    assert means == [30.0, 30.0, 31.0, 31.0, 32.0, 32.0, 30.0, 30.0]
    assert seats(drawn(scenario, 2)) == pytest.approx(seats(scenario))
    assert seats(drawn(scenario, 4)) == pytest.approx(1.1 * seats(scenario))


def test_an_alternative_draws_the_same_below_its_measures(county: Path) -> None:
    written(county)
    text = """
[[measure]]
id = "more"
title_sv = "Fler"
title_en = "More"
goal = "1"
responsible = ["Kommunerna"]
decided = 2017-01-01
lead_time_days = 0
evidence = "D"
evidence_note_sv = "Prov"
capacity = [{ service = "sfi_seats", areas = ["9801"], add = 10 }]
"""
    alternative = load(write_overlay(county, text))
    assert seats(drawn(alternative, 4)) == pytest.approx(seats(drawn(load(str(county / "base.toml")), 4)) + 10.0)
    assert drawn(alternative, 4).measures == alternative.measures


def test_without_a_posterior_nothing_is_drawn(county: Path) -> None:
    plain = load(str(county / "base.toml"))
    assert drawn(plain, 3) is plain
    assert draw_numbers(plain, (0, 1)) == ()
    assert "posterior" not in resolved(plain)
    written(county)
    without = load(write_overlay(county, '[county]\nposterior = ""\n'))
    assert without.posterior is None


def test_a_posterior_is_another_question_but_its_point_is_not(county: Path) -> None:
    plain = load(str(county / "base.toml"))
    scenario = written(county)
    assert scenario_hash(at_point(scenario)) == scenario_hash(plain) != scenario_hash(scenario)
    told = resolved(scenario)["posterior"]
    assert (told["identity"], told["draws"]) == (FACTS.identity, 3)
    other = [{**draw, "sfi.apply_days_mean": 99.0} for draw in DRAWS]
    write_posterior(county, other, FACTS)
    assert scenario_hash(load(str(county / "base.toml"))) != scenario_hash(scenario)


def test_what_a_planner_sets_is_not_drawn(county: Path) -> None:
    written(county)
    mine = load(write_overlay(county, '[sfi]\napply_days_mean = { value = 77, source = "Prov" }\n'))
    assert mine.posterior is not None
    assert mine.posterior.left == ("sfi.apply_days_mean",)
    assert [drawn(mine, k).sfi.apply_days_mean.at(0.0) for k in (0, 2)] == [77.0, 77.0]
    assert seats(drawn(mine, 4)) != seats(drawn(mine, 0))


def test_a_value_that_became_known_after_the_decision_is_not_drawn(county: Path) -> None:
    base = county / "base.toml"
    lines = base.read_text(encoding="utf-8").split("\n")
    dated = 'apply_days_mean = [{ value = 30, source = "x" }, { from = 2018-01-01, value = 31, known = 2018-01-01, source = "x" }]'
    base.write_text("\n".join(dated if line.startswith("apply_days_mean") else line for line in lines), encoding="utf-8")
    draws = [{"sfi.apply_days_mean@2018-01-01": value, "sfi.pace_spread": 0.3} for value in (10.0, 20.0)]
    scenario = written(county, draws)
    assert scenario.posterior is not None
    assert scenario.posterior.left == ("sfi.apply_days_mean@2018-01-01",)
    assert drawn(scenario, 2).sfi.apply_days_mean == scenario.sfi.apply_days_mean
    hindsight = load(write_overlay(county, '[period]\nreading = "outcome"\n'))
    assert drawn(hindsight, 2).sfi.apply_days_mean.at(7000.0) == 20.0


def test_every_fault_of_the_table_is_told_with_its_place(county: Path) -> None:
    written(county)
    (county / "posterior.csv").write_text(
        "draw,sfi.aply_days_mean,nonsense,sfi.policy,sfi.apply_days_mean@2011-01-01,work.kind_shares,capacity.sfi_seat,sfi.pace_spread,"
        "work.kind_shares[9],work.kind_shares[1]\n"
        "1,1,1,1,1,1,1,0.3,1,0.9\n"
        "3,1,1,1,1,1,1,-4,1,abc\n",
        encoding="utf-8",
    )
    told = {(p.line, p.key): p for p in refused(county) if p.file.endswith("posterior.csv")}
    header = {"sfi.aply_days_mean": "sfi.apply_days_mean", "nonsense": "", "sfi.policy": "", "sfi.apply_days_mean@2011-01-01": "",
              "work.kind_shares": "", "capacity.sfi_seat": "sfi_seats", "work.kind_shares[9]": ""}  # fmt: skip
    for column, hint in header.items():
        assert hint in told[1, column].suggestion
    assert told[1, "nonsense"].column == 25
    assert told[3, "draw"].allowed == "2"
    assert told[3, "sfi.pace_spread"].given == "“-4”"
    assert (3, "work.kind_shares[1]") in told
    assert "sum to 1" in told[2, "work.kind_shares[1]"].message
    assert len(told) == len(header) + 4


def test_shares_that_no_longer_sum_to_one_and_values_at_odds_are_refused(county: Path) -> None:
    named(county)
    shares = [
        {"people.schooling_by_language[0]": 0.9, "sfi.pace_spread": 0.3},
        {"people.schooling_by_language[0]": 0.25, "sfi.pace_spread": 0.3},
    ]
    write_posterior(county, shares, FACTS)
    found = refused(county)
    assert [(p.line, p.key) for p in found] == [(2, "people.schooling_by_language")]
    assert found[0].file.endswith("posterior.csv")


@pytest.mark.parametrize("missing", ["posterior.csv", "posterior.toml"])
def test_a_missing_file_is_told_where_it_is_named(county: Path, missing: str) -> None:
    written(county)
    (county / missing).unlink()
    (found,) = refused(county)
    assert found.file.endswith("base.toml")
    assert found.key == "county.posterior"
    assert missing in found.given


def test_draws_of_another_calibration_and_of_another_county_are_refused(county: Path) -> None:
    written(county)
    table = county / "posterior.csv"
    table.write_text(table.read_text(encoding="utf-8").replace("31.0", "31.5"), encoding="utf-8")
    assert ["not those that the calibration wrote" in p.message for p in refused(county)] == [True]
    write_posterior(county, DRAWS, FACTS.model_copy(update={"county": "19"}))
    (found,) = refused(county)
    assert (found.key, found.allowed) == ("county", "98")
    table.write_text("\n".join(table.read_text(encoding="utf-8").split("\n")[:2]) + "\n", encoding="utf-8")
    assert any("at least 2 draws" in p.message for p in refused(county))


def test_a_posterior_that_is_none_is_not_written(tmp_path: Path) -> None:
    for draws in ([DRAWS[0]], [DRAWS[0], {"sfi.pace_spread": 0.3}]):
        with pytest.raises(ValueError, match="same addresses"):
            write_posterior(tmp_path, draws, FACTS)
    assert list(tmp_path.iterdir()) == []
