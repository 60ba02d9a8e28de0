"""The ledger: who pays what in which year, with nothing paid twice."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from results.ledger import costs, lines_of
from results.study import run_study
from scenarios.county import Capacity, CapacityStep
from scenarios.measured import with_measures
from scenarios.measures import CapacityChange, Cost, Measure, UnitCost
from scenarios.schema.scenario import Scenario
from tests.results.logs import Story, layout, scenario
from tests.small_county.county import small_county

SEATS = UnitCost(service="practice_places", payer="kommun", sek=1000.0, per="seat_year", year=2016, assumption=True)
EVENT = UnitCost(event="health.examined", payer="stat", sek=2125.0, per="event", year=2018, source="a table")


def measure(**given: object) -> Measure:
    """A measure in force from 2017-01-01."""
    about = {"id": "more", "title_sv": "Mer", "title_en": "More", "goal": "3.3", "responsible": ["kommun"]}
    when = {"decided": date(2017, 1, 1), "lead_time_days": 0, "evidence": "M", "evidence_note_sv": "Följer av modellen."}
    return Measure.model_validate({**about, **when, **given})


def spent(of: Scenario, story: Story) -> dict[tuple[str, str, int], float]:
    """SEK by kind, subject and year."""
    lines = lines_of(of)
    found = costs(story.history(of), layout().grid, lines)
    years = layout().grid.years
    return {(line.kind, line.subject, year): found[k, y] for k, line in enumerate(lines) for y, year in enumerate(years)}


def in_practice(story: Story) -> None:
    """One person in practice 2017-01-01 to 2018-01-01: 365 seat-days."""
    person = story.person()
    story.tell(person, ("2017-01-01", "practice.queued"), ("2017-01-01", "practice.started"), ("2018-01-01", "practice.ended"))


def test_a_running_service_costs_what_is_used_of_it() -> None:
    story = Story()
    in_practice(story)
    story.tell(story.person(), ("2018-05-01", "health.called"), ("2018-06-01", "health.examined"))
    found = spent(scenario().model_copy(update={"unit_costs": (SEATS, EVENT)}), story)
    assert found["running", "practice_places", 2017] == pytest.approx(1000 * 365 / 365.25)
    assert found["running", "practice_places", 2018] == pytest.approx(0.0)
    assert found["running", "health.examined", 2018] == 2125.0


def test_temporary_housing_costs_once_a_household() -> None:
    story = Story()
    for household in (0, 0, 2):
        story.tell(story.person(household=household), ("2017-03-10", "placement.temporary_housing"))
    cost = UnitCost(event="placement.temporary_housing", payer="kommun", sek=40_000.0, per="event", year=2016, assumption=True)
    found = spent(scenario().model_copy(update={"unit_costs": (cost,)}), story)
    assert found["running", "placement.temporary_housing", 2017] == 80_000.0


def test_places_that_a_measure_adds_are_paid_once_used_or_not() -> None:
    story = Story()
    in_practice(story)
    seats = Capacity("practice_places", "1980", "", (CapacityStep(0.0, 3.0, 0.0),))
    more = measure(
        capacity=[CapacityChange(service="practice_places", add=1.0)],
        costs=[Cost(payer="kommun", sek=1000.0, per="seat_year", service="practice_places", year=2016, assumption=True)],
    )
    base = scenario()
    county = replace(base.county, capacities=(seats,))
    found = spent(with_measures(base.model_copy(update={"unit_costs": (SEATS,), "county": county}), (more,)), story)
    year = 365 / 365.25
    assert found["measure", "practice_places", 2017] == pytest.approx(1000 * year)
    # One of four seats is the measure's and one of four is used: a quarter of the use is on the added seat.
    assert found["measure_used", "practice_places", 2017] == pytest.approx(250 * year)
    assert found["running", "practice_places", 2017] == pytest.approx(750 * year)
    assert found["measure", "practice_places", 2016] == 0.0


def test_costs_by_year_once_and_by_event_begin_when_the_measure_is_in_force() -> None:
    story = Story()
    for when in ("2017-05-01", "2017-08-01", "2018-01-01"):
        story.tell(story.person(), (when, "health.called"), (when, "health.examined"))
    own = {"payer": "region", "year": 2016, "assumption": True}
    more = measure(
        lead_time_days=181,  # 2017-07-01
        until=date(2018, 7, 1),
        costs=[{**own, "sek": 3652.5, "per": "year"}, {**own, "sek": 10.0, "per": "event", "event": "health.examined"}],
    )
    found = spent(scenario().model_copy(update={"unit_costs": (), "measures": (more,)}), story)
    assert found["measure", "more", 2017] == pytest.approx(3652.5 * 184 / 365.25)
    assert found["measure", "more", 2018] == pytest.approx(3652.5 * 181 / 365.25)
    assert found["measure", "health.examined", 2017] == 10.0
    assert found["measure", "health.examined", 2018] == 10.0


def test_the_lump_sum_follows_the_person_for_two_years_while_in_the_county() -> None:
    story = Story()
    stays, leaves, old = story.person(), story.person(), story.person(born="1945-01-01")
    for person in (stays, leaves, old):
        story.tell(person, ("2017-01-01", "placement.received", 1))
    story.tell(leaves, ("2018-01-01", "moves.left_county"), at=0)
    found = spent(scenario(), story)
    sek = scenario().law.lump_sum_sek.at(6210.0)  # January 2017
    assert found["transfer", "placement.received", 2017] == pytest.approx(2 * sek / 2)
    assert found["transfer", "placement.received", 2018] == pytest.approx(sek / 2)
    assert found["transfer", "placement.received", 2019] == pytest.approx(0.0)


def test_transfers_and_used_parts_stand_outside_the_total() -> None:
    kinds = {line.kind: line.in_total for line in lines_of(scenario().model_copy(update={"measures": (measure(),)}))}
    assert kinds["running"]
    assert not kinds["transfer"]


def test_every_line_of_the_table_says_where_its_price_comes_from() -> None:
    frame = run_study(small_county().model_copy(update={"unit_costs": (SEATS, EVENT)}), 7, replications=1, workers=1).ledger()
    assert set(frame.kind) == {"running", "transfer"}
    assert ((frame.source != "") != frame.assumption).all()
    assert np.isfinite(frame["mean"]).all()
