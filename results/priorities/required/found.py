"""How much is enough: asked, searched, checked with fresh luck and fresh draws of parameters, and told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from results.intervals import Floats, intervals
from results.priorities.found import Range, Verdict
from results.priorities.required.levels import TOP, Family
from results.priorities.required.search import Search
from results.priorities.required.trials import Asked, Outcome, Trials, mean_of
from scenarios.posterior import REPLICATIONS_PER_DRAW, draw_numbers

MOST_ADDED = 2
"""How often places are added where a check does not reach the value."""

STEP = 6
"""By how much of the scale they are added."""

UPSTREAM = (
    "caseworkers",
    "dwellings",
    "health_slots",
    "preschool_places",
    "preparation_places",
    "sfi_seats",
    "so_leaders",
    "practice_places",
)
"""Services that people wait for before another begins: what else may hold a value back."""


@dataclass(frozen=True)
class Check:
    """A plan simulated with people, luck and draws that the search has not seen.

    Attributes
    ----------
    seed
        Its seed.
    values
        The indicator in the judged areas, each with its interval; None where too few people stand behind it.
    reached, calculations
        In how many of how many calculations (draws of parameters) the value is reached where it was asked for.
    """

    seed: int
    values: tuple[Range | None, ...]
    reached: int
    calculations: int


@dataclass(frozen=True)
class HeldBack:
    """Another service whose queue keeps the value down: what the indicator gains with enough of it too."""

    service: str
    gain: Range


@dataclass(frozen=True)
class Required:
    """What a search for the least capacity found.

    Attributes
    ----------
    asked
        What was to be reached.
    goal
        What the places shown reach: the value asked for, or where it cannot be reached what comes near to it.
    reachable
        Whether the value asked for can be reached with places at all.
    highest
        What is reached with as much as there may be, in each judged area.
    unbounded
        What is reached with as much as anyone could use; better than `highest` where the bound on what is plausible matters.
    start
        What is reached as it is by the people of the last check, in each judged area, with its interval.
    family, positions
        The plan.
    checks
        What the checks said, the last one of the plan as it is told.
    unsteady
        Where more places gave a worse value, as amounts of places (fewer, more).
    held_back
        What else keeps the value down, the most first; only where it cannot be reached.
    """

    asked: Asked
    seed: int
    replications: int
    goal: float
    reachable: bool
    highest: Floats
    unbounded: Floats
    start: tuple[Range | None, ...]
    family: Family
    positions: tuple[int, ...]
    checks: tuple[Check, ...]
    unsteady: tuple[tuple[float, float], ...]
    held_back: tuple[HeldBack, ...]
    simulations: int

    @property
    def value(self) -> Range | None:
        """What the plan reaches by the last check, with its interval."""
        return self.checks[-1].values[0]

    @property
    def verdict(self) -> Verdict:
        """Whether the plan is told to reach its goal: the interval lies wholly on the right side, wholly on the wrong one, or on both."""
        value = self.value
        if value is None:
            return "unclear"
        worst, best = (value.low, value.high) if self.asked.more_is_better else (value.high, value.low)
        if bool(self.asked.reached(np.array(worst), self.goal)):
            return "met"
        return "unclear" if bool(self.asked.reached(np.array(best), self.goal)) else "not_met"

    @property
    def met_on_average(self) -> bool:
        """Whether the check reaches the goal on average."""
        value = self.value
        return value is not None and bool(self.asked.reached(np.array(value.mean), self.goal))

    def missing(self) -> Floats:
        """Places that are needed beyond those there are, shape (rows, months)."""
        found: Floats = np.maximum(np.array(self.family.plan(self.positions)) - self.family.today, 0.0)
        return found


def required(asked: Asked, trials: Trials, *, seed: int = 1, replications: int = 16) -> Required:
    """The least places that reach the value.

    Parameters
    ----------
    replications
        In the search, each with a draw of its own where parameters are drawn; the checks have twice as many, with other draws and seeds.
    """
    search = Search(asked, trials, seed, _searched(asked, replications))
    positions, checks = _checked(search, search.found(), replications)
    amount = [(search.family.amount((a,) * len(asked.rows)), search.family.amount((b,) * len(asked.rows))) for a, b in search.unsteady()]
    # As it is, for the people of the check: the two are compared.
    unseen = _unseen(asked, replications)
    start = trials.outcomes(None, checks[-1].seed, unseen)
    return Required(
        asked=asked,
        seed=seed,
        replications=replications,
        goal=float(search.goals[0]),
        reachable=search.reachable,
        highest=search.highest,
        unbounded=search.unbounded,
        start=_ranges(search, start, unseen),
        family=search.family,
        positions=positions,
        checks=checks,
        unsteady=tuple(amount),
        held_back=() if search.reachable else _held_back(search),
        simulations=trials.done,
    )


def _searched(asked: Asked, replications: int) -> tuple[int, ...]:
    """Replications of the search: of each draw of parameters only one, as draws differ far more than chance does."""
    each = 1 if asked.scenario.posterior is None else REPLICATIONS_PER_DRAW
    return tuple(range(0, each * replications, each))


def _unseen(asked: Asked, replications: int) -> tuple[int, ...]:
    """Replications of the checks, twice as many, with draws that the search has not seen: all of each draw, for the interval's sake."""
    first = _searched(asked, replications + 1)[-1]
    return tuple(range(first, first + 2 * replications))


def _checked(search: Search, positions: tuple[int, ...], replications: int) -> tuple[tuple[int, ...], tuple[Check, ...]]:
    """The positions, with more where a check did not reach the goal, and the checks."""
    checks = []
    for added in range(MOST_ADDED + 1):
        check, means = _check(search, positions, search.seed + 1 + added, replications)
        checks.append(check)
        good = search.good(means)
        if good[0] or added == MOST_ADDED or not search.reachable:
            break
        short = [not good[search.judge(row)] for row in range(len(positions))]
        positions = tuple(min(TOP, p + STEP) if low else p for p, low in zip(positions, short, strict=True))
    return positions, tuple(checks)


def _check(search: Search, positions: Sequence[int], seed: int, replications: int) -> tuple[Check, Floats]:
    numbers = _unseen(search.asked, replications)
    outcomes = search.trials.outcomes(search.family.plan(positions), seed, numbers)
    values = np.array([outcome.values for outcome in outcomes])
    each = _by_draw(search.asked, values[:, 0], numbers)
    reached = int(search.asked.reached(each, float(search.goals[0])).sum())
    return Check(seed, _ranges(search, outcomes, numbers), reached, len(each)), mean_of(search.asked, values)


def _by_draw(asked: Asked, values: Floats, numbers: Sequence[int]) -> Floats:
    """Means over the replications that share a draw; the values themselves where none are drawn."""
    draws = np.array(draw_numbers(asked.scenario, numbers) or numbers)
    return np.array([values[draws == draw].mean() for draw in dict.fromkeys(draws.tolist())])


def _ranges(search: Search, outcomes: Sequence[Outcome], numbers: Sequence[int]) -> tuple[Range | None, ...]:
    values = np.array([outcome.values for outcome in outcomes])
    over = intervals(values, draw_numbers(search.asked.scenario, numbers))
    shown = search.alone & np.isfinite(over.mean)
    shown[0] = np.isfinite(over.mean[0])
    return tuple(Range(float(over.mean[k]), float(over.low[k]), float(over.high[k])) if shown[k] else None for k in range(values.shape[1]))


def _held_back(search: Search) -> tuple[HeldBack, ...]:
    """Services whose queues keep the value down where it is asked for although there are places enough of the one sought."""
    asked, trials = search.asked, search.trials
    top = search.family.plan((TOP,) * len(asked.rows))
    alone = trials.values(top, search.seed, search.replications)[:, 0]
    sign = 1.0 if asked.more_is_better else -1.0
    draws = draw_numbers(asked.scenario, search.replications)
    found = []
    for service in UPSTREAM:
        if service == asked.service or not asked.scenario.county.areas(service):
            continue
        gain = sign * (trials.values(top, search.seed, search.replications, service)[:, 0] - alone)
        over = intervals(gain, draws)
        told = Range(float(over.mean), float(over.low), float(over.high))
        if told.told_apart and told.mean > 0.0:
            found.append(HeldBack(service, told))
    return tuple(sorted(found, key=lambda each: -each.gain.mean))
