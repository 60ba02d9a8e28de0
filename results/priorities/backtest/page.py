"""docs/backtest.md, made of the numbers in docs/backtest.json alone."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from results.priorities.backtest.decision import Backtest, Tested
from results.priorities.choices.budget import PAYERS
from results.priorities.choices.packages import package_key
from results.priorities.found import Range
from scenarios.documentation import markdown
from scenarios.files import ROOT

STORE, PAGE = (ROOT.parent / "docs" / name for name in ("backtest.json", "backtest.md"))

Row = dict[str, Any]

DECISIONS = (2014, 2015, 2016)
"""Years whose decisions are tried, each on 1 January."""

DIGITS = 6
"""Decimals of a score that are kept."""


def told(found: Backtest) -> Row:
    """A backtest as it is stored."""
    return {
        "county": found.county,
        "year": found.year,
        "titles": dict(found.titles),
        "budgets": dict(found.budgets.sek),
        "seed": found.trial.seed,
        "replications": found.trial.replications,
        "packages": [_tested(each) for each in found.tested],
        "aims_then": [list(aim) for aim in found.aims_then],
        "aims_since": [list(aim) for aim in found.aims_since],
        **{name: getattr(found, name) for name in ("nothing", "even", "chosen", "best")},
        "regret": {name: _range(each) for name, each in found.regret.items()},
        "agreement": round(found.agreement, DIGITS),
        "uses_later_data": found.uses_later_data,
    }


def _tested(each: Tested) -> Row:
    dearest = {payer: round(float(cost.max())) for payer, cost in zip(PAYERS, each.cost, strict=True)}
    return {"package": package_key(each.package), "sek": dearest, "then": _range(each.then), "since": _range(each.since)}


def _range(each: Range) -> list[float]:
    return [round(number, DIGITS) for number in (each.mean, each.low, each.high)]


def keep(row: Row) -> None:
    """Store what a year shows; those of other years stay."""
    stored: list[Row] = json.loads(STORE.read_text(encoding="utf-8")) if STORE.exists() else []
    rows = {each["year"]: each for each in (*stored, row)}
    STORE.write_text(json.dumps([rows[year] for year in sorted(rows)], indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def write() -> Path:
    """Write the page; gives its path in the project."""
    PAGE.write_text(page(json.loads(STORE.read_text(encoding="utf-8"))), encoding="utf-8")
    return PAGE.relative_to(ROOT.parent)


def page(found: Sequence[Row]) -> str:
    """The page's text."""
    first = found[0]
    parts = [_introduction(found), markdown(_REGRET_HEADER, (_regret_row(row) for row in found)), _reading(found)]
    parts += ["\n## The measures\n\n", markdown(("measure", "what"), first["titles"].items())]
    for row in found:
        parts += [f"\n## 1 January {row['year']}\n\n", _year(row), markdown(_PACKAGES_HEADER, _packages(row))]
    return "".join(parts)


_REGRET_HEADER = (
    "decision",
    "chosen then",
    "what it then reached",
    "the best of the set, known afterwards",
    "it reached",
    *("lost by the choice", "by an even spread", "by as last year"),
)
_PACKAGES_HEADER = ("package", *(f"{payer}, MSEK" for payer in PAYERS), "expected then", "by what happened", "")


def _introduction(found: Sequence[Row]) -> str:
    first = found[0]
    budgets = ", ".join(f"{payer} {sek / 1e6:g}" for payer, sek in first["budgets"].items())
    years = ", ".join(str(row["year"]) for row in found)
    later = LATER if any(row["uses_later_data"] for row in found) else NOT_LATER
    calculations = f"{first['replications']} calculations of each package in each reading"
    return f"""# Old decisions tried: {first["county"]}, {years}

Written by `make backtest` from `backtest.json`; `python -m results.priorities.backtest --page` writes the page anew. For each 1 January
the county is read as it was known then (record 41): law, numbers, capacities and handling times known that day, and the forecast of
arrivals that was planned for. The packages are ranked by how much of the way to the agreement's goals they close, all goals alike, over
the year and the two after it. What ranks first is then scored by the run with what then happened: the arrivals, laws and handling times
that came.

**What this does not show.** Both the ranking and the score are the model's: nobody knows what the packages would have done in the
county, and an error that the model makes in both readings is not seen here. {later} Losses are counted against the best of
{len(first["packages"])} or so noisy means, known afterwards, which makes all of them somewhat too large. A measure costs the same in all
years, and that a goal is reached in one reading and not in the other changes what packages are judged by. The even spread leaves unspent
what a measure cannot use of its share (see its costs): a part of its loss is money that is not used.{_missing(found)}

**The set.** Nothing more (as last year), the budgets spread evenly over the measures, and every package of measures, half or whole, to
which nothing can be added within the budgets, MSEK a year: {budgets}. {calculations}, others in the second than in the first: who
decided knew neither the luck nor the parameters of what came. Intervals are 95 %, over pairs of calculations that share a draw of
parameters.

Percent of the way to the goals; losses are percentage points of the same.

"""


def _missing(found: Sequence[Row]) -> str:
    missing = [str(year) for year in DECISIONS if year not in {row["year"] for row in found}]
    return f" Not tried yet: {', '.join(missing)}." if missing else ""


LATER = """The parameters were fitted with what became known up to 2017, after all these decisions, and what never changes
in the model was set from sources up to today: the choices were better informed than any real one could be, and their losses are too
small."""

NOT_LATER = "No parameter was fitted with what became known after the decisions."


def _regret_row(row: Row) -> tuple[str, ...]:
    chosen, best = (row["packages"][row[name]] for name in ("chosen", "best"))
    losses = (_words(row["regret"][name]) for name in ("chosen", "even", "nothing"))
    return (str(row["year"]), f"`{chosen['package']}`", _words(chosen["since"]), f"`{best['package']}`", _words(best["since"]), *losses)


def _reading(found: Sequence[Row]) -> str:
    """What the table says, in words that follow its numbers."""
    lines = [f"- {_sentence(row)}" for row in found]
    return "\n" + "\n".join(lines) + "\n"


def _sentence(row: Row) -> str:
    chosen, even, nothing = (row["regret"][name] for name in ("chosen", "even", "nothing"))
    lost = "is the best of the set afterwards too" if row["chosen"] == row["best"] else f"loses {_points(chosen[0])} against the best"
    beside = f"an even spread would have lost {_points(even[0])}, nothing more {_points(nothing[0])}"
    agreement = row["agreement"]
    return (
        f"{row['year']}: the choice {lost}; {beside}. The orders then and since agree to {agreement:.2f} (Spearman; 1 is the same order)."
    )


def _year(row: Row) -> str:
    gone = [f"{goal} ({key})" for goal, key in row["aims_then"] if [goal, key] not in row["aims_since"]]
    come = [f"{goal} ({key})" for goal, key in row["aims_since"] if [goal, key] not in row["aims_then"]]
    text = f"Ranked by {len(row['aims_then'])} goals, scored by {len(row['aims_since'])}"
    text += f"; not scored: {', '.join(gone)}" if gone else ""
    text += f"; scored only: {', '.join(come)}" if come else ""
    return f"{text}. Costs are planned, in the dearest year; ordered by what was expected then.\n\n"


def _packages(row: Row) -> Iterator[tuple[str, ...]]:
    marks = {
        row[name]: words
        for name, words in (("nothing", "as last year"), ("even", "even spread"), ("best", "best since"), ("chosen", "chosen"))
    }
    if row["chosen"] == row["best"]:
        marks[row["chosen"]] = "chosen, best since"
    order = sorted(range(len(row["packages"])), key=lambda k: -row["packages"][k]["then"][0])
    for place in order:
        each = row["packages"][place]
        costs = (f"{each['sek'][payer] / 1e6:.1f}" if each["sek"][payer] else "" for payer in PAYERS)
        yield (f"`{each['package']}`", *costs, _words(each["then"]), _words(each["since"]), marks.get(place, ""))


def _words(numbers: Sequence[float]) -> str:
    """Mean and interval in percent."""
    mean, low, high = (100.0 * number + 0.0 for number in numbers)
    return f"{mean:.1f}" if low == high else f"{mean:.1f} ({low:.1f} to {high:.1f})"


def _points(number: float) -> str:
    return f"{100.0 * number:.1f} points"
