"""Scores of packages, replication by replication: each against nothing more done with the same draw, luck and future."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from results.intervals import Floats
from results.priorities.choices.goals import Objective
from results.priorities.choices.packages import Package
from results.priorities.simulated.evaluate import PLANNED, Evaluator
from scenarios.posterior import REPLICATIONS_PER_DRAW


def scores(
    evaluator: Evaluator, packages: Sequence[Package], objective: Objective, numbers: range, futures: Sequence[str] = (PLANNED,)
) -> Floats:
    """Scores against nothing more done in the same replication, shape (packages, futures, observations, replications of each).

    An aim that has no value in one of the packages' replications, or in that with nothing more done, tells none of them apart there: it
    counts as no change for all.
    """
    columns = [evaluator.column(aim.indicator) for aim in objective.aims]
    replications = replications_of(evaluator, numbers)
    found = []
    for future in futures:
        values = evaluator.at([(), *packages], replications, future).values[:, :, columns]
        changes = values[1:] - values[:1]
        undefined = np.isnan(changes).any(axis=0)
        found.append(objective.score(np.where(undefined, 0.0, changes)).reshape(len(packages), len(numbers), -1))
    return np.stack(found, axis=1)


def replications_of(evaluator: Evaluator, numbers: range) -> range:
    """The replications of some observations."""
    each = REPLICATIONS_PER_DRAW if evaluator.pairs else 1
    return range(numbers.start * each, numbers.stop * each)
