"""Numbers and dates as people in Sweden write them."""

from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from calibration.cohorts.written import day_of, number_of

SPACES = st.sampled_from([" ", "\N{NO-BREAK SPACE}", "\N{NARROW NO-BREAK SPACE}", "\N{THIN SPACE}", ""])


def spelled(value: int, decimals: int, *, space: str, mark: str, minus: str) -> str:
    """A whole number of the smallest unit as text: 123456 with two decimals is 1 234,56."""
    whole, part = divmod(abs(value), 10**decimals)
    text = f"{whole:,}".replace(",", space)
    text += f"{mark}{part:0{decimals}d}" if decimals else ""
    return f"{minus}{text}" if value < 0 else text


@given(st.integers(-(10**12), 10**12), st.integers(0, 4), SPACES, st.sampled_from(",."), st.sampled_from("-\N{MINUS SIGN}"))
def test_a_number_is_read_as_it_was_written(value: int, decimals: int, space: str, mark: str, minus: str) -> None:
    found = number_of(spelled(value, decimals, space=space, mark=mark, minus=minus))
    assert found is not None
    assert found.value == float(f"{value}e-{decimals}")
    assert found.decimals == decimals
    assert found.convention == ("" if decimals == 0 else "decimal comma" if mark == "," else "decimal point")


@pytest.mark.parametrize(
    "text", ["1.234,5", "1,234.5", "1.234.567", "12 34", "1e5", "NaN", "inf", "1_000", "١٢", "", "–", "0x10", "1 2345"]
)
def test_what_could_be_read_in_two_ways_or_none_is_no_number(text: str) -> None:
    assert number_of(text) is None


@example(datetime(2100, 1, 1), "{:%Y%m%d}")
@given(
    st.datetimes(datetime(1900, 1, 1), datetime(2100, 12, 31)),
    st.sampled_from(["{:%Y-%m-%d}", "{:%Y%m%d}", "{:%d/%m %Y}", "{:%d.%m.%Y}", "{:%d/%m/%Y}"]),
)
def test_a_date_is_read_as_it_was_written(when: datetime, form: str) -> None:
    found = day_of(form.format(when))
    assert found is not None
    assert found[0].date() == when.date()
    assert found[1] == ("year-month-day" if form.startswith("{:%Y") else "day/month")


def test_a_time_of_day_is_kept() -> None:
    assert day_of("2016-03-01 14:30") == (datetime(2016, 3, 1, 14, 30), "year-month-day")


@pytest.mark.parametrize("text", ["2016-02-30", "13/25/2016", "31/4 2016", "2016", "mars 2016", "1899-12-31", "2016-03-01 25:00"])
def test_a_day_that_does_not_exist_is_no_date(text: str) -> None:
    assert day_of(text) is None
