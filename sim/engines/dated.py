"""The scenario's dated values as tables: compiled code reads a parameter by its number.

The clock only moves on, so the values that hold now stand in one row of numbers that is changed at their dates; what held at another
instant is looked up.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from scenarios.schema.field import meta_of
from scenarios.schema.scenario import PARAMETERS
from scenarios.values import Number, Vector
from sim.engines.tables import HISTORY, STEP

if TYPE_CHECKING:
    from scenarios.schema.scenario import Scenario


def _numbered() -> Iterator[tuple[str, int]]:
    """Names and lengths of all parameters with a fixed number of numbers."""
    for section, model in PARAMETERS.items():
        for key, field in model.model_fields.items():
            if field.annotation is Number:
                yield f"{section}.{key}", 1
            elif field.annotation is Vector and meta_of(model, key).entries:
                yield f"{section}.{key}", len(meta_of(model, key).entries)


def _places() -> tuple[dict[str, int], int]:
    found, place = {}, 0
    for name, length in _numbered():
        found[name] = place
        place += length
    return found, place


PARAMETER, WIDTH = _places()
"""Where each parameter's numbers begin in the row of values that hold now, and the length of the row."""


def tables(scenario: Scenario, start: float) -> tuple[NDArray[np.float64], NDArray[np.void], NDArray[np.void], NDArray[np.int64]]:
    """The row of values at `start`, the later changes of it by day, and each number's history with where it begins.

    Returns
    -------
    now
        Shape (WIDTH,).
    steps
        Records (day, place, value) by day; of several on a day, the last holds.
    history
        Records (day, value), number by number; the first of each begins at minus infinity.
    first
        Where each number's history begins, shape (WIDTH + 1,).
    """
    now, steps, first = np.zeros(WIDTH), [], []
    history: list[tuple[float, float]] = []
    for name, length in _numbered():
        parameter = scenario.parameter(name)
        values = np.array([step.value for step in parameter.steps], dtype=np.float64).reshape(len(parameter.steps), length)
        for k in range(length):
            first.append(len(history))
            history += list(zip((-np.inf, *parameter.days), values[:, k], strict=True))
            place = PARAMETER[name] + k
            steps += [(when, place, value) for when, value in history[first[-1] + 1 :] if when > start]
            now[place] = np.atleast_1d(np.asarray(parameter.at(start), dtype=np.float64))[k]
    first.append(len(history))
    steps.sort(key=lambda step: step[0])
    return now, np.array([*steps, (np.inf, 0, 0.0)], STEP), np.array(history, HISTORY), np.array(first, np.int64)
