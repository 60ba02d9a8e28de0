"""The wait for a dwelling compiled; it goes on in temporary housing, and ends when the household moves."""

from __future__ import annotations

from sim.engines.county import serving
from sim.engines.jit import f8, handler, i8, takes
from sim.engines.rows import log
from sim.engines.tables import State, house, house_part, ints
from sim.events import EVENT, KIND
from sim.mechanisms.quotas import compiled as quotas
from sim.mechanisms.seats import compiled as seats

ours = house_part("placement")
WANTED, GAVE_UP = EVENT["placement.dwelling_wanted"], EVENT["placement.dwelling_withdrawn"]
DWELLINGS = KIND["placement.dwellings"]


@takes(i8, i8, i8, i8)
def log_all(s: State, h: int, event: int, town: int, detail: int) -> None:
    """A row for each of a household's members."""
    for k in range(house(s, h).first, house(s, h).first + house(s, h).members):
        log(s, ints(s.kin)[k], event, town, detail)


@takes(i8, f8)
def queue_up(s: State, h: int, limit: float) -> None:
    """Wait for a dwelling where the household is assigned to."""
    town = int(ours(s, h).town)
    log_all(s, h, WANTED, town, 0)
    ours(s, h).queues_for_dwelling = 1
    ours(s, h).dwelling = quotas.join(s, serving(s, DWELLINGS, town), house(s, h).head, limit, 1)


@handler
def stop(s: State, h: int) -> None:
    """The household has moved: it waits no longer."""
    if ours(s, h).queues_for_dwelling != 0:
        ours(s, h).queues_for_dwelling = 0
        seats.withdraw(s, ours(s, h).dwelling)
        log_all(s, h, GAVE_UP, ours(s, h).town, 0)
