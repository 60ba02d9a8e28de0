"""The page for planners shows rows that are read as they stand."""

from __future__ import annotations

import re
from pathlib import Path

from click import Context

from app.cli import etablering
from sim.events import EVENTS
from tests.calibration.county import read, refused, vastmanland
from tests.calibration.test_event_log import run_of

PAGE = Path(__file__).parents[2] / "docs" / "egna-kohorter.md"


def tables(folder: Path) -> list[Path]:
    """The tables that the page shows, each as a file."""
    found = []
    for k, text in enumerate(re.findall(r"```csv\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)):
        path = folder / f"{k}.csv"
        path.write_text(text, encoding="cp1252", newline="\r\n")
        found.append(path)
    return found


def test_the_rows_of_the_page_are_read(tmp_path: Path) -> None:
    aggregated, log, persons = tables(tmp_path)
    found = read(aggregated)
    assert [each.indicator for each in found.observations] == [
        "plan_wait_median", "plan_wait_median", "sfi_half_year", "received", "received", "in_plan",
    ]  # fmt: skip
    assert [(each.low, each.high) for each in found.observations if each.censored] == [(1.0, 5.0)]
    run = run_of(log, persons, scenario=vastmanland())
    assert (run.population.n, len(run.events)) == (2, 9)
    assert run.population.household.tolist() == [0, 0]
    # What the page's log lacks is persons, and nothing else.
    assert [problem.line for problem in refused(log, persons=(persons,))] == [0]


def test_commands_of_the_page_exist() -> None:
    command = etablering.get_command(Context(etablering), "calibrate")
    assert command is not None
    given = set(re.findall(r"--[a-z]+", PAGE.read_text(encoding="utf-8"))) - {"--events"}
    assert given == {"--cohorts", "--persons", "--synthetic", "--out"}
    assert given <= {name for parameter in command.params for name in parameter.opts}


def test_the_events_of_the_page_are_the_models() -> None:
    rows = re.findall(r"^\| (.+) \| `([a-z_]+\.[a-z_]+)` \|$", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    words = {event.name: event.sv for event in EVENTS}
    assert len(rows) > 30
    assert [(sv, name) for sv, name in rows if words.get(name) != sv] == []
