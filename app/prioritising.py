"""From what is asked for to a folder with priorities: everything is read and checked before anything is computed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import click

from app import amounts
from app.goals import unknown_indicators
from app.progress import progress
from results.files import place_for, writing
from results.priorities.choices.goals import NothingToJudgeByError
from results.priorities.choices.packages import LEVELS
from results.priorities.found import Prioritisation
from results.priorities.hindsight.reaches import reaches
from results.priorities.report.folder import REPORT, write
from results.priorities.search.asked import Ask, Asked, read
from results.priorities.search.prioritise import prioritise
from results.priorities.simulated.evaluate import Evaluator, Question
from results.priorities.simulated.requirements import in_words
from scenarios.errors import Problem, ScenarioError
from scenarios.language import translate as _
from sim.engines.cache import is_warm
from sim.engines.choice import Engine, EngineLacksError, choose, make_ready

SIMULATIONS = 800
"""Roughly how many a search makes: what the engine is chosen for."""


@dataclass(frozen=True)
class Wanted:
    """The command line's options as they were given."""

    county: str
    budgets: tuple[str, ...]
    objective: str
    weights: tuple[str, ...]
    requirements: tuple[str, ...]
    year: int | None
    explain: str | None
    measures: tuple[str, ...]
    levels: tuple[float, ...]
    no_subareas: bool
    hindsight: bool
    seed: int
    engine: str
    workers: int
    out: Path | None


def produce(wanted: Wanted) -> None:
    """Search, write the folder and print the path of what people read first.

    Raises
    ------
    ScenarioError
        With every fault of what is asked for, before anything is computed.
    """
    asked = _read(wanted)
    engine = _engine(wanted.engine, asked)
    place = place_for(f"prioritering-{asked.menu.base.name}", wanted.out)
    for requirement in asked.sought.requirements:
        click.echo(_("Required: {requirement}").format(requirement=in_words(requirement)), err=True)
    with writing(place) as draft:
        found = _search(asked, wanted, engine)
        if wanted.hindsight:
            click.echo(_("Asking what any allocation could have reached …"), err=True)
            found = replace(found, reaches=reaches(found, engine, wanted.workers))
        click.echo(_("Writing the report …"), err=True)
        write(draft, found, engine)
    first = place / REPORT
    click.echo(str(first if first.exists() else place))


def _read(wanted: Wanted) -> Asked:
    """What is asked for, with the faults of all options at once."""
    budgets, faults = amounts.budgets(wanted.budgets)
    weights, more = amounts.weights(wanted.weights)
    ask = Ask(
        wanted.county,
        budgets,
        wanted.measures,
        wanted.levels or LEVELS,
        wanted.objective,
        weights,
        wanted.requirements,
        wanted.year,
        subareas=not wanted.no_subareas,
        explain=wanted.explain,
    )
    return read(ask, [*faults, *more], unknown_indicators)


def _engine(name: str, asked: Asked) -> Engine:
    """The engine that knows every measure.

    Raises
    ------
    ScenarioError
        The compiled engine was asked for, and lacks a rule that a measure uses.
    """
    engines, faults = list[Engine](), list[Problem]()
    for choices in asked.menu.choices.values():
        scenario = asked.menu.scenario((choices[0],))
        try:
            engines.append(choose(name, scenario, SIMULATIONS))
        except EngineLacksError as error:
            message = _("The compiled engine lacks rules that the scenario uses: {rules}. Use --engine simpy or auto.")
            faults.append(Problem(choices[0].measure, 0, 0, "--engine", message.format(rules=", ".join(error.rules))))
    if faults:
        raise ScenarioError(faults)
    engine: Engine = "simpy" if "simpy" in engines else "compiled"
    if engine == "compiled" and not is_warm():
        click.echo(_("Compiling the engine; needed once after each new version, about a minute …"), err=True)
        make_ready(engine)
    return engine


def _search(asked: Asked, wanted: Wanted, engine: Engine) -> Prioritisation:
    """The search, with its progress told stage by stage.

    Raises
    ------
    ScenarioError
        Nothing can be judged: no goal has an indicator that has a value and is not reached.
    """
    question = Question(asked.menu, asked.futures, asked.indicators, engine)
    with Evaluator(question, wanted.seed, wanted.workers) as evaluator:

        @contextmanager
        def stage(title: str, expected: int) -> Iterator[None]:
            done, planned = evaluator.done, evaluator.planned
            with progress(title) as tell:
                evaluator.progress = lambda now, total: tell(now - done, max(total - planned, expected))
                yield
            evaluator.progress = None

        try:
            return prioritise(asked.sought, evaluator, stage=stage)
        except NothingToJudgeByError as error:
            message = _("Nothing can be judged: no goal has an indicator that has a value and is not reached already.")
            raise ScenarioError([Problem("--objective", 0, 0, "", message, wanted.objective)]) from error
