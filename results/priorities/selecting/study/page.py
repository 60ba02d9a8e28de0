"""docs/selecting.md, made of the numbers in docs/selecting.json alone."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from results.priorities.selecting.study.summary import (
    HELD_AGAINST,
    best_first,
    equal_allocation,
    fewer_than,
    groups,
    proven,
    saving,
    saving_words,
)
from scenarios.documentation import markdown
from scenarios.files import ROOT

STORE, PAGE = (ROOT.parent / "docs" / name for name in ("selecting.json", "selecting.md"))

Row = dict[str, Any]


def write() -> Path:
    """Write the page; gives its path in the project."""
    PAGE.write_text(page(json.loads(STORE.read_text(encoding="utf-8"))), encoding="utf-8")
    return PAGE.relative_to(ROOT.parent)


def page(found: Row) -> str:
    """The page's text."""
    stated = found["stated"]
    parts = [_introduction(found), markdown(("what", "found", "everywhere"), _shown(stated))]
    parts += ["\n## What it saves\n\n", SAVING, markdown(_SAVING_HEADER, _saving_rows(stated))]
    parts += ["\n## Each configuration\n\n", EACH, markdown(_EACH_HEADER, (_each_row(row) for row in stated))]
    parts += ["\n## What is told of the others\n\n", OTHERS, markdown(_OTHERS_HEADER, _others_rows(stated, found["ties"]))]
    parts += [
        "\n## Other procedures\n\n",
        RIVALS.format(tries=found["by_all"][0]["tries"]),
        markdown(_BY_ALL_HEADER, _by_all_rows(found["by_all"])),
    ]
    parts += ["\n## Where it fails\n\n", BEYOND, markdown(_EACH_HEADER, (_each_row(row) for row in found["beyond"]))]
    return "".join(parts)


def _introduction(found: Row) -> str:
    stated = found["stated"]
    tries = [row["tries"] for row in stated]
    return f"""# Choosing the best of some packages: is the choice right, and what does it save?

Written by `make selecting` from `selecting.json`; `python -m results.priorities.selecting.study --page` writes the page anew. The
selection (`results/priorities/selecting/`, record 40) is tried on made-up problems whose best is known: {len(stated)} configurations,
stated before anything was measured, {min(tries)} problems of each, {max(tries)} of each slippage. The confidence is 95 %, the indifference
1, the first stage {found["first"]} observations of each system. An observation has a standard deviation of 3 (from 1.5 to 4.5 where
variances are unequal, largest for the best of a slippage). The procedure was settled on problems with other seeds.

*Right*: the chosen system is the best, or less than the indifference below it. Brackets hold the exact binomial interval, 95 %.
Observations are of all systems together.

Held against it:

- *Clark–Yang*: two stages, equal allocation, any covariances. The same promise under the same assumptions: this is what "equal
  allocation" means here.
- *Nelson–Matejcik*: two stages, equal allocation, cheaper because it takes all differences to be as variable; where they are not it
  promises nothing.
- *Rinott*: two stages, each system by its own variance, as if no luck were shared.
- Each of the three with the first stage (6, 10, 20 or 30) that suits it best in that configuration, in hindsight.
- *Oracle*: the smallest equal allocation that was right in 95 % of the very problems. Nobody can know it beforehand: it is what equal
  allocation would cost somebody who knew means and variances. Where means are far apart a handful of observations is right nearly
  always, but nobody would know that it is.

The first two rows were demanded; the others say what else it can be held against.

"""


SAVING = """Share of the observations that is saved: median over the configurations of a row, and the least and greatest; below zero the
selection costs more. Nelson–Matejcik stands only where it promises what the selection promises.

"""

EACH = """A name says the number of systems, the means, the variances, the correlation of two systems' observations and the noise
(`results/priorities/selecting/study/configurations.py`). Clark–Yang, Nelson–Matejcik, Rinott and oracle are their observations, all systems
together; in brackets how often a yardstick was right where that was less than 95 %. "Most" is the largest number that any problem took.

"""

OTHERS = """A system is *told worse* when the interval of its paired difference to the chosen one lies below zero. The intervals hold all at
once and however often one looks, so they are wide; whatever is not told worse is *not told apart*. The table has the share of the other
systems that were not told apart, and the share of problems where the truly best was chosen or not told apart, where nobody told worse was
as good as the chosen one, and where all intervals held the true differences: means over configurations, and the least. A selection stops
when the choice is made: in a slippage that is long before systems one indifference below can be told worse.

"""

RIVALS = """On {tries} problems of each configuration, all with the same first stage: share right, and observations that count. KN keeps the
variances of the first stage; KN++ estimates them anew, with all their degrees of freedom; the selection gives up two of them; BIZ has one
variance for all systems; OCBA spends what the selection used, with no promise.

"""

BEYOND = """What the best gains it gains in one observation of ten, and loses a little in the others. Few observations cannot show that, and
their variance is small just where the mean is wrong. Two-stage procedures fail here too, but for the one that takes many times what it
needs elsewhere. A measure that pays in rare futures alone must be observed as a mean over the futures, not one future an observation.

"""


def _shown(stated: Sequence[Row]) -> list[list[str]]:
    least = min(stated, key=lambda row: row["right"][0])
    rows = [
        [
            "right in at least 95 % of the problems of every configuration",
            f"least: {_share(least['right'])} in `{least['name']}`",
            _yes(all(row["right"][0] >= 0.95 for row in stated)),
        ]
    ]
    for name, words in HELD_AGAINST.items():
        among = [row for row in stated if name != "Nelson-Matejcik" or proven(row)]
        count = sum(fewer_than(row, name) for row in among)
        rows.append([f"fewer observations than {words}", f"in {count} of {len(among)} configurations", _yes(count == len(among))])
    return rows


_SAVING_HEADER = ("configurations", "number", "against Clark–Yang", "against Nelson–Matejcik", "against Rinott", "against the oracle")


def _saving_rows(stated: Sequence[Row]) -> list[list[str]]:
    return [
        [words, str(len(rows)), *(saving_words(rows, name) for name in ("Clark-Yang", "Nelson-Matejcik", "Rinott", "oracle"))]
        for words, rows in groups(stated).items()
    ]


_EACH_HEADER = (
    *("configuration", "right", "observations", "most", "Clark–Yang", "Nelson–Matejcik", "Rinott", "oracle"),
    *("saved against Clark–Yang", "against the oracle"),
)


def _each_row(row: Row) -> list[str]:
    yardsticks = [_yardstick(row, name) for name in ("Clark-Yang", "Nelson-Matejcik", "Rinott")]
    oracle = "more than the problem holds" if row["oracle"] is None else f"{row['oracle']:.0f}"
    saved = [_percent(saving(row, name)) for name in ("Clark-Yang", "oracle")]
    return [f"`{row['name']}`", _share(row["right"]), f"{row['asked']:.0f}", f"{row['most_observations']:.0f}", *yardsticks, oracle, *saved]


def _yardstick(row: Row, name: str) -> str:
    first = best_first(row, name)
    right = row[f"{name}/{first}/right"]
    return f"{equal_allocation(row, name):.0f}" + (f" ({100 * right:.1f} %)" if right < 0.95 else "")


_OTHERS_HEADER = ("configurations", "not told apart, of the others", "the best kept", "nobody told worse falsely", "all intervals held")


def _others_rows(stated: Sequence[Row], ties: Sequence[Row]) -> list[list[str]]:
    rows = []
    for words, among in [*groups(stated).items(), ("all systems equal", ties)]:
        kept = sum(row["not_told_apart"] / (row["systems"] - 1) for row in among) / len(among)
        told = [_mean_and_least([row[name] for row in among]) for name in ("best_kept", "worse_is_worse", "intervals_hold")]
        rows.append([words, f"{100 * kept:.0f} %", *told])
    return rows


def _mean_and_least(values: Sequence[float]) -> str:
    return f"{100 * sum(values) / len(values):.1f} % (least {100 * min(values):.1f} %)"


_BY_ALL_HEADER = ("configuration", "procedure", "right", "observations")


def _by_all_rows(by_all: Sequence[Row]) -> list[list[str]]:
    return [
        [f"`{each['name']}`", name, _share(row["right"]), f"{row['observations']:.0f}"]
        for each in by_all
        for name, row in each["rows"].items()
    ]


def _share(found: Sequence[float]) -> str:
    return f"{100 * found[0]:.1f} % [{100 * found[1]:.1f}, {100 * found[2]:.1f}]"


def _percent(value: float | None) -> str:
    return "–" if value is None else f"{100 * value:.0f} %".replace("-", "−")


def _yes(shown: bool) -> str:
    return "yes" if shown else "**no**"
