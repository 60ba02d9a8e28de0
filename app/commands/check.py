"""`etablering check FILE…`: every fault of every file at once."""

from __future__ import annotations

import click

from app.goals import unknown_indicators
from app.options import language_option
from app.words import Argument, Command
from scenarios.language import N_
from scenarios.language import translate as _


@click.command(
    "check",
    cls=Command,
    help=N_(
        "Checks scenario files and tells all faults at once.\n\nGives file, line and column, what is allowed and what may have been meant."
    ),
)
@click.argument(
    "files",
    cls=Argument,
    metavar=N_("FILE..."),
    nargs=-1,
    required=True,
    help=N_("Path to a TOML file, or the name of a scenario that ships."),
)
@language_option
def check(files: tuple[str, ...]) -> None:
    """Load each file; collect the faults of all before saying anything about them."""
    from scenarios.errors import Problem, ScenarioError
    from scenarios.load import load

    faults: list[Problem] = []
    for file in files:
        try:
            scenario = load(file)
        except ScenarioError as error:
            faults.extend(error.problems)
        else:
            unknown = list(unknown_indicators(scenario))
            faults.extend(unknown)
            if unknown:
                continue
            click.echo(_("{file}: no faults ({name})").format(file=file, name=scenario.name))
    if faults:
        raise ScenarioError(tuple(faults))
