"""Options that several commands share, with their bounds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import isfinite
from pathlib import Path
from typing import Any, TypeVar

import click

from app.words import LANGUAGES, Option
from scenarios.errors import did_you_mean
from scenarios.language import N_
from scenarios.language import translate as _

F = TypeVar("F", bound=Callable[..., Any])

MOST_REPLICATIONS = 1000
"""More replications than this is taken for a slip of the finger; 1,000 already take hours."""

MOST_WORKERS = 256
GREATEST_SEED = 2**63 - 1
GREATEST_PERSON = 2**31 - 1


class Share(click.FloatRange):
    """A number within bounds; "nan" is no number, although Python reads it as one."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        """Read the number."""
        number = float(super().convert(value, param, ctx))
        if not isfinite(number):
            self.fail(_("{value} is not a number.").format(value=value), param, ctx)
        return number


class IndicatorLimit(click.ParamType[tuple[str, float]]):
    """An indicator of the catalogue and a limit in its unit: sfi_in_time_plan=60."""

    name = "indicator=limit"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, float]:
        """Read both."""
        from results.indicators.catalogue import CATALOGUE

        key, _equals, text = str(value).partition("=")
        if key not in CATALOGUE or CATALOGUE[key].better == "neither" or CATALOGUE[key].statistic == "series":
            near = did_you_mean(key, CATALOGUE)
            self.fail(_("{value} is no indicator that can be better or worse. {near}").format(value=key, near=near).strip(), param, ctx)
        try:
            number = float(text)
        except ValueError:
            number = float("nan")
        if not isfinite(number):
            self.fail(_("{value} is not a number.").format(value=text), param, ctx)
        return key, number


@dataclass(frozen=True)
class RunOptions:
    """How a run is to be computed and where it is to be written.

    `replications` is None where `precision` (relative half-width of the intervals) decides their number, or where nobody says how many;
    `events` is the number of replications whose log is kept; `out` is None where the folder is to be numbered under `results/runs/`;
    `readiness` are indicators with the limits before which the county's readiness for more seekers is asked; with `point` no parameters
    are drawn.
    """

    replications: int | None
    precision: float | None
    seed: int
    engine: str
    workers: int
    events: int
    out: Path | None
    readiness: tuple[tuple[str, float], ...] = ()
    point: bool = False


def language_option(command: F) -> F:
    """`--lang`: read before the command line is, so here it is only checked and explained."""
    return click.option(
        "--lang",
        cls=Option,
        type=click.Choice(LANGUAGES),
        expose_value=False,
        help=N_("Language of texts: sv or en (default: sv, or the environment variable ETABLERING_LANG)."),
    )(command)


def workers_option(command: F) -> F:
    """`--workers`: how many processes compute."""
    return click.option(
        "--workers",
        cls=Option,
        metavar="N",
        type=click.IntRange(1, MOST_WORKERS),
        help=N_("Processes that compute at the same time (default: one a processor); the numbers do not depend on it."),
    )(command)


def out_option(command: F) -> F:
    """`--out`: the folder that the results are written to."""
    return click.option(
        "--out",
        cls=Option,
        metavar=N_("FOLDER"),
        type=click.Path(path_type=Path),
        help=N_("Folder for the results (default: the next free one in results/runs/)."),
    )(command)


def seed_option(command: F) -> F:
    """`--seed`: the number that all luck of a run is derived from."""
    return click.option(
        "--seed",
        cls=Option,
        metavar="N",
        type=click.IntRange(0, GREATEST_SEED),
        default=1,
        show_default=True,
        help=N_("Seed of chance; the same seed gives the same numbers."),
    )(command)


def engine_option(command: F) -> F:
    """`--engine`: what computes the events; `auto` takes what is ready first."""
    return click.option(
        "--engine",
        cls=Option,
        type=click.Choice(["auto", "simpy", "compiled"]),
        default="auto",
        show_default=True,
        help=N_("What computes the events; auto takes what is ready first. The numbers do not depend on it."),
    )(command)


def parameters_option(command: F) -> F:
    """`--parameters`: whether each replication draws its parameters from the calibration's posterior, where the county has one."""
    return click.option(
        "--parameters",
        cls=Option,
        type=click.Choice(["posterior", "point"]),
        default="posterior",
        show_default=True,
        help=N_(
            "posterior: two replications at a time draw their parameters from the county's calibration, where it has one. "
            "point: all use the scenario's own values."
        ),
    )(command)


def _how_many() -> list[Callable[[F], F]]:
    """`--replications` or `--precision`."""
    return [
        click.option(
            "--replications",
            cls=Option,
            metavar="N",
            type=click.IntRange(1, MOST_REPLICATIONS),
            help=N_("Number of replications (default: 10, or 16 where parameters are drawn)."),
        ),
        click.option(
            "--precision",
            cls=Option,
            metavar="P",
            type=Share(0.001, 1),
            help=N_(
                "Choose the number of replications so that chance makes the headline indicators' intervals at most ±P, as a share; "
                "what uncertain parameters add does not shrink with more."
            ),
        ),
    ]


def run_options(command: F) -> F:
    """All options of a run, handed over one by one; `collected` gathers them."""
    options = [
        *_how_many(),
        seed_option,
        parameters_option,
        engine_option,
        workers_option,
        click.option(
            "--events",
            cls=Option,
            metavar="[=N]",
            is_flag=False,
            flag_value=1,
            default=0,
            type=click.IntRange(0, MOST_REPLICATIONS),
            help=N_("Keep the event log of the first replication, or with --events=N of the first N."),
        ),
        click.option(
            "--readiness",
            cls=Option,
            metavar=N_("INDICATOR=LIMIT"),
            multiple=True,
            type=IndicatorLimit(),
            help=N_(
                "Say how many more asylum seekers a month can be taken before the indicator passes the limit; takes five times as long."
            ),
        ),
        out_option,
        language_option,
    ]
    for option in reversed(options):
        command = option(command)
    return command


def collected(given: dict[str, Any]) -> RunOptions:
    """The options as one value; refuses a number of replications together with a precision."""
    if given["replications"] is not None and given["precision"] is not None:
        raise click.UsageError(_("Give either --replications or --precision, not both."), click.get_current_context())
    return RunOptions(
        replications=given["replications"],
        precision=given["precision"],
        seed=given["seed"],
        engine=given["engine"],
        workers=given["workers"] or processors(),
        events=given["events"],
        out=given["out"],
        readiness=tuple(given["readiness"]),
        point=given["parameters"] == "point",
    )


def processors() -> int:
    """Processors that this process may use."""
    import os

    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
