"""The command line `etablering`: what it understands, and how it ends.

Results go to stdout, progress and messages to stderr. Exit codes: 0 done, 2 bad input, 3 incomplete, 130 interrupted. People
never see a traceback; a developer does with the environment variable ETABLERING_TRACEBACK set.
"""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Sequence
from typing import TextIO

import click

from app.commands.calibrate import calibrate
from app.commands.check import check
from app.commands.compare import compare
from app.commands.person import person
from app.commands.prioritise import prioritise
from app.commands.require import require
from app.commands.run import run
from app.commands.shipped import shipped
from app.options import language_option
from app.words import Group, Option, chosen_language, speak
from scenarios.language import N_
from scenarios.language import translate as _

DONE = 0
BAD_INPUT = 2
INCOMPLETE = 3
INTERRUPTED = 130

TRACEBACK = "ETABLERING_TRACEBACK"


def _show_version(ctx: click.Context) -> None:
    """Print the installed version, or that the tool runs from its folder without being installed."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        number = version("etablering")
    except PackageNotFoundError:
        number = _("(not installed)")
    click.echo(f"etablering {number}")
    ctx.exit()


@click.group(
    cls=Group,
    name="etablering",
    help=N_(
        "Simulates the way from asylum to establishment in a county, and what a priority changes.\n\n"
        "Start with: etablering list\n\n"
        "Simulated persons are not real; the model is not for decisions about individuals."
    ),
)
@click.option(
    "--version",
    cls=Option,
    is_flag=True,
    expose_value=False,
    is_eager=True,
    callback=lambda ctx, _option, asked: _show_version(ctx) if asked and not ctx.resilient_parsing else None,
    help=N_("Show the version."),
)
@language_option
def etablering() -> None:
    """Hold the commands."""


for command in (shipped, check, run, compare, prioritise, require, person, calibrate):
    etablering.add_command(command)


def main(arguments: Sequence[str] | None = None) -> int:
    """Carry out one command line and return its exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    for stream in (sys.stdout, sys.stderr):
        _never_fail_on_letters(stream)
    speak(chosen_language(given, os.environ))
    try:
        ended = etablering.main(args=given, prog_name="etablering", standalone_mode=False)
        sys.stdout.flush()
        return ended if isinstance(ended, int) else DONE
    except (KeyboardInterrupt, click.Abort):
        _end_workers()
        _say(_("Interrupted; nothing half-finished was left."))
        return INTERRUPTED
    except BrokenPipeError:  # someone reads only the first lines: `etablering list | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except Exception as error:
        if os.environ.get(TRACEBACK):
            traceback.print_exc()
        return _explain(error)


def _explain(error: Exception) -> int:
    """Say in words what went wrong, and return the exit code that fits."""
    from scenarios.errors import ScenarioError, render

    if isinstance(error, click.ClickException):
        error.show()
        return BAD_INPUT
    if isinstance(error, ScenarioError):
        for problem in error.problems:
            _say(render(problem))
        _say(_("Nothing was written. Faults: {count}.").format(count=len(error.problems)))
        return BAD_INPUT
    if isinstance(error, OSError) and error.filename:
        _say(_("Cannot use {name}: {reason}.").format(name=error.filename, reason=error.strerror))
        return BAD_INPUT
    _say(_("Something went wrong inside the program: {kind}: {text}").format(kind=type(error).__name__, text=error))
    _say(_("The command is not finished. Please report it with what you typed and these lines."))
    return INCOMPLETE


def _end_workers() -> None:
    """Stop the processes that still compute; what they compute is not wanted any more."""
    import multiprocessing

    for worker in multiprocessing.active_children():
        worker.terminate()


def _say(text: str) -> None:
    click.echo(text, err=True)


def _never_fail_on_letters(stream: TextIO) -> None:
    """A terminal without å, ä, ö shows something else in their place; it does not stop the run."""
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(errors="replace")
