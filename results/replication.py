"""One replication as a worker does it: simulate, compute the indicators, keep the numbers and let the log go."""

from __future__ import annotations

from dataclasses import dataclass, replace

from results.indicators.compute import compute
from results.indicators.grid import grid_of
from results.indicators.history import History
from results.indicators.layout import Layout, layout_of
from results.intervals import Floats
from results.ledger import Line, costs, lines_of
from results.payments import payments
from scenarios.posterior import drawn
from scenarios.schema.scenario import Scenario
from sim.engines.choice import Engine
from sim.run import Run, simulate


@dataclass(frozen=True)
class Given:
    """What travels to the workers: the scenario, the seed, of how many first replications the log is kept, and the engine."""

    scenario: Scenario
    seed: int
    keep: int
    engine: Engine


@dataclass(frozen=True)
class Prepared:
    """What a worker works out once."""

    given: Given
    layout: Layout
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Replication:
    """What one replication gives: indicators, persons behind them, costs, payments between municipalities, persons and log where kept.

    Costs are of shape (lines, years), payments of shape (services, homes, hosts, years).
    """

    values: Floats
    people: Floats
    costs: Floats
    payments: Floats
    run: Run | None


def prepare(given: Given) -> Prepared:
    """Work out the keys and the ledger's lines."""
    return Prepared(given, layout_of(grid_of(given.scenario)), lines_of(given.scenario))


def one(prepared: Prepared, number: int) -> Replication:
    """Simulate one replication, with the parameters that it draws, and compute what it says."""
    given = prepared.given
    scenario = drawn(given.scenario, number)
    run = simulate(scenario, given.seed, number, given.engine)
    history = History(run, scenario)
    values, people = compute(history, prepared.layout)
    spent = costs(history, prepared.layout.grid, prepared.lines)
    kept = replace(run, population=replace(run.population, luck={})) if number < given.keep else None
    return Replication(values, people, spent, payments(history, prepared.layout.grid), kept)
