"""Dated values: which one holds when, what was known, and what a measure changes."""

from __future__ import annotations

import pickle
from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from scenarios.calendar import day
from scenarios.values import Number, Text, Vector

HOURS = Number.model_validate(
    [
        {"from": date(2010, 12, 1), "value": 60, "source": "SFS 2010:1138"},
        {"from": date(2020, 2, 1), "value": 100, "source": "SFS 2019:1310", "known": date(2019, 12, 19)},
    ]
)
REVISED = Number.model_validate(
    [
        {"value": 500, "source": "a"},
        {"from": date(2017, 1, 1), "value": 634, "source": "b", "known": date(2016, 9, 1)},
        {"from": date(2017, 1, 1), "value": 414, "source": "c", "known": date(2017, 2, 1)},
    ]
)
dates = st.dates(date(2009, 1, 1), date(2024, 12, 31))


def test_a_value_holds_from_midnight_of_its_date_and_the_first_one_before_too() -> None:
    assert HOURS.at(day(date(2009, 1, 1))) == 60
    assert HOURS.at(day(date(2020, 2, 1)) - 2**-16) == 60
    assert HOURS.at(day(date(2020, 2, 1))) == 100


@given(st.lists(st.floats(0, 10_000), min_size=1, max_size=20))
def test_many_instants_get_what_each_gets_alone(when: list[float]) -> None:
    for parameter in (HOURS, REVISED):
        assert list(parameter.at_all(np.array(when))) == [parameter.at(instant) for instant in when]


def test_vectors_of_many_instants_have_one_row_each() -> None:
    shares = Vector.model_validate(
        [{"value": [0.1, 0.9], "source": "a"}, {"from": date(2015, 1, 1), "value": [0.4, 0.6], "assumption": True}]
    )
    found = shares.at_all(np.array([0.0, day(date(2015, 1, 1))]))
    assert found.tolist() == [[0.1, 0.9], [0.4, 0.6]]


def test_what_became_known_after_the_decision_is_left_out_also_when_the_days_were_asked_for_before() -> None:
    assert HOURS.days == (day(date(2020, 2, 1)),)
    known = HOURS.known_by(date(2017, 1, 1))
    assert known.days == ()
    assert known.at(day(date(2021, 1, 1))) == 60
    assert HOURS.known_by(date(2019, 12, 19)).at(day(date(2021, 1, 1))) == 100


def test_a_revised_value_holds_as_soon_as_it_is_known() -> None:
    assert REVISED.at(day(date(2017, 6, 1))) == 414
    assert REVISED.known_by(date(2017, 1, 1)).at(day(date(2017, 6, 1))) == 634


@given(dates, dates)
def test_a_change_holds_from_its_first_day_to_its_last_and_nowhere_else(since: date, until: date) -> None:
    end = until if until > since else None
    changed = HOURS.changed(since, end, 80.0, "measure: m")
    for when in (since, until, date(2008, 1, 1), date(2020, 2, 1), date(2020, 1, 31), date(2025, 1, 1)):
        inside = since <= when and (end is None or when < end)
        assert changed.at(day(when)) == (80.0 if inside else HOURS.at(day(when)))


def test_a_change_before_the_first_date_leaves_what_held_before_it() -> None:
    changed = HOURS.changed(date(2009, 1, 1), None, 80.0, "measure: m")
    assert (changed.at(day(date(2008, 12, 31))), changed.at(day(date(2009, 1, 1)))) == (60, 80)


@pytest.mark.parametrize(
    "steps",
    [
        [{"value": 1}],
        [{"value": 1, "source": "a", "assumption": True}],
        [{"value": 1, "source": "a"}, {"value": 2, "source": "a"}],
        [{"from": date(2017, 1, 1), "value": 1, "source": "a"}, {"from": date(2016, 1, 1), "value": 2, "source": "a"}],
        [{"from": date(2017, 1, 1), "value": 1, "source": "a"}, {"from": date(2017, 1, 1), "value": 2, "source": "a"}],
        [{"value": float("nan"), "source": "a"}],
        [{"value": 1, "source": "a", "sorce": "b"}],
        [],
    ],
)
def test_values_without_origin_or_order_are_refused(steps: list[dict[str, object]]) -> None:
    with pytest.raises(ValidationError):
        Number.model_validate(steps)


@pytest.mark.parametrize(
    "parameter",
    [HOURS, Vector.model_validate({"value": [1, 2], "source": "a"}), Text.model_validate({"value": "first_come", "source": "a"})],
)
def test_parameters_travel_to_other_processes(parameter: Number | Vector | Text) -> None:
    assert pickle.loads(pickle.dumps(parameter)) == parameter
