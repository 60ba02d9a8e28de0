"""The small county gives the numbers that are stored here; they change only on purpose: `make golden REASON="…"`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import pytest

from results.indicators.catalogue import CATALOGUE
from results.study import run_study
from scenarios.calendar import year_of
from scenarios.load import load
from scenarios.schema.scenario import Scenario
from sim.events import EVENTS
from sim.run import simulate
from tests.golden.stored import HERE, held

SEED = 1
REPLICATIONS = 2


def events_by_year(scenario: Scenario) -> str:
    """Number of events of each kind in each year, by replication, as CSV; exact, so no rounding hides a change."""
    lines = ["replication,event,year,count"]
    for replication in range(REPLICATIONS):
        events = simulate(scenario, SEED, replication).events
        counts = Counter((int(number), year_of(float(time))) for number, time in zip(events["event"], events["time"], strict=True))
        lines += [f"{replication + 1},{EVENTS[number].name},{year},{counts[number, year]}" for number, year in sorted(counts)]
    return "\n".join(lines) + "\n"


def headline_indicators(scenario: Scenario) -> str:
    """Headline indicators of the county by year and sex with their intervals, as CSV with four decimals."""
    study = run_study(scenario, SEED, replications=REPLICATIONS, workers=1)
    frame = study.frame()
    headline = {indicator.key for indicator in CATALOGUE.values() if indicator.headline}
    kept = frame[frame["indicator"].isin(headline) & (frame["area"] == scenario.county.code) & frame["group"].isin(["all", "women", "men"])]
    lines = ["indicator,group,period,mean,low,high"]
    for row in kept.itertuples():
        lines.append(f"{row.indicator},{row.group},{row.period},{row.mean:.4f},{row.low:.4f},{row.high:.4f}")
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("what", [events_by_year, headline_indicators])
def test_numbers_of_the_small_county(what: Callable[[Scenario], str], request: pytest.FixtureRequest) -> None:
    held(what.__name__, what(load(str(HERE / "small.toml"))), str(request.config.getoption("--refresh-golden")))
