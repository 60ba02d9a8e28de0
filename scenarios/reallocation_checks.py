"""Checks of numbers divided anew: municipalities that exist, the county's total kept, nobody below zero."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from scenarios.calendar import date_of
from scenarios.county import Capacity, County
from scenarios.errors import Faults, did_you_mean, listed, shown
from scenarios.language import translate
from scenarios.measures import Measure, apply_capacities
from scenarios.parameters import TOLERANCE, Given
from scenarios.reallocation import Shift, below_zero, reallocated
from scenarios.toml_scan import Path


def check_reallocations(measures: Sequence[tuple[Measure | None, Given]], county: County | None, faults: Faults) -> None:
    """Measures act one after another: each is held against what those before it left."""
    if county is None:
        return
    capacities = county.capacities
    for measure, given in measures:
        if measure is not None:
            capacities = _Check(measure, given, county, faults).after(capacities)


@dataclass(frozen=True)
class _Check:
    """One measure, and where its faults go."""

    measure: Measure
    given: Given
    county: County
    faults: Faults

    def after(self, capacities: tuple[Capacity, ...]) -> tuple[Capacity, ...]:
        """The capacities with the measure; without its keys and shifts where they are at fault."""
        measure, towns = self.measure, self.county.municipalities
        keys = tuple(key for k, key in enumerate(measure.key) if self._is_of_towns(key.service, ("key", k, "service")))
        left = apply_capacities(capacities, (measure.model_copy(update={"key": keys, "shift": ()}),), towns)
        for k, shift in enumerate(measure.shift):
            if self._is_sound(shift, ("shift", k)):
                self._stays_above_zero(shift, left, ("shift", k))
                left = tuple(reallocated(left, shift, towns, *measure.days_in_force))
        return left

    def _is_of_towns(self, service: str, path: Path) -> bool:
        """Whether every municipality has the service of its own."""
        having = [s for s in dict.fromkeys(c.service for c in self.county.capacities) if self._has_own(s)]
        if service in having:
            return True
        message = translate("Only what every municipality has of its own can be divided anew.")
        self._tell(path, message, given=shown(service), allowed=listed(having), suggestion=did_you_mean(service, having))
        return False

    def _has_own(self, service: str) -> bool:
        return all(m.area in self.county.areas(service) for m in self.county.municipalities)

    def _is_sound(self, shift: Shift, path: Path) -> bool:
        """Whether a shift names municipalities that have the service, and keeps the total."""
        sound, having = True, self.county.areas(shift.service)
        areas = [m.area for m in self.county.municipalities if m.area in having]
        for area in shift.changes:
            if area not in areas:
                message, hint = translate("No municipality with this code has the service of its own."), did_you_mean(area, areas)
                self._tell((*path, "changes", area), message, given=shown(area), allowed=listed(areas), suggestion=hint)
                sound = False
        if abs(shift.difference) > TOLERANCE:
            difference = f"{shift.difference:+g}"
            message = translate("The changes sum to {difference}; the county's total must be kept.").format(difference=difference)
            self._tell((*path, "changes"), message, given=difference, allowed="0")
        return sound

    def _stays_above_zero(self, shift: Shift, capacities: Sequence[Capacity], path: Path) -> None:
        for area, when, has in below_zero(capacities, shift, *self.measure.days_in_force):
            name = self.county.municipality(int(area)).name
            message = translate("{name} would fall below zero.").format(name=name)
            told = f"{shift.changes[area]:+g}"
            self._tell((*path, "changes", area), message, given=told, allowed=f"≥ -{has:g} ({date_of(when)})")

    def _tell(self, path: Path, message: str, **told: Any) -> None:
        self.faults.add(self.given.document.problem((*self.given.path, *path), message, **told))
