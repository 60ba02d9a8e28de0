"""What ships is listed, and has no faults."""

from __future__ import annotations

import re

from scenarios.load import load, shipped
from tests.app.conftest import Etablering


def test_the_list_names_what_ships(etablering: Etablering) -> None:
    ended = etablering("list")
    assert ended.code == 0
    assert ended.err == ""
    rows = [line.split("  ", 1) for line in ended.out.splitlines() if not line.startswith(" ")]
    assert [(name.strip(), title.strip()) for name, title in rows] == [(item.name, item.title_sv) for item in shipped()]


def test_the_list_shows_each_county_s_goals_and_each_scenario_s_measures(etablering: Etablering) -> None:
    below: dict[str, list[str]] = {}
    for line in etablering("list", "--lang", "en").out.splitlines():
        if not line.startswith(" "):
            name = line.split()[0]
        else:
            below.setdefault(name, []).append(line.strip())
    counties = [item for item in shipped() if item.is_county]
    assert counties
    for county in counties:
        goals = load(county.name).county.goals
        assert goals
        assert below[county.name][0] == county.agreement_en
        assert below[county.name][1:] == [f"Goal {goal.key}: {goal.en}" for goal in goals]
    for item in shipped():
        measures = load(item.name).measures
        assert not measures or below[item.name] == [f"Measure (goal {m.goal}): {m.title_en}" for m in measures]


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
