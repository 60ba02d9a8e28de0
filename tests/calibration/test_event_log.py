"""A planner's event log: the same events give the same indicators as a simulation's, and what cannot have happened is refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path

import numpy as np
import pytest
from openpyxl import Workbook

from calibration.cohorts.areas import areas_of
from calibration.cohorts.history import BESIDE, FEWEST_PERSONS, chosen
from calibration.cohorts.log import HistoryRun, read_log
from calibration.cohorts.own_targets import own_targets
from calibration.cohorts.read import Cohorts, read_cohorts
from calibration.cohorts.sheets import read_sheets
from calibration.cohorts.tables import understood
from calibration.cohorts.write import Dialect, log_pages, write_csv, write_workbook
from results.indicators.catalogue import CATALOGUE
from results.indicators.compute import compute
from results.indicators.grid import grid_of
from results.indicators.history import History, Run
from results.indicators.layout import layout_of
from scenarios.errors import Faults
from scenarios.language import set_language
from scenarios.load import load
from scenarios.schema.scenario import Scenario
from sim.events import EVENT
from sim.run import simulate
from tests.calibration.county import places, read, refused, vastmanland, written

EVENTS = "person;datum;händelse;kommun;detalj"
PERSONS = "löpnr;kön;född;skolår;studieväg;ankomst"

WOMAN = "1;kvinna;1985-03-01;8;2;2014-01-10"
STORY = (
    "1;2014-01-10;sökte asyl;;",
    "1;2014-06-02;asylum.permit;;",
    "1;2014-09-01;togs emot i kommunen;Västerås;anvisad",
    "1;2014-10-01;fick etableringsplan;1980;",
    "1;2014-10-15;ställdes i kö till sfi;1980;2B",
    "1;2014-11-20;började sfi-kurs;1980;B",
    "1;2015-05-20;blev godkänd på sfi-kurs;1980;2B",
)


def numbers(run: Run, scenario: Scenario) -> tuple[np.ndarray, np.ndarray]:
    """Every indicator of a run with the persons behind."""
    return compute(History(run, scenario), layout_of(grid_of(scenario)))


def run_of(*files: Path, scenario: Scenario) -> HistoryRun:
    """The run that files of events and persons make."""
    faults = Faults()
    tables = [understood(sheet, faults, alone=False) for file in files for sheet in read_sheets(file, faults)]
    found = [table for table in tables if table is not None]
    events, persons = ([table for table in found if table.kind == kind] for kind in ("events", "persons"))
    run = read_log(events, persons, areas_of(scenario.county), scenario)
    faults.stop_if_any()
    assert run is not None
    return run


def story(folder: Path, *rows: str, persons: tuple[str, ...] = (WOMAN,)) -> tuple[Path, Path]:
    """A log and its persons as two files."""
    return written(folder, *rows, name="log.csv", header=EVENTS), written(folder, *persons, name="personer.csv", header=PERSONS)


@pytest.fixture(scope="module")
def small() -> Scenario:
    """A tenth of Västmanland, 2014 to 2021."""
    return load(str(Path(__file__).parents[1] / "golden" / "small.toml"))


@pytest.fixture(scope="module")
def simulated(small: Scenario) -> Run:
    """One replication of it, its persons born at midnight as in a register."""
    run = simulate(small, 7, 0)
    return replace(run, population=replace(run.population, birth=np.floor(run.population.birth)))


@pytest.fixture(scope="module")
def found(small: Scenario, simulated: Run, tmp_path_factory: pytest.TempPathFactory) -> Cohorts:
    """What its log says, beside one number that is stated otherwise."""
    folder = tmp_path_factory.mktemp("historia")
    path = folder / "historia.xlsx"
    write_workbook(path, log_pages(simulated.population, simulated.events))
    stated = written(folder, "plans_started;19;kvinnor;2017;999;")
    return read_cohorts([path, stated], [], small)


@pytest.mark.parametrize("form", ["workbook", "swedish", "english"])
def test_a_log_gives_exactly_the_indicators_of_the_simulation_that_it_is_of(
    tmp_path: Path, small: Scenario, simulated: Run, form: str
) -> None:
    pages = log_pages(simulated.population, simulated.events)
    files: tuple[Path, ...] = (tmp_path / "historia.xlsx",)
    if form == "workbook":
        write_workbook(files[0], pages)
    else:
        files = (tmp_path / "log.csv", tmp_path / "personer.csv")
        dialect = Dialect(encoding="cp1252") if form == "swedish" else Dialect(",", ".", "utf-8")
        for file, page in zip(files, pages, strict=True):
            write_csv(file, page, dialect)
    run = run_of(*files, scenario=small)
    own, given = numbers(simulated, small), numbers(run, small)
    assert len(run.events) == len(simulated.events) > 10_000
    np.testing.assert_array_equal(own[0], given[0])
    np.testing.assert_array_equal(own[1], given[1])


def test_targets_of_a_log_are_the_numbers_with_people_enough_and_their_doubt(found: Cohorts, small: Scenario, simulated: Run) -> None:
    layout = layout_of(grid_of(small))
    values = dict(zip(layout.keys, zip(*numbers(simulated, small), strict=True), strict=True))
    one = next(each for each in found.observations if each.indicator == "plans_started" and each.group == "women" and each.first == "2018")
    assert one.value == values["plans_started", "19", "women", "2018"][0]
    assert one.se >= np.sqrt(one.value)
    shares = [each for each in found.observations if each.unit == "percent"]
    assert len(shares) > 50
    assert all(each.persons >= FEWEST_PERSONS and 0.0 < each.value < 100.0 and each.se > 0.0 for each in shares)
    counts = [each for each in found.observations if each.unit == "persons"]
    assert all(each.value >= 6 for each in counts)
    assert {each.area for each in counts} > {"19", "1980"}
    # In the first years of the log the plans that end are those that broke off early.
    assert min(each.first for each in found.observations if each.indicator == "self_support") >= "2016"
    targets = own_targets(found.observations, small.county)
    assert len({target.id for target in targets}) == len(targets) == len(found.observations) - 1


def test_numbers_that_tell_of_the_same_persons_are_less_sure_each(found: Cohorts) -> None:
    """Those who began a plan in a year are nearly those who were received then, and those of ordinary work a part of all in work."""
    by = {(each.indicator, each.group, each.first): each for each in found.observations if each.area == "19"}
    alone = by["health_in_time", "women", "2018"]
    share = alone.value / 100.0
    plain = 100.0 * np.sqrt(share * (1.0 - share) / alone.persons)
    assert 0.8 < alone.se / plain < 1.7
    shared = by["plans_started", "women", "2018"]
    assert shared.se > 1.3 * np.sqrt(shared.value)


def test_what_is_read_of_a_log_is_in_the_catalogue() -> None:
    assert chosen() <= CATALOGUE.keys()
    assert chosen() >= {*BESIDE, "self_support", "employed_after_3"}


def test_words_of_registers_and_dates_without_time_of_day(tmp_path: Path) -> None:
    log, persons = story(tmp_path, *STORY)
    run = run_of(log, persons, scenario=vastmanland())
    services = ("start.plan_started", "sfi.queued", "sfi.course_started", "sfi.course_passed")
    assert run.events["event"].tolist() == [EVENT[name] for name in ("asylum.applied", "asylum.permit", "placement.received", *services)]
    assert run.events["detail"].tolist() == [0, 0, 0, 0, 22, 22, 22]
    assert run.events["municipality"].tolist() == [0, 0, 1980, 1980, 1980, 1980, 1980]
    people = run.population
    assert (people.n, people.sex[0], people.schooling[0], people.path[0], bool(people.stays[0])) == (1, 1, 1, 2, False)
    values, behind = numbers(run, vastmanland())
    layout = layout_of(grid_of(vastmanland()))
    at = layout.keys.index(("sfi_wait_from_plan", "19", "women", "2014"))
    assert (values[at], behind[at]) == (50.0, 1.0)


def test_persons_may_stand_in_the_columns_of_the_log(tmp_path: Path) -> None:
    rows = [f"{row};kvinna;1985".replace(";B;", ";2B;") for row in STORY]
    file = written(tmp_path, *rows, header=f"{EVENTS};kön;födelseår", encoding="utf-16")
    run = run_of(file, scenario=vastmanland())
    assert (run.population.n, run.population.sex[0], len(run.events)) == (1, 1, 7)


def test_a_log_of_few_says_so_and_gives_nothing(tmp_path: Path) -> None:
    log, persons = story(tmp_path, *STORY)
    problems = refused(log, persons=(persons,))
    assert [problem.file for problem in problems] == [str(log)]


BAD: dict[str, tuple[str, int, str]] = {
    "a misspelt event": ("1;2015-06-01;började sfi-kurz;1980;", 3, "började sfi-kurs"),
    "an unknown municipality": ("1;2015-06-01;work.started;Västeås;", 4, "Västerås"),
    "a municipality of another county": ("1;2015-06-01;work.started;Solna;", 4, "Stockholm"),
    "the county for a municipality": ("1;2015-06-01;work.started;19;", 4, "not to the county"),
    "a date before arrival": ("1;2014-01-09;health.called;1980;", 2, "2014-01-10"),
    "a date before birth": ("1;1984-01-09;health.called;1980;", 2, "outside the run"),
    "a date outside the run": ("1;2031-01-01;work.started;1980;", 2, "2009-01-01–2022-12-31"),
    "a date that does not exist": ("1;2015-02-30;work.started;1980;", 2, "date"),
    "an end before its start": ("1;2014-11-01;start.plan_ended;1980;\n1;2014-09-20;sfi.dropped_out;1980;2B", 2, "2014-10-15"),
    "an end of what never began": ("1;2015-06-01;work.ended;1980;", 3, "has not begun"),
    "a row that stands twice": (STORY[3], 3, "log.csv:5"),
    "a person of no table": ("2;2015-06-01;work.started;1980;", 1, "--persons"),
    "a way of reception that is none": ("1;2015-06-01;placement.received;1980;inflyttad", 5, "anvisad"),
    "a reception without its way": ("1;2015-06-01;placement.received;1980;", 5, "door"),
    "dates in two ways": ("1;31/12 2015;work.started;1980;", 2, "row 2"),
    "no date": ("1;;work.started;1980;", 2, "missing"),
}


@pytest.mark.parametrize("case", BAD)
def test_what_cannot_have_happened_is_refused_with_row_and_column(tmp_path: Path, case: str) -> None:
    row, column, told = BAD[case]
    log, persons = story(tmp_path, *STORY, *row.split("\n"))
    set_language("en")
    try:
        problems = refused(log, persons=(persons,))
    finally:
        set_language("sv")
    assert places(problems) == [(len(STORY) + 1 + len(row.split("\n")), column)]
    assert told in " ".join((problems[0].message, problems[0].allowed, problems[0].suggestion))


BAD_PERSONS: dict[str, tuple[str, int]] = {
    "an unknown sex": ("2;okänt;1990;8;2;", 2),
    "no birth": ("2;man;;8;2;", 3),
    "a birth in no form": ("2;man;våren 1990;8;2;", 3),
    "births in two ways": ("2;man;24/12 1990;8;2;", 3),
    "a path that is none": ("2;man;1990;8;4;", 5),
    "schooling of a hundred years": ("2;man;1990;100;2;", 4),
    "the same person twice": (WOMAN, 1),
    "no number": (";man;1990;8;2;", 1),
}


@pytest.mark.parametrize("case", BAD_PERSONS)
def test_a_person_that_cannot_be_used_is_refused_with_row_and_column(tmp_path: Path, case: str) -> None:
    row, column = BAD_PERSONS[case]
    log, persons = story(tmp_path, *STORY, persons=(WOMAN, row))
    problems = refused(log, persons=(persons,))
    assert [(Path(p.file).name, p.line, p.column) for p in problems] == [("personer.csv", 3, column)]


def test_several_replications_are_not_one_history(tmp_path: Path) -> None:
    rows = [f"1;{row}" for row in STORY] + ["2;1;2016-01-01;work.started;1980;", "2;1;2016-02-01;work.ended;1980;"]
    log = written(tmp_path, *rows, name="log.csv", header=f"replication;{EVENTS}")
    persons = written(tmp_path, WOMAN, name="personer.csv", header=PERSONS)
    assert places(refused(log, persons=(persons,))) == [(9, 1)]


def test_a_log_without_persons_and_persons_without_a_log(tmp_path: Path) -> None:
    log, persons = story(tmp_path, *STORY)
    assert places(refused(log)) == [(2, 1)]
    assert [problem.file for problem in refused(persons)] == [str(persons)]


def test_aggregated_cohorts_come_before_what_is_computed_from_a_log(found: Cohorts, small: Scenario) -> None:
    targets = own_targets(found.observations, small.county)
    (one,) = [t for t in targets if (t.indicator, t.group, t.first) == ("plans_started", "women", "2017")]
    assert (one.value, one.source) == (999.0, "egna.csv:2")


def test_nothing_of_the_files_is_kept_but_their_hashes(tmp_path: Path) -> None:
    found = read(written(tmp_path, "received;19;;2014;9;"))
    ((name, digest),) = found.hashes
    assert name == "egna.csv"
    assert len(digest) == 64


def test_a_workbook_with_numbers_for_names_and_a_day_that_lost_its_format(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for cells in (EVENTS.split(";"), [1, datetime(2014, 1, 10), "sökte asyl", None], [1, 41792, "asylum.permit", None]):
        sheet.append(cells)
    persons = book.create_sheet("Personer")
    for cells in (["person", "kön", "född"], [1, "K", 1985]):
        persons.append(cells)
    path = tmp_path / "historia.xlsx"
    book.save(path)
    set_language("en")
    try:
        (problem,) = refused(path)
    finally:
        set_language("sv")
    assert (problem.file, problem.line, problem.column, problem.key) == (f"{path}[Sheet]", 3, 2, "datum (B3)")
    assert "Format the column" in problem.suggestion
