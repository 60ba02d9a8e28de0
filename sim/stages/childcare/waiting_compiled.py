"""The wait for childcare compiled: begun, paused and taken up again like a parent's other tracks."""

from __future__ import annotations

from sim.engines.agenda import at, value
from sim.engines.dated import PARAMETER
from sim.engines.jit import handler, i8, lend, takes
from sim.engines.rows import log
from sim.engines.tables import State, house, ints, person, person_part
from sim.events import DRAW, EVENT, TIMER
from sim.luck_compiled import luck
from sim.people import MAN, WOMAN
from sim.stages.childcare import rules
from sim.stages.school.rules import WANTS_PLACE

lend(rules)
me = person_part("childcare")
child_of = person_part("school")
IDLE, WAITING = 0, 1
WAITED, FOUND, WITHDRAWN = EVENT["childcare.waited"], EVENT["childcare.found"], EVENT["childcare.withdrawn"]
LIMIT, WAITS = TIMER["childcare.limit"], DRAW["childcare.waits"]
SHARE_WOMEN, SHARE_MEN, LIMIT_DAYS = (PARAMETER[f"childcare.{name}"] for name in ("share_waits_women", "share_waits_men", "limit_days"))


@takes(i8, i8, gives=i8)
def has_here(s: State, h: int, sex: int) -> int:
    """Whether the household has an adult of a sex here."""
    for k in range(house(s, h).first, house(s, h).first + house(s, h).members + house(s, h).family):
        who = person(s, ints(s.kin)[k])
        if who.received >= 0.0 and who.adult != 0 and who.sex == sex:
            return 1
    return 0


@takes(i8, gives=i8)
def is_couple(s: State, h: int) -> int:
    """Whether the household has a woman and a man here."""
    return has_here(s, h, MAN) * has_here(s, h, WOMAN)


@takes(i8, gives=i8)
def lacks_place(s: State, h: int) -> int:
    """Whether a child here wants a preschool place and has none yet."""
    for k in range(house(s, h).first, house(s, h).first + house(s, h).members + house(s, h).family):
        i = ints(s.kin)[k]
        if person(s, i).received >= 0.0 and child_of(s, i).place == WANTS_PLACE:
            return 1
    return 0


@handler
def consider(s: State, i: int) -> None:
    """On reception: until when this parent would wait at most; the wait itself begins with the tracks that it holds back."""
    h = int(person(s, i).house)
    alone = is_couple(s, h) == 0
    me(s, i).until = -1.0
    if rules.waits(person(s, i).sex == WOMAN, alone, luck(s, WAITS, house(s, h).head), value(s, SHARE_WOMEN), value(s, SHARE_MEN)):
        me(s, i).until = s.now + value(s, LIMIT_DAYS)


@takes(i8, gives=i8)
def must_wait(s: State, i: int) -> int:
    """Whether a parent has to wait before anything begins; who need not, or no longer, never has to again."""
    if s.now < me(s, i).until and lacks_place(s, person(s, i).house) != 0:
        return 1
    me(s, i).until = -1.0
    return 0


@handler
def begin(s: State, i: int) -> None:
    """Wait until the household's children have the places they want, or until the limit."""
    mine = me(s, i)
    mine.home = person(s, i).home
    mine.doing = WAITING
    log(s, i, WAITED, mine.home, 0)
    mine.due = at(s, mine.until, LIMIT, i)


@takes(i8, i8)
def end(s: State, i: int, event: int) -> None:
    """The wait is over, found or not."""
    log(s, i, event, me(s, i).home, 0)
    me(s, i).doing = IDLE


@handler
def stop(s: State, i: int) -> None:
    """Stop waiting for now."""
    if me(s, i).doing == WAITING:
        end(s, i, WITHDRAWN)
