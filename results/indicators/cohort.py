"""A cohort: the observations behind one indicator. Indicators of the same persons at the same time share their occasions."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from results.indicators.dates import Flags, Floats, Ints

N = TypeVar("N", bound=np.generic)


@dataclass(frozen=True, eq=False)
class Cohort:
    """Observations of one indicator; arrays of one length.

    Attributes
    ----------
    of
        Whom, when and where they are of.
    value
        Yes or no for a share, days for a wait, any number for a mean; a label for a count of kinds; nothing for a count.
    rows
        Which of the occasions are observed, in rising order; None for all.
    weight
        What the observation weighs in a mean (days behind a share of days); 1 by default.
    happened
        For waits: False where the wait was cut by the horizon or an exit.
    """

    of: Occasions
    value: NDArray[Any] | None = None
    rows: Ints | None = None
    weight: Floats | None = None
    happened: Flags | None = None

    def take(self, chosen: Flags) -> Cohort:
        """Some of the observations, in their order."""
        if chosen.all():
            return self
        kept = np.flatnonzero(chosen)
        return Cohort(
            self.of,
            None if self.value is None else self.value.take(kept),
            kept if self.rows is None else self.rows.take(kept),
            None if self.weight is None else self.weight.take(kept),
            None if self.happened is None else self.happened.take(kept),
        )

    def observed(self, each: NDArray[N]) -> NDArray[N]:
        """Of an array with one element an occasion, those of the observations."""
        return each if self.rows is None else each.take(self.rows)


@dataclass(frozen=True, eq=False)
class Occasions:
    """Persons, each with the day and place that decide where an observation belongs; arrays of one length.

    Attributes
    ----------
    person
        Row of the person in the population.
    when
        Day that decides the period and the person's age and plan at the time; infinity for what never came, which is in no period.
    place
        Municipality the observation belongs to; 0 outside the county or unknown (counted in the county only).
    """

    person: Ints
    when: Floats
    place: Ints

    def share(self, yes: Flags) -> Cohort:
        """Who is what a share counts."""
        return Cohort(self, yes)

    def counted(self, horizon: float) -> Cohort:
        """Persons or events to count."""
        return Cohort(self).take(self.when <= horizon)

    def within(self, event: Floats, limit: Floats, gone: Floats | float, horizon: float) -> Cohort:
        """Who had an event by a limit: a share with a fixed follow-up.

        Left out are those whose limit lies after the horizon (never averaged in), and those who left the queue, or the county,
        before the limit without having had the event: nobody kept them waiting.

        Parameters
        ----------
        event
            Day of the event, infinity where it never came.
        limit
            Last day in time.
        gone
            Day of leaving, infinity for those who did not.
        """
        in_time = event <= limit
        return Cohort(self, in_time).take((limit <= horizon) & (in_time | (gone > limit)))

    def waited(self, event: Floats, gone: Floats, horizon: float) -> Cohort:
        """How long each waited until the event, cut at leaving and at the horizon."""
        cut = np.minimum(gone, horizon)
        days = np.maximum(np.minimum(event, cut) - self.when, 0.0)
        return Cohort(self, days, happened=event <= cut).take(self.when <= horizon)

    def lasted(self, days: Floats) -> Cohort:
        """How long something took that is over for all."""
        return Cohort(self, days, happened=np.ones(len(days), bool))

    def take(self, chosen: Flags) -> Occasions:
        """Some of the occasions, in their order."""
        if chosen.all():
            return self
        kept = np.flatnonzero(chosen)
        return replace(self, person=self.person[kept], when=self.when[kept], place=self.place[kept])
