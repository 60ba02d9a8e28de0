"""From studies and comparisons to the material of a report: the only place here that knows how they are stored."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from importlib.metadata import PackageNotFoundError, version
from itertools import combinations

import numpy as np
import pandas as pd

from results.bottleneck import bottlenecks
from results.charts.capacity import FULL
from results.charts.paths import cohort_states
from results.comparison import Comparison, compare
from results.follow_up import FollowUp
from results.identity import calibration
from results.indicators.beside import TRACK_NAMES
from results.indicators.catalogue import CATALOGUE
from results.indicators.history import History
from results.readiness import Readiness
from results.report.choice import OUTCOMES
from results.report.costs import cost_per_person_table, costs_table
from results.report.material import Extras, Material, Use
from results.report.payments import payments_table
from results.report.trust import trust_table
from results.report.uncertainty import calibration_facts
from results.report.words import area_names, listed
from results.study import Study
from results.uncertainty import uncertainty_frame
from scenarios.language import number, text_of
from scenarios.language import translate as _
from scenarios.posterior import drawn
from scenarios.registry import scenario_hash
from scenarios.vocabulary import SERVICES

MOST_BOTTLENECKS = 2
"""Growing queues named for each alternative."""


def gather(base: Study, comparisons: Sequence[Comparison], ready: Sequence[Readiness] = (), follow_up: FollowUp | None = None) -> Material:
    """Collect what the report says.

    Parameters
    ----------
    base
        The unchanged course, or the only scenario.
    comparisons
        Of the alternatives with `base`, in the order of their letters; empty for a report on one scenario.
    ready
        What the county can take in a surge, where that was asked.
    follow_up
        Of last year's priorities.
    """
    studies = [base, *(c.scenario for c in comparisons)]
    empty = pd.DataFrame(columns=["scenario", "indicator", "area", "group", "period", "difference", "low", "high", "same_sign"])
    material = Material(
        base=base.scenario,
        alternatives=tuple(c.scenario.scenario for c in comparisons),
        indicators=pd.concat([_levels(study) for study in studies], ignore_index=True),
        differences=pd.concat([_differences(c) for c in comparisons], ignore_index=True) if comparisons else empty,
        replications=min(len(study.replications) for study in studies),
        seed=base.seed,
    )
    found = _extras(material, base, comparisons)
    return replace(material, extras=replace(found, readiness=tuple(each.sentence() for each in ready), follow_up=follow_up))


def _keys(study: Study, columns: np.ndarray) -> dict[str, list[str]]:
    keys = [study.keys[column] for column in columns]
    return {name: [key[k] for key in keys] for k, name in enumerate(("indicator", "area", "group", "period"))}


def _levels(study: Study) -> pd.DataFrame:
    columns = np.flatnonzero(study.usable)
    found = study.intervals
    return pd.DataFrame(
        {
            "scenario": study.scenario.name,
            **_keys(study, columns),
            "mean": found.mean[columns],
            **_within(study, columns),
            "people": study.people[columns],
        }
    )


def _within(study: Study, columns: np.ndarray) -> dict[str, np.ndarray]:
    """Ends of the intervals, cut where the number cannot be: below zero, and above 100 percent."""
    least, most = np.array([CATALOGUE[study.keys[column][0]].possible for column in columns]).reshape(-1, 2).T
    found = study.intervals
    return {"low": np.maximum(found.low[columns], least), "high": np.minimum(found.high[columns], most)}


def _differences(comparison: Comparison) -> pd.DataFrame:
    found = comparison.intervals
    columns = np.flatnonzero(comparison.base.usable & comparison.scenario.usable & np.isfinite(found.mean))
    signs = np.sign(comparison.differences[:, columns])
    return pd.DataFrame(
        {
            "scenario": comparison.scenario.scenario.name,
            **_keys(comparison.base, columns),
            "difference": found.mean[columns],
            "low": found.low[columns],
            "high": found.high[columns],
            "same_sign": (signs == np.sign(found.mean[columns])).sum(axis=0),
        }
    )


def _extras(material: Material, base: Study, comparisons: Sequence[Comparison]) -> Extras:
    cohort = cohort_states(History(base.runs[0], drawn(base.scenario, base.replications[0])), material.years[0]) if base.runs else None
    known = calibration(base.scenario)
    return Extras(
        believability=trust_table(base, area_names(material)),
        costs=costs_table(base, comparisons, material),
        payments=payments_table(base, comparisons, material),
        cost_per_person=cost_per_person_table(comparisons, material),
        run_facts=(*_run_facts(base, comparisons), *calibration_facts(known, len(set(base.draws)))),
        cohort=cohort,
        capacity=_capacity(base, material),
        local_capacity=_local_capacity([base, *(c.scenario for c in comparisons)], material),
        bottlenecks=_bottlenecks(comparisons, material),
        alike=_alike(comparisons, material),
        calibration=known,
        uncertainty=uncertainty_frame([base], comparisons) if len(set(base.draws)) > 1 else None,
    )


def _alike(comparisons: Sequence[Comparison], material: Material) -> str:
    """Whether the alternatives can be told from each other in self-support; every pair is tested."""
    letters = {s.name: s.letter for s in material.series}
    pairs = list(combinations([c.scenario for c in comparisons], 2))
    found = {(a, b): compare(studies[0], studies[1]).difference(OUTCOMES[0]) for studies in pairs for a, b in [_letters(studies, letters)]}
    if not found or any(each is None for each in found.values()):
        return ""
    differ = [_("{a} and {b}").format(a=a, b=b) for (a, b), each in found.items() if each is not None and each.told_apart]
    if differ:
        return _("Alternatives that can be told from each other in it: {pairs}.").format(pairs="; ".join(differ))
    return _("Alternatives {letters} are equal in this.").format(letters=listed([s.letter for s in material.series[1:]]))


def _letters(studies: tuple[Study, Study], letters: dict[str, str]) -> tuple[str, str]:
    return letters[studies[0].scenario.name], letters[studies[1].scenario.name]


def _run_facts(base: Study, comparisons: Sequence[Comparison]) -> tuple[tuple[str, str], ...]:
    try:
        release = version("etablering")
    except PackageNotFoundError:
        release = _("not installed")
    studies = [base, *(c.scenario for c in comparisons)]
    hashes = [(_("Hash of {name}").format(name=s.scenario.name), scenario_hash(s.scenario)[:16]) for s in studies]
    failed = sum(len(s.failed) for s in studies)
    lost = [(_("Calculations that failed"), str(failed))] if failed else []
    return ((_("Version"), release), *hashes, *lost)


def _capacity(study: Study, material: Material) -> pd.DataFrame:
    """Use of each capacity over the reported years, by sub-area; for the county where it is one for all."""
    names = area_names(material)
    subareas = [area for area in names if ":" in area]
    first, last = material.years
    months = [m for m in study.layout.grid.month_names if first <= int(m[:4]) <= last]
    rows = []
    for service in dict.fromkeys(key[0].removeprefix("use_") for key in study.keys if key[0].startswith("use_")):
        found = [_use(study, service, area, months) for area in subareas]
        found = [row for row in found if row is not None] or [
            row for row in [_use(study, service, material.county, months)] if row is not None
        ]
        rows += found
    return pd.DataFrame(rows, columns=["service", "area", "mean", "low", "high", "short_months", "first_short"])


def _local_capacity(studies: Sequence[Study], material: Material) -> dict[tuple[str, str, str], Use]:
    """Use of every capacity that serves a municipality, in each scenario."""
    first, last = material.years
    months = [m for m in studies[0].layout.grid.month_names if first <= int(m[:4]) <= last]
    areas = [(service, area) for service in SERVICES for area in material.base.county.areas(service)]
    found = {(s.scenario.name, *each): _use(s, *each, months) for s in studies for each in areas}
    return {key: Use(*use[2:]) for key, use in found.items() if use is not None}


def _use(study: Study, service: str, area: str, months: Sequence[str]) -> tuple[str, str, float, float, float, int, str] | None:
    columns = [study.place_of[key] for m in months if (key := (f"use_{service}", area, "all", m)) in study.place_of]
    monthly = study.values[:, columns]
    kept = np.isfinite(monthly).all(axis=0) if columns else np.zeros(0, bool)
    if not kept.any():
        return None
    whole = study.over(monthly[:, kept].mean(axis=1))
    named = [months[k] for k in np.flatnonzero(kept).tolist()]
    short = [m for m, value in zip(named, monthly[:, kept].mean(axis=0), strict=True) if value >= FULL]
    return service, area, float(whole.mean), float(whole.low), float(whole.high), len(short), short[0] if short else ""


def _bottlenecks(comparisons: Sequence[Comparison], material: Material) -> tuple[str, ...]:
    """The queues that grow with each alternative, told from zero; that none does is said too."""
    said = []
    for s, comparison in zip(material.series[1:], comparisons, strict=True):
        found = bottlenecks(comparison)[:MOST_BOTTLENECKS]
        for one in found:
            said.append(
                _("With {letter} the queue to {track} grows: {low}–{high} more people waiting around {month}.").format(
                    letter=s.letter,
                    track=text_of(*TRACK_NAMES.get(one.track, (one.track, one.track))),
                    low=number(one.low, 0),
                    high=number(one.high, 0),
                    month=one.month,
                )
                + (" " + _("The capacity is full then.") if one.full else "")
            )
        if not found:
            said.append(_("With {letter} no queue grows so that it can be told apart from zero.").format(letter=s.letter))
    return tuple(said)
