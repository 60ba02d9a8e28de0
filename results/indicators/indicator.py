"""What an indicator is: a name, a unit, an exact definition, and how it is split."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from results.indicators.groups import CHILDREN, DOORS, PATHS, SCHOOLING, SEXES

Statistic = Literal["share", "mean", "median", "p25", "p90", "count", "rate", "kinds", "gap", "spread", "series"]
"""How observations become one number: a share or mean, a quantile of a wait (Kaplan-Meier), a count of persons or events, a count per
1,000 inhabitants and year, a count of kinds, men minus women of another indicator, its spread between municipalities, or a series by
month."""

INTRODUCTION_ENDED, PROGRAMME_BEGAN = 2011, 2018
"""Years on whose 1 January a series may break. On 1 December 2010 the plan replaced the municipality's introduction; in 2018 the programme
replaced the plan, and how leavers are counted changed."""

Better = Literal["more", "less", "neither"]

ALL = ("all",)
ADULTS = ("all", *SEXES, *SCHOOLING)
READERS = ("all", *SEXES, *SCHOOLING, *PATHS)
EVERYONE = ("all", *SEXES, *CHILDREN)
YOUNG = ("all", *CHILDREN)
BY_SEX = ("all", *SEXES)

LOCAL_GROUPS = frozenset({"all", *SEXES, *CHILDREN, *DOORS})
"""Groups shown for municipalities and sub-areas too; the others are for the county only."""

_UNITS: dict[Statistic, str] = {
    "share": "percent",
    "mean": "days",
    "median": "days",
    "p25": "days",
    "p90": "days",
    "count": "persons",
    "rate": "per_1000",
    "kinds": "number",
    "gap": "percentage_points",
    "spread": "percentage_points",
    "series": "persons",
}


@dataclass(frozen=True)
class Indicator:
    """One indicator of the catalogue.

    Attributes
    ----------
    key
        Name in files.
    sv, en
        Swedish and English name.
    definition_sv, definition_en
        Exactly what is measured, of whom and when.
    statistic
        How observations become one number.
    better
        Whether more of it is better, less, or neither.
    number
        Headline number 1-15; 0 for what stands beside.
    groups
        Groups it is split by.
    county_only
        True where it has no meaning below the county.
    breaks
        Years on whose 1 January the series breaks: no period is pooled across them.
    of
        Key of the indicator that a gap or a spread is taken of.
    unit_given
        Unit where it is not the statistic's own.
    """

    key: str
    sv: str
    en: str
    definition_sv: str
    definition_en: str
    statistic: Statistic = "share"
    better: Better = "more"
    number: int = 0
    groups: tuple[str, ...] = ADULTS
    county_only: bool = False
    breaks: tuple[int, ...] = ()
    of: str = ""
    unit_given: str = ""

    @property
    def unit(self) -> str:
        """Unit in files: percent, days, persons, number, percentage_points, per_1000."""
        return self.unit_given or _UNITS[self.statistic]

    @property
    def scale(self) -> float:
        """What the computed number is multiplied by to stand in its unit."""
        return 100.0 if self.unit in {"percent", "percentage_points"} else 1.0

    @property
    def possible(self) -> tuple[float, float]:
        """Least and greatest value it can have, in its unit: an interval is cut there. More may be used than there is."""
        least = -float("inf") if self.unit == "percentage_points" else 0.0
        most = 100.0 if self.unit == "percent" and not self.key.startswith("use_") else float("inf")
        return least, most

    @property
    def needs_people(self) -> bool:
        """Whether it says nothing when few persons stand behind it (shares and waits, not counts)."""
        return self.statistic in {"share", "mean", "median", "p25", "p90", "gap"}

    @property
    def headline(self) -> bool:
        """Whether it is one of the headline indicators."""
        return self.number > 0
