"""Charts: the same bytes every time, colours and marks that survive grey print, words and table beside each picture."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from results.charts import write_all
from results.charts.chart import ALT_MOST, Chart
from results.charts.cohort import FILLS, ORDER
from results.charts.differences import Difference, differences, sexes
from results.charts.flow import STATES
from results.charts.series import MOST_SERIES, Mark, Series, marks_in_words, pages
from results.charts.style import COLOURS, DASHES, HATCHES, MARKERS, QUIET, picture, short, wrap
from results.report import figures
from results.report.material import Material
from scenarios.language import set_language
from tests.results.report_examples import material

ROWS = [
    Difference("Sfi-start i tid", "women", "Procentenheter", 3.0, 1.0, 5.0, told_apart=True),
    Difference("Sfi-start i tid", "men", "Procentenheter", 0.5, -1.0, 2.0, told_apart=False),
    Difference("Väntan", "women", "Dagar", -4.0, float("nan"), float("nan"), told_apart=False),
]


@pytest.fixture(autouse=True)
def swedish() -> None:
    """Swedish, whatever ran before."""
    set_language("sv")


@pytest.fixture(scope="module")
def example() -> Material:
    """Two alternatives with made-up numbers."""
    return material("vastmanland/mer-sfi", "vastmanland/praktik-lika")


@pytest.fixture(scope="module")
def charts(example: Material) -> tuple[Chart, ...]:
    """Every chart of a report."""
    set_language("sv")
    single = (
        figures.received_chart(example),
        figures.steps_chart(example),
        figures.cohort_chart(example),
        figures.capacity_chart(example),
        figures.overview_chart(example),
        figures.who_waits_chart(example),
    )
    drawn = [chart for chart in single if chart is not None]
    assert len(drawn) == len(single)
    return (*drawn, *figures.waiting_charts(example), *figures.sex_charts(example))


def contrast(colour: str) -> float:
    """Contrast of a colour against white (WCAG 2)."""
    parts = [int(colour[k : k + 2], 16) / 255 for k in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 1.05 / (0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2] + 0.05)


@pytest.mark.parametrize("colour", COLOURS)
def test_colours_reach_three_to_one(colour: str) -> None:
    assert contrast(colour) >= 3.0


def test_quiet_text_reaches_seven_to_one() -> None:
    assert contrast(QUIET) >= 7.0


def test_series_differ_without_colour() -> None:
    looks = [(str(d), m, h) for d, m, h in zip(DASHES, MARKERS, HATCHES, strict=True)]
    assert len(set(looks)) == MOST_SERIES
    assert len(set(map(str, DASHES))) == len(set(MARKERS)) == MOST_SERIES


def test_waiting_is_hatched_and_nothing_else_is() -> None:
    waits = {key for key, _name, waits in STATES if waits}
    assert set(ORDER) == {key for key, _name, _waits in STATES}
    assert {key for key, (_fill, _edge, hatch) in FILLS.items() if hatch} == waits


def test_charts_say_what_they_are(charts: tuple[Chart, ...]) -> None:
    for chart in charts:
        assert 0 < len(chart.alt) <= ALT_MOST
        assert chart.title
        assert len(chart.description) > 40
        assert chart.data.rows
        assert "{" not in chart.title + chart.alt + chart.description


def test_every_interval_is_named(charts: tuple[Chart, ...]) -> None:
    for chart in charts:
        named = "95 % konfidensintervall för det förväntade värdet, 8 beräkningar" in chart.description
        assert named or "inget intervall" in chart.description, chart.key


def test_charts_have_their_own_files(charts: tuple[Chart, ...], tmp_path: Path) -> None:
    assert len({chart.key for chart in charts}) == len(charts)
    written = write_all(tmp_path / "charts", charts)
    assert len(written) == 3 * len(charts)
    assert all(path.stat().st_size > 0 for path in written)
    assert {path.suffix for path in written} == {".svg", ".png", ".csv"}


def test_pictures_fit_on_a_page(charts: tuple[Chart, ...]) -> None:
    for chart in charts:
        found = re.search(rb'height="([\d.]+)pt"', chart.picture.svg)
        assert found is not None
        assert float(found[1]) / 72 <= 9.2, chart.key


def test_the_same_chart_has_the_same_bytes() -> None:
    def draw() -> Chart:
        return differences(ROWS, sexes(), key="k", title="t", alt="a", replications=8)

    first, second = draw().picture, draw().picture
    assert first == second
    assert b"dc:date" not in first.svg
    assert b"tIME" not in first.png


def test_what_cannot_be_told_apart_is_said_in_the_table() -> None:
    chart = differences(ROWS, sexes(), key="k", title="t", alt="a", replications=8)
    assert [row[-1] for row in chart.data.rows] == ["skild från noll", "kan inte skiljas från noll", "kan inte skiljas från noll"]


def test_too_long_an_alternative_text_is_refused() -> None:
    with pytest.raises(ValueError, match="alternative text"):
        differences(ROWS, sexes(), key="k", title="t", alt="x" * (ALT_MOST + 1), replications=8)


def test_more_alternatives_than_a_chart_holds_are_split() -> None:
    series = [Series("bas", "", 0), *(Series(f"alt{k}", f"Alternativ {k}", k) for k in range(1, 8))]
    parts = pages(series)
    assert all(part[0].place == 0 and len(part) <= MOST_SERIES for part in parts)
    assert [s for part in parts for s in part[1:]] == series[1:]
    assert all(len({s.colour for s in part}) == len(part) for part in parts)


def test_marked_dates_are_explained_in_order() -> None:
    marks = [
        Mark(date(2016, 3, 1), "kommunerna ska ta emot"),
        Mark(date(2017, 1, 1), "", decision=True),
        Mark(date(2018, 1, 1), "programmet"),
    ]
    assert marks_in_words(marks) == (
        "Heldraget streck är beslutsdagen 2017-01-01; prickade streck är ändrade regler: "
        "1 kommunerna ska ta emot (2016-03-01); 2 programmet (2018-01-01)."
    )


@pytest.mark.parametrize(("value", "text"), [(1500.0, "1\N{NO-BREAK SPACE}500"), (12.5, "12,5"), (-0.25, "\N{MINUS SIGN}0,25"), (0.0, "0")])
def test_axis_numbers_have_the_decimals_they_need(value: float, text: str) -> None:
    assert short(value) == text


def test_long_labels_are_broken() -> None:
    assert max(map(len, wrap("Självförsörjande 90 dagar efter avslutad etablering", 30).split("\n"))) <= 30


def test_pictures_hold_no_address_but_the_names_of_their_format() -> None:
    svg = picture(1.0, lambda figure: None).svg.decode()
    assert not re.search(r"(href|src)=\"https?:", svg)
