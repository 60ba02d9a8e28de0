"""What can be chosen: measures, how much of each, and where; a package is one choice of each measure that it holds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from scenarios.calendar import day
from scenarios.county import County
from scenarios.measured import unmeasured, with_measures
from scenarios.measures import CapacityChange, Cost, Measure, Setting
from scenarios.schema.field import meta_of
from scenarios.schema.scenario import PARAMETERS, Scenario

LEVELS = (0.5, 1.0, 2.0)
"""How much of a measure: half as much as proposed, as proposed, twice as much."""

SWITCH = "0/1"
"""Unit of a parameter that is on or off."""


@dataclass(frozen=True, order=True)
class Choice:
    """One measure at one level in some areas.

    Attributes
    ----------
    measure
        Its id.
    level
        Part of what is proposed: 1 is as proposed.
    subarea
        Key of the sub-area that it is done in; empty for the whole county.
    """

    measure: str
    level: float = 1.0
    subarea: str = ""

    @property
    def key(self) -> str:
        """How it is named in files: "mer-sfi*0.5@norra"."""
        return f"{self.measure}*{self.level:g}" + (f"@{self.subarea}" if self.subarea else "")


Package = tuple[Choice, ...]
"""Choices of different measures, in the order of the measures that there are; empty for nothing more than what is decided."""


def package_key(package: Package) -> str:
    """How a package is named in files; "-" for the empty one."""
    return "+".join(choice.key for choice in package) or "-"


@dataclass(frozen=True)
class Menu:
    """Everything that can be chosen in a county.

    Attributes
    ----------
    base
        The county with no measures.
    measures
        Those that there are, by id; their order is that in which they act.
    choices
        Every choice of each measure, by its id; the whole county and the lower levels first.
    """

    base: Scenario
    measures: Mapping[str, Measure]
    choices: Mapping[str, tuple[Choice, ...]]

    def every(self) -> tuple[Choice, ...]:
        """All choices."""
        return tuple(choice for choices in self.choices.values() for choice in choices)

    def packages(self) -> Iterator[Package]:
        """Every package there is, the empty one first: many where there are many measures."""
        for picked in product(*((None, *choices) for choices in self.choices.values())):
            yield tuple(choice for choice in picked if choice is not None)

    @property
    def size(self) -> int:
        """How many packages there are."""
        found = 1
        for choices in self.choices.values():
            found *= len(choices) + 1
        return found

    def ordered(self, choices: Sequence[Choice]) -> Package:
        """Choices as a package.

        Raises
        ------
        ValueError
            Two choices of one measure, or one of a measure that there is not.
        """
        places = {key: place for place, key in enumerate(self.measures)}
        names = [choice.measure for choice in choices]
        if len(set(names)) < len(names) or not set(names) <= set(places):
            raise ValueError(f"no package: {', '.join(choice.key for choice in choices)}")
        return tuple(sorted(choices, key=lambda choice: places[choice.measure]))

    def measure(self, choice: Choice) -> Measure:
        """The measure as it is chosen."""
        return at_level(self.base, self.measures[choice.measure], choice)

    def scenario(self, package: Package, base: Scenario | None = None) -> Scenario:
        """The county with a package, in another future or year where another base is given."""
        return with_measures(base or self.base, [self.measure(choice) for choice in package])


def menu(scenarios: Sequence[Scenario], levels: Sequence[float] = LEVELS, *, subareas: bool = True) -> Menu:
    """What can be chosen of the measures of some scenarios of one county, the base among them or not.

    Parameters
    ----------
    levels
        How much of each measure; where a measure is only on or off, it is as proposed or not at all.
    subareas
        Whether measures that only add places can be done in one sub-area alone, at the highest level.
    """
    base = unmeasured(scenarios[0])
    measures = {measure.id: measure for scenario in scenarios for measure in scenario.measures}
    found = {}
    for key, measure in measures.items():
        own = sorted(levels) if is_scalable(measure) else [1.0]
        whole = [Choice(key, float(level)) for level in own]
        parts = [Choice(key, float(own[-1]), area) for area in _subareas(base.county, measure)] if subareas else []
        found[key] = (*whole, *parts)
    return Menu(base, measures, found)


def is_scalable(measure: Measure) -> bool:
    """Whether there can be more or less of a measure: it changes places, or a parameter that is a number."""
    return bool(measure.capacity or measure.shift) or any(_is_number(setting) for setting in measure.settings)


def _is_number(setting: Setting) -> bool:
    section, _, name = setting.parameter.partition(".")
    return not isinstance(setting.value, str) and meta_of(PARAMETERS[section], name).unit != SWITCH


def _subareas(county: County, measure: Measure) -> tuple[str, ...]:
    """The sub-areas that a measure can be done in alone: it only adds places, and municipalities of each have them."""
    if not measure.capacity or measure.settings or measure.key or measure.shift or any(change.areas for change in measure.capacity):
        return ()
    return tuple(key for key in county.subareas if all(_within(county, key, change.service) for change in measure.capacity))


def _within(county: County, subarea: str, service: str) -> tuple[str, ...]:
    """The areas of a service that lie in a sub-area."""
    own = {subarea, *(f"{code:04d}" for code in county.subareas[subarea].codes)}
    return tuple(area for area in county.areas(service) if area in own)


def at_level(base: Scenario, measure: Measure, choice: Choice) -> Measure:
    """A measure as it is chosen.

    What is added, and what a factor adds, is in proportion to the level; so are sums per year and once, unless they are fixed. A parameter
    goes as far from what the base has towards the measure's own value, but never beyond it. What is on or off is on.
    """
    level, county = choice.level, base.county
    return measure.model_copy(
        update={
            "capacity": tuple(_scaled(change, level, county, choice.subarea) for change in measure.capacity),
            "shift": tuple(s.model_copy(update={"changes": {a: level * n for a, n in s.changes.items()}}) for s in measure.shift),
            "settings": tuple(_partly(setting, level, base, measure) for setting in measure.settings),
            "costs": tuple(_priced(cost, level) for cost in measure.costs),
        }
    )


def _scaled(change: CapacityChange, level: float, county: County, subarea: str) -> CapacityChange:
    areas = _within(county, subarea, change.service) if subarea else change.areas
    amount = {"add": level * change.add} if change.add is not None else {"factor": max(0.0, 1.0 + level * ((change.factor or 0.0) - 1.0))}
    return change.model_copy(update={**amount, "areas": areas})


def _partly(setting: Setting, level: float, base: Scenario, measure: Measure) -> Setting:
    if level >= 1.0 or not _is_number(setting):
        return setting
    old = base.parameter(setting.parameter).at(day(measure.in_force))
    if isinstance(setting.value, (list, tuple)):
        assert isinstance(old, tuple)
        return setting.model_copy(update={"value": [_between(o, n, level) for o, n in zip(old, setting.value, strict=True)]})
    assert isinstance(old, (int, float))
    return setting.model_copy(update={"value": _between(old, setting.value, level)})


def _between(old: float, new: float, level: float) -> float:
    return float(old + level * (new - old))


def _priced(cost: Cost, level: float) -> Cost:
    return cost if cost.fixed or cost.per not in {"year", "once"} else cost.model_copy(update={"sek": level * cost.sek})
