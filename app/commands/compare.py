"""`etablering compare BASE ALT…`: what each alternative changes, for the same people with the same luck."""

from __future__ import annotations

from typing import Any

import click

from app.options import collected, run_options
from app.words import Argument, Computing
from scenarios.language import N_


@click.command(
    "compare",
    cls=Computing,
    help=N_(
        "Compares alternatives with a base, for the same people with the same luck.\n\n"
        "Writes differences with intervals, charts, tables and the report, and prints the path of the report."
    ),
)
@click.argument("base", cls=Argument, metavar=N_("BASE"), help=N_("What the alternatives are compared with: a name that ships or a path."))
@click.argument("alternatives", cls=Argument, metavar=N_("ALTERNATIVE..."), nargs=-1, required=True, help=N_("Scenarios to compare."))
@run_options
def compare(base: str, alternatives: tuple[str, ...], **given: Any) -> int:
    """Compute all scenarios, write one folder and print where the report is."""
    options = collected(given)

    from app.production import produce

    return produce([base, *alternatives], options)
