"""An exposure clock in SimPy: looked at once an instant, after all places have settled."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from simpy.core import Environment
from simpy.events import Event


class Rate(Protocol):
    """What a hazard is now: a factor on a base hazard that is a step function of age."""

    def factor(self) -> float:
        """The factor that holds from now on."""

    def gathered(self, age_from: float, age_to: float) -> float:
        """Base hazard between two ages."""

    def days_until(self, age: float, needed: float) -> float:
        """Days from `age` until `needed` base hazard is gathered; negative when never."""


class Clocked(Protocol):
    """What a hazard needs of the engine."""

    @property
    def env(self) -> Environment:
        """SimPy's environment."""

    def delay(self, days: float, kind: int, subject: int) -> Event:
        """An event after `days`."""

    def touch_hazard(self, hazard: Hazard) -> None:
        """Recompute this hazard once when the instant has settled."""


class Hazard:
    """Runs down a threshold; a changed factor moves the event's date and nothing else."""

    __slots__ = ("_due", "_factor", "_happen", "_since", "active", "born", "kind", "left", "rate", "subject", "world")

    def __init__(self, world: Clocked, subject: int, kind: int, born: float, rate: Rate, happen: Callable[[], None]) -> None:
        self.world, self.subject, self.kind, self.born, self.rate, self._happen = world, subject, kind, born, rate, happen
        self.left, self._factor, self._since, self.active = 0.0, 0.0, 0.0, False
        self._due: Event | None = None

    def begin(self, threshold: float) -> None:
        """Start (again) with a fresh threshold."""
        self.left, self._factor, self._since, self.active = threshold, 0.0, self.world.env.now, True
        self.touch()

    def touch(self) -> None:
        """Something that the factor depends on has changed."""
        if self.active:
            self.world.touch_hazard(self)

    def stop(self) -> None:
        """Stop for now."""
        self.active, self._due = False, None

    def recompute(self) -> None:
        """Use up what has passed, take the new factor, and set the day it falls due."""
        if not self.active:
            return
        now = self.world.env.now
        if self._factor > 0.0:
            self.left = max(0.0, self.left - self._factor * self.rate.gathered(self._since - self.born, now - self.born))
        self._since, self._factor, self._due = now, self.rate.factor(), None
        if self._factor > 0.0:
            days = self.rate.days_until(now - self.born, self.left / self._factor)
            if days >= 0.0:
                self._due = self.world.delay(days, self.kind, self.subject)
                assert self._due.callbacks is not None
                self._due.callbacks.append(self._ring)

    def _ring(self, timeout: Event) -> None:
        if timeout is self._due:
            self.stop()
            self._happen()
