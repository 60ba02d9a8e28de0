"""Texts in Swedish by default, English on request, and numbers as people write them."""

from __future__ import annotations

import pytest

from scenarios.language import language, number, set_language, text_of, translate


def test_texts_are_looked_up_when_they_are_shown() -> None:
    set_language("sv")
    assert translate("There is no such file.") == "Filen finns inte."
    set_language("en")
    assert translate("There is no such file.") == "There is no such file."
    assert language() == "en"


def test_a_text_without_translation_stays_as_it_is() -> None:
    set_language("sv")
    assert translate("A text that no catalogue has") == "A text that no catalogue has"
    assert translate("") == ""


def test_other_languages_are_refused() -> None:
    with pytest.raises(ValueError, match="de"):
        set_language("de")


def test_the_text_of_the_language_is_chosen_and_swedish_stands_in_for_missing_english() -> None:
    assert text_of("Länstal", "Allotment") == "Allotment"
    assert text_of("Länstal", "") == "Länstal"
    set_language("sv")
    assert text_of("Länstal", "Allotment") == "Länstal"


@pytest.mark.parametrize(
    ("value", "decimals", "swedish", "english"),
    [
        (1234567.891, 1, "1\u00a0234\u00a0567,9", "1,234,567.9"),
        (-0.25, 2, "\u22120,25", "-0.25"),
        (-0.001, 1, "0,0", "0.0"),
        (12, 0, "12", "12"),
        (float("nan"), 1, "..", ".."),
        (float("inf"), 1, "..", ".."),
    ],
)
def test_numbers_are_written_as_in_the_language(value: float, decimals: int, swedish: str, english: str) -> None:
    assert number(value, decimals) == english
    set_language("sv")
    assert number(value, decimals) == swedish
