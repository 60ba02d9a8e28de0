"""The report says how sure it is by chance and by parameters, what is drawn, and that an outdated calibration is outdated."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pandas as pd
import pytest

from results.identity import Calibration
from results.report.compose import compose
from results.report.html import render
from results.report.lint import lint
from results.report.local import local_pages
from results.report.material import Material
from results.report.uncertainty import calibration_facts, drawn_table, outdated_words, parts_table, weight_words
from results.report.write import about
from results.uncertainty import COLUMNS
from scenarios.language import set_language
from scenarios.posterior import Posterior
from tests.results.draws import FACTS
from tests.results.report_examples import material

DRAWS = tuple({"sfi.apply_days_mean": 50.0 + k, "work.kind_shares[0]": 0.5, "capacity.sfi_seats": 1.0 + k / 10} for k in range(11))
UP_TO_DATE = Calibration("d" * 64, date(2026, 11, 26), 11, ())
OUTDATED = replace(UP_TO_DATE, outdated=("law", "assumptions"))


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    set_language("en")
    yield
    set_language("sv")


def example(*alternatives: str, calibration: Calibration = UP_TO_DATE) -> Material:
    """A report whose parameters are drawn: self-support is unsure by parameters, work within two years by chance."""
    plain = material(*alternatives)
    name = plain.base.name
    rows = [
        ("", name, "self_support", "19", "all", "2018-2021", 30.0, 0.5, 2.0, "percent", 8, 16, 1),
        ("", name, "self_support", "19", "women", "2018-2021", 20.0, 0.5, 0.1, "percent", 8, 16, 0),
        ("", name, "work_two_years", "19", "all", "2017-2021", 20.0, 0.6, 0.1, "percent", 8, 16, 0),
        *((name, each, "self_support", "19", "all", "2018-2021", 1.5, 0.3, 0.75, "percentage_points", 8, 16, 1) for each in alternatives),
    ]
    posterior = Posterior(DRAWS, FACTS)
    table = pd.DataFrame(rows, columns=list(COLUMNS))
    extras = replace(plain.extras, uncertainty=table, calibration=calibration, run_facts=calibration_facts(calibration, 8))
    return replace(plain, base=plain.base.model_copy(update={"posterior": posterior}), extras=extras)


def test_both_parts_stand_beside_each_other() -> None:
    table = parts_table(example("vastmanland/mer-sfi"))
    assert [row[1:] for row in table.rows] == [
        ("Unchanged", "30.0", "0.5", "2.0"),
        ("Difference A", "+1.50", "0.30", "0.75"),
        ("Unchanged", "20.0", "0.6", "≤ 0.1"),
    ]
    assert table.numbers is not None
    assert [row[-3:] for row in table.numbers.rows] == [(0.5, 2.0, "yes"), (0.3, 0.75, "yes"), (0.6, 0.1, "no")]


def test_a_sentence_says_what_would_make_it_surer() -> None:
    assert weight_words(example("vastmanland/mer-sfi")).startswith("For 2 of the 3 numbers in the table")


def test_what_is_drawn_is_told_with_the_scenarios_own_value() -> None:
    some = example()
    assert some.base.posterior is not None
    table = drawn_table(some.base, some.base.posterior)
    assert table.numbers is not None
    assert [row[3:6] for row in table.numbers.rows] == [(55.0, 50.5, 59.5), (0.5, 0.5, 0.5), (1.5, 1.05, 1.95)]
    assert [row[6] for row in table.numbers.rows] == list(DRAWS[0])
    assert table.rows[2][2] == "1"


def test_an_outdated_calibration_is_told_on_top_of_every_page() -> None:
    assert outdated_words(UP_TO_DATE) == outdated_words(None) == ""
    some = example("vastmanland/mer-sfi", calibration=OUTDATED)
    page = compose(some)
    assert "the law and the assumptions" in page.warning
    assert page.warning in about(page).lines
    html = render(page)
    assert lint(html) == []
    assert html.index("is outdated") < html.index("The question")
    assert {local.page.warning for local in local_pages(some)} == {page.warning}


def test_the_report_names_the_calibration_and_keeps_its_promises() -> None:
    some = example("vastmanland/mer-sfi")
    html = render(compose(some))
    assert lint(html) == []
    for words in ("d" * 16, "8 of 11", "11 likely sets", "3 values were fitted"):
        assert words in html
    assert 'class="warning"' not in html
    assert "hold chance only" not in html


def test_without_draws_the_report_says_that_parameters_are_held() -> None:
    html = render(compose(material("vastmanland/mer-sfi")))
    assert "hold chance only" in html
    assert calibration_facts(None, 0) == (("Parameters", "the scenario's own values, the same in all calculations"),)


def test_what_is_not_drawn_here_is_named() -> None:
    found = dict(calibration_facts(replace(UP_TO_DATE, left=("sfi.pace_spread",)), 8))
    assert "sfi.pace_spread" in found.values()


def test_a_calibration_that_knew_more_than_the_decision_says_so() -> None:
    later = replace(UP_TO_DATE, later=date(2017, 1, 1))
    assert "2017-01-01, after the decision" in outdated_words(later)
    assert dict(calibration_facts(later, 8))["Calibration up to date"].startswith("not compared")
