"""`etablering compare BASE ALT…`: what each alternative changes, for the same people with the same luck."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from app.options import collected, run_options
from app.words import Argument, Computing, Option
from scenarios.language import N_
from scenarios.language import translate as _


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
@click.option(
    "--follow-up",
    cls=Option,
    metavar=N_("FILE"),
    type=click.Path(path_type=Path),
    help=N_("CSV on what became of last year's priorities: measure, planned, done, indicator, area, group, period, outcome."),
)
@click.option(
    "--follow-up-run",
    cls=Option,
    metavar=N_("FOLDER"),
    type=click.Path(path_type=Path),
    help=N_("Folder of the earlier comparison that the follow-up is about (default: where its file lies)."),
)
@run_options
def compare(base: str, alternatives: tuple[str, ...], follow_up: Path | None, follow_up_run: Path | None, **given: Any) -> int:
    """Compute all scenarios, write one folder and print where the report is."""
    options = collected(given)
    if follow_up is None and follow_up_run is not None:
        raise click.UsageError(_("--follow-up-run needs --follow-up."), click.get_current_context())

    from app.production import produce

    return produce([base, *alternatives], options, None if follow_up is None else (follow_up, follow_up_run))
