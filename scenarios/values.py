"""Dated, sourced values: what law, statistics and assumptions have in common.

A value never stands alone: it has a date from which it holds, and a source or the mark of an assumption. A parameter is a
step function of dated values; a constant is one with a single step.
"""

from __future__ import annotations

from bisect import bisect_right
from datetime import date
from functools import cached_property
from itertools import pairwise, zip_longest
from typing import Any, Generic, Self, TypeVar

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict, Field, model_validator

from scenarios.calendar import day

T = TypeVar("T", bound=float | tuple[float, ...] | str)


class DatedValue(BaseModel, Generic[T]):
    """One value with the date it holds from, its source or the mark of an assumption, and the date it became known."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, allow_inf_nan=False, strict=False)

    since: date | None = Field(default=None, alias="from")
    value: T
    source: str | None = None
    assumption: bool = False
    note: str = ""
    known: date | None = None
    low: T | None = None
    high: T | None = None

    @model_validator(mode="after")
    def _has_an_origin(self) -> Self:
        if bool(self.source) == self.assumption:
            raise ValueError("give either a source or assumption = true")
        return self


class Dated(BaseModel, Generic[T]):
    """A step function of dated values; before the first date the first value holds.

    A date may stand twice when its value was revised: then the one that became known last holds, as far as it is known.
    """

    model_config = ConfigDict(frozen=True)

    steps: tuple[DatedValue[T], ...] = Field(min_length=1)

    @model_validator(mode="before")
    @classmethod
    def _from_toml(cls, given: Any) -> Any:
        """Accept `{ value = … }` and `[{ from = …, value = … }, …]` as written in a scenario file."""
        if isinstance(given, dict) and "steps" not in given:
            return {"steps": (given,)}
        if isinstance(given, list):
            return {"steps": tuple(given)}
        return given

    @model_validator(mode="after")
    def _dates_rise(self) -> Self:
        """Refuse a sequence in which one value hides another: dates rise, or the same date's value became known later."""
        for earlier, later in pairwise(self.steps):
            if later.since is None:
                raise ValueError("every value after the first needs a date: from = YYYY-MM-DD")
            if earlier.since is None or earlier.since < later.since:
                continue
            revised = later.known is not None and (earlier.known is None or earlier.known < later.known)
            if earlier.since > later.since or not revised:
                raise ValueError("dates must rise from one value to the next")
        return self

    @cached_property
    def days(self) -> tuple[float, ...]:
        """Day numbers at which the second and later values begin to hold."""
        return tuple(day(step.since) for step in self.steps[1:] if step.since is not None)

    def at(self, when: float) -> T:
        """The value that holds at the instant `when` (days)."""
        days = self.days
        return self.steps[bisect_right(days, when) if days else 0].value

    def at_all(self, when: NDArray[np.float64]) -> NDArray[np.float64]:
        """The values that hold at many instants: shape `when.shape`, or `when.shape + (size,)` for vectors."""
        table = np.array([step.value for step in self.steps], dtype=np.float64)
        found: NDArray[np.float64] = table[np.searchsorted(np.array(self.days), when, side="right")]
        return found

    def known_by(self, when: date) -> Self:
        """The same parameter as it was known on `when`: without values that became known later, and without those revised by then."""
        known = [step for step in self.steps if step.known is None or step.known <= when]
        kept = tuple(
            step for step, later in zip_longest(known, known[1:]) if later is None or later.since is None or step.since != later.since
        )
        return self if len(kept) == len(self.steps) else type(self)(steps=kept or self.steps[:1])

    def changed(self, since: date, until: date | None, value: T, source: str) -> Self:
        """The same parameter with `value` from `since` (until `until`, when what would have held without it returns)."""
        start, stop = day(since), None if until is None else day(until)
        before: list[DatedValue[T]] = [s for i, s in enumerate(self.steps) if i == 0 or (s.since is not None and day(s.since) < start)]
        first = before[0]
        if first.since is not None and first.since >= since:
            before = [first.model_copy(update={"since": None})]
        new = first.model_copy(update={"since": since, "value": value, "source": source, "assumption": False, **_PLAIN})
        after: tuple[DatedValue[T], ...] = ()
        if stop is not None:
            back = self.steps[bisect_right(self.days, stop)].model_copy(update={"since": until})
            after = (back, *(s for s in self.steps if s.since is not None and day(s.since) > stop))
        return type(self)(steps=(*before, new, *after))


_PLAIN: dict[str, object] = {"note": "", "known": None, "low": None, "high": None}

DatedNumber = DatedValue[float]
DatedVector = DatedValue[tuple[float, ...]]
DatedText = DatedValue[str]

Number = Dated[float]
"""A parameter with one number a date."""

Vector = Dated[tuple[float, ...]]
"""A parameter with several numbers a date, in a fixed order."""

Text = Dated[str]
"""A parameter with a word a date: a policy's name."""

# Values travel to worker processes: pickle finds a class by its qualified name, which must be a name of this module.
for _name, _class in {
    "DatedNumber": DatedNumber,
    "DatedVector": DatedVector,
    "DatedText": DatedText,
    "Number": Number,
    "Vector": Vector,
    "Text": Text,
}.items():
    _class.__qualname__ = _name

Parameter = Number | Vector | Text
"""Any of them."""
