"""A cohort: the observations behind one indicator, each with its person, date, place and value."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from results.indicators.dates import Floats, Ints


@dataclass(frozen=True)
class Cohort:
    """Observations of one indicator; arrays of one length.

    Attributes
    ----------
    person
        Row of the person in the population.
    when
        Day that decides the period and the person's age and plan at the time.
    place
        Municipality the observation belongs to; 0 outside the county or unknown (counted in the county only).
    value
        0 or 1 for a share, days for a wait, any number for a mean; a label for a count of kinds.
    weight
        What the observation weighs in a mean (days behind a share of days); 1 by default.
    happened
        For waits: False where the wait was cut by the horizon or an exit.
    """

    person: Ints
    when: Floats
    place: Ints
    value: Floats
    weight: Floats | None = None
    happened: NDArray[np.bool_] | None = None

    def take(self, chosen: NDArray[np.bool_]) -> Cohort:
        """Some of the observations, in their order."""
        return Cohort(
            self.person[chosen],
            self.when[chosen],
            self.place[chosen],
            self.value[chosen],
            None if self.weight is None else self.weight[chosen],
            None if self.happened is None else self.happened[chosen],
        )


def within(person: Ints, when: Floats, place: Ints, event: Floats, limit: Floats, gone: Floats, horizon: float) -> Cohort:
    """Who had an event by a limit: a share with a fixed follow-up.

    Left out are those whose limit lies after the horizon (never averaged in), and those who left the queue, or the county, before
    the limit without having had the event: nobody kept them waiting.

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
    kept = (limit <= horizon) & (in_time | (gone > limit))
    return Cohort(person, when, place, in_time.astype(np.float64)).take(kept)


def waited(person: Ints, when: Floats, place: Ints, event: Floats, gone: Floats, horizon: float) -> Cohort:
    """How long each waited from `when` until the event, cut at leaving and at the horizon."""
    until = np.minimum(np.minimum(event, gone), horizon)
    happened = (event <= gone) & (event <= horizon)
    return Cohort(person, when, place, np.maximum(until - when, 0.0), happened=happened).take(when <= horizon)


def counted(person: Ints, when: Floats, place: Ints, horizon: float) -> Cohort:
    """Persons or events to count."""
    return Cohort(person, when, place, np.ones(len(person))).take(when <= horizon)
