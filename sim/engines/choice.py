"""Which engine computes a study: the reference for small jobs, the compiled one where its start is soon won back."""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING, Literal, cast

from sim.envelope import candidates_share
from sim.events import PLACES, STAGES
from sim.policies import REFERENCE_ONLY

if TYPE_CHECKING:
    from scenarios.schema.scenario import Scenario
    from scenarios.values import Text

Engine = Literal["simpy", "compiled"]
"""The two engines: one meaning, one log."""

ENGINES = ("auto", "simpy", "compiled")
"""What can be asked for."""

SIMPY_SECONDS_PER_PERSON = 190e-6
"""Measured (docs/benchmarks.md): seconds of the reference engine, a person and replication."""
START_SECONDS, COMPILE_SECONDS = 1.5, 45.0
"""Measured: what the compiled engine costs before the first event, from the cache and where it has to be compiled."""


class EngineLacksError(ValueError):
    """The compiled engine was asked for, but lacks rules that the scenario uses."""

    def __init__(self, scenario: str, rules: tuple[str, ...]) -> None:
        super().__init__(f"the compiled engine lacks rules that {scenario} uses: {', '.join(rules)}")
        self.scenario, self.rules = scenario, rules


def lacks(scenario: Scenario) -> tuple[str, ...]:
    """Rules that the scenario uses and only the reference engine knows: stages without compiled handlers, and policies."""
    stages = [f"sim.stages.{stage}" for stage in STAGES if find_spec(f"sim.stages.{stage}.compiled") is None]
    policies = []
    for name in sorted({place.policy for place in PLACES.values() if place.policy}):
        parameter = cast("Text", scenario.parameter(name))
        policies += [f"{name} = {step.value}" for step in parameter.steps if step.value in REFERENCE_ONLY]
    return (*stages, *policies)


def choose(asked: str, scenario: Scenario, replications: int) -> Engine:
    """The engine for so many replications of a scenario; for `auto`, by measured break-even.

    Raises
    ------
    EngineLacksError
        `compiled` was asked for, and lacks a rule that the scenario uses.
    """
    if asked not in ENGINES:
        raise ValueError(f"unknown engine: {asked}")
    missing = lacks(scenario) if asked != "simpy" else ()
    if asked == "compiled" and missing:
        raise EngineLacksError(scenario.name, missing)
    if asked == "simpy" or missing:
        return "simpy"
    if asked == "compiled":
        return "compiled"
    by_reference = SIMPY_SECONDS_PER_PERSON * people_expected(scenario) * replications
    return "compiled" if by_reference > start_seconds() else "simpy"


def start_seconds() -> float:
    """What the compiled engine costs here before its first event."""
    from sim.engines.cache import is_warm

    return START_SECONDS if is_warm() else COMPILE_SECONDS


def people_expected(scenario: Scenario) -> float:
    """Roughly how many people a replication has: seekers with a tie to the county, and quota refugees."""
    settles = scenario.people.share_nation_settles.at(0.0)
    return sum(scenario.arrivals.asylum) * candidates_share(scenario) + sum(scenario.arrivals.quota) * settles


def make_ready(engine: Engine) -> None:
    """Compile what is not yet compiled, here, before worker processes start."""
    if engine == "compiled":
        from sim.engines.compiled import prepare

        prepare()
