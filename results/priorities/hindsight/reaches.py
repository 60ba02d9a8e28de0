"""How near what is decided and the packages that come first are to the best that any allocation could have reached."""

from __future__ import annotations

from itertools import islice

from results.priorities.choices.packages import Package, package_key
from results.priorities.found import Prioritisation, Range, Reach
from results.priorities.hindsight.hindsight import hindsight_frame
from sim.engines.choice import Engine

PACKAGES, REPLICATIONS = 2, 8
"""Packages that are asked, beside nothing more, and replications of each: a linear programme for every service and replication."""


def reaches(found: Prioritisation, engine: Engine, workers: int = 1, replications: int = REPLICATIONS) -> tuple[Reach, ...]:
    """Of nothing more and of the packages that come first, by every indicator that a service decides.

    The seed is another than the search's: packages are not judged on the luck that they were chosen on.
    """
    packages: list[Package] = [(), *islice((c.package for c in found.candidates if c.package), PACKAGES)]
    scenarios = {package_key(package): found.menu.scenario(package) for package in packages}
    frame = hindsight_frame(scenarios, found.seed + 1, replications=replications, workers=workers, engine=engine)
    named = {package_key(package): package for package in packages}
    rows = []
    for (name, indicator), part in frame.groupby(["scenario", "service"], sort=False):
        percent = 100.0 * part.set_index("measure")[["mean", "low", "high"]]
        ranges = {str(key): Range(*map(float, row)) for key, row in zip(percent.index, percent.to_numpy(), strict=True)}
        people = float(part["people"].iloc[0])
        told = (ranges[key] for key in ("reached", "bound", "kept", "share_of_kept"))
        rows.append(Reach(named[str(name)], str(indicator), people, *told))
    return tuple(rows)
