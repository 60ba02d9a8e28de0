"""Months of the law by plain arithmetic, against the calendar of the standard library."""

from __future__ import annotations

from datetime import date
from math import floor

from hypothesis import given, settings
from hypothesis import strategies as st

from scenarios.calendar import add_months, date_of, day, shift_months

MONTHS = st.integers(-1200, 1200)
DATES = st.dates(date(1700, 1, 1), date(2500, 12, 31))
PARTS = st.integers(0, 2**16 - 1).map(lambda ticks: ticks / 2**16)
LAST_OF_FEBRUARY = [date(1704, 2, 29), date(1900, 2, 28), date(2000, 2, 29), date(2016, 2, 29), date(2096, 2, 29), date(2100, 2, 28)]
LEAP_DAYS = st.sampled_from(LAST_OF_FEBRUARY)
MONTH_ENDS = st.tuples(DATES, st.integers(0, 3)).map(lambda d: shift_months(d[0].replace(day=1), 1).replace(day=1 + d[1]))


@given(when=st.one_of(DATES, LEAP_DAYS, MONTH_ENDS), part=PARTS, months=MONTHS)
@settings(max_examples=300, deadline=None)
def test_months_added_are_those_of_the_calendar(when: date, part: float, months: int) -> None:
    assert add_months(day(when) + part, months) == day(shift_months(when, months)) + part


@given(when=DATES, part=PARTS)
def test_no_months_change_nothing(when: date, part: float) -> None:
    assert add_months(day(when) + part, 0) == day(when) + part
    assert date_of(add_months(day(when) + part, 0)) == when
    assert floor(day(when) + part) == day(when)


def test_every_day_of_eight_years_and_a_century_that_is_no_leap_year() -> None:
    days = [*range(int(day(date(2012, 1, 1))), int(day(date(2020, 1, 1)))), *range(int(day(date(2099, 1, 1))), int(day(date(2101, 1, 1))))]
    for k in days:
        for months in (1, 2, 12, 24, 36):
            assert add_months(float(k), months) == day(shift_months(date_of(float(k)), months))
