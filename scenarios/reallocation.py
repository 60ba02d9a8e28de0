"""A yearly number divided anew between the county's municipalities: by a key, or moved from one to another; the total is always kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from scenarios.county import Capacity, CapacityStep, Municipality
from scenarios.language import translate
from scenarios.shares import divided, divided_whole

_STRICT = ConfigDict(frozen=True, extra="forbid", strict=True, allow_inf_nan=False)
_LARGEST = 100_000.0
_TOLERANCE = 1e-9


class Key(BaseModel):
    """How a service's total is divided between all municipalities of the county: weights of four grounds, which sum to 1.

    The grounds are those of 2016:39 and its ordinance: inhabitants, labour market, earlier reception, asylum seekers who live there.
    """

    model_config = _STRICT

    service: str
    population: float = Field(default=0.0, ge=0, le=1)
    labour_market: float = Field(default=0.0, ge=0, le=1)
    earlier_reception: float = Field(default=0.0, ge=0, le=1)
    asylum_seekers: float = Field(default=0.0, ge=0, le=1)

    @model_validator(mode="after")
    def _whole(self) -> Self:
        total = self.population + self.labour_market + self.earlier_reception + self.asylum_seekers
        if abs(total - 1.0) > _TOLERANCE:
            raise ValueError(translate("The weights must sum to 1, not {total}.").format(total=f"{total:g}"))
        return self


class Shift(BaseModel):
    """Numbers moved between municipalities by agreement: what each gets more or less of; together nothing."""

    model_config = _STRICT

    service: str
    changes: dict[str, float] = Field(min_length=1)

    @property
    def difference(self) -> float:
        """What the changes sum to: 0 where the total is kept."""
        return sum(self.changes.values())


def shares_of(key: Key, municipalities: Sequence[Municipality]) -> list[float]:
    """Each municipality's share by a key.

    Every ground gives shares that sum to 1: *population* the share of the inhabitants; *labour market* the same, divided by
    unemployment; *earlier reception* and *asylum seekers* twice the share of the inhabitants less the share of those received or living
    there, so that who has taken more than its share gets as much less, but never less than nothing.
    """
    inhabitants = [float(max(m.population.items())[1]) for m in municipalities]
    fair = divided(1.0, inhabitants)
    received = divided(1.0, [m.weight_assigned + m.weight_self_settled for m in municipalities])
    seekers = divided(1.0, [m.weight_asylum for m in municipalities])
    grounds = (
        (key.population, fair),
        (key.labour_market, divided(1.0, [part / max(m.unemployment, 0.1) for part, m in zip(fair, municipalities, strict=True)])),
        (key.earlier_reception, _evened(fair, received)),
        (key.asylum_seekers, _evened(fair, seekers)),
    )
    return [sum(weight * shares[k] for weight, shares in grounds) for k in range(len(municipalities))]


def _evened(fair: Sequence[float], taken: Sequence[float]) -> list[float]:
    return divided(1.0, [max(0.0, 2.0 * due - had) for due, had in zip(fair, taken, strict=True)])


def by_key(key: Key, municipalities: Sequence[Municipality], values: Sequence[float]) -> list[float]:
    """Values of the municipalities divided anew, in whole numbers where their total is one; the total is kept."""
    total, shares = sum(values), shares_of(key, municipalities)
    whole = total == int(total)
    return [float(part) for part in divided_whole(int(total), shares)] if whole else divided(total, shares)


def reallocated(
    capacities: Sequence[Capacity], part: Key | Shift, municipalities: Sequence[Municipality], start: float, stop: float
) -> list[Capacity]:
    """The capacities with a key or a shift in force from `start` to before `stop` (days), whatever changes in between."""
    found = {c.area: c for c in capacities if c.service == part.service}
    new = _by_key(part, municipalities, found, start, stop) if isinstance(part, Key) else _shifted(part, found, start, stop)
    return [_with(c, new[c.area], start, stop) if c.service == part.service and c.area in new else c for c in capacities]


Values = dict[str, dict[float, float]]
"""New values by area and the day from which each holds."""


def _by_key(key: Key, municipalities: Sequence[Municipality], found: Mapping[str, Capacity], start: float, stop: float) -> Values:
    towns = [m for m in municipalities if m.area in found]
    new: Values = {m.area: {} for m in towns}
    for when in _days([found[m.area] for m in towns], start, stop):
        for m, value in zip(towns, by_key(key, towns, [found[m.area].at(when) for m in towns]), strict=True):
            new[m.area][when] = value
    return new


def _shifted(shift: Shift, found: Mapping[str, Capacity], start: float, stop: float) -> Values:
    return {
        area: {when: found[area].at(when) + change for when in _days([found[area]], start, stop)}
        for area, change in shift.changes.items()
        if area in found
    }


def _days(capacities: Iterable[Capacity], start: float, stop: float) -> list[float]:
    """The first day in force and every later one on which a capacity changes."""
    return sorted({start, *(step.since for c in capacities for step in c.steps if start < step.since < stop)})


def _with(capacity: Capacity, values: Mapping[float, float], start: float, stop: float) -> Capacity:
    """A capacity with other values on days in force; before the first and from `stop` on what would have held."""
    # The first value holds before its own day too: where the change begins no later than that, it gets an earlier day.
    first = min(capacity.steps[0].since, start - 1.0)
    outside = {first, *(step.since for step in capacity.steps if not start <= step.since < stop), *([stop] if stop < float("inf") else [])}
    given = {since: (capacity.at(since), capacity.step(since).background) for since in outside if not start <= since < stop}
    given |= {when: (value, capacity.step(when).background) for when, value in values.items()}
    steps = [CapacityStep(since, *given[since]) for since in sorted(given)]
    kept = [steps[0], *(b for a, b in pairwise(steps) if (a.value, a.background) != (b.value, b.background))]
    return replace(capacity, steps=tuple(kept))


def below_zero(capacities: Sequence[Capacity], shift: Shift, start: float, stop: float) -> Iterator[tuple[str, float, float]]:
    """Municipalities that a shift would bring below zero: area, the first such day, and what it has then."""
    for capacity in capacities:
        if capacity.service == shift.service and capacity.area in shift.changes:
            for when in _days([capacity], start, stop):
                if capacity.at(when) + shift.changes[capacity.area] < 0.0:
                    yield capacity.area, when, capacity.at(when)
                    break
