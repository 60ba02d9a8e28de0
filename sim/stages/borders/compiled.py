"""Standing in line for a seat compiled: at home, and where neighbours offer theirs."""

from __future__ import annotations

from sim.engines.agenda import value
from sim.engines.county import neighbours_from, serving
from sim.engines.dated import PARAMETER
from sim.engines.jit import f8, i8, lend, takes
from sim.engines.tables import State, house, neighbour, person
from sim.events import DRAW
from sim.luck_compiled import luck
from sim.mechanisms.seats import compiled as seats
from sim.stages.borders import rules

lend(rules)
COMMUTES = DRAW["borders.commutes"]
FACTOR, SHARE, HALF, MOST = (PARAMETER[f"borders.{name}"] for name in ("minutes_factor", "share_commutes", "half_minutes", "most_minutes"))


@takes(i8, i8, f8, gives=i8)
def seek(s: State, i: int, kind: int, limit: float) -> int:
    """Join the queue for a seat at home, and at the neighbours within reach; gives the place in the queue.

    Where the seat is stands in `s.town_granted` when it is granted. A child goes where its family would.
    """
    home = int(person(s, i).home)
    x = seats.join(s, serving(s, kind, home), i, limit)
    seats.live_in(s, x, home)
    first, last = neighbours_from(s, kind, home), neighbours_from(s, kind, home + 1)
    if first == last:
        return x
    who = i if person(s, i).adult != 0 else int(house(s, person(s, i).house).head)
    for k in range(first, last):
        town = int(neighbour(s, k).town)
        way = rules.way(neighbour(s, k).minutes, value(s, FACTOR))
        share = rules.share_commutes(way, value(s, SHARE), value(s, HALF))
        if rules.reaches(way, value(s, MOST), luck(s, COMMUTES, who), share):
            seats.join_too(s, serving(s, kind, town), x, limit, town)
    return x


HANDLERS: dict[str, object] = {}
