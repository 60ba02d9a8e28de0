"""How sure the order of packages is: over draws of parameters, chance and futures together.

Every package meets the same people with the same luck, the same draws and the same futures, and is scored against nothing more done in
the very same replication. A *calculation* is one draw of parameters in one future: the mean of the replications that share the draw.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from results.intervals import Floats, intervals
from results.priorities.choices.goals import Objective
from results.priorities.choices.packages import Package
from results.priorities.doubt.worth import worth
from results.priorities.found import Doubt, Range
from results.priorities.simulated.evaluate import PLANNED, Evaluator
from results.priorities.simulated.scores import replications_of, scores

DRAWS = 6
"""Draws of parameters in each future: four futures, six packages and nothing come to 336 simulations, of which the planned future's are
mostly done when packages have been chosen."""

SAME = 1e-9
"""Scores that differ by less come of the same events: sums are rounded."""


def doubt(
    evaluator: Evaluator,
    packages: Sequence[Package],
    objective: Objective,
    draws: int = DRAWS,
    futures: Sequence[str] | None = None,
    among: Sequence[Package] | None = None,
) -> Doubt:
    """How sure the order of some packages is.

    Parameters
    ----------
    packages
        Those to compare, the chosen one first; the empty one is added where it is not among them.
    draws
        Calculations in each future, from the first draw on; at least two.
    futures
        Names of the futures; all that the evaluator's question has by default.
    among
        The packages between which knowing a parameter could change the choice; all by default. Those of them count that have been
        simulated most often: no simulation is made for it.
    """
    compared = (*packages, *([] if () in packages else [()]))
    names = tuple(evaluator.question.futures if futures is None else futures)
    found = scores(evaluator, compared, objective, range(draws), names)
    numbers = evaluator.draws(replications_of(evaluator, range(draws)))
    means = found.mean(axis=3)
    lost = means.max(axis=0) - means
    regret = lost.mean(axis=2)
    worths, rest_on = worth(evaluator, compared if among is None else among, objective) if PLANNED in names else ({}, 0)
    return Doubt(
        packages=compared,
        futures=names,
        best_in=(lost <= SAME).sum(axis=2).astype(float),
        calculations=draws,
        score=_ranges(found, numbers),
        against=_ranges(found - found[:1], numbers),
        regret=regret,
        worst=tuple(names[int(row.argmax())] if row.max() > SAME else "" for row in regret),
        variance=variance_parts(found),
        worth=worths,
        worth_draws=rest_on,
    )


def variance_parts(scores: Floats) -> Floats:
    """Parts that chance, parameters and futures have in the variance of each package's score, shape (packages, 3), summing to 1.

    The variance of one replication of one draw in one future, each future as likely as the others: chance is what is left within a draw
    and a future, parameters what draws differ by within a future, futures what the means of futures differ by. Each is estimated by
    moments with what the others bring into it taken away, and is not below zero; where nothing varies all are zero.

    Parameters
    ----------
    scores
        Shape (packages, futures, draws, replications of each draw), draws and luck the same in all futures; at least two draws. With one
        replication a draw no parameters are drawn: all within a future is chance.
    """
    _packages, _futures, draws, each = scores.shape
    means = scores.mean(axis=3)
    between = means.var(axis=2, ddof=1).mean(axis=1)
    chance = scores.var(axis=3, ddof=1).mean(axis=(1, 2)) if each > 1 else between
    parameters = np.maximum(between - chance / each, 0.0)
    # Luck and draws are shared by the futures, so that only what they do differently in each blurs how the futures' means differ.
    centred = means - means.mean(axis=2, keepdims=True)
    own = centred - centred.mean(axis=1, keepdims=True)
    blur = (own**2).sum(axis=2).mean(axis=1) / (draws - 1) / draws
    futures = np.maximum(means.mean(axis=2).var(axis=1) - blur, 0.0)
    parts = np.stack([chance, parameters if each > 1 else np.zeros_like(chance), futures], axis=1)
    total = parts.sum(axis=1, keepdims=True)
    return np.asarray(np.divide(parts, total, out=np.zeros_like(parts), where=total > SAME**2))


def _ranges(values: Floats, draws: Sequence[int]) -> tuple[tuple[Range, ...], ...]:
    """Interval of each package in each future."""
    packages, futures = values.shape[:2]
    found = intervals(values.reshape(packages, futures, -1).transpose(2, 0, 1), draws)
    return tuple(
        tuple(Range(float(found.mean[p, f]), float(found.low[p, f]), float(found.high[p, f])) for f in range(futures))
        for p in range(packages)
    )
