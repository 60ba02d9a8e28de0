"""`--readiness`: what is asked is said in the report, and what cannot be asked is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.app.conftest import Etablering
from tests.golden.stored import HERE

SMALL = str(HERE / "small.toml")


def test_the_report_says_what_can_be_taken(tmp_path: Path, etablering: Etablering) -> None:
    asked = ("--readiness", "so_in_time=100", "--readiness", "sfi_wait_median=3000")
    ended = etablering("run", SMALL, "--replications", "2", "--workers", "1", "--out", str(tmp_path / "ut"), *asked)
    assert ended.code == 0, ended.err
    report = (tmp_path / "ut" / "report.html").read_text(encoding="utf-8")
    assert "Länet kan ta emot 0 fler asylsökande i månaden" in report, "not all complete civic orientation in time even now"
    assert "I 2 av 2 beräkningar" in report, "nobody waits for eight years"


@pytest.mark.parametrize(
    "wrong", ["sfi_in_time=60", "received=60", "sfi_in_time_plan", "sfi_in_time_plan=x", "sfi_in_time_plan=nan", "queue_sfi=4"]
)
def test_what_cannot_be_asked_is_refused(wrong: str, tmp_path: Path, etablering: Etablering) -> None:
    ended = etablering("run", SMALL, "--readiness", wrong, "--out", str(tmp_path / "ut"))
    assert ended.code == 2
    assert not (tmp_path / "ut").exists()
