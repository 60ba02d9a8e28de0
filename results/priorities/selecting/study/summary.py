"""Savings, from what was tried: against which yardstick, with which first stage, in which groups of configurations."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median
from typing import Any

from results.priorities.selecting.study.tries import FIRSTS

Row = dict[str, Any]

HELD_AGAINST = {
    "Clark-Yang": "equal allocation with the same promise (Clark–Yang)",
    "Nelson-Matejcik": "equal allocation that takes all differences to be as variable (Nelson–Matejcik), where they are",
    "Rinott": "two stages without shared luck (Rinott)",
    "oracle": "the oracle",
}
"""What the selection is held against, in words."""


def proven(row: Row) -> bool:
    """Whether Nelson and Matejcik's procedure promises anything: normal noise and differences that are all as variable."""
    return bool(row["variances"] == "equal" and row["noise"] == "normal")


def best_first(row: Row, name: str) -> int:
    """The first stage with which a yardstick takes the fewest observations in a configuration."""
    return min(FIRSTS, key=lambda first: float(row[f"{name}/{first}"]))


def equal_allocation(row: Row, name: str) -> float | None:
    """Observations of a yardstick; None where the oracle found none."""
    found = row["oracle"] if name == "oracle" else row[f"{name}/{best_first(row, name)}"]
    return None if found is None else float(found)


def saving(row: Row, name: str) -> float | None:
    """Part of a yardstick's observations that the selection does without; None where there is nothing to hold it against."""
    found = equal_allocation(row, name)
    return None if found is None else 1.0 - row["asked"] / found


def fewer_than(row: Row, name: str) -> bool:
    """Whether the selection took fewer observations than a yardstick."""
    found = saving(row, name)
    return found is None or found > 0.0


def saving_words(rows: Sequence[Row], name: str) -> str:
    """Median saving and its range over configurations."""
    among = [row for row in rows if name != "Nelson-Matejcik" or proven(row)]
    found = [value for row in among if (value := saving(row, name)) is not None]
    if not found:
        return "–"
    texts = [f"{100 * value:.0f}".replace("-", "−") for value in (median(found), min(found), max(found))]
    return f"{texts[0]} % ({texts[1]} to {texts[2]})"


def groups(rows: Sequence[Row]) -> dict[str, list[Row]]:
    """Configurations by what they have in common; the last holds all."""
    normal = [row for row in rows if row["noise"] == "normal"]
    found = {words: [row for row in normal if row["means"] == means] for means, words in _MEANS.items()}
    found |= {f"{systems} systems": [row for row in normal if row["systems"] == systems] for systems in (5, 10, 20, 50)}
    found |= {f"{words} variances": [row for row in normal if row["variances"] == words] for words in ("equal", "unequal")}
    found |= {f"correlation {value:g}": [row for row in normal if row["correlation"] == value] for value in (0.0, 0.5, 0.9)}
    found |= {words: [row for row in rows if row["noise"] == noise] for noise, words in _NOISE.items()}
    return found | {"all": list(rows)}


_MEANS = {"slippage": "slippage", "ascending": "ascending means", "random": "random means"}
_NOISE = {"heavy": "heavy tails", "skewed": "skewed noise", "draws": "drawn parameters"}
