"""Finding a personnummer or samordningsnummer in a cell, so that no file with one is read and no message repeats it."""

from __future__ import annotations

import re
from datetime import datetime

MASKED = "\N{FULL BLOCK}" * 4
"""What stands in place of a personnummer; no reader says anything more about such a cell."""

_DIGITS = re.compile(r"(?<!\d)(?:\d{2})?\d{2}(?P<month>\d{2})(?P<day>\d{2})\s?[-+\u2010-\u2015\u2212]?\s?\d{4}(?!\d)")

COORDINATION = 60
"""Added to the day of birth in a samordningsnummer."""


def has_personnummer(value: str | float | datetime) -> bool:
    """Whether a cell holds ten or twelve digits that begin with a date of birth, with or without a sign before the last four.

    The check digit is not asked about: a number that was mistyped may still lead to somebody.
    """
    if isinstance(value, datetime):
        return False
    if isinstance(value, float):
        if not value.is_integer() or not 1e8 <= value < 1e12:
            return False
        # A number cell has lost the zeros it began with: born in the years 2000 to 2009.
        text = f"{int(value):010d}"
    else:
        text = value
    return any(_is_date(int(found["month"]), int(found["day"])) for found in _DIGITS.finditer(text))


def _is_date(month: int, day: int) -> bool:
    return 1 <= month <= 12 and 1 <= (day - COORDINATION if day > COORDINATION else day) <= 31
