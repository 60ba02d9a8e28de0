"""Standing in line for a seat, at home and where neighbours offer theirs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sim.mechanisms.queue import Ticket
from sim.stages.borders import rules
from sim.state import Person

if TYPE_CHECKING:
    from sim.engines.simpy import World


def seek(w: World, p: Person, kind: str, limit: float) -> Ticket:
    """Join the queue for a seat at home, and at the neighbours within reach where the agreement opens it; `limit` is the law's last day.

    The ticket's `town` is the municipality in which the seat is, once there is one. A child goes where its family would.
    """
    ticket = w.seats(kind, p.home).join(p.i, w.standing(p, limit))
    ticket.town = p.home
    terms, who = w.scenario.borders, p.i if p.adult else p.household.head
    for town, minutes in w.neighbours(kind, p.home):
        way = rules.way(minutes, terms.minutes_factor.at(w.now))
        share = rules.share_commutes(way, terms.share_commutes.at(w.now), terms.half_minutes.at(w.now))
        if rules.reaches(way, terms.most_minutes.at(w.now), w.draw("borders.commutes", who), share):
            w.seats(kind, town).join_too(ticket, town)
    return ticket
