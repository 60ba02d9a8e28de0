"""What it would be worth to know a parameter before packages are chosen (expected value of partial perfect information).

Whoever knew a parameter would choose the package that is best at its value. What that gains on average is worked out from draws that are
simulated already: each package's score is regressed on the parameter's drawn values, and the best of the fitted scores, draw by draw, is
held against the one package that is best over all (Strong, Oakley and Brennan 2014, with a straight line for the regression). A line fitted
to few draws finds something in pure chance too; as much as it finds when what is left over is dealt out anew is taken away.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from results.intervals import Floats
from results.priorities.choices.goals import Objective
from results.priorities.choices.packages import Package
from results.priorities.found import SURE, Worth
from results.priorities.simulated.evaluate import PLANNED, Evaluator, Job
from results.priorities.simulated.scores import scores
from scenarios.posterior import REPLICATIONS_PER_DRAW
from sim.luck import Streams

Ints = NDArray[np.intp]

LEAST_DRAWS = 5
"""Fewer say nothing: where four are dealt out anew, one deal in twenty-four is the order that they came in."""

ALIKE = 0.98
"""Parameters whose draws are as correlated as this rise and fall together and are one thing to know."""

DEALS = 400
"""How often what is left over is dealt out anew."""


@dataclass(frozen=True)
class Values:
    """Draws of what can be known apart.

    Attributes
    ----------
    names
        Addresses.
    alike
        Those that rise and fall with each.
    drawn
        Values, shape (draws, names), each with mean 0 and variance 1.
    """

    names: tuple[str, ...]
    alike: tuple[tuple[str, ...], ...]
    drawn: Floats


def worth(evaluator: Evaluator, packages: Sequence[Package], objective: Objective) -> tuple[Mapping[str, Worth], int]:
    """What knowing each parameter would be worth in the planned future, the greatest first, and how many draws that rests on.

    Nothing is simulated: the draws count that have been simulated, and the choice is between the packages that have most of them
    (`contenders`). Nothing is said where there are fewer than `LEAST_DRAWS`, fewer than two packages, or no posterior.
    """
    posterior = evaluator.question.menu.base.posterior
    if posterior is None or len(packages) < 2:
        return {}, 0
    chosen_from, most = contenders(evaluator, packages)
    count = min(most, len(posterior.draws))
    if count < LEAST_DRAWS:
        return {}, 0
    used = evaluator.draws(range(0, count * REPLICATIONS_PER_DRAW, REPLICATIONS_PER_DRAW))
    seen = scores(evaluator, chosen_from, objective, range(count))[:, 0].mean(axis=2)
    return worths(seen.T, known_apart(posterior.draws, used), evaluator.seed), count


def contenders(evaluator: Evaluator, packages: Sequence[Package]) -> tuple[tuple[Package, ...], int]:
    """The packages, at least two, that have been simulated most often, with nothing more done beside them, and how often at least.

    A search goes on simulating those that may be the best: between them lies the choice that knowing more could change, and more of their
    draws tell more of it than fewer draws of all. Nothing more done is what all are held against, and always simulated: it is no measure of
    how often others are, but a choice beside them.
    """
    counts = [ready(evaluator, [(), package]) for package in packages]
    others = [count for package, count in zip(packages, counts, strict=True) if package]
    most = sorted(others if len(others) > 1 else counts)[-2]
    return tuple(package for package, count in zip(packages, counts, strict=True) if count >= most), most


def ready(evaluator: Evaluator, packages: Sequence[Package]) -> int:
    """How many observations, from the first on, of all these packages are simulated in the planned future."""

    def done(number: int) -> bool:
        numbers = range(number * REPLICATIONS_PER_DRAW, (number + 1) * REPLICATIONS_PER_DRAW)
        return all(Job(package, PLANNED, evaluator.seed, n) in evaluator.found for package in packages for n in numbers)

    count = 0
    while done(count):
        count += 1
    return count


def known_apart(draws: Sequence[Mapping[str, float]], used: Sequence[int]) -> Values:
    """The parameters whose values differ between the draws that are used; what rises and falls together under the name of the first.

    Parameters
    ----------
    draws
        All there are: whether two parameters rise and fall together is seen in these, since in a few any two may.
    used
        Numbers of the draws whose values are wanted.
    """
    addresses = list(draws[0])
    raw = np.array([[draw[address] for address in addresses] for draw in draws])
    own = raw[list(used)]
    moves = np.flatnonzero(np.minimum(raw.std(axis=0), own.std(axis=0)) > 1e-12 * np.abs(raw).max(axis=0))
    close = np.abs(_standard(raw[:, moves]).T @ _standard(raw[:, moves])) / len(raw) >= ALIKE
    first, groups = [], []
    left = np.ones(len(moves), dtype=bool)
    for k in range(len(moves)):
        if left[k]:
            group = np.flatnonzero(close[k] & left)
            left[group] = False
            first.append(k)
            groups.append(tuple(addresses[moves[member]] for member in group if member != k))
    return Values(tuple(addresses[moves[k]] for k in first), tuple(groups), _standard(own[:, moves[first]]))


def _standard(values: Floats) -> Floats:
    return np.asarray((values - values.mean(axis=0)) / values.std(axis=0))


def worths(seen: Floats, values: Values, seed: int = 1) -> Mapping[str, Worth]:
    """What knowing each parameter would be worth, the greatest first.

    Parameters
    ----------
    seen
        Scores, shape (draws, packages).
    values
        Draws of what can be known apart, as many.
    seed
        Of the deals.
    """
    draws = len(seen)
    deals = np.array([Streams(seed, deal, draws).uniforms("priorities.worth").argsort() for deal in range(DEALS)])
    found, by_chance = gains(seen, values.drawn), blind_gains(seen, values.drawn, deals)
    # No parameter has anything to do with the packages: the scores are dealt out anew as they are, and the greatest find counts.
    most = np.array([gains(seen[deal], values.drawn).max(initial=0.0) for deal in deals])
    chance = (1 + (most[:, None] >= found).sum(axis=0)) / (1 + DEALS)
    changes = changed(seen, values.drawn)
    sure = chance <= SURE
    gain = np.where(sure, np.maximum(found - by_chance, 0.0), 0.0)
    order = sorted(range(len(values.names)), key=lambda k: (-gain[k], chance[k], -found[k]))
    return {values.names[k]: Worth(float(gain[k]), float(changes[k]) if sure[k] else 0.0, float(chance[k]), values.alike[k]) for k in order}


def gains(seen: Floats, drawn: Floats) -> Floats:
    """Gain by choosing at each draw what a line through the scores says is best, shape (names,); chance included, so never negative."""
    fitted = _fitted(seen, drawn)
    return np.asarray(fitted.max(axis=2).mean(axis=1) - seen.mean(axis=0).max())


def blind_gains(seen: Floats, drawn: Floats, deals: Ints) -> Floats:
    """Gain that the same lines would find where a parameter has nothing to do with the packages, shape (names,).

    Around each package's mean lies what its line leaves over, dealt out anew, and made as wide as it was before the line took its part.
    """
    mean = seen.mean(axis=0)
    left = (seen - _fitted(seen, drawn)) * np.sqrt((len(seen) - 1) / (len(seen) - 2))
    # The slope of what is dealt out; the line is the slope times the drawn value.
    slopes = np.einsum("dk,kxdp->xkp", drawn, left[:, deals]) / len(seen)
    fitted = mean + drawn.T[None, :, :, None] * slopes[:, :, None, :]
    return np.asarray(fitted.max(axis=3).mean(axis=(0, 2)) - mean.max())


def changed(seen: Floats, drawn: Floats) -> Floats:
    """Part of the draws in which the line says that another package than the one best over all is best, shape (names,)."""
    fitted = _fitted(seen, drawn)
    chosen = int(seen.mean(axis=0).argmax())
    return np.asarray((fitted.max(axis=2) > fitted[:, :, chosen]).mean(axis=1))


def _fitted(seen: Floats, drawn: Floats) -> Floats:
    """A line through the scores of each package, by each parameter alone, shape (names, draws, packages)."""
    mean = seen.mean(axis=0)
    slopes = drawn.T @ (seen - mean) / len(seen)
    return np.asarray(mean + drawn.T[:, :, None] * slopes[:, None, :])
