"""A municipality as its page sees it: its area, and the sub-area and the county to look at where its own numbers are too small."""

from __future__ import annotations

from dataclasses import dataclass

from results.report.material import Estimate, Material
from results.report.words import area_names
from scenarios.county import Municipality


@dataclass(frozen=True)
class Place:
    """A municipality and the areas around it.

    Attributes
    ----------
    code, area
        SCB code, as a number and as files write it.
    name
        What it is called.
    around
        Key and name of the areas beside it: its sub-area, where the county has any, and the county.
    """

    code: int
    area: str
    name: str
    around: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, material: Material, municipality: Municipality) -> Place:
        """The place of a municipality of the county."""
        names = area_names(material)
        subarea = f"{material.county}:{municipality.subarea}"
        beside = [subarea] if subarea in names else []
        return cls(municipality.code, municipality.area, municipality.name, tuple((key, names[key]) for key in (*beside, material.county)))

    @property
    def areas(self) -> tuple[tuple[str, str], ...]:
        """Key and name of the municipality and of the areas around it."""
        return ((self.area, self.name), *self.around)

    def whole(self, material: Material, indicator: str, area: str = "", group: str = "all", scenario: str = "") -> Estimate | None:
        """The number of the longest reported period that the area has, of the unchanged course by default."""
        where = area or self.area
        return material.estimate(scenario or material.base.name, indicator, where, group, material.period(indicator, where, group))
