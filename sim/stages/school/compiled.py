"""Preschool and school compiled: ask for a place, wait, attend."""

from __future__ import annotations

from scenarios.calendar import DAYS_PER_YEAR, add_months
from sim.engines.agenda import at, delay, value, value_at
from sim.engines.county import serving
from sim.engines.dated import PARAMETER
from sim.engines.jit import f8, handler, i8, lend, takes
from sim.engines.rows import log
from sim.engines.tables import State, person, person_part
from sim.events import DRAW, EVENT, KIND, TIMER
from sim.luck_compiled import luck, luck_at
from sim.mechanisms.seats import compiled as seats
from sim.stages.borders.compiled import seek
from sim.stages.childcare import compiled as childcare
from sim.stages.school import rules

lend(rules)
me = person_part("school")
IDLE, ASKING, PREPARING, WAITING, ATTENDING, GROWING = 0, 1, 2, 3, 4, 5
PRESCHOOL, SCHOOL = 0, 1
STEPS = ("requested", "started", "ended", "withdrawn")
REQUESTED, STARTED, ENDED, WITHDRAWN = (tuple(EVENT[f"school.{kind}_{step}"] for kind in ("preschool", "school")) for step in STEPS)
REQUEST, PREPARED, END = TIMER["school.request"], TIMER["school.prepared"], TIMER["school.end"]
PLACES = (KIND["school.preschool"], KIND["school.school"])
WANTS, REQUEST_LUCK, PREPARES = DRAW["school.wants_preschool"], DRAW["school.request"], DRAW["school.prepares"]
SHARE_WANTS, PRESCHOOL_DAYS = PARAMETER["school.share_wants_preschool"], PARAMETER["school.preschool_days_mean"]
PREPARES_DAYS = (PARAMETER["school.preschool_prepares_days"], PARAMETER["school.school_prepares_days"])
MONTHS = (PARAMETER["law.preschool_months"], PARAMETER["law.school_months"])


@takes(i8, f8, gives=f8)
def day_of_age(s: State, i: int, years: float) -> float:
    """The day on which a child reaches an age."""
    return float(person(s, i).birth + years * DAYS_PER_YEAR)


@takes(i8, i8, f8, f8)
def request(s: State, i: int, kind: int, until: float, held: float) -> None:
    """Ask for a place and let the school prepare; the child attends for at most `held` days and not after `until`."""
    mine = me(s, i)
    mine.kind = kind
    mine.home = person(s, i).home
    mine.until = until
    mine.held = held
    mine.limit = add_months(s.now, int(value(s, MONTHS[kind])))
    log(s, i, REQUESTED[kind], mine.home, 0)
    mine.doing = PREPARING
    mine.due = delay(s, value(s, PREPARES_DAYS[kind]) * luck_at(s, PREPARES, kind, i), PREPARED, i)


@handler
def grow(s: State, i: int) -> None:
    """Wait for the age at which school begins."""
    me(s, i).doing = GROWING
    me(s, i).due = at(s, day_of_age(s, i, rules.SCHOOL_FROM), REQUEST, i)


@handler
def ask(s: State, i: int) -> None:
    """Ask for preschool if it is wanted and not too late."""
    school_age = day_of_age(s, i, rules.SCHOOL_FROM)
    if me(s, i).place == rules.WANTS_PLACE and s.now < school_age:
        request(s, i, PRESCHOOL, school_age, school_age - person(s, i).birth)
    else:
        grow(s, i)


@handler
def consider(s: State, i: int) -> None:
    """Whether a preschool place is wanted for a child now."""
    wants = luck(s, WANTS, i) < value(s, SHARE_WANTS) and s.now < day_of_age(s, i, rules.SCHOOL_FROM)
    me(s, i).place = rules.WANTS_PLACE if wants else rules.NO_PLACE


@handler
def begin(s: State, i: int) -> None:
    """Set a child's way to preschool and school going, in the present home."""
    consider(s, i)
    mine, received = me(s, i), person(s, i).received
    asks = received + value_at(s, PRESCHOOL_DAYS, received) * luck(s, REQUEST_LUCK, i)
    earliest = day_of_age(s, i, rules.PRESCHOOL_FROM)
    asks = asks if asks >= earliest else earliest
    if mine.place == rules.WANTS_PLACE and asks < day_of_age(s, i, rules.SCHOOL_FROM):
        mine.doing = ASKING
        mine.due = at(s, asks, REQUEST, i)
    else:
        ask(s, i)


@handler
def requests(s: State, i: int) -> None:
    """The day has come to ask for preschool, or for school."""
    mine = me(s, i)
    if mine.due != s.tick:
        return
    if mine.doing == ASKING:
        ask(s, i)
    elif mine.doing == GROWING:
        mine.doing = IDLE
        alone = person(s, i).alone != 0
        grown = day_of_age(s, i, rules.school_to(alone))
        if s.now < grown:
            request(s, i, SCHOOL, grown, rules.school_years(alone) * DAYS_PER_YEAR)


@handler
def prepared(s: State, i: int) -> None:
    """The school is ready: wait for a place until too old for it."""
    mine = me(s, i)
    if mine.doing == PREPARING and mine.due == s.tick:
        mine.doing = WAITING
        mine.node = seek(s, i, PLACES[mine.kind], mine.limit)
        mine.due = at(s, mine.until, END, i)


@handler
def granted(s: State, i: int) -> None:
    """A place: the child attends."""
    mine = me(s, i)
    mine.doing = ATTENDING
    mine.home = s.town_granted
    log(s, i, STARTED[mine.kind], mine.home, 0)
    over = s.now + mine.held
    mine.due = at(s, mine.until if mine.until < over else over, END, i)
    if mine.place == rules.WANTS_PLACE:
        mine.place = rules.HAS_PLACE
        childcare.tell_parents(s, person(s, i).house)


@handler
def give_up(s: State, i: int) -> None:
    """Leave the place or the wait for it."""
    mine = me(s, i)
    doing = mine.doing
    mine.doing = IDLE
    if doing == ATTENDING:
        seats.give_back(s, serving(s, PLACES[mine.kind], mine.home))
        log(s, i, ENDED[mine.kind], mine.home, 0)
    else:
        if doing == WAITING:
            seats.withdraw(s, mine.node)
        log(s, i, WITHDRAWN[mine.kind], mine.home, 0)


@handler
def ends(s: State, i: int) -> None:
    """The child is too old, or has attended as long as a newcomer does."""
    mine = me(s, i)
    if mine.doing in (WAITING, ATTENDING) and mine.due == s.tick:
        give_up(s, i)
        if mine.kind == PRESCHOOL:
            mine.place = rules.NO_PLACE
            childcare.tell_parents(s, person(s, i).house)
            grow(s, i)


@handler
def stop(s: State, i: int) -> None:
    """Stop in this municipality."""
    doing = me(s, i).doing
    if doing in (PREPARING, WAITING, ATTENDING):
        give_up(s, i)
    me(s, i).doing = IDLE


HANDLERS = {"request": requests, "prepared": prepared, "end": ends, "preschool": granted, "school": granted}
