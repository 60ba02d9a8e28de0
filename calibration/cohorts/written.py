"""How people write numbers and dates: Swedish and English, each with the convention it follows, so that a mixed column is found."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

_SPACES = " \N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{THIN SPACE}"
_NUMBER = re.compile(rf"([+\-\N{{MINUS SIGN}}]?)\s?(\d{{1,3}}(?:[{_SPACES}]\d{{3}})+|\d+)(?:([.,])(\d+))?", re.ASCII)
_CLOCK = r"(?:[T ](?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:\.\d+)?)?)?"
_DAYS = (
    ("year-month-day", re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})" + _CLOCK, re.ASCII)),
    ("year-month-day", re.compile(r"(?P<year>(?:19|20)\d{2}|2100)(?P<month>\d{2})(?P<day>\d{2})", re.ASCII)),
    ("day/month", re.compile(r"(?P<day>\d{1,2})[./](?P<month>\d{1,2})[./ -](?P<year>\d{4})" + _CLOCK, re.ASCII)),
)

COMMA, POINT = "decimal comma", "decimal point"


@dataclass(frozen=True)
class Written:
    """A number as it was written.

    Attributes
    ----------
    value
        The number.
    decimals
        Digits after the sign of decimals.
    convention
        "decimal comma" or "decimal point"; empty where it follows neither.
    """

    value: float
    decimals: int
    convention: str = ""


def number_of(text: str) -> Written | None:
    """The number that a text means; None where it means none, or where two signs leave it open (1.234,5).

    Spaces of any width may stand between thousands; points and commas are signs of decimals and nothing else.
    """
    found = _NUMBER.fullmatch(text)
    if found is None:
        return None
    sign, whole, mark, part = found[1], re.sub(rf"[{_SPACES}]", "", found[2]), found[3], found[4] or ""
    if len(whole) > 15:
        return None
    value = float(f"{whole}.{part or 0}")
    convention = "" if mark is None else COMMA if mark == "," else POINT
    return Written(-value if sign in ("-", "\N{MINUS SIGN}") else value, len(part), convention)


def day_of(text: str) -> tuple[datetime, str] | None:
    """The date that a text means with its convention ("year-month-day", "day/month"); None where it means none.

    Of two numbers before the year the first is the day, as in Sweden.
    """
    for convention, form in _DAYS:
        found = form.fullmatch(text)
        if found is None:
            continue
        number = {name: int(value or 0) for name, value in found.groupdict().items()}
        try:
            when = datetime(
                number["year"], number["month"], number["day"], number.get("hour", 0), number.get("minute", 0), number.get("second", 0)
            )
        except ValueError:
            return None
        return (when, convention) if 1900 <= when.year <= 2100 else None
    return None
