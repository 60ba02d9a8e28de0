"""From names of scenarios to a folder of results: everything is checked first, and what is written is whole or not there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from app.goals import unknown_indicators
from app.options import RunOptions
from app.progress import progress
from results.comparison import Comparison, compare
from results.files import place_for, write_events, write_manifest, write_numbers, writing
from results.follow_up import FollowUp, read_follow_up
from results.study import DEFAULT_WITH_DRAWS, Study, default_replications, run_study
from scenarios.errors import Problem, ScenarioError, listed
from scenarios.language import text_of
from scenarios.language import translate as _
from scenarios.load import load
from scenarios.posterior import at_point, draw_numbers
from scenarios.schema.scenario import Scenario
from sim.engines.cache import is_warm
from sim.engines.choice import Engine, EngineLacksError, choose, make_ready

if TYPE_CHECKING:
    from results.readiness import Readiness

DONE = 0
INCOMPLETE = 3


def produce(names: Sequence[str], options: RunOptions, followed: tuple[Path, Path | None] | None = None) -> int:
    """Compute the scenarios, the base first, write their folder and print the path of its report.

    Parameters
    ----------
    followed
        The file on what was done of last year's priorities, and the folder of the run that expected it.

    Returns
    -------
    int
        0 when everything asked for is there; 3 when replications were lost or the precision was not reached.

    Raises
    ------
    ScenarioError
        With every fault of the scenarios and the folder, before anything is computed.
    """
    scenarios, earlier = _asked(names, followed)
    if options.point:
        scenarios = [at_point(scenario) for scenario in scenarios]
    options = _counted(options, scenarios)
    engines = engines_of(scenarios, options)
    place = place_for(folder_name(scenarios), options.out)
    with writing(place) as draft:
        studies = compute(scenarios, options, engines)
        if not all(study.replications for study in studies):
            return _lost(studies)
        write(draft, studies, events=options.events > 0, follow_up=earlier, ready=surge(studies, options))
    click.echo(str(place / "report.html"))
    return _lost(studies) if any(study.failed for study in studies) else _imprecise(studies)


def _counted(options: RunOptions, scenarios: Sequence[Scenario]) -> RunOptions:
    """The options with a number of replications where nothing else decides it; few draws of parameters are told."""
    if options.replications is None and options.precision is None:
        options = replace(options, replications=max(map(default_replications, scenarios)))
    count = options.replications
    draws = 0 if count is None else len(set(draw_numbers(scenarios[0], range(count))))
    if count is not None and draws and count < DEFAULT_WITH_DRAWS:
        text = _("{count} replications draw their parameters {draws} times only: the intervals get wide. {enough} are better.")
        click.echo(text.format(count=count, draws=draws, enough=DEFAULT_WITH_DRAWS), err=True)
    return options


def _asked(names: Sequence[str], followed: tuple[Path, Path | None] | None) -> tuple[list[Scenario], FollowUp | None]:
    """The scenarios and the follow-up of last year's priorities, with the faults of both at once."""
    scenarios, faults = list[Scenario](), list[Problem]()
    earlier = None
    try:
        scenarios = read(names)
    except ScenarioError as error:
        faults.extend(error.problems)
    if followed is not None:
        try:
            earlier = read_follow_up(*followed, scenarios[0].county.code if scenarios else "")
        except ScenarioError as error:
            faults.extend(error.problems)
    if faults:
        raise ScenarioError(faults)
    return scenarios, earlier


def read(names: Sequence[str]) -> list[Scenario]:
    """Load every scenario; all faults of all of them at once, and that they can be compared at all.

    Raises
    ------
    ScenarioError
        With every fault found.
    """
    scenarios: list[Scenario] = []
    faults = [Problem(name, 0, 0, "", _("The scenario is named twice.")) for name in names if names.count(name) > 1]
    for name in dict.fromkeys(names):
        try:
            scenarios.append(load(name))
        except ScenarioError as error:
            faults.extend(error.problems)
    if not faults:
        faults = [*_not_comparable(scenarios), *(fault for scenario in scenarios for fault in unknown_indicators(scenario))]
    if faults:
        raise ScenarioError(faults)
    return scenarios


def _not_comparable(scenarios: Sequence[Scenario]) -> list[Problem]:
    """Paired differences need the same people: the same county, the same run and the same reported years."""
    base = scenarios[0]
    alike: dict[str, Callable[[Scenario], object]] = {
        _("county"): lambda s: s.county.code,
        _("first day of the run"): lambda s: s.start,
        _("last day of the run"): lambda s: s.end,
        _("reported years"): lambda s: (s.report_from, s.report_to),
        _("calibration"): lambda s: s.posterior and s.posterior.identity,
    }
    found = []
    for scenario in scenarios[1:]:
        unlike = [what for what, of in alike.items() if of(scenario) != of(base)]
        if unlike:
            message = _("Cannot be compared with {base}. Different: {what}.").format(base=base.name, what=listed(unlike))
            found.append(Problem(scenario.name, 0, 0, "", message))
    return found


def folder_name(scenarios: Sequence[Scenario]) -> str:
    """Name of the folder of a run: the scenario's; of a comparison: the base's and the first alternative's own part."""
    base = scenarios[0].name
    if len(scenarios) == 1:
        return base
    return f"{base}-mot-{'-'.join(scenario.name.rpartition('/')[2] for scenario in scenarios[1:3])}"


def engines_of(scenarios: Sequence[Scenario], options: RunOptions) -> list[Engine]:
    """The engine of each scenario, chosen by the work of all of them together.

    Raises
    ------
    ScenarioError
        The compiled engine was asked for, and lacks a rule that a scenario uses.
    """
    engines, faults = [], []
    for scenario in scenarios:
        try:
            engines.append(choose(options.engine, scenario, (options.replications or default_replications(scenario)) * len(scenarios)))
        except EngineLacksError as error:
            message = _("The compiled engine lacks rules that the scenario uses: {rules}. Use --engine simpy or auto.")
            faults.append(Problem(scenario.name, 0, 0, "--engine", message.format(rules=", ".join(error.rules))))
    if faults:
        raise ScenarioError(faults)
    return engines


def compute(scenarios: Sequence[Scenario], options: RunOptions, engines: Sequence[Engine]) -> list[Study]:
    """A study each; where a precision decides, the base finds the number of replications and all get the same."""
    if "compiled" in engines and not is_warm():
        click.echo(_("Compiling the engine; needed once after each new version, about a minute …"), err=True)
        make_ready("compiled")
    studies = [_study(scenarios[0], replace(options, engine=engines[0]))]
    if options.precision is not None:
        options = replace(options, replications=len(studies[0].replications), precision=None)
    return studies + [_study(s, replace(options, events=0, engine=e)) for s, e in zip(scenarios[1:], engines[1:], strict=True)]


def _study(scenario: Scenario, options: RunOptions) -> Study:
    with progress(text_of(scenario.title_sv, scenario.title_en)) as tell:
        return run_study(
            scenario,
            options.seed,
            replications=options.replications,
            precision=options.precision,
            engine=options.engine,
            workers=options.workers,
            progress=tell,
            keep_runs=max(options.events, 1),
        )


def surge(studies: Sequence[Study], options: RunOptions) -> list[Readiness]:
    """What each course can take of more asylum seekers before the limits asked about are passed; nothing where none is asked about."""
    if not options.readiness:
        return []
    from results.readiness import Limit, readiness

    limits = [Limit(indicator, value) for indicator, value in options.readiness]
    found = []
    for study in studies:
        scenario, count = study.scenario, len(study.replications)
        click.echo(_("Asking how many more can be taken: {name} …").format(name=scenario.name), err=True)
        ready = readiness(scenario, *limits, seed=study.seed, replications=count, engine=study.engine, workers=options.workers)
        whose = text_of(scenario.title_sv, scenario.title_en) if len(studies) > 1 else ""
        found += [replace(each, whose=whose) for each in ready]
    return found


def write(
    folder: Path, studies: Sequence[Study], *, events: bool, follow_up: FollowUp | None = None, ready: Sequence[Readiness] = ()
) -> None:
    """Write everything about the studies, the base first, into an existing folder; the manifest last, since it holds the others' hashes."""
    from results import report

    base, others = studies[0], studies[1:]
    comparisons: list[Comparison] = [compare(base, study) for study in others]
    click.echo(_("Writing the report …"), err=True)
    write_numbers(folder, studies, comparisons)
    if events:
        write_events(folder, base)
    report.write(folder, base, comparisons, ready, follow_up)
    write_manifest(folder, studies)


def _lost(studies: Sequence[Study]) -> int:
    """Say which replications were lost."""
    for study in studies:
        if study.failed:
            numbers = listed(str(number + 1) for number in study.failed)
            text = _("{name}: replications lost because their process died: {numbers}. The result is incomplete.")
            click.echo(text.format(name=study.scenario.name, numbers=numbers), err=True)
    return INCOMPLETE


def _imprecise(studies: Sequence[Study]) -> int:
    """Say so when the precision asked for was not reached."""
    base = studies[0]
    if base.precise:
        return DONE
    text = _("The precision {wanted} was not reached in {count} replications; reached: {reached}. The result is incomplete.")
    numbers = {"wanted": base.precision, "count": len(base.replications), "reached": f"{base.reached:.3f}"}
    click.echo(text.format(**numbers), err=True)
    return INCOMPLETE
