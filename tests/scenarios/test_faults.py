"""Every fault in what people write is told at once, with file, line, column, what was given, what is allowed and a suggestion."""

from __future__ import annotations

from pathlib import Path

import pytest

from scenarios.errors import Problem, ScenarioError, render
from scenarios.language import set_language
from scenarios.load import load
from tests.scenarios.small import CAPACITY_HEADER, write_overlay

TEN_FAULTS = """
[period]
decision = 2019-01-01

[sfi]
aply_days_mean = { value = 10, source = "x" }
share_resumes = { value = 0,85, source = "x" }
trait_weight = { value = nan, source = "x" }
course_days = { value = [1, 2], source = "x" }
drop_share = { value = 0.2 }
policy = { value = "families_frist", source = "x" }
policy = { value = "families_first", source = "x" }

[work]
kind_shares = { value = [0.5, 0.4, 0.3, 0.1], source = "x" }
Västerås = 12

[[measure]]
id = "plus"
title_sv = "Å"
title_en = "A"
goal = "3.4"
responsible = ["Kommunerna"]
decided = 2017-01-01
lead_time_days = -5
evidence = "E"
evidence_note_sv = "Ö"
capacity = [{ service = "sfi_seats", areas = ["9801", "9899"], add = 10 }]
settings = [{ parameter = "practice.acess_women", value = 1 }]
"""

EXPECTED = {
    "period.end": "end = ",
    "sfi.aply_days_mean": "aply_days_mean",
    "sfi.share_resumes.value": "0,85",
    "sfi.trait_weight.value": "nan",
    "sfi.course_days.value": "[1, 2]",
    "sfi.drop_share.value": "0.2 }",
    "sfi.policy.value": '"families_frist"',
    "sfi.policy": 'policy = { value = "families_first"',
    "work.kind_shares.value": "[0.5, 0.4",
    "work.Västerås": "Västerås",
    "measure(1).lead_time_days": "-5",
    "measure(1).evidence": '"E"',
    "measure(1).capacity(1).areas(2)": '"9899"',
    "measure(1).settings(1).parameter": '"practice.acess_women"',
}


def problems_of(path: str) -> dict[str, Problem]:
    """The faults of a scenario by key; each key is told once."""
    with pytest.raises(ScenarioError) as caught:
        load(path)
    found = {problem.key: problem for problem in caught.value.problems}
    assert len(found) == len({(p.key, p.line, p.column) for p in caught.value.problems}) or "work.Västerås" in found
    return found


def place_of(text: str, part: str) -> tuple[int, int]:
    """Line and column of the first place where a text holds a part."""
    line = next(number for number, line in enumerate(text.splitlines(), 1) if part in line)
    return line, text.splitlines()[line - 1].index(part) + 1


def test_many_different_faults_are_told_at_once_each_in_its_place(county: Path) -> None:
    path = write_overlay(county, TEN_FAULTS)
    text = Path(path).read_text(encoding="utf-8")
    found = problems_of(path)
    assert found.keys() == EXPECTED.keys()
    for key, part in EXPECTED.items():
        if key == "period.end":
            assert found[key].file == str(county / "base.toml")
            continue
        assert (found[key].line, found[key].column) == place_of(text, part), key


def test_faults_say_what_is_allowed_and_what_was_probably_meant(county: Path) -> None:
    found = problems_of(write_overlay(county, TEN_FAULTS))
    assert found["sfi.aply_days_mean"].suggestion == "Did you mean “apply_days_mean”?"
    assert found["sfi.policy.value"].suggestion == "Did you mean “families_first”?"
    assert found["sfi.share_resumes.value"].suggestion == "Write 0.85."
    assert found["work.Västerås"].message == "Nothing reads this key." or '"Västerås"' in found["work.Västerås"].suggestion
    assert found["measure(1).lead_time_days"].allowed == "≥ 0"
    assert found["measure(1).evidence"].allowed == "A, B, C, D, M"
    assert found["measure(1).capacity(1).areas(2)"].allowed == "9801, east, 98"
    assert found["work.kind_shares.value"].given == "1.3"
    assert "practice.access_women" in found["measure(1).settings(1).parameter"].suggestion


def test_messages_are_swedish_by_default(county: Path) -> None:
    set_language("sv")
    path = write_overlay(county, '[sfi]\naply_days_mean = { value = 10, source = "x" }\n')
    with pytest.raises(ScenarioError) as caught:
        load(path)
    assert render(caught.value.problems[0]).startswith(f"{path}:3:1: sfi.aply_days_mean: Ingenting läser den här nyckeln.")
    assert render(caught.value.problems[0]).endswith("Menade du ”apply_days_mean”?")


ORIGIN = "A number needs either a source or the mark of an assumption."
FROM = "Every value after the first needs the date from which it holds."
NEITHER = "This is neither a number nor a date, a text in quotes, true or false."
SUBJECT = "A cost per seat_year or unit names a service, a cost per event an event, others neither."
HALF = 'value = 0.5, source = "x"'
SEATS = 'payer = "kommun"\nsek = 1\nper = "seat_year"\nyear = 2016\nsource = "x"\n'
EVENT = SEATS.replace("seat_year", "event")
TOGETHER = "pass_share and drop_share may together be at most 1."

ONE_FAULT = [
    ("[sfi]\ntrait_weight = 0.5\n", 3, 16, "A value must stand with its source, or be marked as an assumption."),
    ('[sfi]\ntrait_weight = { value = "hög", source = "x" }\n', 3, 26, "A number was expected."),
    ('[sfi]\ntrait_weight = { value = true, source = "x" }\n', 3, 26, "A number was expected."),
    ('[sfi]\ntrait_weight = { value = inf, source = "x" }\n', 3, 26, "The number must be finite."),
    ('[sfi]\ntrait_weight = { value = 1e300, source = "x" }\n', 3, 26, "The number is outside what is allowed."),
    (f'[sfi]\ntrait_weight = {{ value = {"9" * 26}, source = "x" }}\n', 3, 26, "The number is outside what is allowed."),
    (f'[sfi]\ntrait_weight = {{ value = {"9" * 5000}, source = "x" }}\n', 3, 26, NEITHER),
    ('[sfi]\ntrait_weight = { value = 0.5, source = "x", assumption = true }\n', 3, 40, ORIGIN),
    ('[sfi]\ntrait_weight = { value = 0.5, source = "x", from = "2017" }\n', 3, 52, "A date was expected."),
    ("[sfi]\ntrait_weight = { value = 0.5, source = 7 }\n", 3, 40, "A text in quotes was expected."),
    ('[sfi]\ntrait_weight = { value = 0.5, sorce = "x", assumption = true }\n', 3, 31, "Nothing reads this key."),
    ('[sfi]\ntrait_weight = { valeu = 0.5, source = "x" }\n', 3, 18, "Nothing reads this key."),
    (f"[sfi]\ntrait_weight = [\n  {{ {HALF} }},\n  {{ {HALF} }},\n]\n", 5, 13, FROM),
    (
        f"[sfi]\ntrait_weight = [\n  {{ from = 2017-01-01, {HALF} }},\n  {{ from = 2016-01-01, {HALF} }},\n]\n",
        5,
        12,
        "The dates must rise from one value to the next.",
    ),
    ('[sfi]\ntrait_weight = { series = "../x.csv" }\n', 3, 27, "A file is named relative to the file that names it, without “..”."),
    ('[sfi]\ntrait_weight = { series = "x.csv" }\n', 3, 27, "There is no such file."),
    ('[sfi]\npass_share = { value = [1,1,1,1,1,1,1,1,1,1,1,1], source = "x" }\n', 3, 14, TOGETHER),
    ('[people]\nlanguage_shares = { value = [0.2, 0.3, 0.5], source = "x" }\n', 3, 19, "The list must have 2 numbers."),
    ('[people]\nschooling_by_language = { value = [1, 0, 0, 0, 1, 1, 0, 0], source = "x" }\n', 3, 25, "The shares must sum to 1."),
    ('[law]\nplan_exists = { value = 0.5, source = "x" }\n', 3, 25, "The number is outside what is allowed."),
    ('[law]\nplan_age_from = { value = 30, source = "x" }\n[law.x]\n', 4, 6, "Nothing reads this key."),
    ('[period]\nreading = "desicion"\n', 3, 11, "This word is not known here."),
    ("[period]\nstart = 2015-01-01T10:00:00\n", 3, 9, "A date was expected."),
    ("[period]\nreport_from = 2005\n", 3, 15, "The year lies outside the run."),
    ("[period]\nreport_from = 2018\nreport_to = 2017\n", 4, 13, "The years are in the wrong order."),
    ('[county]\ncapacity = "none.csv"\n', 3, 12, "There is no such file."),
    ('[county]\ncapacity = "/etc/hosts"\n', 3, 12, "A file is named relative to the file that names it, without “..”."),
    ("[colour]\n", 2, 2, "Nothing reads this key."),
    ("sfi = 3\n", 2, 7, "A table was expected."),
    ("measure = 3\n", 2, 11, "A list of tables was expected."),
    (f'[[unit_cost]]\nservice = "sfi_seat"\n{SEATS}', 3, 11, "This word is not known here."),
    (f'[[unit_cost]]\nevent = "sfi.queud"\n{EVENT}', 3, 9, "This word is not known here."),
    (f"[[unit_cost]]\n{EVENT}", 2, 3, SUBJECT),
]


ONE_FAULT += [
    (f"[sfi]\ntrait_weight = {{ {HALF}, low = 0.6, high = 0.9 }}\n", 3, 51, "The range must hold the value."),
    (f"[sfi]\ntrait_weight = {{ {HALF}, low = 0.1, high = 0.4 }}\n", 3, 63, "The range must hold the value."),
    (f"[sfi]\ntrait_weight = {{ {HALF}, low = -1 }}\n", 3, 51, "The number is outside what is allowed."),
]


@pytest.mark.parametrize(("text", "line", "column", "message"), ONE_FAULT)
def test_one_fault_is_told_in_its_place(county: Path, text: str, line: int, column: int, message: str) -> None:
    with pytest.raises(ScenarioError) as caught:
        load(write_overlay(county, text))
    assert (line, column, message) in {(p.line, p.column, p.message) for p in caught.value.problems}


@pytest.mark.parametrize(
    ("raw", "line", "column", "message"),
    [
        ("\ufeffextends = 'base.toml'\n[sfi]\nx = 1\n".encode(), 1, 1, "The file begins with a byte order mark."),
        (
            "extends = 'base.toml'\n# Köping\n[sfi]\nx = 1\n".encode("cp1252"),
            2,
            4,
            "The file is not saved as UTF-8; å, ä and ö cannot be read.",
        ),
        ("extends = 'base.toml'\n[sfi]\nx = 1\n".encode("utf-16"), 1, 1, "The file begins with a byte order mark."),
    ],
)
def test_a_wrong_encoding_does_not_hide_the_other_faults(county: Path, raw: bytes, line: int, column: int, message: str) -> None:
    path = county / "mine.toml"
    path.write_bytes(raw)
    found = problems_of(str(path))
    assert (found[""].line, found[""].column, found[""].message) == (line, column, message)
    assert found["sfi.x"].message == "Nothing reads this key."


@pytest.mark.parametrize(
    ("row", "column", "key", "message"),
    [
        ("sfi_seat,9801,,,1,0,,x,,", 1, "service", "This word is not known here."),
        ("sfi_seats,9899,,,1,0,,x,,", 11, "area", "This word is not known here."),
        ("sfi_seats,9802,,,-3,0,,x,,", 18, "value", "The number is outside what is allowed."),
        ('sfi_seats,9802,,,"1,5",0,,x,,', 18, "value", "Numbers take a decimal point."),
        ("sfi_seats,9802,,,1 050,0,,x,,", 18, "value", "A number was expected."),
        ("sfi_seats,9802,,,nan,0,,x,,", 18, "value", "A number was expected."),
        ("sfi_seats,9802,,2017-13-01,1,0,,x,,", 17, "from", "A date was expected."),
        ("sfi_seats,9802,,,1,0,,,,", 23, "source", "A number needs either a source or the mark of an assumption."),
        ("sfi_seats,9802,,,1,0,,x,true,", 23, "source", "A number needs either a source or the mark of an assumption."),
        ("sfi_seats,9802,,,1,0", 20, "", "The row has 6 cells; the header has 10."),
        ("sfi_seats,9801,,,1,0,,x,,", 17, "from", "Every value after the first needs the date from which it holds."),
    ],
)
def test_faults_in_a_table_are_told_with_line_and_column(county: Path, row: str, column: int, key: str, message: str) -> None:
    path = county / "capacity.csv"
    text = path.read_text(encoding="utf-8")
    path.write_text(f"{text}{row}\n", encoding="utf-8")
    found = problems_of(str(county / "base.toml"))
    assert (found[key].file, found[key].line, found[key].column) == (str(path), text.count("\n") + 1, column)
    assert found[key].message == message


def test_a_table_with_a_strange_header_or_without_a_service_is_refused(county: Path) -> None:
    path = county / "capacity.csv"
    path.write_text(CAPACITY_HEADER.replace("value", "vaule") + "sfi_seats,98,,,1,0,,x,,\n", encoding="utf-8")
    found = problems_of(str(county / "base.toml"))
    assert found["vaule"].suggestion == "Did you mean “value”?"
    assert found["value"].message == "A required column is missing."
    path.write_text(CAPACITY_HEADER + "sfi_seats,98,,,1,0,,x,,\n", encoding="utf-8")
    assert problems_of(str(county / "base.toml"))["dwellings"].message == "The capacity table lacks this service."


def test_faults_of_several_files_come_together(county: Path) -> None:
    table = county / "capacity.csv"
    table.write_text(table.read_text(encoding="utf-8") + "sfi_seats,9899,,,1,0,,x,,\n", encoding="utf-8")
    found = problems_of(write_overlay(county, '[sfi]\nx = 1\n[period]\nforecast = "own.csv"\n'))
    assert {"area", "sfi.x", "period.forecast"} <= found.keys()


@pytest.mark.parametrize(
    ("file", "old", "new", "place", "message"),
    [
        ("county.toml", "[9803]", "[9804]", (22, 10), "There is no municipality with this code."),
        ("county.toml", "[9803]", "[9801, 9803]", (22, 10), "The table of municipalities puts this municipality in another sub-area."),
        ("county.toml", "[9801, 9802]", "[9801]", (18, 9), "The sub-area does not hold all its municipalities."),
        ("county.toml", 'code = "98"', 'kode = "98"', (1, 1), "Nothing reads this key."),
        ("county.toml", 'code = "98"', "code = 98", (1, 8), "A text in quotes was expected."),
        ("county.toml", 'key = "north"', 'key = "Nord"', (7, 7), "The text does not have the form that was expected."),
        ("county.toml", '[{ name = "Landstinget" }', '[{ nane = "Landstinget" }', (25, 15), "Nothing reads this key."),
        ("municipalities.csv", "9803,Treby", "9703,Treby", (4, 1), "The municipality is not in the county."),
        ("municipalities.csv", "9803,Treby", "9802,Treby", (4, 1), "The same municipality stands twice."),
        ("municipalities.csv", "Treby,west", "Treby,wets", (4, 12), "This word is not known here."),
        ("municipalities.csv", "59.9,16.1", "5990,16.1", (4, 39), "The number is outside what is allowed."),
        ("municipalities.csv", "population_2015", "population_then", (1, 24), "Nothing reads this column."),
    ],
)
def test_faults_in_the_countys_own_files(county: Path, file: str, old: str, new: str, place: tuple[int, int], message: str) -> None:
    path = county / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ScenarioError) as caught:
        load(str(county / "base.toml"))
    assert (str(path), *place, message) in {(p.file, p.line, p.column, p.message) for p in caught.value.problems}


def test_everything_that_is_missing_is_named(tmp_path: Path) -> None:
    path = tmp_path / "empty.toml"
    path.write_text('[about]\ntitle_sv = "Å"\n[sfi]\n', encoding="utf-8")
    found = problems_of(str(path))
    assert found["about.title_en"].line == 1
    assert found["sfi.pass_share"].line == 3
    assert found["period.start"].message == "A required key is missing."
    assert found["law.lanstal_persons"].message == "A required key is missing."
    assert "law.plan_exists" not in found


def test_a_lost_value_is_not_told_as_missing_too(county: Path) -> None:
    found = problems_of(write_overlay(county, '[sfi]\ntrait_weight = hög\npass_share = { value = , source = "x" }\n'))
    assert found.keys() == {"sfi.trait_weight", "sfi.pass_share.value"}


def test_render_gives_one_line_for_people() -> None:
    problem = Problem("a.toml", 3, 5, "sfi.x", "Wrong.", "1", "2", "Try 2.")
    assert render(problem) == "a.toml:3:5: sfi.x: Wrong. Given: 1. Allowed: 2. Try 2."
    assert render(Problem("a.toml", 0, 0, "", "Missing.")) == "a.toml: Missing."


def test_two_faults_in_one_table_are_both_told(county: Path) -> None:
    capacity = 'capacity = [{ service = "sfi_seats", areas = ["9899"], add = -30000000 }]'
    found = problems_of(write_overlay(county, f"[[measure]]\n{capacity}\n"))
    assert {"measure(1).capacity(1).areas(1)", "measure(1).capacity(1).add"} <= found.keys()
