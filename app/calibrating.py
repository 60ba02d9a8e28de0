"""From a county and a planner's files to a calibration: everything is read and checked before anything is computed."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from app.progress import progress
from calibration.calibrate import as_it_turned_out, calibrate
from calibration.cohorts.own_targets import own_targets
from calibration.cohorts.read import Cohorts, read_cohorts
from calibration.cohorts.synthetic import check_place, prior_truth, write_synthetic
from calibration.targets import Target
from results.files import place_for
from scenarios.errors import Problem, ScenarioError, listed
from scenarios.language import translate as _
from scenarios.load import load
from scenarios.schema.scenario import Scenario

CHECKPOINT = "checkpoint"
"""Folder of a calibration in which it keeps what it has computed: with it a calibration goes on."""

COHORTS = "cohorts.csv"
"""What the results say of a planner's files: name and SHA-256, and nothing of what stands in them."""


@dataclass(frozen=True)
class Asked:
    """A calibration that is asked for.

    Attributes
    ----------
    county
        Name or path of the county's base scenario.
    cohorts, persons
        A planner's files.
    out
        Folder for the results; None for the next free one.
    workers
        Processes.
    seed
        Seed of chance.
    fast
        Whether few simulations are enough.
    """

    county: str
    cohorts: tuple[Path, ...]
    persons: tuple[Path, ...]
    out: Path | None
    workers: int
    seed: int
    fast: bool


def county_of(name: str) -> Scenario:
    """The county as it is, read as it turned out: history is what happened.

    Raises
    ------
    ScenarioError
        The scenario has faults, or is one with measures.
    """
    scenario = load(name)
    if scenario.measures:
        titles = listed(measure.id for measure in scenario.measures)
        message = _("A county is calibrated as it is; this scenario has measures.")
        raise ScenarioError([Problem(name, 0, 0, "", message, titles, suggestion=_("Give the county's base scenario."))])
    return as_it_turned_out(name)


def make_up(county: str, out: Path, seed: int, *, events: bool) -> None:
    """Write a made-up history with its truth and print what was written.

    Raises
    ------
    ScenarioError
        The county has faults, or the files cannot be written.
    """
    scenario = county_of(county)
    check_place(out)
    click.echo(_("Making up a history of {county} …").format(county=scenario.county.name), err=True)
    for file in write_synthetic(out, scenario, prior_truth(scenario, seed), seed, events=events):
        click.echo(str(file))


def fit(asked: Asked) -> None:
    """Read the files, calibrate, and print the folder of the results.

    Raises
    ------
    ScenarioError
        With every fault of the county, the files and the folder, before anything is computed.
    """
    scenario, cohorts = _read(asked)
    place = place_of(scenario, asked.out)
    targets = own_targets(cohorts.observations, scenario.county) if cohorts else ()
    if cohorts:
        _tell(cohorts, targets)
    click.echo(_("If it is interrupted, go on with --out {folder}").format(folder=place), err=True)
    with progress(_("Calibrating {county}").format(county=scenario.county.name)) as tell:
        calibrate(asked.county, targets, out=place, workers=asked.workers, seed=asked.seed, fast=asked.fast, progress=tell)
    if cohorts:
        (place / COHORTS).write_text(_hashes(cohorts), encoding="utf-8")
    click.echo(str(place))


def place_of(scenario: Scenario, out: Path | None) -> Path:
    """The folder of a calibration: one that is new, empty or an earlier calibration's, which goes on.

    Raises
    ------
    ScenarioError
        The folder cannot be written, or holds something else.
    """
    if out is not None and (out / CHECKPOINT).is_dir():
        return out
    county, _slash, _reading = scenario.name.partition("/")
    return place_for(f"kalibrering-{county}", out)


def _read(asked: Asked) -> tuple[Scenario, Cohorts | None]:
    """The county and what the files say, with the faults of the county first: without it no file can be understood."""
    scenario = county_of(asked.county)
    if not asked.cohorts:
        return scenario, None
    click.echo(_("Reading the cohorts …"), err=True)
    return scenario, read_cohorts(asked.cohorts, asked.persons, scenario)


def _tell(cohorts: Cohorts, targets: Sequence[Target]) -> None:
    """Say how much of the files is used, and which rows are not."""
    click.echo(_("Own cohorts: {count} numbers to fit to.").format(count=len(targets)), err=True)
    if cohorts.silent:
        text = _("Rows that say nothing and are left out, as too few persons stand behind them: {rows}.")
        click.echo(text.format(rows=listed(cohorts.silent)), err=True)


def _hashes(cohorts: Cohorts) -> str:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(("file", "sha256"))
    writer.writerows(cohorts.hashes)
    return text.getvalue()
