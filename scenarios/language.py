"""The language of texts for people: gettext with English msgids and Swedish by default, and numbers as they are written.

Each room has its own catalogue in `scenarios/locale/<language>/LC_MESSAGES/<room>.mo`. A text is looked up when it is shown,
never when a module is imported, so that the language can be chosen late.
"""

from __future__ import annotations

from contextvars import ContextVar
from functools import cache
from gettext import NullTranslations, translation
from math import isfinite
from pathlib import Path

ROOMS = ("scenarios", "sim", "results", "calibration", "app")
"""The gettext domains, in the order in which they are asked."""

LANGUAGES = ("sv", "en")
"""Languages that can be chosen; the msgids themselves are English."""

CATALOGUES = Path(__file__).parent / "locale"

NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"
MINUS = "\N{MINUS SIGN}"
UNDEFINED = ".."
"""What stands in place of a number that cannot be given, as in official statistics."""

_current: ContextVar[str] = ContextVar("language", default="sv")


def N_(msgid: str) -> str:  # noqa: N802 - the name that gettext tools look for
    """Mark a text for translation where it is written; it is translated where it is shown."""
    return msgid


def set_language(name: str) -> None:
    """Choose the language of all texts from now on: "sv" or "en".

    Raises
    ------
    ValueError
        For any other language.
    """
    if name not in LANGUAGES:
        raise ValueError(name)
    _current.set(name)


def language() -> str:
    """The language chosen now: "sv" or "en"."""
    return _current.get()


def translate(msgid: str) -> str:
    """The text in the chosen language; the msgid itself where no catalogue has it."""
    return _catalogue(_current.get()).gettext(msgid) if msgid else ""


def text_of(sv: str, en: str) -> str:
    """The one of two texts that is in the chosen language; the Swedish one where there is no English."""
    return en if _current.get() == "en" and en else sv


def number(value: float, decimals: int = 0) -> str:
    """The number as people write it in the chosen language, or ".." where it is not defined.

    Swedish has a no-break space between thousands, a decimal comma and a true minus sign.
    """
    if not isfinite(value):
        return UNDEFINED
    rounded = round(value, decimals) + 0.0
    text = f"{rounded:,.{decimals}f}"
    if rounded == 0:
        text = text.removeprefix("-")
    if _current.get() == "en":
        return text
    return text.replace(",", NO_BREAK_SPACE).replace(".", ",").replace("-", MINUS)


@cache
def _catalogue(name: str) -> NullTranslations:
    """The chained catalogues of all rooms in one language; rooms without a file are passed over."""
    chain = NullTranslations()
    for room in reversed(ROOMS):
        found = translation(room, CATALOGUES, languages=[name], fallback=True)
        if type(found) is not NullTranslations:
            found.add_fallback(chain)
            chain = found
    return chain
