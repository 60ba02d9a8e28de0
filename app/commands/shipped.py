"""`etablering list`: counties with their goals, and scenarios with their measures, that ship."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from app.options import language_option
from app.words import Command
from scenarios.language import N_, text_of
from scenarios.language import translate as _

if TYPE_CHECKING:
    from scenarios.shipped import Shipped


@click.command(
    "list",
    cls=Command,
    help=N_(
        "Lists the counties that ship with the goals of their agreements, and their scenarios with the measures.\n\n"
        "The first column is the name that the other commands take; lines without one belong to the name above."
    ),
)
@language_option
def shipped() -> None:
    """Print a line a scenario, its name and its title, and below it what it is about."""
    from scenarios.shipped import shipped as all_shipped

    found = all_shipped()
    width = max((len(item.name) for item in found), default=0)
    for item in found:
        click.echo(f"{item.name:<{width}}  {text_of(item.title_sv, item.title_en)}")
        for line in _about(item):
            click.echo(f"{'':<{width}}    {line}")


def _about(item: Shipped) -> Iterator[str]:
    """The agreement and its goals, or the measures with their goals."""
    if item.agreement_sv:
        yield text_of(item.agreement_sv, item.agreement_en)
    for goal in item.goals:
        yield _("Goal {key}: {label}").format(key=goal.key, label=goal.label)
    for measure in item.measures:
        yield _("Measure (goal {key}): {label}").format(key=measure.key, label=measure.label)
