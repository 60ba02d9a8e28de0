"""The report on priorities: what it promises to those who decide, listen, print and check."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from openpyxl import load_workbook

from results.indicators.catalogue import CATALOGUE
from results.priorities.found import Prioritisation, Range, Shelf
from results.priorities.report import write
from results.priorities.report.compose import composed
from results.priorities.report.matter import Matter, letter_of
from results.priorities.report.sentences import order_sentence
from results.priorities.report.shelved import shelf_lines
from results.priorities.report.weighing import scores, weighing
from results.priorities.report.wording import level_words, narrow_words, of_budget, often
from results.priorities.report.write import write_composed
from results.priorities.report.years import years_tables
from results.priorities.simulated.wanted import wanted
from results.report import lint
from results.report.html import render
from results.report.page import Page
from scenarios.language import number, set_language
from tests.priorities.report_examples import PACKAGES, county_menu, found

HEADINGS = [
    "Frågan",
    "Alternativen, i korthet",
    "Vad beräkningen visar, i korthet",
    "Beredningsgruppens förslag",
    "Innehåll",
    "Läget i länet",
    "Hur gick det med förra årets prioriteringar",
    "Alternativen",
    "Vad beräkningen visar",
    "Kvinnor och män (flickor och pojkar)",
    "Kommunerna (delområden)",
    "Var nästa flaskhals uppstår",
    "Barnets bästa",
    "Vad som kan ändra bilden",
    "Mål som beräkningen inte kan bedöma",
    "Så säkert är det",
    "Så gjordes beräkningen",
]


@pytest.fixture(autouse=True)
def swedish() -> None:
    """Swedish, whatever ran before."""
    set_language("sv")


@pytest.fixture(scope="module")
def matter() -> Matter:
    """The whole example."""
    set_language("sv")
    return Matter(found())


@pytest.fixture(scope="module")
def page(matter: Matter) -> Page:
    """Its report."""
    set_language("sv")
    return composed(matter)


@pytest.fixture(scope="module")
def html(folder: Path) -> str:
    """The report's file."""
    return (folder / "report.html").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, matter: Matter, page: Page) -> Path:
    """The example as it is written."""
    set_language("sv")
    made = tmp_path_factory.mktemp("priorities")
    write_composed(made, matter, page)
    return made


def text_of(html: str) -> str:
    """What people read."""
    return re.sub(r"<(style|script).*?</\1>|<[^>]+>", " ", html, flags=re.DOTALL).replace("\N{NO-BREAK SPACE}", " ").replace("\u2060", "")


def as_scored(example: Prioritisation, shelves: dict[int, Shelf]) -> Matter:
    """The example with other shelves, by the package's place."""
    changed = tuple(replace(each, shelf=shelves.get(k, each.shelf)) for k, each in enumerate(example.candidates))
    return Matter(replace(example, candidates=changed))


# What it promises


def test_report_passes_its_own_check(html: str) -> None:
    assert lint(html) == []


def test_headings_stand_in_the_order_of_the_brief(html: str) -> None:
    headings = [re.sub("<[^>]+>", "", h) for h in re.findall(r"<h2[^>]*>(.*?)</h2>", html)]
    packages = [f"Åtgärdspaket {letter}" for letter in "ABCDEF"]
    assert headings == [*HEADINGS, *packages, "Antaganden, källor och definitioner"]


def test_the_proposal_is_left_for_people_to_write(page: Page) -> None:
    (own,) = next(block for block in page.front if block.key == "forslag").items
    assert own.kind == "own"
    assert own.text == "Skrivs av Beredningsgruppen."


def test_the_first_page_has_three_sentences_one_chart_and_one_table(page: Page) -> None:
    kinds = [item.kind for block in page.front for item in block.items]
    assert (kinds.count("chart"), kinds.count("table"), kinds.count("own")) == (1, 1, 1)
    sentences = next(block for block in page.front if block.key == "visar-kort").items[0]
    assert sentences.kind == "list"
    assert len(sentences.lines) == 3


def test_no_package_is_called_best_of_all_and_none_a_portfolio(html: str) -> None:
    assert not re.search(r"portfölj|optimal|kandidat|vinnare|bästa åtgärdspaket", text_of(html).casefold())


def test_no_english_is_left(html: str) -> None:
    assert not re.findall(r"\b(the|with|and|package|calculations?|interval for|nothing)\b", text_of(html))


def test_nothing_is_fetched(html: str) -> None:
    assert not re.search(r"https?:|<link|src=\"(?!data:)|@import|fetch\(|XMLHttp", html)


def test_every_package_has_a_page_that_prints_alone(page: Page) -> None:
    sheets = [section.key for section in page.sections if section.sheet]
    assert sheets == [*(f"paket-{letter}" for letter in "abcdef"), "forteckningar"]


def test_what_cannot_be_judged_stays_on_the_first_page(matter: Matter) -> None:
    line = shelf_lines(matter)[-1]
    assert line.startswith("Går inte att bedöma: 30 procent fler bostäder")
    assert "3.9 Delaktighet i samhällslivet" in line


def test_weak_evidence_is_said_with_its_assumption(html: str) -> None:
    text = text_of(html)
    assert "Under antagandet att åtgärder med belägg C" in text
    assert "Belägg C: under antagandet att verkan är som angetts" in text


def test_frequencies_are_counts_of_calculations(html: str) -> None:
    assert "A i 7 av 40, B i 11 av 40 och C i 22 av 40 beräkningar" in text_of(html)


# Figures


def test_every_outcome_has_its_interval(matter: Matter, html: str) -> None:
    text = text_of(html)
    for each in matter.named:
        score = Range(*(100.0 * end for end in (each.found.score.mean, each.found.score.low, each.found.score.high)))
        assert narrow_words(score).replace("\N{NO-BREAK SPACE}", " ").replace("\u2060", "").split("(")[1] in text


def test_numbers_in_the_workbook_are_those_of_the_page(folder: Path, matter: Matter) -> None:
    sheet = load_workbook(folder / "tables.xlsx")["Alla åtgärdspaket"]
    rows = {str(row[0]): row for row in sheet.iter_rows(min_row=6, values_only=True) if row[0]}
    assert sorted(rows) == sorted(each.label for each in matter.everything)
    text = text_of((folder / "report.html").read_text(encoding="utf-8"))
    for each in matter.named:
        row = rows[each.label]
        mean, low, high = (float(str(value)) for value in row[-4:-1])
        assert mean == pytest.approx(100.0 * each.found.score.mean)
        said = [("+" if round(v, 1) > 0 else "") + number(v, 1) for v in (mean, low, high)]
        assert f"{said[0]} ({said[1]} till {said[2]})" in text


def test_each_chart_is_written_in_three_forms(folder: Path) -> None:
    for key in ("kostnad-mot-utfall", "bast-per-framtid", "vem-far-vanta"):
        assert all((folder / "charts" / f"{key}.{ending}").stat().st_size > 0 for ending in ("svg", "png", "csv"))


def test_costs_stand_against_the_budget_of_each_payer(matter: Matter, page: Page) -> None:
    assert of_budget(6.2e6, 12e6).replace("\N{NO-BREAK SPACE}", " ") == "6,2 av 12,0"
    table = next(t for t in page.tables() if t.key == "kostnad-per-part")
    assert table.numbers is not None
    for row in table.numbers.rows:
        assert all(isinstance(sek, float) and isinstance(row[2], float) and sek <= row[2] for sek in row[3 : 3 + len(matter.years)])


# Weighing anew


def test_reweighing_with_the_same_weights_is_the_objectives_score(matter: Matter) -> None:
    form = weighing(matter)
    assert form is not None
    for k, each in enumerate(matter.everything):
        changes = np.array([(matter.change(each, aim.indicator) or pytest.fail("no change")).value for aim in matter.found.objective.aims])
        assert form.weighed(k)[0] == pytest.approx(100.0 * float(matter.found.objective.score(changes)))


def test_reweighing_follows_the_objective_for_other_weights(matter: Matter) -> None:
    form, objective = weighing(matter), matter.found.objective
    assert form is not None
    weights = {aim.goal: float(k) for k, aim in enumerate(objective.aims)}
    other = replace(objective, weights=weights)
    for k, each in enumerate(matter.everything):
        changes = np.array([(matter.change(each, aim.indicator) or pytest.fail("no change")).value for aim in objective.aims])
        expected = float(other.score(changes))
        assert form.weighed(k, tuple(weights.values()))[0] == pytest.approx(100.0 * expected)
        assert scores([each.found], np.array(list(weights.values())))[0] == pytest.approx(expected)


def test_the_widest_interval_holds_the_true_one(matter: Matter) -> None:
    form = weighing(matter)
    assert form is not None
    for k, each in enumerate(matter.everything):
        _mean, low, high = form.weighed(k)
        assert low <= 100.0 * each.found.score.low + 1e-9
        assert high >= 100.0 * each.found.score.high - 1e-9


def test_the_page_works_with_the_same_parts_as_the_form(matter: Matter, html: str) -> None:
    found_data = re.search(r'<script type="application/json" class="weighing-data">(.*?)</script>', html, re.DOTALL)
    assert found_data is not None
    data = json.loads(found_data.group(1))
    form = weighing(matter)
    assert form is not None
    assert data["closed"] == [[list(part) for part in parts] for parts in form.closed]
    fields = re.findall(r'<input id="vikt-\d+"[^>]* value="([\d.]+)"', html)
    assert [float(value) for value in fields] == list(form.weights)
    assert html.count('<label for="vikt-') == len(fields)
    assert 'aria-live="polite"' in html


def test_the_workbook_weighs_by_formula_and_shows_what_it_comes_to(folder: Path, matter: Matter) -> None:
    formulas = load_workbook(folder / "tables.xlsx")["Väg om målen"]
    values = load_workbook(folder / "tables.xlsx", data_only=True)["Väg om målen"]
    weights = [cell.value for cell in formulas[6] if isinstance(cell.value, int | float)]
    assert weights == list(weighing(matter).weights)  # type: ignore[union-attr]
    for k, each in enumerate(matter.everything):
        row = 7 + k
        assert str(formulas.cell(row, 3).value).startswith("=SUMPRODUCT($G$6:")
        parts = [values.cell(row, 7 + j).value for j in range(len(weights))]
        by_hand = sum(w * float(p) for w, p in zip(weights, parts, strict=True) if isinstance(p, int | float)) / sum(weights)
        assert values.cell(row, 3).value == pytest.approx(by_hand)
        assert values.cell(row, 3).value == pytest.approx(100.0 * each.found.score.mean)
    order = [int(str(values.cell(7 + k, 6).value)) for k in range(len(matter.everything))]
    assert sorted(order) == list(range(1, len(order) + 1))


# Shelves in words


def test_why_two_years_differ_is_told_with_every_part(matter: Matter, html: str) -> None:
    """Everyone in the report; women and men too in the workbook, whose parts add up."""
    table = next(iter(years_tables(matter)))
    assert table.title in html
    assert "Varför 2020 skiljer sig från 2018" in table.title
    assert len(table.rows) == 2
    assert table.numbers is not None
    assert len(table.numbers.rows) == 2 * 3 * 7
    whole = [row[4] for row in table.numbers.rows[:7]]
    assert whole[1] - whole[0] == whole[2] == sum(whole[3:])  # type: ignore[operator, arg-type]


def test_a_package_told_best_is_said_to_come_first() -> None:
    matter = as_scored(replace(found(), requirements=()), {0: "first", 1: "later", 2: "later"})
    assert matter.named[0].package == PACKAGES[0][1]
    assert order_sentence(matter).startswith("Åtgärdspaket A kommer först: det kan skiljas från de andra. B–F kommer efter.")
    assert shelf_lines(matter)[0] == "Prioriteras först: A. Det kan skiljas från alla andra som har jämförts."


def test_equal_packages_are_said_not_to_be_told_apart(matter: Matter) -> None:
    said = order_sentence(matter)
    assert said.startswith("Åtgärdspaketen A, B och C är likvärdiga: inget av dem kan skiljas från det som har högst medelvärde.")


def test_that_the_search_came_to_its_end_is_said() -> None:
    assert "Sökningen nådde sitt tak" in order_sentence(Matter(replace(found(), decided=False)))
    assert "Sökningen nådde sitt tak" not in order_sentence(Matter(found()))


def test_the_package_with_the_highest_mean_is_among_those_shown_however_dear() -> None:
    example = found()
    dear = replace(example.candidates[0], cost=100.0 * example.candidates[0].cost)
    others = tuple(replace(each, shelf="alike") for each in example.candidates[1:6])
    matter = Matter(replace(example, candidates=(dear, *others, example.candidates[6])))
    assert dear.package in [each.package for each in matter.told]
    assert [each.letter for each in matter.named] == list("ABCDEF")


def test_equal_packages_stand_by_their_cost(matter: Matter) -> None:
    alike = [float(each.found.cost.sum()) for each in matter.named if each.found.shelf == "alike"]
    assert alike == sorted(alike)
    assert [letter_of(k) for k in (0, 25, 26, 52)] == ["A", "Z", "AA", "BA"]


def test_a_search_without_its_optional_parts_is_reported() -> None:
    page = composed(Matter(found(whole=False)))
    made = render(page)
    assert lint(made) == []
    assert "Andra framtider har inte beräknats" in made
    assert "bast-per-framtid" not in {chart.key for chart in page.charts()}


def test_no_package_within_the_budgets_is_said() -> None:
    example = found(whole=False)
    nothing = replace(found().candidates[-1], shelf="first", held=())
    made = render(composed(Matter(replace(example, candidates=(nothing,)))))
    assert lint(made) == []
    assert "Inget åtgärdspaket ryms inom vad varje part kan betala" in made


def test_one_indicator_is_told_in_its_own_unit() -> None:
    matter = Matter(found("sfi_wait_median", whole=False))
    made = text_of(render(composed(matter)))
    assert "Väg målen på ett annat sätt" not in made
    assert "dagar bättre" in made


def test_report_can_be_read_in_english(tmp_path: Path) -> None:
    set_language("en")
    made = write(tmp_path, found(whole=False)).read_text(encoding="utf-8")
    assert lint(made) == []
    assert "To be prioritised first" in made


# Words


def test_levels_and_counts_are_said_in_words() -> None:
    assert level_words(0.5) == "hälften så mycket som föreslaget"
    assert level_words(1.5) == "1,50 gånger det föreslagna"
    assert often(7.0, 10).replace("\N{NO-BREAK SPACE}", " ") == "7 av 10"
    assert often(2.5, 10).replace("\N{NO-BREAK SPACE}", " ") == "2,5 av 10"


def test_a_narrow_cell_says_what_cannot_be_told_apart() -> None:
    assert narrow_words(Range(0.5, -1.0, 2.0)).replace("\N{NO-BREAK SPACE}", " ") == "oklart (−1,0 till +2,0)"
    assert narrow_words(Range(0.0, 0.0, 0.0)) == "ingen skillnad"
    assert narrow_words(None) == "–"


def test_the_indicators_that_are_wanted_hold_all_that_goals_and_measures_are_read_by() -> None:
    kept = wanted(county_menu(), "goals")
    assert set(kept) <= set(CATALOGUE)
    assert {"work_two_years", "sfi_in_time_plan", "sfi_wait_median", "received", "preschool_in_time"} <= set(kept)
    with pytest.raises(KeyError):
        wanted(county_menu(), "no_such_indicator")
