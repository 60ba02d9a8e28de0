"""One old decision: packages ranked with what was known then, and scored by the run with what then happened."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from results.intervals import Floats, critical
from results.priorities.backtest.candidates import NOTHING, candidates, evenly
from results.priorities.choices.budget import Budgets, planned
from results.priorities.choices.goals import GOALS, Objective, indicators_of, objective
from results.priorities.choices.packages import Menu, Package, menu
from results.priorities.found import Range
from results.priorities.simulated.evaluate import PLANNED, Evaluator, Progress, Question
from scenarios.decided import decided, uses_later_data
from scenarios.posterior import REPLICATIONS_PER_DRAW
from scenarios.schema.scenario import Scenario
from scenarios.vocabulary import Reading
from sim.engines.choice import Engine

OUTCOME: Reading = "outcome"
"""What then happened: evaluated like a future of its own."""

LEVELS = (0.5, 1.0)
"""How much of each measure can be chosen: half as much as proposed, and as proposed."""

YEARS = 3
"""Reported years, from that of the decision on."""


@dataclass(frozen=True)
class Trial:
    """How the packages are tried.

    Attributes
    ----------
    replications
        Calculations of each package in each reading, even: pairs share a draw of parameters.
    """

    seed: int = 1
    replications: int = 16
    workers: int = 1
    engine: Engine = "compiled"
    objective: str = GOALS


@dataclass(frozen=True)
class Tested:
    """A package: its planned cost (SEK, shape (payers, years)), its score as expected then, and its score by what then happened."""

    package: Package
    cost: Floats
    then: Range
    since: Range


@dataclass(frozen=True)
class Backtest:
    """What one old decision shows.

    Attributes
    ----------
    county, year
        Whose decision, and of 1 January of which year.
    titles
        What the measures are called, by id.
    tested
        The packages that were there to choose among, in a fixed order, all within the budgets.
    aims_then, aims_since
        Goals and indicators that the packages were ranked and scored by; what has no value in a reading is left out of it.
    nothing, even, chosen, best
        Places in `tested`: nothing more than the year before, the budgets spread evenly, the best by what was known then, and the best by
        what then happened.
    regret
        What each of the first three loses against the last, in score, with its interval over calculations.
    agreement
        Rank correlation (Spearman) between the scores then and since; nan where they are all alike.
    uses_later_data
        Whether parameters were fitted with what became known after the decision.
    """

    county: str
    year: int
    titles: Mapping[str, str]
    budgets: Budgets
    trial: Trial
    tested: tuple[Tested, ...]
    aims_then: tuple[tuple[str, str], ...]
    aims_since: tuple[tuple[str, str], ...]
    nothing: int
    even: int
    chosen: int
    best: int
    regret: Mapping[str, Range]
    agreement: float
    uses_later_data: bool


def backtest(
    names: Sequence[str],
    year: int,
    budgets: Budgets,
    trial: Trial,
    packages: Sequence[Package] = (),
    progress: Progress | None = None,
) -> Backtest:
    """Try the decision of a year over the measures of some shipped scenarios of one county.

    Parameters
    ----------
    packages
        Those to choose among; `candidates` by default.

    Raises
    ------
    ScenarioError
        Nothing is known of the year.
    """
    whole = menu([decided(name, year, years=YEARS) for name in names], LEVELS, subareas=False)
    since = decided(names[0].partition("/")[0], year, reading=OUTCOME, years=YEARS)
    return tried(whole, since, budgets, trial, packages, progress)


def tried(
    choices: Menu,
    since: Scenario,
    budgets: Budgets,
    trial: Trial,
    packages: Sequence[Package] = (),
    progress: Progress | None = None,
) -> Backtest:
    """The same of a menu as it was known then and the county as it turned out.

    Ranking and scoring have different calculations: who decided knew neither the luck nor the parameters of what came. What it is held
    against, nothing more and the even spread, is tried whether it is among the packages or not; those over a budget are not tried.
    """
    then = choices.base
    indicators = tuple(dict.fromkeys(indicator for _goal, indicator in indicators_of(trial.objective, then.county)))
    question = Question(choices, {PLANNED: then, OUTCOME: since}, indicators, trial.engine)
    even = evenly(choices, budgets)
    given = [package for package in packages if budgets.fit(planned(choices, package))]
    packages = tuple(dict.fromkeys((NOTHING, even, *given))) if packages else candidates(choices, budgets)
    n = trial.replications
    with Evaluator(question, trial.seed, trial.workers, progress) as evaluator:
        aims_then, expected = _scores(evaluator, packages, trial, range(n), PLANNED)
        aims_since, found = _scores(evaluator, packages, trial, range(n, 2 * n), OUTCOME)
    places = {
        "nothing": packages.index(NOTHING),
        "even": packages.index(even),
        "chosen": int(np.argmax(expected.mean(axis=1))),
    }
    best = int(np.argmax(found.mean(axis=1)))
    rows = zip(packages, expected, found, strict=True)
    return Backtest(
        county=then.county.name,
        year=then.decision.year,
        titles={key: measure.title_en for key, measure in choices.measures.items()},
        budgets=budgets,
        trial=trial,
        tested=tuple(Tested(p, planned(choices, p), interval(a), interval(b)) for p, a, b in rows),
        aims_then=_named(aims_then),
        aims_since=_named(aims_since),
        **places,
        best=best,
        regret={name: interval(found[best] - found[place]) for name, place in places.items()},
        agreement=_agreement(expected.mean(axis=1), found.mean(axis=1)),
        uses_later_data=uses_later_data(then),
    )


def _scores(evaluator: Evaluator, packages: Sequence[Package], trial: Trial, numbers: range, future: str) -> tuple[Objective, Floats]:
    """The objective of a reading and each package's score in it, shape (packages, observations)."""
    each = REPLICATIONS_PER_DRAW if evaluator.pairs else 1
    values = evaluator.at(packages, numbers, future).values
    paired = values.reshape(len(packages), len(numbers) // each, each, -1).mean(axis=2)
    nothing = paired[list(packages).index(NOTHING)]
    county = evaluator.question.menu.base.county
    columns = {key: evaluator.column(key) for _goal, key in indicators_of(trial.objective, county)}
    # An indicator without a value somewhere is left out everywhere: packages are judged by the same goals.
    starts = {key: float(nothing[:, c].mean()) if np.isfinite(paired[:, :, c]).all() else float("nan") for key, c in columns.items()}
    judged = objective(trial.objective, county, starts)
    changes = np.stack([paired[:, :, columns[aim.indicator]] - nothing[:, columns[aim.indicator]] for aim in judged.aims], axis=-1)
    return judged, judged.score(changes)


def interval(scores: Floats) -> Range:
    """Mean and 95 % interval over independent observations; a single one has none."""
    mean, n = float(scores.mean()), len(scores)
    half = critical(n) * float(scores.std(ddof=1)) / n**0.5 if n > 1 else float("nan")
    return Range(mean, mean - half, mean + half)


def _agreement(then: Floats, since: Floats) -> float:
    from scipy.stats import rankdata

    ranks = rankdata(then), rankdata(since)
    return float(np.corrcoef(*ranks)[0, 1]) if all(np.ptp(each) > 0.0 for each in ranks) else float("nan")


def _named(judged: Objective) -> tuple[tuple[str, str], ...]:
    return tuple((aim.goal, aim.indicator) for aim in judged.aims)
