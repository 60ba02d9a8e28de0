"""The report: what it promises to those who read, listen, print and check."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook

from results.indicators.catalogue import CATALOGUE
from results.report import ReportFaultError, lint
from results.report.compose import compose
from results.report.html import render
from results.report.material import Change, Material
from results.report.page import Page, Section, Words
from results.report.sentences import change_sentence, front_sentences
from results.report.words import between, change_words, listed
from results.report.write import write_page
from scenarios.language import set_language
from tests.results.report_examples import material

TWO = ("vastmanland/mer-sfi", "vastmanland/praktik-lika")


@pytest.fixture(autouse=True)
def swedish() -> None:
    """Swedish, whatever ran before."""
    set_language("sv")


@pytest.fixture(scope="module")
def example() -> Material:
    """Two alternatives with made-up numbers."""
    return material(*TWO)


@pytest.fixture(scope="module")
def page(example: Material) -> Page:
    """The composed report."""
    set_language("sv")
    return compose(example)


@pytest.fixture(scope="module")
def html(page: Page) -> str:
    """The report's file."""
    set_language("sv")
    return render(page)


def change(value: float, low: float, high: float, indicator: str = "plan_wait_median", place: int = 0, same_sign: int = 7) -> Change:
    """A difference in the county for everybody."""
    return Change(TWO[place], indicator, "19", "all", "2017-2021", value, low, high, same_sign)


def test_report_passes_its_own_check(html: str) -> None:
    assert lint(html) == []


def test_sections_stand_in_the_order_of_the_brief(html: str) -> None:
    headings = [re.sub("<[^>]+>", "", h) for h in re.findall(r"<h2[^>]*>(.*?)</h2>", html)]
    assert headings == [
        "Frågan",
        "Alternativen",
        "Vad beräkningen visar, i korthet",
        "Beredningsgruppens förslag",
        "Innehåll",
        "Läget i länet",
        "Vad beräkningen visar",
        "Kvinnor och män (flickor och pojkar)",
        "Kommunerna (delområden)",
        "Ledtider steg för steg",
        "Var nästa flaskhals uppstår",
        "Vem får vänta längre",
        "Barnets bästa",
        "Länsrapport per prioriterat område",
        "Mål som beräkningen inte kan bedöma",
        "Så säkert är det",
        "Är beräkningen trovärdig?",
        "Kostnad per part",
        "Källor",
        "Så gjordes beräkningen",
    ]


def test_first_page_has_three_sentences_one_chart_one_table_and_room(page: Page) -> None:
    kinds = [item.kind for block in page.front for item in block.items]
    assert kinds.count("chart") == kinds.count("table") == kinds.count("own") == 1
    shows = next(block for block in page.front if block.key == "visar-kort")
    first = shows.items[0]
    assert first.kind == "list"
    assert len(first.lines) == 3


def test_title_and_bodies_are_the_countys(html: str) -> None:
    assert "<h1>Underlag för årets prioritering — Västmanlands län 2017</h1>" in html
    assert "Beredningsgruppens material till Integrationsrådet" in html


def test_people_are_said_to_be_simulated(html: str) -> None:
    assert "simulerade – inga verkliga" in html
    assert "inte gjord för beslut om enskilda" in html


def test_no_english_is_left(html: str) -> None:
    text = re.sub(r"<style>.*?</style>|<[^>]+>", " ", html, flags=re.DOTALL)
    assert not re.findall(r"\b(the|with|and|waiting|calculations?|interval for)\b", text)


def test_a_report_on_one_scenario_works() -> None:
    alone = compose(material())
    made = render(alone)
    assert lint(made) == []
    assert "Alternativen" not in made
    assert "Vem får vänta längre" not in made
    assert "<h1>Västmanland, oförändrat" in made


def test_many_alternatives_work() -> None:
    names = ("mer-sfi", "praktik-lika", "gemensam-so", "fler-bostader", "halsa-alla", "tidiga-samtal", "asyltid")
    made = compose(material(*(f"vastmanland/{name}" for name in names)))
    assert lint(render(made)) == []
    assert "vantande-2" in {chart.key for chart in made.charts()}


def test_texts_are_escaped(page: Page) -> None:
    nasty = "<script>alert(1)</script> https://example.org"
    made = render(replace(page, sections=(Section("x", "Rubrik", (Words(nasty),)),)))
    assert "<script>" not in made
    assert lint(made) == []


def test_report_can_be_read_in_english(example: Material) -> None:
    set_language("en")
    made = render(compose(example))
    assert lint(made) == []
    assert '<html lang="en">' in made


# Sentences


def test_a_difference_told_apart_is_said_with_its_interval(example: Material) -> None:
    assert change_sentence(example, change(-18.0, -25.0, -12.0)) == (
        "I 7 av 8 beräkningar minskar ”Tid till etableringsplan” med alternativ A; den förväntade minskningen är mellan 12 och 25 dagar."
    )


def test_a_difference_not_told_apart_is_not_called_none(example: Material) -> None:
    said = change_sentence(example, change(-3.0, -9.0, 3.0))
    assert said == "Med alternativ A kan skillnaden i ”Tid till etableringsplan” inte skiljas från noll."


def test_no_difference_at_all_is_said_so(example: Material) -> None:
    assert "densamma" in change_sentence(example, change(0.0, 0.0, 0.0))


def test_weak_evidence_is_said_first(example: Material) -> None:
    said = change_sentence(example, change(2.0, 1.0, 3.0, "self_support", place=1))
    assert said.startswith("Under antagandet att insatser leder till arbete så som modellen räknar (belägg C): i 7 av 8")
    assert "ntagandet" not in change_sentence(example, change(2.0, 1.0, 3.0, "plan_in_time", place=1))


def test_front_sentences_use_only_tested_differences(example: Material) -> None:
    flat = replace(example, differences=example.differences.assign(low=-1000.0, high=1000.0))
    said = " ".join(front_sentences(flat))
    assert "ökar" not in said
    assert "minskar" not in said
    assert said.count("kan inte skiljas från noll") + said.count("kan skiljas från noll") >= 2


def test_a_goal_without_an_indicator_is_not_said_to_be_unmoved(example: Material) -> None:
    """A goal of another agreement, or a planner's own: nothing is known of it, which is not the same as no difference."""
    first = example.alternatives[0]
    unknown = {"goal": "9.9", "indicators": ()}
    of_elsewhere = first.model_copy(update={"measures": tuple(m.model_copy(update=unknown) for m in first.measures)})
    goals = front_sentences(replace(example, alternatives=(of_elsewhere, *example.alternatives[1:])))[0]
    assert "för A är ingen indikator knuten till målet" in goals
    assert not re.search(r"för A\b[^;]* kan skillnaden i det egna målet", goals)


def test_small_ends_of_intervals_keep_their_digits() -> None:
    assert between(change(0.2, 0.04, 0.4)) == "mellan 0,04 och 0,40 dagar"
    assert "+0,0 (" not in change_words(change(0.2, 0.04, 0.4, "plan_in_time"))


@pytest.mark.parametrize(("words", "text"), [((), ""), (("A",), "A"), (("A", "B"), "A och B"), (("A", "B", "C"), "A, B och C")])
def test_lists_are_written_as_in_swedish(words: tuple[str, ...], text: str) -> None:
    assert listed(words) == text


@pytest.mark.parametrize(
    ("value", "indicator", "direction"),
    [(5.0, "plan_in_time", "better"), (-5.0, "plan_in_time", "worse"), (-5.0, "plan_wait_median", "better"), (5.0, "received", "neither")],
)
def test_direction_follows_the_indicator(value: float, indicator: str, direction: str) -> None:
    assert change(value, value - 1, value + 1, indicator).direction == direction


def test_series_that_break_are_not_pooled_across_the_break(example: Material) -> None:
    assert example.period("self_support") == "2018-2021"
    assert example.period("plan_in_time") == "2017-2021"


def test_indicators_named_in_the_report_exist() -> None:
    from results.report import choice

    named = {*choice.OUTCOMES, *choice.MAIN, *choice.CHILDREN, *choice.WAITS, *choice.LOCAL}
    assert sorted(named - set(CATALOGUE)) == []


# Files


def test_files_of_a_report(page: Page, tmp_path: Path) -> None:
    path = write_page(tmp_path, page)
    assert path == tmp_path / "report.html"
    assert path.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    keys = {chart.key for chart in page.charts()}
    assert {p.stem for p in (tmp_path / "charts").iterdir()} == keys
    book = load_workbook(tmp_path / "tables.xlsx", read_only=True)
    assert book.sheetnames[0] == "Läs mig"
    assert len(book.sheetnames) > len(keys)


def test_workbook_has_numbers_where_the_page_has_words(page: Page) -> None:
    table = next(t for t in page.tables() if t.key == "huvudindikatorer")
    assert table.numbers is not None
    assert all(isinstance(row[4], float) for row in table.numbers.rows)


def test_a_report_with_a_fault_is_not_written(page: Page, tmp_path: Path) -> None:
    wrong = replace(page, sections=(Section("x", "Ett", ()), Section("x", "Två", ())))
    with pytest.raises(ReportFaultError, match="twice"):
        write_page(tmp_path, wrong)
    assert list(tmp_path.iterdir()) == []


# The check itself

GOOD = (
    '<html lang="sv"><head><title>T</title></head><body><a href="#innehall">Gå</a><h1>R</h1>'
    '<main id="innehall"><h2>A</h2><figure><img src="data:," alt="Staplar">'
    '<table><caption>C</caption><tr><th scope="col">K</th></tr></table></figure></main></body></html>'
)


@pytest.mark.parametrize(
    ("before", "after", "fault"),
    [
        ('lang="sv"', "", "language"),
        ("<title>T</title>", "", "title"),
        ("<h1>R</h1>", "", "h1"),
        ("<h2>A</h2>", "<h3>A</h3>", "h3 follows h1"),
        (' alt="Staplar"', "", "alternative text"),
        ('<img src="data:," alt="Staplar">', "", "alternative text"),
        ("<caption>C</caption>", "", "caption"),
        (' scope="col"', "", "scope"),
        ('href="#innehall"', 'href="#annat"', "leads nowhere"),
        ("<h2>A</h2>", '<h2 id="innehall">A</h2>', "twice"),
        ("<h2>A</h2>", "<h2>A</h2><p>https://example.org</p>", "web address"),
        ("<h2>A</h2>", "<h2>Optimal portfölj</h2>", "forbidden word"),
    ],
)
def test_check_finds_each_fault(before: str, after: str, fault: str) -> None:
    assert lint(GOOD) == []
    assert before in GOOD
    assert any(fault in found for found in lint(GOOD.replace(before, after)))


def test_check_finds_a_figure_without_its_table() -> None:
    bare = re.sub("<table>.*?</table>", "", GOOD)
    assert "figure 1 has no table" in lint(bare)


def test_the_report_names_the_agreement_and_what_happens_when_in_its_year(example: Material) -> None:
    county = example.base.county
    said = [item.text for section in compose(example).sections for item in section.items if isinstance(item, Words)]
    assert f"{county.agreement_sv}. {county.cycle_sv}" in said
