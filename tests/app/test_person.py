"""A simulated person's path in words: who, what, when, and how long the waits were."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from numpy.typing import NDArray

from app.details import WORDS, detail_text
from app.person import UnknownPersonError, in_order, story
from scenarios.calendar import day
from scenarios.language import set_language
from scenarios.load import load
from scenarios.schema.scenario import Scenario
from sim.events import EVENT, EVENTS
from sim.log import LOG
from sim.people import Population
from sim.run import Run

WOMAN, GIRL = 41, 42


@pytest.fixture(scope="module")
def vastmanland() -> Scenario:
    return load("vastmanland")


def log(*rows: tuple[str, int, str, int, int]) -> NDArray[np.void]:
    """Rows written as (date, row of the person, event, municipality, detail), sorted as the log is."""
    events = np.array([(day(date.fromisoformat(when)), p, m, EVENT[name], d) for when, p, name, m, d in rows], dtype=LOG)
    return events[np.lexsort((events["event"], events["person"], events["time"]))]


def people() -> Population:
    """A woman and her daughter."""
    whole = {name: np.zeros(2, dtype=np.int64) for name in Population.__dataclass_fields__}
    real = {name: np.zeros(2) for name in ("birth", "arrival", "trait_factor", "trait_score")}
    true = {name: np.zeros(2, dtype=np.bool_) for name in ("special_need", "stays", "settles")}
    given = {
        "id": np.array([WOMAN, GIRL]),
        "household": np.array([WOMAN, WOMAN]),
        "role": np.array([0, 1]),
        "sex": np.array([1, 1]),
        "birth": np.array([day(date(1986, 5, 1)), day(date(2011, 2, 3))]),
        "schooling": np.array([1, 0]),
        "path": np.array([2, 0]),
        "luck": {},
    }
    return Population(**{**whole, **real, **true, **given})  # type: ignore[arg-type]


EVENTS_OF_HERS = log(
    ("2015-10-03", 0, "asylum.applied", 0, 1),
    ("2016-04-01", 0, "asylum.permit", 0, 0),
    ("2016-05-01", 0, "placement.received", 1983, 1),
    ("2016-06-01", 0, "sfi.queued", 1983, 22),
    ("2016-06-15", 0, "sfi.course_started", 1983, 22),
    ("2016-12-15", 0, "sfi.queued", 1983, 23),
    ("2016-12-15", 0, "sfi.course_passed", 1983, 22),
    ("2016-05-02", 1, "school.school_requested", 1983, 0),
)


def test_the_whole_story(vastmanland: Scenario) -> None:
    lines = story(vastmanland, Run(people(), EVENTS_OF_HERS), WOMAN)
    assert lines == [
        "Simulerad person 41 – ingen verklig",
        "kvinna, född 1986, språk: arabiska, 7–9 års skola, studieväg 2",
        "Samma hushåll: 42 (flicka, 2011)",
        "",
        "2015-10-03  sökte asyl (eget boende)",
        "2016-04-01  fick uppehållstillstånd (flykting)",
        f"2016-05-01  {EVENTS[EVENT['placement.received']].sv} (Köping; självbosatt)",
        f"2016-06-01  {EVENTS[EVENT['sfi.queued']].sv} (Köping; studieväg 2, kurs B)",
        "2016-06-15  började sfi-kurs (Köping; studieväg 2, kurs B; efter 14 dygns väntan)",
        "2016-12-15  blev godkänd på sfi-kurs (Köping; studieväg 2, kurs B)",
        f"2016-12-15  {EVENTS[EVENT['sfi.queued']].sv} (Köping; studieväg 2, kurs C)",
        f"Väntade ännu när beräkningen slutade: {EVENTS[EVENT['sfi.queued']].sv} 2016-12-15",
    ]


def test_english_when_chosen(vastmanland: Scenario) -> None:
    set_language("en")
    try:
        lines = story(vastmanland, Run(people(), EVENTS_OF_HERS), GIRL)
    finally:
        set_language("sv")
    assert lines[:3] == ["Simulated person 42 – not a real one", "girl, born 2011, language: Arabic", "Same household: 41 (woman, 1986)"]


def test_at_one_instant_the_old_ends_before_the_new_begins() -> None:
    """A course passed, the queue for the next and its seat can all fall on one day."""
    events = log(
        ("2016-06-01", 0, "sfi.queued", 1983, 22),
        ("2016-06-01", 0, "sfi.course_started", 1983, 22),
        ("2016-09-01", 0, "sfi.queued", 1983, 23),
        ("2016-09-01", 0, "sfi.course_passed", 1983, 22),
        ("2016-09-01", 0, "sfi.course_started", 1983, 23),
        ("2016-09-01", 0, "sfi.interrupted", 1983, 23),
        ("2016-09-01", 0, "work.started", 1983, 0),
    )
    told = [EVENTS[int(event["event"])].name for event in in_order(events)]
    assert told[:2] == ["sfi.queued", "sfi.course_started"]
    ended = told.index("sfi.course_passed")
    assert ended < told.index("sfi.queued", 1) < len(told)
    assert sorted(told[2:]) == sorted(["sfi.queued", "sfi.course_passed", "sfi.course_started", "sfi.interrupted", "work.started"])


def test_nobody_has_that_number(vastmanland: Scenario) -> None:
    with pytest.raises(UnknownPersonError) as unknown:
        story(vastmanland, Run(people(), EVENTS_OF_HERS), 7)
    assert set(unknown.value.some) == {WOMAN, GIRL}


def test_words_of_details_belong_to_events_that_exist() -> None:
    assert set(WORDS) <= set(EVENT)


@pytest.mark.parametrize(
    ("event", "detail", "expected"),
    [
        ("start.plan_ended", 0, "tiden var slut"),
        ("work.started", 1, "arbete med stöd"),
        ("work.started", 10, "arbete utan stöd, deltid vid sidan av planen"),
        ("so.started", 0, "arabiska"),
        ("sfi.course_passed", 14, "studieväg 1, kurs D"),
        ("practice.queued", 0, ""),
    ],
)
def test_details(vastmanland: Scenario, event: str, detail: int, expected: str) -> None:
    assert detail_text(vastmanland, event, detail) == expected
