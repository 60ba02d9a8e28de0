"""The best ways to pick at most one option of each group within limits, one after the other, by integer programming."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from results.intervals import Floats

Picked = tuple[int, ...]
"""The option picked of each group; 0 is none, which brings and takes nothing."""


def best_of(values: Sequence[Floats], takes: Sequence[Floats], room: Floats) -> Iterator[Picked]:
    """Ways to pick, the best first, each once; ends when there is none left.

    Parameters
    ----------
    values
        What each option of each group brings, shape (options,); the first is 0. They are best of the size of 1.
    takes
        What it takes of each room, shape (options, rooms); the first takes nothing.
    room
        Most that may be taken of each, shape (rooms,); not below 0 and best of the size of 1.
    """
    from scipy.optimize import Bounds, LinearConstraint, milp

    value = np.concatenate([each[1:] for each in values])
    take = np.concatenate([each[1:] for each in takes])
    group = np.repeat(np.arange(len(values)), [len(each) - 1 for each in values])
    one_each = np.equal.outer(np.arange(len(values)), group).astype(np.float64)
    constraints = [LinearConstraint(one_each, ub=1.0)]
    if len(room):
        constraints.append(LinearConstraint(take.T, ub=room))
    while len(value):
        found = milp(
            -value,
            integrality=np.ones(len(value), dtype=np.int64),
            bounds=Bounds(0, 1),
            constraints=constraints,
            options={"mip_rel_gap": 0.0},
        )
        if found.x is None:
            return
        chosen = np.asarray(found.x) > 0.5
        yield _picked(chosen, group, len(values))
        # The same way again is cut off: one more or one fewer option must be picked.
        constraints.append(LinearConstraint(np.where(chosen, 1.0, -1.0)[None, :], ub=float(chosen.sum()) - 1.0))
    yield (0,) * len(values)


def _picked(chosen: NDArray[np.bool_], group: NDArray[np.intp], groups: int) -> Picked:
    """The number of the option chosen within each group, counted from 1."""
    found = [0] * groups
    for place in np.flatnonzero(chosen):
        found[group[place]] = int(place - np.searchsorted(group, group[place])) + 1
    return tuple(found)
