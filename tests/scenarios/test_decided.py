"""A county as it was known in another year: what was known then, and nothing else."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import pytest

from scenarios.arrivals import Arrivals
from scenarios.calendar import day
from scenarios.decided import FIRST_YEAR, futures, uses_later_data
from scenarios.decided import decided as read_anew
from scenarios.errors import Faults, ScenarioError
from scenarios.files import ROOT, of_shipped
from scenarios.load import load, scenario_hash
from scenarios.schema.scenario import PARAMETERS, Scenario
from scenarios.tables import read_table
from scenarios.vocabulary import FUTURES

COUNTIES = ("vastmanland", "jamtland", "stockholm", "vasternorrland", "ostergotland")
YEARS = (2014, 2015, 2016, 2017, 2018)

decided = cache(read_anew)
"""Each scenario is read once."""


def steps(scenario: Scenario) -> Iterator[tuple[str, date | None, date | None]]:
    """Every dated value of a scenario: its name, since when it holds, since when it is known."""
    for section, kind in PARAMETERS.items():
        for field in kind.model_fields:
            for step in scenario.parameter(f"{section}.{field}").steps:
                yield f"{section}.{field}", step.since, step.known


@pytest.mark.parametrize("name", [*COUNTIES, "vastmanland/mer-sfi", "stockholm/remiss-2008"])
def test_in_its_own_year_it_is_the_scenario_that_ships(name: str) -> None:
    own = load(name)
    assert scenario_hash(decided(name, own.decision.year)) == scenario_hash(own)
    assert decided(name).name == own.name


@pytest.mark.parametrize("name", COUNTIES)
@pytest.mark.parametrize("year", YEARS)
def test_every_county_can_be_decided_in_each_year_and_knows_nothing_later(name: str, year: int) -> None:
    scenario = decided(name, year)
    asked = date(year, 1, 1)
    assert (scenario.decision, scenario.report_from, scenario.reading) == (asked, year, "decision")
    assert scenario.report_to == min(year + 4, 2021)
    assert scenario.end == date(scenario.report_to + 1, 12, 31), "as long a follow-up as before"
    assert [s for s in steps(scenario) if s[1] is not None and s[1] > asked and (s[2] is None or s[2] > asked)] == []
    assert [s for s in steps(scenario) if s[2] is not None and s[2] > asked] == []


@pytest.mark.parametrize("name", COUNTIES)
def test_every_value_and_capacity_after_the_first_year_says_when_it_became_known(name: str) -> None:
    first = date(FIRST_YEAR, 1, 1)
    assert [s for s in steps(decided(name, reading="outcome")) if s[1] is not None and s[1] > first and s[2] is None] == []
    table = read_table(of_shipped(ROOT / "counties" / name / "capacity.csv"), Faults(), ("from", "known"), prefixes=("",))
    assert table is not None
    rows = [(row.line, row.day("from"), row.day("known")) for row in table.rows]
    assert [row for row in rows if row[1] is not None and row[1] > first and row[2] is None] == []


def test_a_capacity_that_was_decided_later_is_not_there() -> None:
    def latest(year: int) -> float:
        return max(step.since for capacity in decided("vastmanland", year).county.capacities for step in capacity.steps)

    assert latest(2014) <= day(date(2014, 1, 1))
    assert latest(2015) <= day(date(2015, 1, 1))
    assert latest(2016) == day(date(2016, 3, 1)), "kommuntal of the law of 2016 was proposed in November 2015"


def test_the_law_of_2016_was_known_as_proposed_and_the_temporary_law_was_not() -> None:
    law = {year: decided("vastmanland", year).law for year in (2015, 2016, 2017)}
    later = day(date(2017, 1, 1))
    assert [law[year].reception_duty.at(later) for year in (2015, 2016, 2017)] == [0, 1, 1]
    assert [law[year].permit_months_subsidiary.at(later) for year in (2015, 2016, 2017)] == [600, 600, 13]
    assert [law[year].so_hours.at(day(date(2021, 1, 1))) for year in (2015, 2016, 2017)] == [60, 60, 60]


@pytest.mark.parametrize("year", YEARS)
def test_the_futures_are_ordered_and_leave_the_past_alone(year: int) -> None:
    found = futures("vastmanland", year, years=2)
    assert tuple(found) == FUTURES
    arrivals = {future: scenario.arrivals for future, scenario in found.items()}
    known = arrivals["low"].months.index(date(year - 1, 11, 1))
    for series in ("asylum", "unaccompanied", "quota"):
        low, planned, high, surge = (getattr(arrivals[future], series) for future in FUTURES)
        assert low[:known] == planned[:known] == high[:known] == surge[:known]
        assert sum(low) <= sum(planned) <= sum(high)
        assert sum(planned) <= sum(surge)
        assert all(a <= b <= c for a, b, c in zip(low, planned, high, strict=True))
    assert sum(arrivals["low"].asylum) < sum(arrivals["planned"].asylum) < sum(arrivals["high"].asylum)


@pytest.mark.parametrize("year", YEARS)
def test_all_futures_and_readings_of_a_year_draw_from_the_same_people(year: int) -> None:
    def most(arrivals: Arrivals) -> tuple[tuple[float, ...], ...]:
        return arrivals.asylum_most, arrivals.quota_most, arrivals.unaccompanied_most

    found = [*futures("vastmanland", year).values(), decided("vastmanland", year, reading="outcome")]
    assert len({most(scenario.arrivals) for scenario in found}) == 1
    for scenario in found:
        for chosen, ceiling in zip(("asylum", "quota", "unaccompanied"), most(scenario.arrivals), strict=True):
            assert all(a <= b for a, b in zip(getattr(scenario.arrivals, chosen), ceiling, strict=True))


def test_forecasts_are_those_that_were_published_before_the_decision() -> None:
    def in_year(year: int, of: int, future: str) -> float:
        arrivals = decided("vastmanland", year, future=future).arrivals
        together = zip(arrivals.months, arrivals.asylum, arrivals.unaccompanied, strict=True)
        return sum(seekers + alone for month, seekers, alone in together if month.year == of)

    assert [in_year(2015, 2015, future) for future in ("low", "planned", "high")] == pytest.approx([80_000, 95_000, 105_000], rel=1e-3)
    assert [in_year(2016, 2016, future) for future in ("low", "planned", "high")] == pytest.approx([100_000, 135_000, 170_000], rel=1e-3)
    assert in_year(2014, 2014, "planned") == pytest.approx(52_050, rel=1e-3)
    assert in_year(2016, 2015, "planned") == pytest.approx(160_000, rel=1e-3), "the forecast of October 2015 for the whole year"


def test_the_outcome_of_an_earlier_year_is_what_then_happened() -> None:
    then, since = decided("vastmanland", 2015), decided("vastmanland", 2015, reading="outcome")
    autumn = since.arrivals.months.index(date(2015, 10, 1))
    assert since.arrivals.asylum[autumn] == 39_196 - 9_339 > 3 * then.arrivals.asylum[autumn]
    assert since.law.permit_months_subsidiary.at(day(date(2017, 1, 1))) == 13
    assert (since.decision, since.end) == (then.decision, then.end)


def test_measures_are_decided_on_the_day_with_their_lead_times() -> None:
    own, then = load("vastmanland/mer-sfi").measures[0], decided("vastmanland/mer-sfi", 2014).measures[0]
    assert then.decided == date(2014, 1, 1)
    assert then.in_force == date(2014, 1, 1) + timedelta(days=own.lead_time_days)
    assert then.capacity == own.capacity


def test_how_many_years_are_reported_can_be_asked_for() -> None:
    short = decided("vastmanland", 2014, years=3)
    assert (short.report_from, short.report_to, short.end) == (2014, 2016, date(2017, 12, 31))
    assert decided("vastmanland", 2020, years=9).report_to == 2021, "no further than the data"


def test_texts_and_name_tell_the_year() -> None:
    then = decided("vastmanland", 2015, reading="outcome", future="high")
    assert "1 januari 2015" in then.question_sv
    assert "2015" in then.title_en
    assert then.name == "vastmanland-2015-utfall-high"


def test_a_posterior_fitted_on_later_years_says_so() -> None:
    assert load("vastmanland").posterior is not None
    assert uses_later_data(decided("vastmanland", 2014))
    assert not uses_later_data(load("vastmanland"))
    assert not uses_later_data(decided("vastmanland", 2018))


@pytest.mark.parametrize(("name", "year", "allowed"), [("vastmanland", 2013, "2017, 2014–2021"), ("stockholm/remiss-2008", 2017, "2009")])
def test_a_year_of_which_nothing_is_known_is_refused(name: str, year: int, allowed: str) -> None:
    with pytest.raises(ScenarioError) as caught:
        decided(name, year)
    (problem,) = caught.value.problems
    assert (problem.key, problem.given, problem.allowed) == ("year", str(year), allowed)


def test_faults_of_the_files_are_told_as_ever(county: Path) -> None:
    (county / "faulty.toml").write_text('extends = "base.toml"\n[people]\nshare_wrong = 1\n[period]\nend = 2017\n', encoding="utf-8")
    with pytest.raises(ScenarioError) as before:
        load(str(county / "faulty.toml"))
    with pytest.raises(ScenarioError) as caught:
        decided(str(county / "faulty.toml"), 2016)
    assert caught.value.problems == before.value.problems


LATER = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from scenarios.decided import decided
from scenarios.load import resolved
from scenarios.files import ROOT
assert ROOT.parent == Path(sys.argv[1])
found = resolved(decided("vastmanland", int(sys.argv[2])))
# The ceilings of the population cover every later number: they say who may come, not what is known.
kept = {key: value for key, value in found["arrivals"].items() if not key.endswith("_most")}
print(sorted({**found, "arrivals": kept}.items()))
"""


def told(folder: Path, year: int) -> str:
    """What a copy of the package in a folder knows of Västmanland in a year."""
    done = subprocess.run([sys.executable, "-c", LATER, str(folder), str(year)], capture_output=True, text=True, check=True, cwd=folder)
    return done.stdout


def test_a_figure_that_became_known_later_changes_nothing(tmp_path: Path) -> None:
    shutil.copytree(ROOT, tmp_path / "scenarios", ignore=shutil.ignore_patterns("__pycache__"))
    before = {year: told(tmp_path, year) for year in (2014, 2017)}
    data = tmp_path / "scenarios"
    changes = {
        "nation/asylum.csv": ("2015-10,,39196,", "2015-10,,29196,"),
        "nation/handling.csv": ("2015-06-01,344.4,", "2015-06-01,144.4,"),
        "nation/grants.csv": ("2016-09-01,0.6127,", "2016-09-01,0.3127,"),
        "nation/law.toml": ("{ from = 2016-07-20, value = 13,", "{ from = 2016-07-20, value = 24,"),
        "nation/flow.toml": ("{ from = 2016-03-01, value = 0.37,", "{ from = 2016-03-01, value = 0.87,"),
        "counties/vastmanland/base.toml": ("{ from = 2016-03-01, value = 450,", "{ from = 2016-03-01, value = 950,"),
        "counties/vastmanland/capacity.csv": ("dwellings,1904,,2016-01-01,0.36,", "dwellings,1904,,2016-01-01,9.36,"),
    }
    for name, (old, new) in changes.items():
        text = (data / name).read_text(encoding="utf-8")
        assert text.count(old) == 1, name
        (data / name).write_text(text.replace(old, new), encoding="utf-8")
    assert told(tmp_path, 2014) == before[2014]
    assert told(tmp_path, 2017) != before[2017]
