"""Sums of money as people write them."""

from __future__ import annotations

import pytest

from app.amounts import budgets, sum_of, weights


@pytest.mark.parametrize(
    "text", ["12000000", "12 000 000", "12\u00a0000\u00a0000", "12e6", "12 mnkr", "12,0 mnkr", "12.0M", "12000 tkr", "12Mkr", "12000000 kr"]
)
def test_twelve_million_is_twelve_million(text: str) -> None:
    assert sum_of(text) == 12e6


@pytest.mark.parametrize("text", ["", "mycket", "1.2.3", "12 miljoner", "nan", "inf", "1e999", "12 mnkr extra"])
def test_what_is_no_sum_is_none(text: str) -> None:
    assert sum_of(text) is None


def test_budgets_are_read_with_all_faults_at_once() -> None:
    assert budgets(["kommun=12,5 mnkr", "stat=0"]) == ({"kommun": 12.5e6, "stat": 0.0}, [])
    _, faults = budgets(["komun=1", "kommun", "region=-1", "stat=1e15", "projekt=1", "projekt=2"])
    assert [fault.given for fault in faults] == ["komun", "kommun", "region=-1", "stat=1e15", "projekt=2"]
    assert "kommun" in faults[0].suggestion


def test_weights_are_read_with_all_faults_at_once() -> None:
    assert weights(["3.4=2", "3.6=0,5"]) == ({"3.4": 2.0, "3.6": 0.5}, [])
    _, faults = weights(["3.4", "3.4=-1", "3.5=x", "3.6=1", "3.6=2"])
    assert [fault.given for fault in faults] == ["3.4", "3.4=-1", "3.5=x", "3.6=2"]
