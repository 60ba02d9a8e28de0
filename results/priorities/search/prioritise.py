"""The search: measures one by one, the packages that look best, those told apart, and what their requirements cost.

Each stage uses what the one before it simulated; everything depends on the question and the seed alone, never on the number of workers.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field, replace

import numpy as np

from results.priorities.choices.budget import Budgets, planned
from results.priorities.choices.goals import GOALS, Objective, indicators_of, objective
from results.priorities.choices.packages import Choice, Package
from results.priorities.found import Candidate, Prioritisation, Requirement
from results.priorities.search.effort import Effort, Stage
from results.priorities.search.prices import prices, unmet
from results.priorities.search.race import Race, Rules
from results.priorities.search.reasons import apart, doubted, places, shared
from results.priorities.search.screen import Effect, Screen
from results.priorities.search.shelves import moves_anything
from results.priorities.simulated.evaluate import Evaluator
from results.priorities.simulated.seen import NOTHING, Look
from scenarios.language import translate as _

INDIFFERENCE, INDIFFERENCE_OF_ONE = 0.005, 0.01
"""Least difference that is worth telling, as a part of the way to all goals, or to one indicator's."""


@dataclass(frozen=True)
class Sought:
    """What the packages must keep to and what they are ordered by.

    Attributes
    ----------
    objective
        `goals`, or the key of an indicator.
    weights
        What each goal weighs.
    year
        Year of the decision.
    explain
        Two years whose difference is explained, if it is asked for.
    """

    budgets: Budgets
    objective: str = GOALS
    weights: Mapping[str, float] = field(default_factory=dict)
    requirements: tuple[Requirement, ...] = ()
    year: int = 0
    confidence: float = 0.95
    explain: tuple[int, int] | None = None

    @property
    def indifference(self) -> float:
        """Least difference in score that is worth telling."""
        return INDIFFERENCE if self.objective == GOALS else INDIFFERENCE_OF_ONE


def prioritise(sought: Sought, evaluator: Evaluator, effort: Effort | None = None, stage: Stage | None = None) -> Prioritisation:
    """Find the packages that come first.

    Raises
    ------
    NothingToJudgeByError
        No goal with any weight has an indicator with a value that is not reached.
    """
    effort, stage = effort or Effort(), stage or (lambda _title, _expected: nullcontext())
    with stage(_("Measures one by one"), 0):
        look, singles, too_dear = _singles(sought, evaluator, effort)
    screen, packages = screened(sought, look, singles, effort)
    with stage(_("Packages"), len(packages) * effort.first * look.each):
        rules = Rules(sought.confidence, sought.indifference, effort.first, effort.most, effort.told)
        race = Race(look, sought.budgets, rules, packages)
        selection = race.run()
        candidates = race.candidates(selection)
    seen = max(race.counts.values())
    found = Prioritisation(
        evaluator.question.menu,
        look.objective,
        sought.budgets,
        sought.requirements,
        evaluator.seed,
        sought.year,
        sought.confidence,
        sought.indifference,
        look.nothing(range(seen)),
        singles,
        candidates,
        (screen.within, screen.size),
        evaluator.done,
        decided=selection.decided,
        over=tuple(race.over),
        too_dear=too_dear,
        unmet=unmet(sought.requirements, candidates),
        prices=prices(race, candidates),
    )
    found = replace(found, doubt=doubted(found, evaluator, effort, stage))
    found = shared(found, evaluator, effort, stage)
    found = replace(found, marginals=places(found, evaluator, effort, stage))
    found = replace(found, years=apart(found, evaluator, sought.explain, stage))
    return replace(found, simulations=evaluator.done)


def _singles(sought: Sought, evaluator: Evaluator, effort: Effort) -> tuple[Look, Mapping[Choice, Candidate], tuple[Choice, ...]]:
    """What each choice that can be paid does alone; the objective knows where the county is from the same simulations."""
    menu = evaluator.question.menu
    fits = {choice: sought.budgets.fit(planned(menu, (choice,))) for choice in menu.every()}
    choices = [choice for choice, does in fits.items() if does]
    numbers = range(effort.singles)
    evaluator.observations([NOTHING, *((choice,) for choice in choices)], numbers)
    look = Look(evaluator, _objective(sought, evaluator, numbers), sought.requirements)
    return (
        look,
        {choice: look.candidate((choice,), "later", numbers) for choice in choices},
        tuple(c for c, does in fits.items() if not does),
    )


def _objective(sought: Sought, evaluator: Evaluator, numbers: range) -> Objective:
    """The objective, with the starts as the first observations of nothing more done have them."""
    county = evaluator.question.menu.base.county
    values = evaluator.observations([NOTHING], numbers)[0].mean(axis=0)
    starts = {key: float(values[evaluator.column(key)]) for _goal, key in indicators_of(sought.objective, county)}
    return objective(sought.objective, county, starts, sought.weights)


def screened(sought: Sought, look: Look, singles: Mapping[Choice, Candidate], effort: Effort) -> tuple[Screen, list[Package]]:
    """The packages that are worth simulating: the best by the sum of effects, each measure alone at its best, and nothing.

    With requirements, also the best without them, from which their price is told, and the nearest to each.
    """
    menu, budgets = look.evaluator.question.menu, sought.budgets
    numbers = range(effort.singles)
    useful = [choice for choice in singles if moves_anything(singles, choice.measure)]
    needs, limits = _needs(look, singles, useful, numbers)
    none = np.zeros(0)
    effects = {c: Effect(singles[c].score.mean, look.events((c,), numbers, upper=True), none) for c in useful}
    screen = Screen(menu, effects, budgets, none)
    found = list(screen.best(effort.packages // 2 if len(limits) else effort.packages))
    if len(limits):
        needed = {c: Effect(e.value, e.events, needs[c]) for c, e in effects.items()}
        found += Screen(menu, needed, budgets, limits).best(effort.packages)
        for k in range(len(limits)):
            nearer = {c: Effect(-float(needs[c][k]), e.events, none) for c, e in effects.items()}
            found += Screen(menu, nearer, budgets, none).best(1)
    alone = [(choice,) for choice in _best_alone(singles, useful) if screen.fits((choice,))]
    return screen, list(dict.fromkeys([*found, *alone, NOTHING]))


def _best_alone(singles: Mapping[Choice, Candidate], useful: Sequence[Choice]) -> list[Choice]:
    """The best choice of each measure."""
    found: dict[str, Choice] = {}
    for choice in useful:
        if choice.measure not in found or singles[choice].score.mean > singles[found[choice.measure]].score.mean:
            found[choice.measure] = choice
    return list(found.values())


def _needs(
    look: Look, singles: Mapping[Choice, Candidate], useful: Sequence[Choice], numbers: range
) -> tuple[Mapping[Choice, np.ndarray], np.ndarray]:
    """How much each choice adds to what each requirement is about, and how much may be added; less is better of what is at least."""
    asked = list(look.requirements)
    starts = np.array([look.value(NOTHING, each, numbers).mean for each in asked])
    known = np.isfinite(starts)
    signs = np.array([1.0 if each.sense == "<=" else -1.0 for each in asked])
    limits = signs * (np.array([each.value for each in asked]) - starts)
    added = {}
    for choice in useful:
        values = np.array([look.value((choice,), each, numbers).mean for each in asked])
        added[choice] = (signs * np.where(np.isfinite(values), values - starts, 0.0))[known]
    return added, limits[known]
