"""A whole divided by weights keeps its sum."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from scenarios.shares import divided, divided_whole


def test_the_largest_remainders_get_one_more() -> None:
    assert divided(10.0, [1, 1, 2]) == [2.5, 2.5, 5.0]
    assert divided_whole(10, [1, 1, 2]) == [3, 2, 5]
    assert divided_whole(1, [0.2, 0.5, 0.3]) == [0, 1, 0]
    assert divided_whole(5, [0.0, 0.0]) == [0, 0]


@given(total=st.integers(0, 10_000), weights=st.lists(st.floats(0.001, 1000.0), min_size=1, max_size=30))
def test_nobody_is_lost_or_made(total: int, weights: list[float]) -> None:
    parts = divided_whole(total, weights)
    assert sum(parts) == total
    assert all(abs(part - exact) < 1.0 + 1e-6 for part, exact in zip(parts, divided(total, weights), strict=True))
