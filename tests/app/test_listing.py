"""What ships is listed, and has no faults."""

from __future__ import annotations

import re

from scenarios.load import shipped
from tests.app.conftest import Etablering


def test_the_list_names_what_ships(etablering: Etablering) -> None:
    ended = etablering("list")
    assert ended.code == 0
    assert ended.err == ""
    rows = [line.split("  ", 1) for line in ended.out.splitlines()]
    assert [(name.strip(), title.strip()) for name, title in rows] == [(item.name, item.title_sv) for item in shipped()]


def test_everything_that_ships_is_without_faults(etablering: Etablering) -> None:
    names = [item.name for item in shipped()]
    ended = etablering("check", *names)
    assert ended.code == 0, ended.err
    assert len(ended.out.splitlines()) == len(names)


def test_the_version(etablering: Etablering) -> None:
    """Also where the tool runs from its folder without being installed."""
    ended = etablering("--version")
    assert ended.code == 0
    assert re.fullmatch(r"etablering (\d+\.\d+\.\d+|\(ej installerad\))\n", ended.out)
