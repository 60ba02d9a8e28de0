"""The persons of a planner's event log: one row each, with what the indicators read of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from calibration.cohorts.personnummer import MASKED
from calibration.cohorts.tables import Row, Table
from calibration.cohorts.words import DOOR_WORDS, SCHOOLING_WORDS, SEXES, YES_NO, folded
from scenarios.calendar import DAY_ZERO
from scenarios.language import translate as _

SCHOOLING_FROM = (0, 7, 10, 13)
"""Years of school with which each band begins."""

MOST_YEARS_OF_SCHOOL = 30

UNKNOWN_SCHOOLING, UNKNOWN_PATH = -1, 0
"""A person whose schooling or path a file does not say belongs to no group by it."""

DOORS = 5


@dataclass(frozen=True)
class Cohort:
    """The persons of a history, as the indicators read them; arrays of shape (n,)."""

    household: NDArray[np.int64]
    sex: NDArray[np.int64]
    birth: NDArray[np.float64]
    schooling: NDArray[np.int64]
    path: NDArray[np.int64]
    stays: NDArray[np.bool_]
    special_need: NDArray[np.bool_]

    @property
    def n(self) -> int:
        """Number of persons."""
        return len(self.sex)

    def take(self, rows: NDArray[np.int64]) -> Cohort:
        """Some persons, in this order; the same person may be among them more than once."""
        names = ("household", "sex", "birth", "schooling", "path", "stays", "special_need")
        return Cohort(**{name: getattr(self, name)[rows] for name in names})


@dataclass(frozen=True)
class Person:
    """One person as the file has them: `row` is where, `arrival` and `birth` are days since 2000-01-01.

    `door` is -1, `arrival` minus infinity and `stays` None where the file does not say.
    """

    row: Row
    sex: int
    birth: float
    arrival: float
    door: int
    household: str
    schooling: int
    path: int
    special_need: bool
    stays: bool | None


@dataclass
class People:
    """Persons by the number that the file gives them, in the order in which they were found."""

    persons: dict[str, Person] = field(default_factory=dict)
    refused: set[str] = field(default_factory=set)

    def cohort(self, seekers: NDArray[np.bool_]) -> Cohort:
        """The persons as arrays; `seekers` are those who live in the county as seekers where the file does not say."""
        every = list(self.persons.values())
        household: dict[str, int] = {}
        numbers = [household.setdefault(each.household or f"\0{k}", k) for k, each in enumerate(every)]
        return Cohort(
            household=np.array(numbers, dtype=np.int64),
            sex=np.array([each.sex for each in every], dtype=np.int64),
            birth=np.array([each.birth for each in every]),
            schooling=np.array([each.schooling for each in every], dtype=np.int64),
            path=np.array([each.path for each in every], dtype=np.int64),
            stays=np.array([s if each.stays is None else each.stays for each, s in zip(every, seekers, strict=True)], dtype=bool),
            special_need=np.array([each.special_need for each in every], dtype=bool),
        )


def days_of(when: datetime) -> float:
    """Days since 2000-01-01, with the time of day as a part of one."""
    since = when - datetime(DAY_ZERO.year, DAY_ZERO.month, DAY_ZERO.day)
    return since.days + since.seconds / 86_400.0


def read_persons(tables: Iterable[Table], people: People) -> None:
    """Add the persons of tables of persons; a number that stands twice is a fault."""
    for table in tables:
        for row in table.rows():
            number = row.text("person")
            if number in people.persons:
                first = people.persons[number].row
                row.fault("person", _("The same person stands twice; first in {place}.").format(place=first.place))
                continue
            add_person(row, number, people)


def add_person(row: Row, number: str, people: People) -> None:
    """Add the person of a row, or note that they were refused after a fault."""
    before = len(row.table.faults)
    if not number:
        row.fault("person", _("The value is missing."))
    sex = row.word("sex", SEXES)
    birth = row.day("birth", years=True)
    if row.text("birth") == "":
        row.fault("birth", _("The value is missing."), _("a year or YYYY-MM-DD"))
    arrival = row.day("arrival")
    door = row.word("door", _numbered(DOOR_WORDS, DOORS), default=-1)
    schooling, path = _schooling(row), row.word("path", {"1": 1, "2": 2, "3": 3, "0": 0}, default=UNKNOWN_PATH)
    need, stays = row.word("special_need", YES_NO, default=0), row.word("stays", YES_NO, default=-1)
    if len(row.table.faults) > before or MASKED in row.cells or sex is None or birth is None:
        people.refused.add(number)
        return
    assert door is not None and schooling is not None and path is not None and need is not None and stays is not None
    people.persons[number] = Person(
        row=row,
        sex=sex,
        birth=days_of(birth),
        arrival=float("-inf") if arrival is None else days_of(arrival),
        door=door,
        household=row.text("household"),
        schooling=schooling,
        path=path,
        special_need=bool(need),
        stays=None if stays < 0 else bool(stays),
    )


def _numbered(words: Mapping[str, int], count: int) -> dict[str, int]:
    return {**words, **{str(k): k for k in range(count)}}


def _schooling(row: Row) -> int | None:
    """The band of a number of years of school, or of a band's name."""
    text = folded(row.text("schooling")).replace("\N{EN DASH}", "-")
    if not text:
        return UNKNOWN_SCHOOLING
    if text in SCHOOLING_WORDS:
        return SCHOOLING_WORDS[text]
    years = row.number("schooling", 0.0, MOST_YEARS_OF_SCHOOL)
    return None if years is None else sum(years.value >= first for first in SCHOOLING_FROM) - 1
