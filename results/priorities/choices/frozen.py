"""A scenario as it would be had arrivals, law or capacity stayed what they were in one year: what tells why two years differ.

Every value that changes over time belongs to one of the three. *Arrivals*: who comes, with whom, and how long they wait for which answer.
*Law*: the rules of the state, how many are assigned to the county, and everything else that is dated. *Capacity*: what services can take.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import date
from typing import Any, Literal

from scenarios.arrivals import Arrivals
from scenarios.calendar import day
from scenarios.county import Capacity
from scenarios.measured import laid_on, parameters_of, unmeasured
from scenarios.schema.scenario import Scenario
from scenarios.values import Parameter

Factor = Literal["arrivals", "law", "capacity"]

FACTORS: tuple[Factor, ...] = ("arrivals", "law", "capacity")
"""What may have changed between two years, in the order of every table."""

_WHO_COMES = ("people", "asylum")
"""Sections that are about arrivals, but for what is named in `_NOT_WHO_COMES`."""

_NOT_WHO_COMES = frozenset({"asylum.share_offered_activity"})
_WHO_COMES_ALONE = frozenset(
    f"unaccompanied.{name}" for name in ("ages", "handling_days_mean", "share_girls", "share_granted", "share_nation")
)


def frozen(scenario: Scenario, year: int, factors: Collection[Factor]) -> Scenario:
    """The scenario with some factors kept, from the next year on, as they were in a year; its measures are left out.

    Arrivals of later months are those of the same month in that year. All scenarios that are frozen in one year, in whatever factors, draw
    from the same people: there is room for the year's arrivals to come again.
    """
    base, after = unmeasured(scenario), date(year + 1, 1, 1)
    parameters = {
        section: {name: _until(value, after) if factor_of(section, name) in factors else value for name, value in fields.items()}
        for section, fields in parameters_of(base).items()
    }
    capacities = base.county.capacities
    if "capacity" in factors:
        capacities = tuple(_kept(capacity, day(after)) for capacity in capacities)
    arrivals = _again(base.arrivals, year, repeat="arrivals" in factors)
    return laid_on(base.model_copy(update={"arrivals": arrivals}), parameters, capacities)


def changed(scenario: Scenario, year: int) -> tuple[Factor, ...]:
    """The factors that change after a year."""
    as_it_is = frozen(scenario, year, ())
    return tuple(factor for factor in FACTORS if frozen(scenario, year, (factor,)) != as_it_is)


def factor_of(section: str, name: str) -> Factor:
    """The factor that a parameter belongs to."""
    full = f"{section}.{name}"
    comes = (section in _WHO_COMES and full not in _NOT_WHO_COMES) or full in _WHO_COMES_ALONE
    return "arrivals" if comes else "law"


def _until(parameter: Parameter, after: date) -> Parameter:
    """A parameter without the values that hold only from a day on."""
    first, *later = parameter.steps
    kept: tuple[Any, ...] = (first, *(step for step in later if step.since is not None and step.since < after))
    if len(kept) == len(parameter.steps):
        return parameter
    until: Parameter = type(parameter)(steps=kept)
    return until


def _kept(capacity: Capacity, after: float) -> Capacity:
    first, *later = capacity.steps
    return replace(capacity, steps=(first, *(step for step in later if step.since < after)))


def _again(arrivals: Arrivals, year: int, *, repeat: bool) -> Arrivals:
    """Arrivals with room for those of a year in every later one, and, where they are repeated, with them."""
    of_year = {month.month: number for number, month in enumerate(arrivals.months) if month.year == year}
    source = [of_year.get(month.month, number) if month.year > year else number for number, month in enumerate(arrivals.months)]

    def again(series: tuple[float, ...]) -> tuple[float, ...]:
        return tuple(series[number] for number in source)

    def room(series: tuple[float, ...], most: tuple[float, ...]) -> tuple[float, ...]:
        return tuple(map(max, most, again(series)))

    roomy = replace(
        arrivals,
        asylum_most=room(arrivals.asylum, arrivals.asylum_most),
        quota_most=room(arrivals.quota, arrivals.quota_most),
        unaccompanied_most=room(arrivals.unaccompanied, arrivals.unaccompanied_most),
    )
    if not repeat:
        return roomy
    return replace(roomy, asylum=again(arrivals.asylum), quota=again(arrivals.quota), unaccompanied=again(arrivals.unaccompanied))
