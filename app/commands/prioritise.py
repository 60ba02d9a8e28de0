"""`etablering prioritise COUNTY --budget PAYER=SEK …`: packages of measures within what each party can pay, on shelves."""

from __future__ import annotations

from typing import Any

import click

from app.options import engine_option, language_option, out_option, processors, seed_option, workers_option
from app.words import Argument, Command, Option
from scenarios.language import N_

FIRST_YEAR, LAST_YEAR = 2008, 2100


@click.command(
    "prioritise",
    cls=Command,
    help=N_(
        "Finds which packages of measures come first within what each party can pay, and how sure that is.\n\n"
        "Puts them on shelves: first, alike, later, and what cannot be judged. Writes the material for those who prepare the priorities, "
        "with costs by payer, requirements and tables, and prints its path."
    ),
)
@click.argument("county", cls=Argument, metavar=N_("COUNTY"), help=N_("Name of a county that ships, or path to its base scenario."))
@click.option(
    "--budget",
    "budgets",
    cls=Option,
    metavar=N_("PAYER=SEK"),
    multiple=True,
    help=N_(
        "What a payer (kommun, region, stat, projekt) can pay a year at most: kommun=12000000 or kommun=12,5mnkr. May be given several "
        "times; a payer without one pays nothing. With none at all there is no limit."
    ),
)
@click.option(
    "--objective",
    cls=Option,
    metavar=N_("NAME"),
    default="goals",
    show_default=True,
    help=N_("What packages are ordered by: goals (how much of the way to each of the county's goals they close), or an indicator."),
)
@click.option(
    "--weight", "weights", cls=Option, metavar=N_("GOAL=N"), multiple=True, help=N_("What a goal weighs; 1 where nothing is said.")
)
@click.option(
    "--require",
    "requirements",
    cls=Option,
    metavar=N_("REQUIREMENT"),
    multiple=True,
    help=N_(
        'What must hold: "self_support_gap<=5", or of one group and place "sfi_in_time_plan:women@Sala>=90". May be given several times.'
    ),
)
@click.option(
    "--year",
    cls=Option,
    metavar=N_("YYYY"),
    type=click.IntRange(FIRST_YEAR, LAST_YEAR),
    help=N_("Decide on 1 January of this year, with what was known then (default: the county's own decision)."),
)
@click.option(
    "--measure",
    "measures",
    cls=Option,
    metavar=N_("NAME"),
    multiple=True,
    help=N_("Choose among the measures of this scenario, by name or path; may be given several times (default: all that ship)."),
)
@click.option(
    "--level",
    "levels",
    cls=Option,
    metavar="X",
    multiple=True,
    type=float,
    help=N_("How much of each measure, as a part of what is proposed; may be given several times (default: 0.5, 1 and 2)."),
)
@click.option(
    "--explain",
    cls=Option,
    metavar="YYYY-YYYY",
    help=N_("Also say why the indicators differ between two years: how much arrivals, law and capacity have in it (2018-2020)."),
)
@click.option("--no-subareas", cls=Option, is_flag=True, help=N_("Do every measure in the whole county, none in one sub-area alone."))
@click.option(
    "--hindsight",
    cls=Option,
    is_flag=True,
    help=N_("Also say how near the packages come to the best that any division of the same places could have reached."),
)
@seed_option
@engine_option
@workers_option
@out_option
@language_option
def prioritise(county: str, **given: Any) -> None:
    """Read everything first; then search, write one folder and print where the report is."""
    from app.prioritising import Wanted, produce

    given["workers"] = given["workers"] or processors()
    produce(Wanted(county, **given))
