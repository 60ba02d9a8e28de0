"""A made-up history with known truth: values drawn from the prior, one replication, and the file that a planner would have of it."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from calibration.calibrate import NATION_FILE
from calibration.cohorts.history import numbers
from calibration.cohorts.own_targets import own_targets
from calibration.cohorts.write import MOST_ROWS, Page, aggregated_page, as_written, log_pages, write_csv, write_workbook
from calibration.parameters import Space, calibrated, standard_prior
from calibration.pooling import county_prior, joined
from calibration.saved import FITTED, read
from calibration.targets import Target
from scenarios.drawn import with_values
from scenarios.errors import Problem, ScenarioError, did_you_mean, shown
from scenarios.language import translate as _
from scenarios.posterior import at_point
from scenarios.schema.scenario import Scenario
from sim.engines.choice import choose
from sim.luck import uniforms
from sim.run import Run, simulate

SEEDS_FROM = 2**62
"""Seeds of made-up histories begin here, far from those that a fit or a run uses."""

ENDINGS = (".csv", ".xlsx")


def prior_truth(scenario: Scenario, seed: int, fitted: Path = FITTED) -> dict[str, float]:
    """True values by address, drawn from what a fit of the county believes before it sees the county's data.

    That is what the nation's fit says of the nation's parameters and the ranges of the county's own; the ranges of all where there is no
    fit of the nation.
    """
    from scipy.special import ndtri

    space = Space((*calibrated(scenario, "nation"), *calibrated(scenario, "county")))
    prior = standard_prior(space.size)
    if (fitted / NATION_FILE).exists():
        nation = read(fitted / NATION_FILE)
        prior = joined(county_prior(nation.posterior, ()), space.size - len(nation.parameters))
    luck = uniforms(SEEDS_FROM + seed, 0, "calibration.truth", space.size)
    return space.values(prior.draws(ndtri(luck)))


def synthetic_run(scenario: Scenario, truth: Mapping[str, float], seed: int) -> Run:
    """One replication of the county with these values, by address, with luck that no fit and no run meets."""
    true = with_values(at_point(scenario), truth)
    return simulate(true, SEEDS_FROM + seed, 0, choose("auto", true, 1))


def synthetic_targets(scenario: Scenario, truth: Mapping[str, float], seed: int) -> tuple[Target, ...]:
    """The targets that a made-up history's aggregated file gives when it is read, without the file: for many of them at once."""
    made_up = as_written(numbers(synthetic_run(scenario, truth, seed), scenario, "", fewest=1))
    return own_targets(made_up, scenario.county)


def check_place(out: Path) -> tuple[Path, ...]:
    """The files that a made-up history is written to: cohorts, persons of a log in CSV, truth.

    Raises
    ------
    ScenarioError
        The ending is not known, the folder cannot be written, or a file is there already.
    """
    if out.suffix.lower() not in ENDINGS:
        hint = did_you_mean(out.suffix.lower(), ENDINGS)
        raise ScenarioError(
            [Problem(str(out), 0, 0, "--synthetic", _("This kind of file is not written."), shown(out.suffix), ", ".join(ENDINGS), hint)]
        )
    files = tuple(out.with_suffix(ending) for ending in (out.suffix, ".persons.csv", ".truth.csv"))
    problems = [Problem(str(file), 0, 0, "--synthetic", _("There is a file with this name.")) for file in files if file.exists()]
    if not out.parent.is_dir() or not os.access(out.parent, os.W_OK | os.X_OK):
        problems.append(Problem(str(out.parent), 0, 0, "--synthetic", _("The folder cannot be written.")))
    if problems:
        raise ScenarioError(problems)
    return files


def write_synthetic(out: Path, scenario: Scenario, truth: Mapping[str, float], seed: int, *, events: bool = False) -> tuple[Path, ...]:
    """Simulate a made-up history and write it with its truth; all files are whole or not there.

    Parameters
    ----------
    out
        The .csv or .xlsx to write.
    truth
        True values by address.
    events
        The event log with its persons in place of aggregated cohorts.

    Returns
    -------
    tuple of Path
        What was written: the cohorts, the persons of a log in CSV, the truth.

    Raises
    ------
    ScenarioError
        The files cannot be written.
    """
    cohorts, persons, known = check_place(out)
    run = synthetic_run(scenario, truth, seed)
    pages = _pages(run, scenario, events=events)
    _check_size(out, pages)
    with TemporaryDirectory(prefix=f".{out.stem}-", dir=out.parent) as folder:
        draft = Path(folder)
        written = _write(draft, pages, cohorts, persons)
        (draft / known.name).write_text(_truth(truth), encoding="utf-8")
        for file in (*written, known):
            (draft / file.name).rename(file)
    return (*written, known)


def _check_size(out: Path, pages: tuple[Page, ...]) -> None:
    """Refuse more rows than a workbook has."""
    rows = max(len(page.rows) for page in pages)
    if out.suffix.lower() == ".xlsx" and rows >= MOST_ROWS:
        message = _("The event log is longer than a sheet of Excel can be.")
        hint = _("Give a name that ends with .csv.")
        raise ScenarioError([Problem(str(out), 0, 0, "--synthetic", message, str(rows), f"< {MOST_ROWS}", hint)])


def _pages(run: Run, scenario: Scenario, *, events: bool) -> tuple[Page, ...]:
    if events:
        return log_pages(run.population, run.events)
    return (aggregated_page(as_written(numbers(run, scenario, "", fewest=1))),)


def _write(draft: Path, pages: tuple[Page, ...], cohorts: Path, persons: Path) -> tuple[Path, ...]:
    if cohorts.suffix.lower() == ".xlsx":
        write_workbook(draft / cohorts.name, pages)
        return (cohorts,)
    files = (cohorts, persons)[: len(pages)]
    for file, page in zip(files, pages, strict=True):
        write_csv(draft / file.name, page)
    return files


def _truth(truth: Mapping[str, float]) -> str:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(("address", "value"))
    writer.writerows((address, repr(float(value))) for address, value in truth.items())
    return text.getvalue()
