"""In hindsight: the greatest number who could have got a service in time with what there was, whoever had divided it.

The same people, who queue when they queued and stay as long as they stayed; the same seats, leaders, dwellings and slots in the county,
period by period, wherever and to whomever they are given. Two bounds, both by the linear programme of
`results.priorities.hindsight.bound`, where it is proved that no allocation gets beyond it:

- `bound`: any allocation at all. Everybody whom the indicator does not count may wait for ever.
- `kept`: those whom the indicator does not count have what they had in the run; the rest is divided anew.

Neither says how to get there: that would take knowing the future. A run that has reached the bound has nothing to gain by another order or
place, only by more of the service, or by what makes people queue earlier and stay shorter.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from results.indicators.dates import Floats
from results.indicators.grid import Grid, grid_of
from results.indicators.history import History
from results.intervals import intervals
from results.priorities.hindsight.bound import greatest
from results.priorities.hindsight.needs import SERVICES, Service, asked
from results.priorities.hindsight.supply import amount, supply_of, taken
from results.replicate import Task, replicate
from scenarios.posterior import draw_numbers, drawn
from scenarios.schema.scenario import Scenario
from sim.engines.choice import Engine, choose, make_ready
from sim.run import simulate

if TYPE_CHECKING:
    import pandas as pd

PERIOD_DAYS = 7.0
"""Length of the programme's periods: shorter ones take longer and lie nearer to the days themselves."""

MEASURES = ("reached", "bound", "kept", "share_of_bound", "share_of_kept")
"""What is told of a service, each as a share."""


@dataclass(frozen=True)
class Hindsight:
    """One service in one run.

    Attributes
    ----------
    service
        Key of the indicator that says who is in time.
    people
        Persons whom it counts in its reported years.
    reached
        How many of them were in time in the run.
    bound
        The greatest number who could have been, with any allocation.
    kept
        The same where everybody else keeps what they had.
    """

    service: str
    people: int
    reached: int
    bound: int
    kept: int

    @property
    def share(self) -> float:
        """Share of the bound that the run reached; nan where nobody could have been in time."""
        return self.reached / self.bound if self.bound else float("nan")

    @property
    def shares(self) -> Floats:
        """As in `MEASURES`, nan where undefined."""
        with np.errstate(divide="ignore", invalid="ignore"):
            of_people = np.array([self.reached, self.bound, self.kept]) / np.float64(self.people)
            return np.append(of_people, np.float64(self.reached) / np.array([self.bound, self.kept]))


def hindsight(history: History, grid: Grid, service: Service, period_days: float = PERIOD_DAYS) -> Hindsight:
    """What a run reached of a service, and the two bounds.

    Parameters
    ----------
    history, grid
        The run, and the scenario's years.
    service
        One of `SERVICES`.
    period_days
        Length of the programme's periods; any gives an upper bound.
    """
    supply = supply_of(service.capacity, history.scenario.county)
    found = asked(history, grid, service, supply)
    needs = found.needs
    if not len(needs.ready):
        return Hindsight(service.indicator, found.people, found.reached, found.besides, found.besides)
    since = float(needs.ready.min())
    edges: Floats = np.asarray(since + period_days * np.arange(int((needs.limit.max() - since) // period_days) + 2), dtype=np.float64)
    everything = amount(supply, history, found.used, edges)
    rest = everything - taken(supply, history, found.others, edges)
    bound, kept = (found.besides + greatest(needs, edges, each) for each in (everything, rest))
    return Hindsight(service.indicator, found.people, found.reached, bound, kept)


@dataclass(frozen=True)
class _Given:
    scenario: Scenario
    seed: int
    engine: Engine
    services: tuple[Service, ...]


def hindsights(
    scenario: Scenario,
    seed: int = 1,
    *,
    replications: int = 4,
    services: Sequence[Service] = SERVICES,
    workers: int = 1,
    engine: str = "auto",
) -> list[list[Hindsight]]:
    """The bounds of every replication of a scenario, by replication and service; the same for any number of workers.

    Raises
    ------
    RuntimeError
        A replication was given up because its process died each time.
    """
    chosen = choose(engine, scenario, replications)
    make_ready(chosen)
    task = Task(_prepare, _one, _Given(scenario, seed, chosen, tuple(services)))
    done = dict(replicate(task, range(replications), workers))
    found = [done[number] for number in range(replications)]
    if any(each is None for each in found):
        raise RuntimeError("a replication could not be computed: its process died each time")
    return [each for each in found if each is not None]


def hindsight_frame(
    scenarios: Mapping[str, Scenario], seed: int = 1, *, replications: int = 4, workers: int = 1, engine: str = "auto"
) -> pd.DataFrame:
    """Of each scenario (the county as it is, and with packages) and service: what was reached and could have been, with intervals.

    Returns
    -------
    pandas.DataFrame
        Columns scenario, service, people (mean), measure (one of `MEASURES`), mean, low, high (shares), replications.
    """
    import pandas as pd

    rows = []
    for name, scenario in scenarios.items():
        found = hindsights(scenario, seed, replications=replications, workers=workers, engine=engine)
        over = intervals(np.array([[one.shares for one in run] for run in found]), draw_numbers(scenario, range(replications)))
        people = np.mean([[one.people for one in run] for run in found], axis=0)
        for at, service in enumerate(SERVICES):
            for which, measure in enumerate(MEASURES):
                numbers = (float(part[at, which]) for part in (over.mean, over.low, over.high))
                rows.append((name, service.indicator, float(people[at]), measure, *numbers, replications))
    return pd.DataFrame(rows, columns=["scenario", "service", "people", "measure", "mean", "low", "high", "replications"])


def _prepare(given: _Given) -> tuple[_Given, Grid]:
    return given, grid_of(given.scenario)


def _one(prepared: tuple[_Given, Grid], number: int) -> list[Hindsight]:
    given, grid = prepared
    scenario = drawn(given.scenario, number)
    history = History(simulate(scenario, given.seed, number, given.engine), scenario)
    return [hindsight(history, grid, service) for service in given.services]
