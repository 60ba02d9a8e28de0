"""Swedish unless English is asked for, in our texts and in click's."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

from app.words import chosen_language
from scenarios.shipped import shipped
from tests.app.conftest import Etablering

ENGLISH = re.compile(r"\b(the|of|usage|options|error|invalid|missing|argument required|not|try|for help|unexpected|show)\b", re.IGNORECASE)


@pytest.mark.parametrize(
    ("arguments", "environment", "expected"),
    [
        ([], {}, "sv"),
        (["list", "--lang", "en"], {}, "en"),
        (["--lang=en", "list"], {}, "en"),
        (["list"], {"ETABLERING_LANG": "en"}, "en"),
        (["list", "--lang=sv"], {"ETABLERING_LANG": "en"}, "sv"),
        (["list", "--lang", "de"], {}, "sv"),
        (["list", "--lang"], {}, "sv"),
        (["list"], {"ETABLERING_LANG": "de", "LANG": "en_GB.UTF-8"}, "sv"),
    ],
)
def test_language_chosen(arguments: list[str], environment: dict[str, str], expected: str) -> None:
    assert chosen_language(arguments, environment) == expected


@pytest.mark.parametrize("command", [[], ["list"], ["check"], ["run"], ["compare"], ["person"]])
def test_help_is_swedish(command: list[str], etablering: Etablering) -> None:
    ended = etablering(*command, "--help")
    assert ended.code == 0
    assert ended.err == ""
    assert not ENGLISH.search(ended.out), ended.out


@pytest.mark.parametrize(
    "arguments",
    [
        ["runn"],
        ["run"],
        ["run", "vastmanland", "vastmanland"],
        ["run", "--nope"],
        ["run", "vastmanland", "--seed"],
        ["run", "vastmanland", "--seed", "x"],
        ["run", "vastmanland", "--engine", "x"],
        ["run", "vastmanland", "--replications", "0"],
        ["check"],
        ["check", "saknas.toml"],
        ["person", "vastmanland", "x"],
        ["list", "x"],
    ],
)
def test_errors_are_swedish(arguments: list[str], etablering: Etablering) -> None:
    ended = etablering(*arguments)
    assert ended.code == 2
    assert ended.out == ""
    assert not ENGLISH.search(ended.err), ended.err


def test_english_when_asked_for(etablering: Etablering) -> None:
    ended = etablering("run", "--help", "--lang", "en")
    assert "Usage: etablering run [OPTIONS] SCENARIO" in ended.out
    assert "--replications" in ended.out


def test_a_listing_cut_short_ends_quietly() -> None:
    """`etablering list | head -1` closes the pipe early."""
    program = f"{sys.executable} -m app list | head -1"
    done = subprocess.run(["bash", "-o", "pipefail", "-c", program], capture_output=True, text=True, check=False)
    assert done.stderr == ""
    assert done.stdout.startswith(shipped()[0].name)


def test_a_terminal_without_swedish_letters_gets_something_else() -> None:
    environment = {"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    done = subprocess.run([sys.executable, "-m", "app", "--help"], capture_output=True, check=False, env=environment)
    assert done.returncode == 0
    assert b"etablering" in done.stdout
