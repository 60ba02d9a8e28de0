"""Sums of money and weights as people write them on a command line, read with all faults at once."""

from __future__ import annotations

import re
from collections.abc import Iterable
from math import isfinite
from typing import get_args

from scenarios.errors import Problem, did_you_mean
from scenarios.language import translate as _
from scenarios.vocabulary import Payer

PAYERS: tuple[Payer, ...] = get_args(Payer)

LARGEST_SEK = 1e12
"""More than this a year is taken for a slip of the finger."""

LARGEST_WEIGHT = 1000.0

UNITS = {
    "": 1.0,
    "kr": 1.0,
    "sek": 1.0,
    "tkr": 1e3,
    "tsek": 1e3,
    "m": 1e6,
    "mkr": 1e6,
    "mnkr": 1e6,
    "msek": 1e6,
    "mdr": 1e9,
    "mdkr": 1e9,
}
"""What is written after a number, in small letters, and how many kronor one of it is."""

_AMOUNT = re.compile(r"([-+]?[\d\s\u00a0\u202f]*\d(?:[.,]\d+)?(?:[eE][-+]?\d+)?)\s*([A-Za-z]*)\.?")


def budgets(texts: Iterable[str]) -> tuple[dict[Payer, float], list[Problem]]:
    """What each payer can pay a year, SEK, of texts like "kommun=12,5 mnkr", and a fault for each that cannot be read."""
    found, faults = dict[Payer, float](), list[Problem]()
    for text in texts:
        name, equals, amount = text.partition("=")
        payer = next((each for each in PAYERS if each == name.strip().lower()), None)
        sek = sum_of(amount)
        if not equals:
            faults.append(_fault("--budget", _("A budget is a payer, = and a sum."), text, "kommun=12 000 000, region=2,5 mnkr"))
        elif payer is None:
            message = _("There is no payer with this name.")
            faults.append(_fault("--budget", message, name, ", ".join(PAYERS), did_you_mean(name.strip().lower(), PAYERS)))
        elif payer in found:
            faults.append(_fault("--budget", _("The payer has two budgets."), text))
        elif sek is None or not 0.0 <= sek <= LARGEST_SEK:
            message = _("This is no sum of money that can be paid in a year.")
            faults.append(_fault("--budget", message, text, "12 000 000, 12e6, 12,5 mnkr, 500 tkr"))
        if payer is not None and equals:
            found.setdefault(payer, sek or 0.0)
    return found, faults


def sum_of(text: str) -> float | None:
    """A sum in SEK: digits with or without spaces, a comma or point for decimals, an exponent, a unit after it; None if it is none."""
    match = _AMOUNT.fullmatch(text.strip())
    if match is None or match[2].lower() not in UNITS:
        return None
    number = float(re.sub(r"\s", "", match[1]).replace(",", "."))
    return number * UNITS[match[2].lower()] if isfinite(number) else None


def weights(texts: Iterable[str]) -> tuple[dict[str, float], list[Problem]]:
    """What goals weigh, of texts like "3.4=2", and a fault for each that cannot be read."""
    found, faults = dict[str, float](), list[Problem]()
    for text in texts:
        goal, equals, number = text.partition("=")
        try:
            weight = float(number.replace(",", "."))
        except ValueError:
            weight = float("nan")
        if not equals or not goal.strip() or not isfinite(weight) or not 0.0 <= weight <= LARGEST_WEIGHT:
            message = _("A weight is a goal, = and a number from 0 on.")
            faults.append(_fault("--weight", message, text, f"3.4=2, 3.6=0,5 (≤ {LARGEST_WEIGHT:g})"))
        elif goal.strip() in found:
            faults.append(_fault("--weight", _("The goal has two weights."), text))
        else:
            found[goal.strip()] = weight
    return found, faults


def _fault(option: str, message: str, given: str, allowed: str = "", suggestion: str = "") -> Problem:
    return Problem(option, 0, 0, "", message, given, allowed, suggestion)
