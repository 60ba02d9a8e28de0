"""`etablering run SCENARIO`: one scenario, its indicators and its report."""

from __future__ import annotations

from typing import Any

import click

from app.options import collected, run_options
from app.words import Argument, Computing
from scenarios.language import N_


@click.command(
    "run",
    cls=Computing,
    help=N_("Computes one scenario and writes its indicators, charts, tables and report.\n\nPrints the path of the report."),
)
@click.argument("scenario", cls=Argument, metavar=N_("SCENARIO"), help=N_("Name of a scenario that ships, or path to a TOML file."))
@run_options
def run(scenario: str, **given: Any) -> int:
    """Compute the scenario, write its folder and print where the report is."""
    options = collected(given)

    from app.production import produce

    return produce([scenario], options)
