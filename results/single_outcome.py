"""Where a single outcome, such as a real year, was expected by an earlier run: wider than where its expected value was.

It holds the chance of one outcome, and where the run drew its parameters how uncertain they were.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from io import BytesIO
from math import sqrt
from typing import Any
from zipfile import BadZipFile

import numpy as np

from results.intervals import Floats, critical, intervals, variances

Ends = tuple[float, float]
"""Lower and upper end of an interval."""


def from_interval(low: float, high: float, replications: int) -> Ends:
    """The interval of one more outcome, from the confidence interval of the mean of so many.

    The half-width of the one is t s sqrt(1 + 1/n), that of the other t s / sqrt(n).
    """
    middle, half = (low + high) / 2.0, (high - low) / 2.0 * sqrt(replications + 1.0)
    return middle - half, middle + half


def from_draws(values: Floats, draws: Sequence[int]) -> Ends:
    """The interval of one more outcome of unknown parameters, from replications of which some share a draw of them.

    The squares of two half-widths add up: that of the expected value, chance and parameters together, and that of one outcome's chance.

    Parameters
    ----------
    values
        Shape (replications,).
    draws
        The draw of each, at least two different ones.
    """
    found, parts = intervals(values, draws), variances(values, draws)
    paired = parts.replications - parts.draws
    chance = float(parts.within) if paired else float(parts.between)
    half = float(np.hypot(found.half, critical(paired + 1 if paired else parts.draws) * sqrt(chance)))
    return float(found.mean) - half, float(found.mean) + half


class EarlierValues:
    """The values of each replication of an earlier run that drew its parameters.

    Raises
    ------
    ValueError
        The content is not that of a replications.npz.
    """

    def __init__(self, content: bytes, posteriors: Mapping[str, Mapping[str, Any]]) -> None:
        """Read what the file holds; `posteriors` is what the run's manifest says of each scenario's, by name."""
        try:
            with np.load(BytesIO(content), allow_pickle=False) as file:
                arrays = {name: file[name] for name in file.files}
            keys = zip(*(arrays[name].tolist() for name in ("indicator", "area", "group", "period")), strict=True)
            self._column = {key: column for column, key in enumerate(keys)}
            names = arrays["scenarios"].tolist()
            self._values = {name: arrays[f"values_{k}"] for k, name in enumerate(names)}
            self._draws = {n: _draws(arrays[f"replications_{k}"], posteriors[n]) for k, n in enumerate(names) if n in posteriors}
        except (OSError, KeyError, TypeError, BadZipFile) as error:
            raise ValueError("not the values of a run") from error

    @property
    def drawn(self) -> bool:
        """Whether every scenario has replications of different draws."""
        return bool(self._draws) and all(len(set(draws)) > 1 for draws in self._draws.values())

    def single_outcome(self, scenario: str, cell: tuple[str, str, str, str]) -> Ends | None:
        """Where one outcome was expected; None where the scenario drew no parameters, or only once."""
        draws, column = self._draws.get(scenario, ()), self._column.get(cell)
        if column is None or len(set(draws)) < 2:
            return None
        return from_draws(self._values[scenario][:, column], draws)


def _draws(replications: Any, posterior: Mapping[str, Any]) -> tuple[int, ...]:
    """The draw of each replication, as `Posterior.draw_of`."""
    return tuple((number // posterior["replications_per_draw"]) % posterior["draws"] for number in replications.tolist())
