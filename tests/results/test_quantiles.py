"""Quantiles of waits in all cells at once are those of each cell worked out alone."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from results.indicators.cohort import Cohort, Occasions
from results.indicators.dates import Floats
from results.indicators.grid import Grid
from results.indicators.strata import strata_of
from tests.results.logs import layout

GROUPS = ("all", "women", "men", "schooling_0_6")
SHARES = (Fraction(1, 4), Fraction(1, 2), Fraction(9, 10))

Wait = tuple[int, int, int, int, float, bool]
"""Sex, schooling, place and year as positions, days, whether the wait ended with the event."""

days_waited = st.integers(0, 40).map(lambda eighths: eighths / 8)
waits = st.tuples(st.integers(0, 1), st.integers(0, 3), st.integers(0, 10), st.integers(0, 14), days_waited, st.booleans())


def tables(found: list[Wait], shares: tuple[Fraction, ...] = SHARES) -> list[Floats]:
    """The tables of a cohort."""
    grid = layout().grid
    sex, schooling, place, year, days, happened = (np.array(column) for column in (zip(*found, strict=True) if found else [[]] * 6))
    kind = ((sex * 5 + schooling) * (len(grid.years) + 1) + year) * (len(grid.codes) + 1) + place
    nobody = np.zeros(0, np.int64)
    cohort = Cohort(Occasions(nobody, np.zeros(0), nobody), days.astype(float), happened=happened.astype(bool))
    county, others = (np.array([p for p in range(len(grid.periods)) if grid.shown(area, p)]) for area in (0, 1))
    shape = (len(GROUPS), len(grid.areas), len(grid.periods))
    shown = [float(share) for share in shares]
    return strata_of(grid, GROUPS, county, others).quantiles(cohort, kind.astype(int), year.astype(int), shown, shape)


def cell(found: list[Wait], grid: Grid, group: int, area: int, period: int) -> list[tuple[float, bool]]:
    """Days and whether the event came, of one cell, from the shortest to the longest."""
    inside = [grid.members[area, place] > 0 for place in range(len(grid.codes) + 1)]
    of_group = (lambda _: True, lambda w: w[0] == 1, lambda w: w[0] == 0, lambda w: w[1] == 0)[group]
    first, last = grid.periods[period].first, grid.periods[period].last
    chosen = [w for w in found if of_group(w) and inside[w[2]] and first <= grid.years[0] + w[3] <= last]
    return sorted(((days, happened) for *_, days, happened in chosen), key=lambda wait: (wait[0], not wait[1]))


def product_limit(ordered: list[tuple[float, bool]], share: Fraction) -> float:
    """The time by which a share have had the event, one person after the other."""
    left = Fraction(1)
    for passed, (days, happened) in enumerate(ordered):
        at_risk = len(ordered) - passed
        left *= Fraction(at_risk - 1, at_risk) if happened else 1
        if left <= 1 - share:
            return days
    return float("nan")


@given(st.lists(waits, max_size=60))
def test_every_cell_is_what_it_would_be_alone(found: list[Wait]) -> None:
    grid = layout().grid
    for share, table in zip(SHARES, tables(found), strict=True):
        for group, area, period in np.ndindex(table.shape):
            shown = grid.shown(area, period) and (area == 0 or GROUPS[group] in {"all", "women", "men"})
            expected = product_limit(cell(found, grid, group, area, period), share) if shown else float("nan")
            np.testing.assert_equal(table[group, area, period], expected)


@given(st.lists(waits.map(lambda wait: (*wait[:5], True)), min_size=1, max_size=60))
def test_where_nothing_is_cut_it_is_an_ordinary_quantile(found: list[Wait]) -> None:
    grid = layout().grid
    for share, table in zip(SHARES, tables(found), strict=True):
        for period in range(len(grid.periods)):
            days = [wait[0] for wait in cell(found, grid, 0, 0, period)]
            expected = np.quantile(days, float(share), method="inverted_cdf") if days else np.nan
            np.testing.assert_equal(table[0, 0, period], expected)


def test_many_ties_and_cuts_do_not_add_up_to_an_error() -> None:
    """A thousand of two thousand have the event at once and no one else ever: exactly half, in every cell of the year."""
    found: list[Wait] = [(k % 2, 0, 5, 8, 1.0 if k < 1000 else 2.0, k < 1000) for k in range(2000)]
    (table,) = tables(found, (Fraction(1, 2),))
    assert table[:, 0, 8].tolist() == [1.0] * len(GROUPS)
