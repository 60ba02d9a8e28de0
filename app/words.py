"""Texts of the command line: which language, and click's own words in it.

Our texts are looked up when they are shown, because the language is known only once the arguments are. Click looks its own
words up through the standard library's gettext; it gets a catalogue of its own beside ours.
"""

from __future__ import annotations

import gettext
import os
from collections.abc import Mapping, Sequence
from itertools import zip_longest
from pathlib import Path
from typing import Any

import click

import scenarios
from scenarios.language import N_, set_language
from scenarios.language import translate as _

LANGUAGES = ("sv", "en")
"""Languages that the texts exist in; the first is used unless another is asked for."""

VARIABLE = "ETABLERING_LANG"
"""Environment variable that chooses the language where `--lang` does not."""

OPTIONS = N_("[OPTIONS]")
COMMAND = N_("COMMAND [ARGUMENTS]...")


def chosen_language(arguments: Sequence[str], environment: Mapping[str, str]) -> str:
    """The language asked for: the last `--lang`, else the environment's, else Swedish; an unknown one is Swedish."""
    found = environment.get(VARIABLE, LANGUAGES[0])
    for argument, following in zip_longest(arguments, arguments[1:], fillvalue=""):
        name, equals, value = argument.partition("=")
        if name == "--lang":
            found = value if equals else following
    return found if found in LANGUAGES else LANGUAGES[0]


def speak(language: str) -> None:
    """Let our texts and click's be in `language`, in this process and those it starts."""
    set_language(language)
    gettext.bindtextdomain("click", str(Path(scenarios.__file__).parent / "locale"))
    gettext.textdomain("click")
    os.environ["LANGUAGE"] = language
    os.environ[VARIABLE] = language


class Option(click.Option):
    """An option whose help is translated when shown."""

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """Names of the option and its help, in the language chosen."""
        record = super().get_help_record(ctx)
        if record is None or not self.help:
            return record
        return record[0], record[1].replace(self.help, _(self.help), 1)

    def make_metavar(self, ctx: click.Context) -> str:
        """What stands for the value, in the language chosen."""
        return _(super().make_metavar(ctx))


class Argument(click.Argument):
    """An argument whose name and help are translated when shown."""

    def make_metavar(self, ctx: click.Context) -> str:
        """What stands for the value, in the language chosen."""
        return _(super().make_metavar(ctx))

    def get_help_record(self, ctx: click.Context) -> tuple[str, str]:
        """Name of the argument and its help, in the language chosen."""
        name, text = super().get_help_record(ctx)
        return name, _(text) if text else ""

    def get_error_hint(self, ctx: click.Context | None) -> str:
        """What an error message calls the argument."""
        return f"'{_(self.metavar or self.human_readable_name)}'"


class Command(click.Command):
    """A command whose help is translated when shown."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **{"options_metavar": OPTIONS, **named})

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """Parts of the usage line, in the language chosen."""
        return [_(piece) for piece in super().collect_usage_pieces(ctx)]

    def get_short_help_str(self, limit: int = 45) -> str:
        """The command's line in the list of commands: the first sentence of its help."""
        return self._help_text().partition("\n\n")[0].rstrip(".")

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the command's help, in the language chosen."""
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(self._help_text())

    def _help_text(self) -> str:
        return _(self.help) if self.help else ""


class Computing(Command):
    """A command with `--events`, which may stand without a number."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Spell `--events` out, so that the word after it is not taken for its number."""
        return super().parse_args(ctx, ["--events=1" if word == "--events" else word for word in args])


class Group(Command, click.Group):
    """A group of commands whose help is translated when shown."""

    command_class = Command

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **{"subcommand_metavar": COMMAND, **named})

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Names of the commands in the order in which people meet them."""
        return list(self.commands)
