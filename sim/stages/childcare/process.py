"""Childcare in SimPy: the wait as a track of the parent, begun, paused and taken up again like the others; and what ends it."""

from __future__ import annotations

from collections.abc import Callable, Generator
from typing import TYPE_CHECKING

from simpy import Interrupt
from simpy.events import Event

from sim.events import EVENT, TIMER
from sim.people import MAN, WOMAN
from sim.stages.childcare import rules
from sim.stages.school.rules import WANTS_PLACE
from sim.state import Household, Person

if TYPE_CHECKING:
    from sim.engines.simpy import World

WAITED, FOUND, WITHDRAWN = EVENT["childcare.waited"], EVENT["childcare.found"], EVENT["childcare.withdrawn"]
LIMIT = TIMER["childcare.limit"]


def is_couple(w: World, h: Household) -> bool:
    """Whether the household has a woman and a man here."""
    return {w.sex[q.i] for q in h.here() if q.adult} == {MAN, WOMAN}


def lacks_place(h: Household) -> bool:
    """Whether a child here wants a preschool place and has none yet."""
    return any(q.place == WANTS_PLACE for q in h.here())


def consider(w: World, p: Person) -> None:
    """On reception: until when this parent would wait at most; the wait itself begins with the tracks that it holds back."""
    terms, now = w.scenario.childcare, w.now
    luck, alone = w.draw("childcare.waits", p.household.head), not is_couple(w, p.household)
    if rules.waits(w.sex[p.i] == WOMAN, alone, luck, terms.share_waits_women.at(now), terms.share_waits_men.at(now)):
        p.care_until = now + terms.limit_days.at(now)


def must_wait(w: World, p: Person) -> bool:
    """Whether a parent has to wait before anything begins; who need not, or no longer, never has to again."""
    if w.now < p.care_until and lacks_place(p.household):
        return True
    p.care_until = -1.0
    return False


def childcare(w: World, p: Person, then: Callable[[World, Person], None]) -> Generator[Event, None, None]:
    """Wait until the household's children have the places they want, or until the limit; `then` take up the other tracks."""
    home = p.home
    w.log(p.i, WAITED, home)
    found = p.care_found = w.event()
    try:
        yield found | w.until(p.care_until, LIMIT, p.i)
        w.log(p.i, FOUND if found.triggered else WITHDRAWN, home)
        p.care_until = -1.0
        then(w, p)
    except Interrupt:
        w.log(p.i, WITHDRAWN, home)
    finally:
        p.care_found = None


def tell_parents(h: Household) -> None:
    """A child of the household has a place, or is too old for one: when none lacks a place any more, the parents can begin or return."""
    if lacks_place(h):
        return
    for q in h.here():
        for waiting in (q.care_found, q.return_found):
            if waiting is not None and not waiting.triggered:
                waiting.succeed()
