"""From names to a question: the county, its measures, the year and what must hold, read with all faults at once."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import isfinite

from results.indicators.catalogue import CATALOGUE
from results.indicators.headline import HEADLINE
from results.priorities.choices.budget import Budgets
from results.priorities.choices.goals import GOALS, indicators_of
from results.priorities.choices.packages import LEVELS, Menu, menu
from results.priorities.found import Requirement
from results.priorities.search.prioritise import Sought
from results.priorities.simulated import requirements
from results.priorities.simulated.evaluate import PLANNED
from results.priorities.simulated.wanted import wanted
from scenarios.decided import decided, futures
from scenarios.errors import Problem, ScenarioError, did_you_mean, listed
from scenarios.files import shipped_names
from scenarios.language import translate as _
from scenarios.measured import unmeasured
from scenarios.registry import scenario_hash
from scenarios.schema.scenario import Scenario
from scenarios.vocabulary import Payer

_TWO_YEARS = re.compile(r"(\d{4})\s*[-–]\s*(\d{4})")

LARGEST_LEVEL = 10.0
"""More than ten times what is proposed is taken for a slip of the finger."""


Check = Callable[[Scenario], Iterable[Problem]]
"""What a scenario is checked for besides what loading it tells."""


@dataclass(frozen=True)
class Ask:
    """What is asked for, as people write it.

    Attributes
    ----------
    county
        Name of a county that ships, or path of its base scenario.
    budgets
        What each payer can pay a year, SEK; empty where there is no limit.
    measures
        Names or paths of scenarios whose measures may be chosen; none for all that ship for the county.
    levels
        How much of each measure.
    objective
        `goals`, or the key of an indicator.
    weights
        What each goal weighs.
    requirements
        As texts: "sfi_in_time_plan>=90".
    year
        Year of the decision; the county's own where it is None.
    subareas
        Whether measures that only add places may be done in one sub-area alone.
    explain
        Two years whose difference is explained, "2018-2020"; None where that is not asked for.
    """

    county: str
    budgets: Mapping[Payer, float] = field(default_factory=dict)
    measures: tuple[str, ...] = ()
    levels: tuple[float, ...] = LEVELS
    objective: str = GOALS
    weights: Mapping[str, float] = field(default_factory=dict)
    requirements: tuple[str, ...] = ()
    year: int | None = None
    subareas: bool = True
    explain: str | None = None


@dataclass(frozen=True)
class Asked:
    """The same, read: what can be chosen, the county in each future, and what is sought."""

    menu: Menu
    futures: Mapping[str, Scenario]
    sought: Sought

    @property
    def indicators(self) -> tuple[str, ...]:
        """Indicators that are kept: those that packages are judged by, those that the report shows, and the headline ones."""
        shown = wanted(self.menu, self.sought.objective, self.sought.requirements)
        goals = [goal.indicators[0] for goal in self.menu.base.county.goals if goal.indicators]
        kept = {*shown, *goals, *(indicator.key for indicator in HEADLINE)}
        return tuple(key for key, indicator in CATALOGUE.items() if key in kept and indicator.statistic != "series")


def read(ask: Ask, faults: Iterable[Problem] = (), check: Check | None = None) -> Asked:
    """Read what is asked for.

    Parameters
    ----------
    faults
        Those that have been found already; they are told with the others.
    check
        What else each scenario is checked for.

    Raises
    ------
    ScenarioError
        With every fault.
    """
    found = list(faults)
    found += _levels(ask.levels)
    needs, unread = requirements.read(ask.requirements)
    found += unread
    base = _or_faults(_base, ask.county, ask.year, found)
    if base is not None:
        needs, nowhere = requirements.placed(needs, base.county)
        found += nowhere
    loaded = [_or_faults(decided, name, ask.year, found) for name in _names(ask)]
    scenarios = [each for each in loaded if each is not None]
    checked = [fault for each in (base, *scenarios) if each is not None and check is not None for fault in check(each)]
    found += checked
    own = _alike(base, scenarios) if base is not None else []
    if base is not None and not checked:
        found += _objective(ask, base)
        found += _explain(ask, base)
        found += _measures(ask, base, scenarios, own)
    if base is None or found:
        raise ScenarioError(found)
    return _asked(ask, base, own, needs)


def _asked(ask: Ask, base: Scenario, scenarios: Sequence[Scenario], needs: tuple[Requirement, ...]) -> Asked:
    sought = Sought(
        Budgets(dict(ask.budgets)), ask.objective, dict(ask.weights), needs, base.decision.year, explain=_two_years(ask.explain or "")
    )
    other = {name: unmeasured(scenario) for name, scenario in _futures(ask).items() if name != PLANNED}
    return Asked(menu([base, *scenarios], ask.levels, subareas=ask.subareas), {PLANNED: base, **other}, sought)


def _futures(ask: Ask) -> Mapping[str, Scenario]:
    """The county in each future; none where its data have no forecasts of them."""
    try:
        return {str(name): scenario for name, scenario in futures(ask.county, ask.year).items()}
    except ScenarioError:
        return {}


def _or_faults(load: Callable[[str, int | None], Scenario], name: str, year: int | None, faults: list[Problem]) -> Scenario | None:
    try:
        return load(name, year)
    except ScenarioError as error:
        faults.extend(error.problems)
        return None


def _base(name: str, year: int | None) -> Scenario:
    """The county as it is.

    Raises
    ------
    ScenarioError
        It has faults, or measures.
    """
    scenario = decided(name, year)
    if scenario.measures:
        message = _("Priorities are for a county as it is; this scenario has measures.")
        ids = listed(measure.id for measure in scenario.measures)
        raise ScenarioError([Problem(name, 0, 0, "", message, ids, suggestion=_("Give the county's base scenario."))])
    return scenario


def _names(ask: Ask) -> list[str]:
    """Names of the scenarios with measures: those given, or all that ship for the county."""
    shipped = shipped_names()
    if ask.measures:
        own = [f"{ask.county}/{name}" if f"{ask.county}/{name}" in shipped else name for name in ask.measures]
        return list(dict.fromkeys(own))
    return [name for name in shipped if name.startswith(f"{ask.county}/")]


def _levels(levels: Sequence[float]) -> list[Problem]:
    message = _("A level is a part of what is proposed: 1 is as proposed.")
    wrong = [level for level in levels if not (isfinite(level) and 0.0 < level <= LARGEST_LEVEL)]
    return [Problem("--level", 0, 0, "", message, f"{level:g}", f"> 0, ≤ {LARGEST_LEVEL:g}") for level in wrong]


def _objective(ask: Ask, base: Scenario) -> list[Problem]:
    """What packages are ordered by exists, and can be better or worse; goals that are weighed are the county's."""
    found = []
    goals = {goal.key for goal in base.county.goals}
    if ask.objective == GOALS:
        unknown = [key for key in ask.weights if key not in goals]
        message = _("The county has no goal with this key.")
        found += [
            Problem("--weight", 0, 0, "", message, key, listed(goals and sorted(goals), 20), did_you_mean(key, goals)) for key in unknown
        ]
        if not indicators_of(GOALS, base.county):
            found.append(Problem("--objective", 0, 0, "", _("The county has no goals with an indicator; name an indicator.")))
    elif not _can_be_better(ask.objective):
        known = [GOALS, *(key for key in CATALOGUE if _can_be_better(key))]
        message = _("There is no indicator with this key that can be better or worse.")
        found.append(Problem("--objective", 0, 0, "", message, ask.objective, suggestion=did_you_mean(ask.objective, known)))
    elif ask.weights:
        found.append(
            Problem("--weight", 0, 0, "", _("Goals are weighed only where packages are ordered by all goals."), listed(ask.weights))
        )
    return found


def _two_years(text: str) -> tuple[int, int] | None:
    """Two years as people write them; None where they are something else."""
    found = _TWO_YEARS.fullmatch(text.strip())
    return (int(found[1]), int(found[2])) if found else None


def _explain(ask: Ask, base: Scenario) -> list[Problem]:
    """The years that are to be explained are two of the run, the first before the last."""
    if ask.explain is None:
        return []
    years = _two_years(ask.explain)
    if years is not None and base.start.year <= years[0] < years[1] <= base.end.year:
        return []
    message = _("Two years of the calculation are explained, the earlier first.")
    allowed = f"{base.start.year}–{base.end.year}"
    return [Problem("--explain", 0, 0, "", message, ask.explain, allowed, suggestion=f"--explain {base.report_from}-{base.report_to}")]


def _can_be_better(key: str) -> bool:
    return key in CATALOGUE and CATALOGUE[key].better != "neither" and CATALOGUE[key].statistic != "series"


def _measures(ask: Ask, base: Scenario, scenarios: Sequence[Scenario], own: Sequence[Scenario]) -> list[Problem]:
    """Those that are named must have measures and be about the same county; of those that ship, the others are left out."""
    found = []
    for scenario in scenarios if ask.measures else ():
        if not scenario.measures:
            found.append(Problem(scenario.name, 0, 0, "", _("The scenario has no measure to choose.")))
        elif not any(scenario is each for each in own):
            message = _("Differs from {base} in more than its measures; it cannot be chosen together with others.")
            found.append(Problem(scenario.name, 0, 0, "", message.format(base=base.name)))
    chosen = [measure for scenario in own for measure in scenario.measures]
    different = {measure.id: measure for measure in chosen}
    twice = sorted({measure.id for measure in chosen if measure != different[measure.id]})
    found += [Problem("--measure", 0, 0, "", _("Two different measures have the same id."), key) for key in twice]
    if not chosen and len(scenarios) == len(_names(ask)) and not found:
        message = _("There are no measures to choose among.")
        found.append(Problem(ask.county, 0, 0, "", message, suggestion=_("Name scenarios with --measure.")))
    return found


def _alike(base: Scenario, scenarios: Sequence[Scenario]) -> list[Scenario]:
    """Those that are the base without their measures: the same county, period, parameters and reading."""
    called = {key: getattr(base, key) for key in ("name", "title_sv", "title_en", "question_sv", "question_en")}
    own = scenario_hash(base)
    return [each for each in scenarios if scenario_hash(unmeasured(each).model_copy(update=called)) == own]
