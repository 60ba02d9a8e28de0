"""`etablering require COUNTY --indicator NAME --reach VALUE`: the least capacity with which an indicator reaches a value."""

from __future__ import annotations

from typing import Any

import click

from app.options import (
    MOST_REPLICATIONS,
    Share,
    engine_option,
    language_option,
    out_option,
    parameters_option,
    processors,
    seed_option,
    workers_option,
)
from app.words import Argument, Command, Option
from scenarios.language import N_


@click.command(
    "require",
    cls=Command,
    help=N_(
        "Finds how many places are needed, by municipality and month, for a share in time or a wait to reach a value.\n\n"
        "SFI seats for the start of SFI, leaders for civic orientation, practice places, caseworkers for talks and plans, dwellings, "
        "health assessments, preschool and school places. Checks the answer with other chance and other draws, and prints the path of "
        "the page. Where the value cannot be reached, it says how near one can come."
    ),
)
@click.argument("county", cls=Argument, metavar=N_("COUNTY"), help=N_("Name of a county that ships, or path to its base scenario."))
@click.option(
    "--indicator",
    cls=Option,
    metavar=N_("INDICATOR"),
    required=True,
    help=N_("What is to reach a value, such as share_sfi_within_30_days or plan_in_time."),
)
@click.option("--reach", cls=Option, metavar=N_("VALUE"), required=True, help=N_("The value: a share such as 0.95 (or 95), or days."))
@click.option(
    "--area",
    cls=Option,
    metavar=N_("AREA"),
    default="",
    help=N_("Where: a municipality or a part of the county, by name or code (default: the county and each part of it)."),
)
@click.option(
    "--hold",
    cls=Option,
    type=click.Choice(["3", "6", "12"]),
    default="6",
    show_default=True,
    help=N_("Months during which the number of places stays the same."),
)
@click.option(
    "--most-times",
    cls=Option,
    metavar="X",
    type=Share(1, 1000),
    default=10.0,
    show_default=True,
    help=N_("More than so many times what is decided is taken for not plausible."),
)
@click.option(
    "--lead-months",
    cls=Option,
    metavar="N",
    type=click.IntRange(0, 120),
    default=0,
    show_default=True,
    help=N_("Months from the decision before the number of places can change: teachers to find, contracts, rooms."),
)
@click.option(
    "--replications",
    cls=Option,
    metavar="N",
    type=click.IntRange(2, MOST_REPLICATIONS),
    help=N_("Calculations of each number of places (default: 10, or 16 where parameters are drawn); the check has twice as many."),
)
@seed_option
@parameters_option
@engine_option
@workers_option
@out_option
@language_option
def require(county: str, **given: Any) -> int:
    """Read and check everything, search, write the folder and print where the page is."""
    from app.requiring import Wish, fulfil

    wish = Wish(
        county=county,
        indicator=given["indicator"],
        reach=given["reach"],
        area=given["area"],
        hold=int(given["hold"]),
        most_times=given["most_times"],
        lead=given["lead_months"],
        replications=given["replications"],
        seed=given["seed"],
        point=given["parameters"] == "point",
        engine=given["engine"],
        workers=given["workers"] or processors(),
        out=given["out"],
    )
    return fulfil(wish)
