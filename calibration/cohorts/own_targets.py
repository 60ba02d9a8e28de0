"""A planner's observations as targets of a fit, each with its doubt."""

from __future__ import annotations

from collections.abc import Iterable

from calibration.cohorts.observation import Observation, bounds_of
from calibration.discrepancy import Definition, discrepancy
from calibration.targets import Target
from results.indicators.catalogue import CATALOGUE
from scenarios.county import County


def own_targets(observations: Iterable[Observation], county: County) -> tuple[Target, ...]:
    """The targets that observations make, in their order.

    Of two observations of the same number the first is one: aggregated cohorts come before what is computed from a log. Bounds that say
    no more than the unit does make no target. What a planner notes about a row stays in the planner's file. The definition is the
    model's own, so that its inadequacy is that of the same definition.
    """
    names = {county.code: county.name} | {m.area: m.name for m in county.municipalities}
    found: dict[str, Target] = {}
    for each in observations:
        indicator = CATALOGUE[each.indicator]
        if each.censored and (each.low, each.high) == bounds_of(indicator, each.per):
            continue
        name = "-".join(filter(None, ["own", each.area, each.indicator, each.per, each.group, each.period]))
        size = each.high if each.censored else each.value
        target = Target(
            id=name,
            area=each.area,
            indicator=each.indicator,
            per=each.per,
            group=each.group,
            first=each.first,
            last=each.last,
            value=None if each.censored else each.value,
            low=each.low if each.censored else None,
            high=each.high if each.censored else None,
            unit=each.unit,
            se=each.se,
            discrepancy=discrepancy(Definition.SAME, size, each.unit, part=not each.per),
            published_area=names[each.area],
            year=each.period,
            source=each.source,
            note="",
            held_back=False,
        )
        found.setdefault(name, target)
    return tuple(found.values())
