"""What a search for priorities finds, as the report, the files and the tests read it.

A search fills the parts one after the other; each is None, or empty, until it has been asked for.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from results.intervals import Floats
from results.priorities.choices.budget import Budgets
from results.priorities.choices.frozen import Factor
from results.priorities.choices.goals import Objective
from results.priorities.choices.packages import Choice, Menu, Package
from results.study import Key
from scenarios.vocabulary import Payer

Shelf = Literal["first", "alike", "later"]
"""*Prioriteras först* (alone told best), *likvärdiga* (not told apart from the best), *senare* (told worse).

What the calculation cannot judge has no shelf of its own among packages: it is a goal, or a measure without an effect that is known.
"""

Verdict = Literal["met", "not_met", "unclear"]
"""Whether a requirement is met: its interval lies wholly on the right side, wholly on the wrong one, or on both."""


SURE = 0.05
"""How often something may be told to be worth knowing where nothing is."""


@dataclass(frozen=True)
class Range:
    """A mean with its interval over draws of parameters and chance together (95 %)."""

    mean: float
    low: float
    high: float

    @property
    def told_apart(self) -> bool:
        """Whether the interval leaves zero out."""
        return self.low > 0.0 or self.high < 0.0

    def within(self, possible: tuple[float, float]) -> Range:
        """The same with the ends of the interval cut where the number cannot be."""
        least, most = possible
        return Range(self.mean, max(self.low, least), min(self.high, most))


@dataclass(frozen=True)
class Requirement:
    """Something that must hold: the value of an indicator over the reported years, at least or at most a number in its unit.

    Attributes
    ----------
    area, place
        Where, by the area's key and by its name; empty for the whole county.
    """

    indicator: str
    sense: Literal["<=", ">="]
    value: float
    area: str = ""
    group: str = "all"
    place: str = ""

    @property
    def text(self) -> str:
        """As it was asked for."""
        group, area = f":{self.group}" if self.group != "all" else "", f"@{self.area}" if self.area else ""
        return f"{self.indicator}{group}{area}{self.sense}{self.value:g}"


@dataclass(frozen=True)
class Held:
    """What a package does to a requirement: the indicator's value with its interval, and the verdict."""

    requirement: Requirement
    value: Range
    verdict: Verdict


@dataclass(frozen=True)
class Candidate:
    """One package that was simulated.

    Attributes
    ----------
    package, shelf
        What it is and where it stands.
    cost
        SEK by payer and year, shape (payers, years): planned, and the mean of what is paid by the event.
    running
        Extra SEK of the running services over the years, by payer (transfers left out), each with its interval.
    score
        By the objective, against nothing more done; 0 to 1 of the way, with its interval.
    closed
        Part of each aim's way that it closes, in the order of the objective's aims.
    changes
        Change of every number that is kept (indicator, area, group, period) against nothing more done.
    held
        What it does to each requirement.
    observations
        Observations (pairs of replications) that it rests on.
    """

    package: Package
    shelf: Shelf
    cost: Floats
    running: Mapping[Payer, Range]
    score: Range
    closed: tuple[Range, ...]
    changes: Mapping[Key, Range]
    held: tuple[Held, ...]
    observations: int


@dataclass(frozen=True)
class Worth:
    """What it would be worth to know a parameter before the choice is made.

    Attributes
    ----------
    gain
        Expected gain in score; 0 where it cannot be told from nothing.
    changes
        Part of the draws in which another package than the best one would be chosen, 0 to 1.
    chance
        How often at least so much would be found of some parameter if none had anything to do with the packages, 0 to 1.
    alike
        Addresses that rise and fall with this one in all draws: they cannot be known apart.
    """

    gain: float
    changes: float
    chance: float
    alike: tuple[str, ...] = ()

    @property
    def told_apart(self) -> bool:
        """Whether it is told from nothing (5 %, all parameters together)."""
        return self.chance <= SURE


@dataclass(frozen=True)
class Doubt:
    """How sure the order is.

    Attributes
    ----------
    packages
        Those that are compared, the chosen one first, the empty one among them.
    futures
        Names of the futures, in order.
    best_in
        In how many of the calculations (draws of parameters) of each future no package is better, shape (packages, futures): whole
        numbers; two that come out exactly the same are both counted.
    calculations
        How many calculations each future has.
    regret
        Mean loss of score against the best package of each calculation, shape (packages, futures); chance in it makes it larger than
        what could be gained by knowing more.
    worst
        The future in which each package loses most against the best, by package; empty for one that loses in none.
    variance
        Parts of the variance of each package's score against nothing: chance, parameters, futures; shape (packages, 3), summing to 1, or
        all 0 where nothing varies.
    worth
        What knowing a parameter would be worth in the planned future, by address, the greatest first; empty where none are drawn.
    worth_draws
        How many draws `worth` rests on.
    score
        Score of each package in each future, against nothing more done in the same future.
    against
        The same less that of the chosen package, in the same calculations.
    """

    packages: tuple[Package, ...]
    futures: tuple[str, ...]
    best_in: Floats
    calculations: int
    regret: Floats
    worst: tuple[str, ...]
    variance: Floats
    worth: Mapping[str, Worth] = field(default_factory=dict)
    worth_draws: int = 0
    score: tuple[tuple[Range, ...], ...] = ()
    against: tuple[tuple[Range, ...], ...] = ()

    def best_of_all(self, package: Package) -> tuple[int, int]:
        """In how many calculations of all futures no package is better, and how many there are."""
        return round(float(self.best_in[self.packages.index(package)].sum())), self.calculations * len(self.futures)

    def breaks(self, package: Package) -> tuple[str, ...]:
        """The futures in which a package is told to be worse than the chosen one; of that one, in which another is told to be better."""
        row = self.packages.index(package)
        rows = self.against[1:] if row == 0 else (self.against[row],)
        sign = 1.0 if row == 0 else -1.0
        return tuple(name for k, name in enumerate(self.futures) if any(each[k].told_apart and sign * each[k].mean > 0.0 for each in rows))


@dataclass(frozen=True)
class Share:
    """What one measure of a package brings (exact Shapley value), in score, with its interval over draws."""

    choice: Choice
    score: Range
    closed: tuple[Range, ...]


@dataclass(frozen=True)
class Pair:
    """How much more two measures of a package bring in score because the other is there; below zero where they overlap."""

    first: Choice
    second: Choice
    score: Range


@dataclass(frozen=True)
class Marginal:
    """What one more unit of a service brings in one area: per unit and year, in score and by aim.

    A unit is a place kept all year, or one of what a quota gives (a dwelling). Where nobody waits it is exactly nothing, and nothing was
    tried: `unit` is 0.

    Attributes
    ----------
    unit
        How many more a year were tried.
    queue_moves_to
        The track whose queue grows most; empty where none is told to.
    language
        Language of a leader; empty where the service is not divided by it.
    waiting
        Days that people wait for the service there with nothing more done, all together, a year.
    indicator, closest
        The indicator that stands closest to the service, and what one more brings in it where the service is, in its unit.
    """

    service: str
    area: str
    unit: float
    score: Range
    closed: tuple[Range, ...]
    queue_moves_to: str = ""
    language: str = ""
    waiting: float = float("nan")
    indicator: str = ""
    closest: Range | None = None


@dataclass(frozen=True)
class Attribution:
    """Why one number differs between two years, in its unit.

    Attributes
    ----------
    group
        Whom it is about: everyone, women, men.
    before, after
        The number in the first year and in the last.
    change
        The difference; `factors` and `under_way` add up to it.
    factors
        What each factor has in it; exactly nothing where it does not change after the first year.
    under_way
        What would have changed had all of them stayed as they were in the first year.
    """

    indicator: str
    group: str
    first: int
    last: int
    before: Range
    after: Range
    change: Range
    factors: Mapping[Factor, Range]
    under_way: Range


@dataclass(frozen=True)
class Unmet:
    """A requirement that no package within the budgets is told to meet: the nearest one, and how near it comes."""

    requirement: Requirement
    nearest: Package
    value: Range


@dataclass(frozen=True)
class Price:
    """What a requirement costs: the best package with it and without, the others kept.

    Attributes
    ----------
    score, sek
        The package within it minus the one without: in score, below zero where the requirement costs something, and in SEK a year by payer.
    """

    requirement: Requirement
    without: Package
    within: Package
    score: Range
    sek: Mapping[Payer, float]


@dataclass(frozen=True)
class Reach:
    """How near a package comes, by one indicator, to the best that any allocation of its places could have reached in hindsight.

    Attributes
    ----------
    people
        Persons whom the indicator counts (mean over replications).
    reached, bound, kept
        Percent of them in time: with the package, at most with any allocation, and at most where everybody else keeps what they had.
    share
        What was reached as a part of `kept`, percent.
    """

    package: Package
    indicator: str
    people: float
    reached: Range
    bound: Range
    kept: Range
    share: Range


@dataclass(frozen=True)
class Prioritisation:
    """Everything that a search found.

    Attributes
    ----------
    starts
        Every number that is kept with nothing more done, with its interval.
    candidates
        Packages that were simulated to the end, the best first; the empty one among them.
    screened
        How many packages are within the budgets (0 where there are too many to count), and how many there are: all of them were looked
        at by the effects of their measures alone, or left out by a bound on those.
    decided
        Whether the order was told before the search came to its ceiling; if not, more simulations may tell more packages apart.
    over
        Packages that turned out to cost more than a budget when they had been simulated, by what is paid by the event.
    too_dear
        Choices that cost more than a budget by themselves; they were not simulated.
    """

    menu: Menu
    objective: Objective
    budgets: Budgets
    requirements: tuple[Requirement, ...]
    seed: int
    year: int
    confidence: float
    indifference: float
    starts: Mapping[Key, Range]
    singles: Mapping[Choice, Candidate]
    candidates: tuple[Candidate, ...]
    screened: tuple[int, int]
    simulations: int
    decided: bool = True
    over: tuple[Package, ...] = ()
    too_dear: tuple[Choice, ...] = ()
    unmet: tuple[Unmet, ...] = ()
    prices: tuple[Price, ...] = ()
    doubt: Doubt | None = None
    shares: Mapping[Package, tuple[Share, ...]] = field(default_factory=dict)
    pairs: Mapping[Package, tuple[Pair, ...]] = field(default_factory=dict)
    marginals: tuple[Marginal, ...] = ()
    years: tuple[Attribution, ...] = ()
    reaches: tuple[Reach, ...] = ()

    @property
    def best(self) -> Candidate:
        """The package that comes first."""
        return self.candidates[0]

    def on(self, shelf: Shelf) -> tuple[Candidate, ...]:
        """The packages on a shelf, the best first."""
        return tuple(candidate for candidate in self.candidates if candidate.shelf == shelf)
