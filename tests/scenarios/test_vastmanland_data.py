"""The shipped data of the nation and of Västmanland add up to the published totals they were written from."""

from __future__ import annotations

import csv
from collections import defaultdict
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

import scenarios
from scenarios.calendar import day, month_starts
from scenarios.load import assumptions, load, shipped
from scenarios.schema.field import meta_of
from scenarios.schema.people import HOUSEHOLDS
from scenarios.schema.scenario import PARAMETERS, Scenario, attribute_of
from scenarios.values import Vector
from scenarios.vocabulary import SERVICES
from sim.events import EVENT
from sim.run import simulate
from sim.stages.start.rules import INTRODUCTION, PLAN

ROOT = Path(scenarios.__file__).parent
NATION = ROOT / "nation"
COUNTY = ROOT / "counties" / "vastmanland"

CODES = {
    1904: "Skinnskatteberg",
    1907: "Surahammar",
    1960: "Kungsör",
    1961: "Hallstahammar",
    1962: "Norberg",
    1980: "Västerås",
    1981: "Sala",
    1982: "Fagersta",
    1983: "Köping",
    1984: "Arboga",
}

APPLICANTS = {
    2007: 36207,
    2008: 24353,
    2009: 24194,
    2010: 31819,
    2011: 29648,
    2012: 43887,
    2013: 54259,
    2014: 81301,
    2015: 162877,
    2016: 28939,
    2017: 25666,
    2018: 21502,
    2019: 21958,
    2020: 12991,
}
"""Asylum seekers a year, as Migrationsverket published them."""

UNACCOMPANIED = {2007: 1264, 2008: 1510, 2014: 7049, 2015: 35369, 2016: 2199, 2018: 944, 2019: 902, 2020: 500}

LANSTAL = {date(2017, 1, 1): 634, date(2017, 3, 9): 414, date(2019, 1, 1): 113, date(2020, 1, 1): 71, date(2022, 1, 1): 131}
"""The county's number in the ordinance (2016:40), by the day from which it held."""

PRIORITIES = {
    "vastmanland/mer-sfi": "3.4",
    "vastmanland/gemensam-so": "3.5",
    "vastmanland/praktik-lika": "3.3",
    "vastmanland/fler-bostader": "3.6",
    "vastmanland/halsa-alla": "3.2",
    "vastmanland/mobila-team": "3.2",
    "vastmanland/tidiga-samtal": "3.1",
    "vastmanland/asyltid": "2.5",
    "vastmanland/coachning": "3.3",
    "vastmanland/sprak-praktik-matchning": "3.3, 3.4",
    "vastmanland/tidig-start": "3.1",
    "vastmanland/basta-utfall": "3.6",
    "vastmanland/civilsamhalle": "3.9",
    "vastmanland/pendling-landsbygd": "3.6",
    "vastmanland/stodboende": "3.8",
}
"""The priorities that ship, and the goal of the agreement 2016-2020 to which each is tied."""

COMPOSITIONS = ((2012, 0.384, 0.262), (2014, 0.339, 0.216), (2015, 0.346, 0.275), (2016, 0.417, 0.326))
"""Year, share of women and girls, share of children among asylum seekers without unaccompanied children, from the published counts."""

NAMES = ("vastmanland", *PRIORITIES, "vastmanland/utfall")


def table(path: Path) -> list[dict[str, str]]:
    """The rows of a shipped table."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def scenario(name: str) -> Scenario:
    """A shipped scenario."""
    return load(name)


def first_of(month: str) -> date:
    """The first day of a month written YYYY-MM."""
    return date.fromisoformat(f"{month}-01")


def realised(column: str) -> dict[str, int]:
    """Realised figures by month."""
    return {row["month"]: int(row[column]) for row in table(NATION / "asylum.csv") if not row["future"]}


def by_year(monthly: dict[str, int]) -> dict[int, int]:
    """Sums of the months by year."""
    sums: dict[int, int] = defaultdict(int)
    for month, persons in monthly.items():
        sums[int(month[:4])] += persons
    return sums


def test_every_month_of_the_period_has_its_applicants() -> None:
    months = [f"{m:%Y-%m}" for m in month_starts(date(2007, 1, 1), date(2022, 12, 31))]
    assert list(realised("applicants")) == months


def test_the_published_months_of_2008_stand_as_published() -> None:
    given = realised("applicants")
    assert [given[f"2008-{month:02}"] for month in range(1, 9)] == [3195, 2209, 1644, 1838, 1752, 1629, 1896, 1936]
    assert sum(given[f"2008-{month:02}"] for month in range(9, 13)) == 8254


def test_what_was_not_published_by_month_is_an_assumption() -> None:
    rows = {row["month"]: row for row in table(NATION / "asylum.csv") if not row["future"]}
    split = [month for month, row in rows.items() if month < "2009" and row["assumption"] == "true"]
    assert split == [f"2007-{month:02}" for month in range(1, 13)] + [f"2008-{month:02}" for month in range(9, 13)]


def test_a_scenario_may_start_in_2007_and_is_introduced_by_the_municipality(tmp_path: Path) -> None:
    path = tmp_path / "tidigt.toml"
    period = "[period]\nstart = 2007-01-01\ndecision = 2008-07-01\nend = 2010-12-31\nreport_from = 2009\nreport_to = 2010\n"
    path.write_text(f'extends = "vastmanland"\n{period}reading = "outcome"\n', encoding="utf-8")
    early = load(str(path))
    assert (early.arrivals.months[0], early.arrivals.asylum[0]) == (date(2007, 1, 1), 3017 - 105)
    introduced, plan = early.law.introduction_exists, early.law.plan_exists
    days = [day(d) for d in (date(2007, 1, 1), date(2010, 11, 30), date(2010, 12, 1))]
    assert [(introduced.at(d), plan.at(d)) for d in days] == [(1, 0), (1, 0), (0, 1)]
    log = simulate(early, 1, 0).events
    started = log[log["event"] == EVENT["start.plan_started"]]
    assert len(started) > 100
    assert set(started["detail"].tolist()) <= {PLAN, INTRODUCTION}
    assert set(started["detail"][started["time"] < day(date(2010, 12, 1))].tolist()) == {INTRODUCTION}


def test_applicants_sum_to_the_published_years() -> None:
    sums = by_year(realised("applicants"))
    assert {year: sums[year] for year in APPLICANTS} == APPLICANTS


def test_unaccompanied_children_sum_to_the_published_years() -> None:
    sums = by_year(realised("unaccompanied"))
    assert {year: sums[year] for year in UNACCOMPANIED} == UNACCOMPANIED


@pytest.mark.parametrize("year", range(2014, 2022))
def test_the_forecasts_of_a_year_begin_where_its_decision_no_longer_knows_the_outcome(year: int) -> None:
    rows, issued = table(NATION / "asylum.csv"), f"{year}-01-01"
    known = [r["month"] for r in rows if not r["future"] and r["known"] <= issued]
    for future in ("low", "planned", "high", "surge"):
        own = [r for r in rows if r["future"] == future and r["issued"] == issued]
        months = [f"{m:%Y-%m}" for r in own for m in month_starts(first_of(r["month"]), first_of(r["until"] or r["month"]))]
        wanted = [f"{m:%Y-%m}" for m in month_starts(date(year - 1, 11, 1), date(2022, 12, 1))]
        assert (known[-1], months) == (f"{year - 1}-10", wanted)


def test_the_planned_future_keeps_the_level_of_2016() -> None:
    rows = [
        r
        for r in table(NATION / "asylum.csv")
        if r["future"] == "planned" and r["issued"] == "2017-01-01" and r["month"].startswith("2018")
    ]
    assert sum(int(r["applicants"]) for r in rows) == APPLICANTS[2016]


@pytest.mark.parametrize(("year", "days"), [(2015, 406), (2016, 233)])
def test_handling_time_has_the_published_mean_of_the_years_applicants(year: int, days: float) -> None:
    handling = scenario("vastmanland").asylum.handling_days_mean
    months = [date(year, month, 1) for month in range(1, 13)]
    seekers = [realised("applicants")[f"{m:%Y-%m}"] - realised("unaccompanied")[f"{m:%Y-%m}"] for m in months]
    mean = sum(handling.at(day(m)) * n for m, n in zip(months, seekers, strict=True)) / sum(seekers)
    assert mean == pytest.approx(days, abs=0.5)


def test_the_decision_does_not_know_the_grants_that_came_later() -> None:
    at_decision, outcome = (scenario(name).asylum.share_granted for name in ("vastmanland", "vastmanland/utfall"))
    assert at_decision.at(day(date(2019, 6, 1))) == pytest.approx(0.548, abs=0.001)
    assert outcome.at(day(date(2019, 6, 1))) == pytest.approx(6540 / 24569, abs=0.0001)
    assert at_decision.at(day(date(2016, 7, 1))) == outcome.at(day(date(2016, 7, 1)))


def test_the_county_has_its_ten_municipalities_in_three_parts() -> None:
    county = scenario("vastmanland").county
    assert {m.code: m.name for m in county.municipalities} == CODES
    assert sorted(code for part in county.subareas.values() for code in part.codes) == sorted(CODES)
    assert sum(m.population[2017] for m in county.municipalities) == 271095


def kommuntal_sums() -> dict[str, float]:
    """The sum of the municipalities' numbers by the day from which they hold."""
    sums: dict[str, float] = defaultdict(float)
    for row in table(COUNTY / "capacity.csv"):
        if row["service"] == "kommuntal":
            sums[row["from"]] += float(row["value"])
    return sums


@pytest.mark.parametrize("since", LANSTAL, ids=str)
def test_kommuntal_sums_to_the_ordinance(since: date) -> None:
    assert kommuntal_sums()[since.isoformat()] == LANSTAL[since]
    assert scenario("vastmanland/utfall").law.lanstal_persons.at(day(since)) == LANSTAL[since]


def test_the_decision_knows_the_first_number_of_2017_and_not_its_revision() -> None:
    county = scenario("vastmanland").county
    later = sum(county.capacity("kommuntal", str(code)).at(day(date(2018, 6, 1))) for code in CODES)
    assert later == LANSTAL[date(2017, 1, 1)]


def test_every_service_has_a_capacity_for_every_municipality() -> None:
    county = scenario("vastmanland").county
    found = {service: {county.served_by(service, code) for code in CODES} for service in SERVICES}
    assert all(found.values())
    assert {c.language for c in county.capacities if c.service == "so_leaders"} == {language.key for language in county.languages}


@pytest.mark.parametrize("name", NAMES)
def test_no_more_is_taken_by_others_than_there_is(name: str) -> None:
    for capacity in scenario(name).county.capacities:
        assert all(0 <= step.background <= step.value for step in capacity.steps), capacity.area
        assert all(a.since < b.since for a, b in pairwise(capacity.steps))


@pytest.mark.parametrize(("year", "women", "children"), COMPOSITIONS)
def test_households_give_the_published_shares_of_women_and_children(year: int, women: float, children: float) -> None:
    people = scenario("vastmanland").people
    when = day(date(year, 6, 1))
    per_family = sum((k + 1) * share for k, share in enumerate(people.children_shares.at(when)))
    share = dict(zip(HOUSEHOLDS, people.asylum_households.at(when), strict=True))
    families = share["couple_with_children"] + share["mother_with_children"]
    young = families * per_family
    grown_women = 1 - share["single_man"]
    persons = 1 + share["couple"] + share["couple_with_children"] + young
    assert young / persons == pytest.approx(children, abs=0.04)
    assert (grown_women + young * 0.49) / persons == pytest.approx(women, abs=0.04)


def test_shares_that_are_a_whole_sum_to_one() -> None:
    for section in PARAMETERS:
        part = getattr(scenario("vastmanland"), attribute_of(section))
        for name in (name for name in type(part).model_fields if meta_of(type(part), name).sums_to_one):
            shares: Vector = getattr(part, name)
            assert [sum(step.value) for step in shares.steps] == pytest.approx([1.0] * len(shares.steps)), name


@pytest.mark.parametrize("name", PRIORITIES)
def test_every_priority_has_goal_parties_payer_and_grade(name: str) -> None:
    (measure,) = scenario(name).measures
    assert measure.goal == PRIORITIES[name]
    assert set(measure.responsible) <= scenario(name).county.parties.keys()
    assert measure.costs
    assert all(cost.sek > 0 for cost in measure.costs)
    assert measure.evidence in "ABCDM"
    assert measure.decided == date(2017, 1, 1)
    assert 90 <= measure.lead_time_days <= 270


@pytest.mark.parametrize("name", PRIORITIES)
def test_a_priority_changes_nothing_before_its_day(name: str) -> None:
    base, changed = scenario("vastmanland"), scenario(name)
    (measure,) = changed.measures
    before = day(measure.in_force) - 0.5
    after = day(measure.in_force)
    assert [c.at(before) for c in base.county.capacities] == [c.at(before) for c in changed.county.capacities]
    moved = [c.at(after) for c in base.county.capacities] != [c.at(after) for c in changed.county.capacities]
    names = [setting.parameter for setting in measure.settings]
    assert [base.parameter(name).at(before) for name in names] == [changed.parameter(name).at(before) for name in names]
    assert moved or [base.parameter(name).at(after) for name in names] != [changed.parameter(name).at(after) for name in names]


def test_all_shipped_scenarios_load() -> None:
    assert {s.name for s in shipped() if s.name.startswith("vastmanland")} == set(NAMES)
    assert {scenario(name).name for name in NAMES} == set(NAMES)


def test_every_assumption_says_why() -> None:
    assert [row.key for row in assumptions(scenario("vastmanland")) if not row.note] == []
