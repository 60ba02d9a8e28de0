"""The futures that packages are tried in: the county as it is, with few newcomers, as planned for, with many, and with a surge."""

from __future__ import annotations

from collections.abc import Mapping

from scenarios.decided import futures
from scenarios.measured import unmeasured
from scenarios.schema.scenario import Scenario


def futures_of(county: str, year: int | None = None, *, years: int | None = None) -> Mapping[str, Scenario]:
    """A county with no measures in each future (low, planned, high, surge), as known on the day of the decision.

    Parameters
    ----------
    county
        A shipped name, or the path of a scenario's file.
    year
        The year of the decision; the scenario's own by default.
    years
        How many years are reported, where it is to be another number than the scenario's own.

    Raises
    ------
    ScenarioError
        With every fault of every file, or where nothing is known of the year.
    """
    return {name: unmeasured(scenario) for name, scenario in futures(county, year, years=years).items()}
