"""What is looked at in one county."""

from __future__ import annotations

import re
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic
from typing import Any

from app.options import RunOptions, processors
from app.production import compute, engines_of, read, write
from results.believability import NEAR_FACTOR, Row, believability
from results.indicators.catalogue import name as indicator_name
from results.study import Study, run_study
from scenarios.load import load
from scenarios.schema.scenario import Scenario
from scenarios.shipped import shipped
from sim.people import CHILD
from sim.run import simulate
from tests.small_county.invariants import check_all

REPLICATIONS = 20
NATION = "Sverige"


def priorities(county: str) -> list[str]:
    """The county's scenarios with measures that can be compared with it as it is."""
    base = load(county)
    names = [item.name for item in shipped() if item.name.startswith(f"{county}/") and item.measures]
    return [name for name in names if (found := load(name)).start == base.start and found.decision == base.decision]


def look_at(county: str) -> dict[str, Any]:
    """Compare, read the report, hold the published series against the run, and run both engines once."""
    names = [county, *priorities(county)]
    options = RunOptions(REPLICATIONS, None, 1, "compiled", processors(), 0, None)
    since = monotonic()
    scenarios = read(names)
    studies = compute(scenarios, options, engines_of(scenarios, options))
    with TemporaryDirectory() as folder:
        write(Path(folder), studies, events=False)
        report = (Path(folder) / "report.html").read_text(encoding="utf-8")
    took = monotonic() - since
    return {
        "county": scenarios[0].county.name,
        "municipalities": len(scenarios[0].county.municipalities),
        "alternatives": names[1:],
        "seconds": took,
        "missing words": missing_words(report, scenarios),
        "series": [_series(row) for row in series(studies[0], in_hindsight(county))],
        **engines(scenarios[0]),
    }


def missing_words(report: str, scenarios: list[Scenario]) -> list[str]:
    """Names of the county's own that its report lacks: bodies, goals of the alternatives, parties, municipalities."""
    county = scenarios[0].county
    measures = [measure for scenario in scenarios[1:] for measure in scenario.measures]
    goals = [county.goal(key) for measure in measures for key in measure.goals]
    words = [county.name, county.council_sv, county.preparers_sv, *(m.name for m in county.municipalities)]
    words += [goal.sv for goal in goals if goal is not None]
    words += [county.party_sv(party, measure.decided) for measure in measures for party in measure.responsible]
    plain = re.sub(r"\s+", " ", report.replace("\N{NO-BREAK SPACE}", " "))
    return sorted({word for word in words if word not in plain})


def in_hindsight(county: str) -> Study:
    """The county as it turned out: some figures can only be held against that."""
    return run_study(load(f"{county}/utfall"), 1, replications=REPLICATIONS, engine="compiled")


def series(*studies: Study) -> list[Row]:
    """Published series of the county itself, each beside the reading that it belongs to (the first study's where it is for either)."""
    rows = zip(*(believability(study) for study in studies), strict=True)
    found = []
    for alike in rows:
        figure = alike[0].published
        if figure is not None and figure.published_area != NATION:
            fits = (study.scenario.reading == (figure.reading or studies[0].scenario.reading) for study in studies)
            found.append(next(row for row, fit in zip(alike, fits, strict=True) if fit))
    return found


def _series(row: Row) -> dict[str, Any]:
    figure = row.published
    assert figure is not None
    return {
        "what": indicator_name(row.indicator),
        "group": row.group,
        "period": row.period,
        "published": figure.value,
        "simulated": row.mean,
        "low": row.low,
        "high": row.high,
        "within": figure.value / NEAR_FACTOR <= row.mean <= figure.value * NEAR_FACTOR,
        "used": figure.used,
        "source": figure.source,
        "note": figure.note,
    }


def engines(scenario: Scenario) -> dict[str, Any]:
    """One replication of the whole county by either engine: people, rows, whether the logs are the same, and that all are conserved."""
    runs = [simulate(scenario, 1, 0, engine) for engine in ("simpy", "compiled")]
    digests = {sha256(run.events.tobytes()).hexdigest() for run in runs}
    check_all(runs[1], scenario)
    people = runs[1].population
    return {
        "people": people.n,
        "children": int((people.role == CHILD).sum()),
        "rows": len(runs[1].events),
        "same log": len(digests) == 1,
        "sha256": sorted(digests)[0][:12],
    }
