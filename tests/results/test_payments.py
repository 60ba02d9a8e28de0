"""Who pays whom for seats across borders: worked out by hand from small logs."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from results.payments import PAID, payments
from results.report.payments import payments_table
from tests.results.logs import KOPING, SALA, VASTERAS, Numbers, Story, layout, scenario
from tests.results.report_examples import material
from tests.results.test_believability import empty
from tests.small_county.county import with_values

PRICES = {"borders.sfi_price_sek": 1000, "borders.school_price_sek": 6000, "borders.upper_secondary_price_sek": 12000}
MONTH = 365.25 / 12


def paid(story: Story) -> dict[tuple[str, int, int, int], float]:
    """SEK by service, home, host and year, where there is any."""
    grid = layout().grid
    found = payments(story.history(with_values(scenario(), PRICES)), grid)
    return {
        (PAID[k].key, grid.codes[home], grid.codes[host], grid.years[year]): float(found[k, home, host, year])
        for k, home, host, year in zip(*found.nonzero(), strict=True)
    }


def reader(story: Story, home: int, host: int, born: str = "1985-01-01") -> int:
    """Somebody received in one municipality who waits there, and reads SFI in another from 2017-12-02 to 2018-01-31."""
    person = story.tell(story.person(born=born), ("2017-01-01", "placement.received", 1), at=home)
    story.tell(person, ("2017-11-02", "sfi.queued", 21), at=home)
    return story.tell(person, ("2017-12-02", "sfi.course_started", 21), ("2018-01-31", "sfi.course_passed", 21), at=host)


def test_the_home_municipality_pays_by_the_day_and_nobody_pays_at_home() -> None:
    story = Story()
    reader(story, KOPING, VASTERAS)
    reader(story, SALA, SALA)
    found = paid(story)
    assert found == {
        ("sfi", KOPING, VASTERAS, 2017): pytest.approx(1000 * 30 / MONTH),
        ("sfi", KOPING, VASTERAS, 2018): pytest.approx(1000 * 30 / MONTH),
    }


def test_a_pupil_is_paid_for_by_age() -> None:
    """Sixteen on 2018-01-01 (sixteen mean years after birth): compulsory school before, upper secondary school from then."""
    story = Story()
    pupil = story.tell(story.person(born="2002-01-01"), ("2017-01-01", "placement.received", 1), at=KOPING)
    story.tell(pupil, ("2017-12-02", "school.school_requested"), at=KOPING)
    story.tell(pupil, ("2017-12-02", "school.school_started"), ("2018-02-01", "school.school_ended"), at=SALA)
    assert paid(story) == {
        ("school", KOPING, SALA, 2017): pytest.approx(6000 * 30 / MONTH),
        ("upper_secondary", KOPING, SALA, 2018): pytest.approx(12000 * 31 / MONTH),
    }


def test_a_seat_still_held_is_paid_until_the_horizon() -> None:
    story = Story()
    person = story.tell(story.person(), ("2022-01-01", "placement.received", 1), at=KOPING)
    story.tell(person, ("2022-12-01", "sfi.queued", 21), at=KOPING)
    story.tell(person, ("2022-12-01", "sfi.course_started", 21), at=SALA)
    assert paid(story) == {("sfi", KOPING, SALA, 2022): pytest.approx(1000 * 30 / MONTH)}


def test_measures_in_another_municipality_by_home_and_by_host() -> None:
    story = Story()
    reader(story, KOPING, VASTERAS)
    twice = reader(story, KOPING, VASTERAS)
    story.tell(twice, ("2017-03-01", "practice.queued"), at=KOPING)
    story.tell(twice, ("2017-03-11", "practice.started"), ("2017-06-01", "practice.ended"), at=SALA)
    reader(story, VASTERAS, VASTERAS)
    numbers = Numbers(story)
    assert [numbers.value(key, "2017") for key in ("elsewhere", "elsewhere_sfi", "elsewhere_practice", "elsewhere_school")] == [2, 2, 1, 0]
    assert [numbers.value("elsewhere_sfi", "2017", area=str(code)) for code in (KOPING, VASTERAS)] == [2, 0]
    assert [numbers.value("hosted_sfi", "2017", area=str(code)) for code in (KOPING, VASTERAS)] == [0, 2]
    assert numbers.value("hosted_practice", "2017", area=str(SALA)) == 1
    assert numbers.value("elsewhere", "2017", "women") == 2
    assert numbers.value("wait_sfi_neighbours", "2017", area=str(VASTERAS)) == 30
    assert numbers.people("wait_sfi_residents", "2017", area=str(VASTERAS)) == 1
    assert numbers.value("wait_practice_neighbours", "2017") == 10


def test_the_page_says_what_each_municipality_pays_and_is_paid() -> None:
    """Two calculations: Köping pays Västerås 10 000 and 30 000 kronor for SFI in 2017, and 5 000 each time in 2018."""
    base = empty()
    grid = base.layout.grid
    sek = np.zeros((2, len(PAID), len(grid.codes), len(grid.codes), len(grid.years)))
    home, host = grid.codes.index(KOPING), grid.codes.index(VASTERAS)
    sek[:, 0, home, host, grid.years.index(2017)] = 10_000.0, 30_000.0
    sek[:, 0, home, host, grid.years.index(2018)] = 5_000.0
    of = material()
    table = payments_table(replace(base, payments=sek), (), of)
    assert table is not None
    rows = {row[0]: row[1:] for row in table.rows}
    assert str(rows["Köping"][0]).startswith("25\u00a0(")
    assert str(rows["Köping"][1]).startswith("0\u00a0(")
    assert str(rows["Västerås"][1]).startswith("25\u00a0(")
    assert table.numbers is not None
    assert [row[:3] + row[4:6] for row in table.numbers.rows] == [
        ("Köping", "Västerås", "sfi", 2017, 20.0),
        ("Köping", "Västerås", "sfi", 2018, 5.0),
    ]
    assert payments_table(base, (), of) is None
