"""`etablering person SCENARIO ID`: one simulated person's path, in words."""

from __future__ import annotations

import click

from app.options import GREATEST_PERSON, MOST_REPLICATIONS, language_option, parameters_option, seed_option
from app.words import Argument, Command, Option
from scenarios.language import N_
from scenarios.language import translate as _


@click.command(
    "person",
    cls=Command,
    help=N_(
        "Tells one simulated person's path in words.\n\nThe persons are simulated; none is real. Their numbers stand in the event log that "
        "etablering run --events keeps."
    ),
)
@click.argument("scenario", cls=Argument, metavar=N_("SCENARIO"), help=N_("Name of a scenario that ships, or path to a TOML file."))
@click.argument("identity", cls=Argument, metavar="ID", type=click.IntRange(0, GREATEST_PERSON), help=N_("The person's number."))
@click.option(
    "--replication",
    cls=Option,
    metavar="R",
    type=click.IntRange(1, MOST_REPLICATIONS),
    default=1,
    show_default=True,
    help=N_("Which replication the person lives in."),
)
@seed_option
@parameters_option
@language_option
def person(scenario: str, identity: int, replication: int, seed: int, parameters: str) -> None:
    """Simulate the one replication (people count from 1, streams from 0), as a run does, and tell the one path in it."""
    from scenarios.load import load
    from scenarios.posterior import at_point, drawn

    resolved = load(scenario)
    resolved = at_point(resolved) if parameters == "point" else drawn(resolved, replication - 1)
    click.echo(_("Simulating replication {replication} of {name} …").format(replication=replication, name=resolved.name), err=True)

    from app.person import UnknownPersonError, story
    from sim.engines.choice import choose
    from sim.run import simulate

    try:
        run = simulate(resolved, seed, replication - 1, choose("auto", resolved, 1))
        lines = story(resolved, run, identity)
    except UnknownPersonError as unknown:
        some = ", ".join(str(number) for number in unknown.some)
        text = _("Nobody has the number {identity} in this replication. Numbers that exist: {some}, …").format(identity=identity, some=some)
        raise click.UsageError(text, click.get_current_context()) from None
    click.echo("\n".join(lines))
