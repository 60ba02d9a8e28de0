"""A family of plans of places, from none at all to what nobody has to wait with: one number a row says where in it a plan stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from results.intervals import Floats
from results.priorities.required.rows import Plan, as_plan, blocks_of, rounded_up, today, unit_of
from results.priorities.required.trials import Asked, Outcome
from scenarios.posterior import drawn

TOP = 64
"""Position in the family at which nobody waited in any calculation; at 0 there is nothing, half way what is used on average."""

HALF = TOP // 2


@dataclass(frozen=True)
class Family:
    """Plans by the position of each row, from 0 to `TOP`; more of the position is never less of places.

    Up to half way it is a part of the mean number in use when nobody has to wait, from there on it goes towards the highest number that was
    in use at a time in any calculation. Within a stretch of months a plan is one number.

    Attributes
    ----------
    asked
        What is to be reached.
    blocks
        The stretches, as positions among the plan's months.
    mean, most
        Mean and highest number in use by stretch, shape (rows, blocks).
    by_month, most_by_month
        The same by month, shape (rows, months).
    today
        What there is as decided, mean over the draws of parameters, shape (rows, months).
    bound
        No plan goes beyond it, shape (rows, blocks): a multiple of what there is today, infinity where there is nothing today.
    """

    asked: Asked
    blocks: tuple[tuple[int, ...], ...]
    mean: Floats
    most: Floats
    by_month: Floats
    most_by_month: Floats
    today: Floats
    bound: Floats

    def plan(self, positions: Sequence[int]) -> Plan:
        """The plan in which the rows stand at these positions."""
        levels = self.steps(positions)
        widths = [len(block) for block in self.blocks]
        return as_plan(np.repeat(levels, widths, axis=1))

    def steps(self, positions: Sequence[int]) -> Floats:
        """The places of each row and stretch, shape (rows, blocks)."""
        found: Floats = np.minimum(rounded_up(self.asked.service, _between(self.mean, self.most, positions)), self.bound)
        return found

    def curve(self, positions: Sequence[int]) -> Floats:
        """The places at the same positions month by month, shape (rows, months): not rounded to stretches."""
        return rounded_up(self.asked.service, _between(self.by_month, self.most_by_month, positions))

    @property
    def is_bound(self) -> bool:
        """Whether the bound keeps a plan from what nobody would have to wait with."""
        return bool((rounded_up(self.asked.service, self.most) > self.bound).any())

    def amount(self, positions: Sequence[int]) -> float:
        """Places of a plan, mean over its months and summed over its rows."""
        return float(np.array(self.plan(positions)).mean(axis=1).sum())


def _between(mean: Floats, most: Floats, positions: Sequence[int]) -> Floats:
    at = np.asarray(positions, dtype=np.float64)[:, None] / HALF
    found: Floats = np.where(at <= 1.0, at * mean, mean + (at - 1.0) * (most - mean))
    return found


def family_of(asked: Asked, outcomes: Sequence[Outcome], replications: Sequence[int]) -> Family:
    """The family of plans that the demand in some replications spans."""
    blocks = blocks_of(asked.grid, asked.months, asked.hold)
    by_month = np.array([outcome.mean for outcome in outcomes]).mean(axis=0)
    most = np.array([outcome.most for outcome in outcomes]).max(axis=0)
    now = np.mean([today(drawn(asked.scenario, number), asked.service, asked.rows, asked.days) for number in replications], axis=0)
    held = np.array([now[:, list(block)].max(axis=1) for block in blocks]).T
    bound = np.where(held > 0.0, np.maximum(asked.most_times * held, rounded_up(asked.service, held)), np.inf)
    return Family(
        asked,
        blocks,
        np.array([by_month[:, list(block)].mean(axis=1) for block in blocks]).T,
        np.array([most[:, list(block)].max(axis=1) for block in blocks]).T,
        by_month,
        most,
        np.round(now / unit_of(asked.service)) * unit_of(asked.service),
        np.floor(bound) if asked.service != "dwellings" else bound,
    )
