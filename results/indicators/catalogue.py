"""The catalogue: every indicator by its key, in the order in which tables show them."""

from __future__ import annotations

from results.indicators.beside import BESIDE
from results.indicators.courses import COURSE_RESULTS
from results.indicators.entries import ENTRIES
from results.indicators.followed import FOLLOWED
from results.indicators.headline import HEADLINE
from results.indicators.indicator import Indicator
from scenarios.language import text_of

CATALOGUE: dict[str, Indicator] = {indicator.key: indicator for indicator in (*HEADLINE, *BESIDE, *FOLLOWED, *COURSE_RESULTS, *ENTRIES)}
"""Indicators by key: headline first, then what stands beside."""


def indicator(key: str) -> Indicator:
    """The indicator with this key.

    Raises
    ------
    KeyError
        No indicator has the key.
    """
    return CATALOGUE[key]


def name(key: str) -> str:
    """The indicator's name in the language of the reader."""
    found = CATALOGUE[key]
    return text_of(found.sv, found.en)


def full_name(key: str) -> str:
    """The name where it stands alone: a part ("… in ordinary work") with that of the whole, which stands before it in the catalogue."""
    own = name(key)
    if not own.startswith("…"):
        return own
    before = list(CATALOGUE)[: list(CATALOGUE).index(key)]
    return next(f"{name(each)} {own}" for each in reversed(before) if not name(each).startswith("…"))


def definition(key: str) -> str:
    """The indicator's definition in the language of the reader."""
    found = CATALOGUE[key]
    return text_of(found.definition_sv, found.definition_en)
