"""Last year's priorities: outcomes beside what an earlier run expected, and every fault of the county's file at once."""

from __future__ import annotations

import json
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from results.follow_up import FollowUp, read_follow_up
from results.report.compose import compose
from results.report.follow_up import follow_up, follow_up_table, sentence
from results.report.html import render
from results.report.lint import lint
from results.report.material import Material
from results.single_outcome import from_draws, from_interval
from scenarios.errors import Problem, ScenarioError
from scenarios.language import set_language
from tests.results.report_examples import material

HEADER = "measure,planned,done,indicator,area,group,period,outcome\n"


@pytest.fixture(autouse=True)
def swedish() -> None:
    """Swedish, whatever ran before."""
    set_language("sv")


@pytest.fixture(scope="module")
def example() -> Material:
    """A report to put a follow-up into."""
    return material("vastmanland/mer-sfi")


@pytest.fixture
def run(tmp_path: Path) -> Path:
    """The folder of an earlier comparison with one measure, three calculations."""
    folder = tmp_path / "run-2017"
    folder.mkdir()
    levels = [
        "county/base,sfi_in_time_plan,19,all,2018,40.0,30.0,50.0,percent,3",
        "county/more,sfi_in_time_plan,19,all,2018,55.0,50.0,60.0,percent,3",
        "county/more,sfi_in_time_plan,19,women,2018,95.0,90.0,100.0,percent,3",
        "county/more,received,1980,all,2018,300.0,,,persons,1",
    ]
    (folder / "indicators.csv").write_text(
        "scenario,indicator,area,group,period,mean,low,high,unit,replications\n" + "\n".join(levels) + "\n"
    )
    (folder / "differences.csv").write_text(
        "base,scenario,indicator,area,group,period,difference,low,high,unit,replications\n"
        "county/base,county/more,sfi_in_time_plan,19,all,2018,15.0,12.0,18.0,percentage_points,3\n"
    )
    county = {"code": "19"}
    measure = {"id": "more-sfi", "title_sv": "Fler sfi-platser", "title_en": "More SFI seats"}
    scenarios = [
        {"name": "county/base", "resolved": {"name": "county/base", "county": county, "measures": []}},
        {"name": "county/more", "resolved": {"name": "county/more", "county": county, "measures": [measure]}},
    ]
    files = {name: sha256((folder / name).read_bytes()).hexdigest() for name in ("indicators.csv", "differences.csv")}
    (folder / "manifest.json").write_text(json.dumps({"version": "1", "scenarios": scenarios, "files": files}))
    return folder


def read(run: Path, *rows: str) -> FollowUp:
    file = run.parent / "gjort.csv"
    file.write_text(HEADER + "".join(f"{row}\n" for row in rows), encoding="utf-8")
    return read_follow_up(file, run, "19")


def faults(run: Path, *rows: str) -> tuple[Problem, ...]:
    with pytest.raises(ScenarioError) as caught:
        read(run, *rows)
    return caught.value.problems


def test_a_single_outcome_varies_more_than_the_mean() -> None:
    # Half-width 5 of the mean of three: s t = 5 sqrt(3), of one more outcome 5 sqrt(3) sqrt(4 / 3) = 10.
    assert from_interval(10.0, 20.0, 3) == (5.0, 25.0)


@pytest.mark.parametrize(
    ("outcome", "reading"), [("46", "within"), ("65", "within"), ("44.9", "below"), ("65.1", "above"), ("", "not_stated")]
)
def test_an_outcome_is_read_against_the_interval_of_a_single_one(run: Path, outcome: str, reading: str) -> None:
    row = read(run, f"more-sfi,100 platser,60 platser,sfi_in_time_plan,19,all,2018,{outcome}").rows[0]
    assert (row.low, row.high) == (45.0, 65.0)
    assert row.change == (15.0, 12.0, 18.0)
    assert (row.reading, row.scenario, row.title) == (reading, "county/more", "Fler sfi-platser")


def drew(run: Path, values: np.ndarray, posterior: dict[str, int]) -> None:
    """Let the run's alternative have drawn its parameters: the values of its one number by replication."""
    cell = ("sfi_in_time_plan", "19", "all", "2018")
    arrays: dict[str, Any] = {name: np.array([part]) for name, part in zip(("indicator", "area", "group", "period"), cell, strict=True)}
    stored: dict[str, Any] = {"scenarios": np.array(["county/more"]), "values_0": values[:, None], "replications_0": np.arange(len(values))}
    np.savez_compressed(run / "replications.npz", **arrays, **stored)
    manifest = json.loads((run / "manifest.json").read_text())
    manifest["scenarios"][1]["resolved"]["posterior"] = posterior
    manifest["files"]["replications.npz"] = sha256((run / "replications.npz").read_bytes()).hexdigest()
    (run / "manifest.json").write_text(json.dumps(manifest))


def test_a_run_that_drew_its_parameters_expects_outcomes_by_both(run: Path, example: Material) -> None:
    values = 55.0 + np.repeat(np.arange(8.0) % 4, 2) + np.tile([0.0, 0.5], 8)
    drew(run, values, {"draws": 20, "replications_per_draw": 2})
    given = read(run, "more-sfi,ja,ja,sfi_in_time_plan,19,all,2018,58")
    assert (given.rows[0].low, given.rows[0].high) == pytest.approx(from_draws(values, [k // 2 for k in range(16)]))
    assert given.drawn
    set_language("en")
    section = follow_up(replace(example, extras=replace(example.extras, follow_up=given)))
    assert section is not None
    assert "parameters that are not known exactly" in str(section.items[0])


def test_a_run_of_one_draw_expects_outcomes_by_chance(run: Path) -> None:
    drew(run, np.array([54.0, 56.0]), {"draws": 20, "replications_per_draw": 2})
    given = read(run, "more-sfi,ja,ja,sfi_in_time_plan,19,all,2018,58")
    assert (given.rows[0].low, given.rows[0].high) == (45.0, 65.0)
    assert not given.drawn


def test_values_that_are_none_are_refused(run: Path) -> None:
    drew(run, np.array([54.0, 56.0]), {"draws": 20, "replications_per_draw": 2})
    (run / "replications.npz").write_bytes(b"no values")
    assert [Path(p.file).name for p in faults(run, "more-sfi,ja,ja,sfi_in_time_plan,19,all,2018,50")] == ["replications.npz"]
    manifest = json.loads((run / "manifest.json").read_text())
    manifest["files"]["replications.npz"] = sha256(b"no values").hexdigest()
    (run / "manifest.json").write_text(json.dumps(manifest))
    assert [Path(p.file).name for p in faults(run, "more-sfi,ja,ja,sfi_in_time_plan,19,all,2018,50")] == ["replications.npz"]


def test_an_interval_stays_where_the_number_can_be(run: Path) -> None:
    row = read(run, "more-sfi,ja,ja,sfi_in_time_plan,19,women,2018,99").rows[0]
    assert (row.low, row.high) == (85.0, 100.0)


def test_one_calculation_gives_no_interval(run: Path) -> None:
    row = read(run, "more-sfi,ja,ja,received,1980,all,2018,250").rows[0]
    assert (row.reading, row.change) == ("not_known", None)


def test_all_faults_at_once_with_line_and_column(run: Path) -> None:
    found = faults(
        run,
        "more-sif,ja,ja,sfi_in_time_plan,19,all,2018,50",
        "more-sfi,,ja,sfi_in_time_plam,19,all,2018,50",
        "more-sfi,ja,ja,sfi_in_time_plan,19,boys,2018,50",
        "more-sfi,ja,ja,sfi_in_time_plan,19,all,2018,50 procent",
        "more-sfi,ja,ja,sfi_in_time_plan,19,all,2019,50",
    )
    assert [(p.line, p.column, p.key) for p in found] == [
        (2, 1, "measure"),
        (3, 10, "planned"),
        (3, 14, "indicator"),
        (4, 36, "group"),
        (5, 45, "outcome"),
        (6, 40, "period"),
    ]
    assert "more-sfi" in found[0].suggestion
    assert "sfi_in_time_plan" in found[2].suggestion
    assert found[-1].allowed == "2018"


def test_a_folder_that_is_no_comparison_is_refused_beside_the_files_own_faults(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    found = faults(tmp_path / "empty", "any,ja,ja,sfi_in_time_plan,19,all,2018,många")
    assert {p.key for p in found} == {"--follow-up-run", "outcome"}


def test_numbers_that_were_changed_after_the_run_are_refused(run: Path) -> None:
    with (run / "indicators.csv").open("a") as file:
        file.write("county/more,received,19,all,2018,1.0,0.0,2.0,persons,3\n")
    found = faults(run, "more-sfi,ja,ja,sfi_in_time_plan,19,all,2018,50")
    assert [Path(p.file).name for p in found] == ["indicators.csv"]


def test_another_countys_run_is_refused(run: Path) -> None:
    file = run.parent / "gjort.csv"
    file.write_text(HEADER + "more-sfi,ja,ja,sfi_in_time_plan,19,all,2018,50\n")
    with pytest.raises(ScenarioError, match="05"):
        read_follow_up(file, run, "05")


def test_the_sentence_says_what_was_done_and_where_the_outcome_lies(run: Path, example: Material) -> None:
    given = read(run, "more-sfi,100 platser,60 platser,sfi_in_time_plan,19,all,2018,70", "more-sfi,ja,Ja,sfi_in_time_plan,19,women,2018,")
    first, second = (sentence(example, row) for row in given.rows)
    assert first.startswith(
        "Fler sfi-platser (planerat 100 platser, genomfört 60 platser): ”Sfi-start inom en månad, i etablering” 2018 blev "
    )
    assert "över det väntade 45,0–65,0" in first
    assert "säger utfallet lite om åtgärden" in first
    assert second.startswith(
        "Fler sfi-platser (som planerat): utfallet för ”Sfi-start inom en månad, i etablering” (kvinnor) 2018 är inte angivet"
    )


def test_the_section_stands_in_the_report_and_in_the_workbook(run: Path, example: Material) -> None:
    given = read(run, "more-sfi,100 platser,60 platser,sfi_in_time_plan,19,all,2018,70")
    html = render(compose(replace(example, extras=replace(example.extras, follow_up=given))))
    assert lint(html) == []
    assert "Hur gick det med förra årets prioriteringar" in html
    full = follow_up_table(example, given).numbers
    assert full is not None
    assert full.rows[0][5:11] == (45.0, 65.0, 15.0, 12.0, 18.0, 70.0)
