"""`etablering list`: counties and scenarios that ship."""

from __future__ import annotations

import click

from app.options import language_option
from app.words import Command
from scenarios.language import N_, text_of


@click.command(
    "list",
    cls=Command,
    help=N_("Lists the counties and scenarios that ship.\n\nThe first column is the name that the other commands take."),
)
@language_option
def shipped() -> None:
    """Print one line a scenario: its name and its title."""
    from scenarios.load import shipped as all_shipped

    found = all_shipped()
    width = max((len(item.name) for item in found), default=0)
    for item in found:
        click.echo(f"{item.name:<{width}}  {text_of(item.title_sv, item.title_en)}")
