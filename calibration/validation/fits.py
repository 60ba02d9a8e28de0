"""The fits that ship: the nation's, each county's with the nation behind it, and then with the other counties behind it as well."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from shutil import copyfile

from calibration.calibrate import (
    NATION_FILE,
    Calibration,
    as_it_turned_out,
    county_targets,
    draws_of,
    fit_county,
    others_of,
    pooled,
    shown,
    source_of,
    targets_sha256,
)
from calibration.evaluate import Evaluator, Setting
from calibration.nation import fit_nation, national_targets
from calibration.observe import shortened
from calibration.parameters import Prior, Space, calibrated
from calibration.pooling import county_prior, joined
from calibration.problem import Problem
from calibration.saved import Saved, moved, read, write
from calibration.targets import Target
from calibration.validation.setting import Work
from results.identity import facts
from scenarios.load import load
from scenarios.posterior import write_posterior
from scenarios.schema.scenario import Scenario

TargetsOf = Callable[[str], tuple[Target, ...]]
"""The targets of a county, by its code."""


ALONE = "alone"
"""Folder of the counties' first fits."""


def nation(work: Work) -> Saved:
    """Fit the nation and write its fit where county fits and pages read it."""
    found = fit_nation(national_targets(), work.running("nation"))
    write(work.fitted / NATION_FILE, found)
    return found


def counties(work: Work) -> list[Calibration]:
    """Fit every county with the nation behind it, then ask the other counties, and write fits and posteriors."""
    alone(work)
    return pool(work)


def alone(work: Work) -> None:
    """The counties' first fits, with the nation alone behind them.

    They lie in the folder of the work: what a county says by itself must be known of all before any is asked about another. Counties may
    be fitted one by one, and with different efforts.
    """
    folder = work.folder / ALONE
    folder.mkdir(parents=True, exist_ok=True)
    copyfile(work.fitted / NATION_FILE, folder / NATION_FILE)
    for name in work.names:
        by_itself(name, county_targets, folder, work)


def pool(work: Work) -> list[Calibration]:
    """The counties' fits with all the others asked, from their first fits; with their posteriors written."""
    found = [repooled(name, work.folder / ALONE, work) for name in work.names]
    for name, each in zip(work.names, found, strict=True):
        write(work.fitted / f"{each.scenario.county.code}.json", each.fit)
        folder = work.counties / name
        folder.mkdir(parents=True, exist_ok=True)
        told = facts(load(name), targets_sha256(each.targets), date.today(), source_of(each.targets))
        write_posterior(folder, each.draws, told)
    return found


def by_itself(name: str, targets_of: TargetsOf, fitted: Path, work: Work, fixed: Mapping[str, float] | None = None) -> None:
    """Fit a county that has targets, and write its fit beside the others' and the nation's; what has a `fixed` value is not fitted."""
    scenario = as_it_turned_out(name)
    code = scenario.county.code
    chosen = targets_of(code)
    if not chosen:
        return
    found = fit_county(scenario, chosen, work.running(fitted.name, code), fitted, fixed)
    write(fitted / f"{code}.json", found.fit)


def repooled(name: str, fitted: Path, work: Work) -> Calibration:
    """A county's fit with all other counties of a folder asked: the analytic step, and the simulated numbers at the new mean."""
    scenario = as_it_turned_out(name)
    code = scenario.county.code
    chosen = county_targets(code)
    before = read(fitted / f"{code}.json")
    prior, posterior = pooled(before.own, read(fitted / NATION_FILE).posterior, others_of(code, fitted))
    short = shortened(scenario, chosen)
    space = space_of(short)
    checkpoint = work.checkpoint(fitted.name, code)
    with Evaluator(Setting((short,), chosen, "compiled"), work.workers, checkpoint, work.progress) as evaluator:
        expected = shown(Problem(evaluator, space, chosen), posterior, work.effort, work.seed)
    found = moved(before, prior, posterior, expected)
    return Calibration(scenario, space, found, chosen, draws_of(space, found.posterior, work.seed))


def space_of(scenario: Scenario) -> Space:
    """A county's parameters: the nation's, and its own."""
    return Space((*calibrated(scenario, "nation"), *calibrated(scenario, "county")))


def posterior_of(code: str, fitted: Path, size: int) -> Prior:
    """A county's posterior from the fits of a folder; where it has no fit, what the nation and the other counties say of it."""
    national = read(fitted / NATION_FILE).posterior
    own = fitted / f"{code}.json"
    if own.exists():
        return pooled(read(own).own, national, others_of(code, fitted))[1]
    return joined(county_prior(national, others_of(code, fitted)), size - len(national.mean))
