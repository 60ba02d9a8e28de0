"""`etablering calibrate COUNTY`: the county's parameters from history, or a made-up history with known truth."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from app.options import language_option, out_option, processors, seed_option, workers_option
from app.words import Argument, Command, Option
from scenarios.language import N_
from scenarios.language import translate as _


@click.command(
    "calibrate",
    cls=Command,
    help=N_(
        "Calibrates a county on published history and on cohorts of your own.\n\n"
        "Finds the values with which the county's past comes out as it was, how sure they are, and what cannot be told. "
        "Writes them, and the fit beside what was observed, and prints the folder. "
        "A second run with the same --out goes on where the first was stopped.\n\n"
        "Cohorts are aggregated numbers or an event log, in CSV or .xlsx as Excel saves them; a file with a personnummer is not read. "
        "Nothing of the files is kept but their hashes."
    ),
)
@click.argument("county", cls=Argument, metavar=N_("COUNTY"), help=N_("Name of a county that ships, or path to its base scenario."))
@click.option(
    "--cohorts",
    cls=Option,
    metavar=N_("FILE"),
    multiple=True,
    type=click.Path(path_type=Path),
    help=N_("Cohorts of your own, .csv or .xlsx: aggregated numbers or an event log. May be given several times."),
)
@click.option(
    "--persons",
    cls=Option,
    metavar=N_("FILE"),
    multiple=True,
    type=click.Path(path_type=Path),
    help=N_("Persons of an event log that has them in a file of their own: person, sex, birth."),
)
@click.option(
    "--synthetic",
    cls=Option,
    metavar=N_("FILE"),
    type=click.Path(path_type=Path),
    help=N_("Write a made-up history with known truth, .csv or .xlsx, instead of calibrating; the truth lies beside it."),
)
@click.option(
    "--events",
    cls=Option,
    is_flag=True,
    help=N_("Let the made-up history be an event log with its persons in place of aggregated numbers."),
)
@out_option
@workers_option
@seed_option
@click.option("--fast", cls=Option, is_flag=True, help=N_("A quick look with few simulations; not for decisions."))
@language_option
def calibrate(county: str, **given: Any) -> None:
    """Read everything first; then write the made-up history, or fit."""
    _check_together(given)

    from app.calibrating import Asked, fit, make_up

    if given["synthetic"] is not None:
        make_up(county, given["synthetic"], given["seed"], events=given["events"])
        return
    workers = given["workers"] or processors()
    fit(Asked(county, given["cohorts"], given["persons"], given["out"], workers, given["seed"], fast=given["fast"]))


def _check_together(given: dict[str, Any]) -> None:
    """Refuse options that do not belong together."""
    context = click.get_current_context()
    if given["persons"] and not given["cohorts"]:
        raise click.UsageError(_("--persons needs --cohorts with an event log."), context)
    if given["synthetic"] is not None and (given["cohorts"] or given["out"] is not None or given["fast"]):
        raise click.UsageError(_("--synthetic makes a history and calibrates nothing: leave out --cohorts, --out and --fast."), context)
    if given["events"] and given["synthetic"] is None:
        raise click.UsageError(_("--events belongs to --synthetic."), context)
