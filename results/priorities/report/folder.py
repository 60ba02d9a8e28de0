"""The folder of a prioritisation: packages, what they score, cost and keep to, as plain files; then what people read."""

from __future__ import annotations

import csv
import io
import json
import platform
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np

from results.files import DECIMALS, LIBRARIES, MANIFEST, commit, tool_version
from results.priorities import report
from results.priorities.choices.budget import PAYERS, years_of
from results.priorities.choices.packages import package_key
from results.priorities.found import Candidate, Prioritisation, Range
from results.priorities.search.shelves import goals_beyond, measures_beyond
from scenarios.registry import resolved, scenario_hash
from sim.engines.choice import Engine

REPORT = "report.html"

Cell = str | int | float
Row = Sequence[Cell]

OF_RANGE = ("mean", "low", "high")


def write(folder: Path, found: Prioritisation, engine: Engine) -> None:
    """Write everything into an existing folder; the manifest last, since it holds the others' hashes.

    Files
    -----
    packages.csv
        What is on each shelf: a row for each choice; the package "-" is nothing more than what is decided.
    scores.csv
        Score of each package and how much of the way to each goal it closes, against "-", with intervals.
    singles.csv
        The same of each choice alone.
    costs.csv
        SEK by package, payer and year, beside the budget.
    changes.csv
        Change of every indicator by area and group.
    requirements.csv
        What each package does to each requirement; then the nearest to those that are not met, and the price of the others.
    beyond.csv
        Measures and goals that cannot be judged.
    shares.csv
        What each measure of the best package brings, in score and by goal; and what each two bring beyond one by one (`together`).
    places.csv
        What one more of a service brings in each area, per unit and year, in score and in the indicator closest to it; empty where there
        are none. Where 0 were tried nobody waits, and it is exactly nothing.
    years.csv
        Why indicators differ between two years: parts of each change, in the indicator's unit.
    hindsight.csv
        How near packages come to the best that any allocation could have reached, percent; empty where it was not asked for.
    """
    _csv(folder / "packages.csv", ("place", "package", "shelf", "measure", "level", "area", "observations"), _packages(found))
    scores = ("package", "part", "indicator", *OF_RANGE, "observations")
    _csv(folder / "scores.csv", scores, _scores(found, found.candidates))
    _csv(folder / "singles.csv", scores, _scores(found, found.singles.values()))
    _csv(folder / "costs.csv", ("package", "payer", "year", "sek", "budget_sek"), _costs(found))
    _csv(folder / "changes.csv", ("package", "indicator", "area", "group", "period", *OF_RANGE), _changes(found))
    _csv(folder / "requirements.csv", ("kind", "requirement", "package", "verdict", *OF_RANGE), _requirements(found))
    _csv(folder / "beyond.csv", ("kind", "key", "label", "why"), _beyond(found))
    _csv(folder / "shares.csv", ("package", "measure", "part", "indicator", *OF_RANGE), _shares(found))
    place = ("service", "area", "language", "tried_a_year", "waiting_days_a_year", "part", *OF_RANGE, "queue_that_grows")
    _csv(folder / "places.csv", place, _places(found))
    _csv(folder / "years.csv", ("indicator", "group", "first", "last", "part", *OF_RANGE), _years(found))
    _csv(folder / "hindsight.csv", ("package", "indicator", "people", "part", *OF_RANGE), _hindsight(found))
    report.write(folder, found)
    _manifest(folder, found, engine)


def _packages(found: Prioritisation) -> Iterator[Row]:
    for place, candidate in enumerate(found.candidates, start=1):
        about = (place, package_key(candidate.package), candidate.shelf)
        for choice in candidate.package:
            yield (*about, choice.measure, choice.level, choice.subarea, candidate.observations)
        if not candidate.package:
            yield (*about, "", "", "", candidate.observations)


def _scores(found: Prioritisation, candidates: Iterable[Candidate]) -> Iterator[Row]:
    """The score, then the part of the way to each goal."""
    for candidate in candidates:
        key = package_key(candidate.package)
        yield (key, "score", "", *_range(candidate.score), candidate.observations)
        for aim, closed in zip(found.objective.aims, candidate.closed, strict=True):
            yield (key, aim.goal or aim.indicator, aim.indicator, *_range(closed), candidate.observations)


def _costs(found: Prioritisation) -> Iterator[Row]:
    years = years_of(found.menu.base)
    for candidate in found.candidates:
        for payer, costs in zip(PAYERS, candidate.cost, strict=True):
            for year, sek in zip(years, costs, strict=True):
                yield (package_key(candidate.package), payer, year, float(sek), found.budgets.of(payer))


def _changes(found: Prioritisation) -> Iterator[Row]:
    for candidate in found.candidates:
        for key, change in candidate.changes.items():
            yield (package_key(candidate.package), *key, *_range(change))


def _requirements(found: Prioritisation) -> Iterator[Row]:
    for candidate in found.candidates:
        for held in candidate.held:
            yield ("held", held.requirement.text, package_key(candidate.package), held.verdict, *_range(held.value))
    for unmet in found.unmet:
        yield ("nearest", unmet.requirement.text, package_key(unmet.nearest), "not_told_to_be_met", *_range(unmet.value))
    for price in found.prices:
        yield (
            "price_in_score",
            price.requirement.text,
            f"{package_key(price.within)} / {package_key(price.without)}",
            "met",
            *_range(price.score),
        )
        for payer, sek in price.sek.items():
            yield (
                f"price_sek_{payer}",
                price.requirement.text,
                f"{package_key(price.within)} / {package_key(price.without)}",
                "met",
                sek,
                "",
                "",
            )


def _beyond(found: Prioritisation) -> Iterator[Row]:
    yield from (("measure", each.key, each.label, each.why) for each in measures_beyond(found))
    yield from (("goal", each.key, each.label, each.why) for each in goals_beyond(found))


def _shares(found: Prioritisation) -> Iterator[Row]:
    for package, shares in found.shares.items():
        for share in shares:
            key = (package_key(package), share.choice.key)
            yield (*key, "score", "", *_range(share.score))
            for aim, closed in zip(found.objective.aims, share.closed, strict=True):
                yield (*key, aim.goal or aim.indicator, aim.indicator, *_range(closed))
        for pair in found.pairs.get(package, ()):
            yield (package_key(package), f"{pair.first.key} {pair.second.key}", "together", "", *_range(pair.score))


def _places(found: Prioritisation) -> Iterator[Row]:
    for each in found.marginals:
        about = (each.service, each.area, each.language, each.unit, each.waiting)
        yield (*about, "score", *_range(each.score), each.queue_moves_to)
        if each.closest is not None:
            yield (*about, each.indicator, *_range(each.closest), each.queue_moves_to)


def _years(found: Prioritisation) -> Iterator[Row]:
    for each in found.years:
        whole: dict[str, Range] = {"first_year": each.before, "last_year": each.after, "change": each.change}
        whole.update({str(factor): part for factor, part in each.factors.items()})
        for part, value in {**whole, "under_way": each.under_way}.items():
            yield (each.indicator, each.group, each.first, each.last, part, *_range(value))


def _hindsight(found: Prioritisation) -> Iterator[Row]:
    for each in found.reaches:
        parts = {"reached": each.reached, "bound": each.bound, "kept": each.kept, "share_of_kept": each.share}
        for part, value in parts.items():
            yield (package_key(each.package), each.indicator, each.people, part, *_range(value))


def _range(found: Range) -> tuple[float, float, float]:
    return found.mean, found.low, found.high


def _csv(path: Path, header: Sequence[str], rows: Iterable[Row]) -> None:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    writer.writerows([_cell(cell) for cell in row] for row in rows)
    path.write_text(text.getvalue(), encoding="utf-8")


def _cell(cell: Cell) -> str:
    """A cell as text: numbers with a fixed number of decimals, empty where undefined, no negative zeros."""
    if not isinstance(cell, float):
        return str(cell)
    if not np.isfinite(cell):
        return ""
    return f"{round(cell, DECIMALS + 2) + 0.0:.{DECIMALS + 2}f}".rstrip("0").rstrip(".") or "0"


def _manifest(folder: Path, found: Prioritisation, engine: Engine) -> None:
    """What the search was: versions, the question, its seed and hashes of the files beside it; no user names, no paths, no time of day."""
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path.name != MANIFEST)
    posterior = found.menu.base.posterior
    content: dict[str, Any] = {
        "tool": "etablering",
        "version": tool_version(),
        "commit": commit(),
        "python": platform.python_version(),
        "libraries": {name: version(name) for name in LIBRARIES},
        "engine": engine,
        "seed": found.seed,
        "year": found.year,
        "budgets_sek": dict(found.budgets.sek),
        "objective": {"name": found.objective.name, "weights": dict(found.objective.weights)},
        "requirements": [requirement.text for requirement in found.requirements],
        "choices": [choice.key for choice in found.menu.every()],
        "too_dear": [choice.key for choice in found.too_dear],
        "over": [package_key(package) for package in found.over],
        "confidence": found.confidence,
        "indifference": found.indifference,
        "decided": found.decided,
        "packages": {"within": found.screened[0], "all": found.screened[1], "simulated": len(found.candidates)},
        "simulations": found.simulations,
        "calibration": posterior.identity if posterior is not None else None,
        "base": {"hash": scenario_hash(found.menu.base), "resolved": resolved(found.menu.base)},
        "measures": {key: measure.model_dump(mode="json") for key, measure in found.menu.measures.items()},
        "files": {path.relative_to(folder).as_posix(): sha256(path.read_bytes()).hexdigest() for path in files},
    }
    text = json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True, allow_nan=False) + "\n"
    (folder / MANIFEST).write_text(text, encoding="utf-8")
