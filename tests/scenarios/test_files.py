"""Which file a name means, and that no name reaches a file it should not."""

from __future__ import annotations

from pathlib import Path

import pytest

from scenarios.errors import Problem, ScenarioError
from scenarios.files import LARGEST
from scenarios.load import load
from tests.scenarios.small import write_overlay


def refused(name: str) -> Problem:
    """The only fault that a name is answered with."""
    with pytest.raises(ScenarioError) as caught:
        load(name)
    assert len(caught.value.problems) == 1
    return caught.value.problems[0]


@pytest.mark.parametrize("name", ["../vastmanland", "a/../b", "..", "../x.toml", "/tmp/../x.toml", "a\0.toml"])
def test_names_that_lead_elsewhere_are_refused(name: str) -> None:
    assert refused(name).message == "A name may not hold “..”."


@pytest.mark.parametrize("name", ["", ".", "saknas", "/etc/passwd", "vastmanland/", "Väst manland", "x" * 5000, "CON", "vastmanland/base"])
def test_names_that_mean_nothing_are_answered_with_what_there_is(name: str) -> None:
    problem = refused(name)
    assert problem.message == "There is no scenario with this name."
    assert "vastmanland/mer-sfi" in problem.allowed


def test_a_misspelt_name_gets_a_suggestion() -> None:
    assert refused("vastmanland/mer-sif").suggestion == "Did you mean “vastmanland/mer-sfi”?"


def test_a_missing_file_gets_the_nearest_name_beside_it(county: Path) -> None:
    problem = refused(str(county / "baes.toml"))
    assert (problem.file, problem.line) == (str(county / "baes.toml"), 0)
    assert (problem.message, problem.suggestion) == ("There is no such file.", "Did you mean “base.toml”?")


def test_a_folder_a_large_file_and_a_too_long_name_are_refused(tmp_path: Path) -> None:
    (tmp_path / "folder.toml").mkdir()
    assert refused(str(tmp_path / "folder.toml")).message == "This is a folder, not a file."
    (tmp_path / "large.toml").write_bytes(b"#" * (LARGEST + 1))
    assert refused(str(tmp_path / "large.toml")).message == "The file is too large."
    assert refused(str(tmp_path / ("x" * 5000 + ".toml"))).message == "The file cannot be read."


def test_links_out_of_the_folder_are_refused(county: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    outside = tmp_path_factory.mktemp("outside") / "secret.toml"
    outside.write_text("[about]\n", encoding="utf-8")
    (county / "link.toml").symlink_to(outside)
    assert refused(str(county / "link.toml")).message == "The file is a link that leads out of its folder."
    (county / "loop.toml").symlink_to(county / "loop.toml")
    assert refused(str(county / "loop.toml")).message == "The file cannot be read."


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("none.toml", "There is no such file."),
        ("nowhere", "There is no scenario with this name."),
        ("../base.toml", "A name may not hold “..”."),
        ("/etc/hosts.toml", "A file is named relative to the file that names it, without “..”."),
        ("mine.toml", "The files extend each other in a circle."),
    ],
)
def test_what_is_extended_is_looked_for_beside_the_file_and_told_in_its_place(county: Path, name: str, message: str) -> None:
    path = county / "mine.toml"
    path.write_text(f'# mine\nextends = "{name}"\n', encoding="utf-8")
    problem = refused(str(path))
    assert (problem.file, problem.line, problem.column, problem.key) == (str(path), 2, 11, "extends")
    assert problem.message == message


def test_a_circle_of_two_files_and_too_long_a_chain_are_refused(county: Path) -> None:
    (county / "a.toml").write_text('extends = "b.toml"\n', encoding="utf-8")
    (county / "b.toml").write_text('extends = "a.toml"\n', encoding="utf-8")
    assert refused(str(county / "a.toml")).message == "The files extend each other in a circle."
    for number in range(12):
        (county / f"c{number}.toml").write_text(f'extends = "c{number + 1}.toml"\n', encoding="utf-8")
    assert refused(str(county / "c0.toml")).message == "Too many files extend each other."


def test_a_fault_in_a_file_whose_base_is_missing_is_told_with_it(county: Path) -> None:
    path = county / "mine.toml"
    path.write_text('extends = "none.toml"\n[sfi]\nx = 1\n[period]\nstart = 3\n', encoding="utf-8")
    with pytest.raises(ScenarioError) as caught:
        load(str(path))
    assert [problem.key for problem in caught.value.problems] == ["extends", "sfi.x", "period.start"]


def test_a_scenario_is_found_from_any_folder(county: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_overlay(county, "")
    monkeypatch.chdir(county)
    assert load("mine.toml").name == "mine"
    monkeypatch.chdir("/")
    assert load("vastmanland").name == "vastmanland"
