"""How the slots of the envelope form households, and which of them are present.

Seekers and quota refugees fill their sections household by household, from the first slot on: what household the next slot
heads, and how large it is, is that slot's luck. Families abroad fill the third section in the order of their sponsors. An unaccompanied
child is a household of its own.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from sim.envelope import FAMILY, UNACCOMPANIED, Envelope
from sim.luck import Floats, Ints, Streams

if TYPE_CHECKING:
    from scenarios.schema.scenario import Scenario

SINGLE_MAN, SINGLE_WOMAN, COUPLE, FAMILY_OF_TWO, MOTHER = range(5)
_ADULTS = np.array([1, 1, 2, 2, 1])
_WITH_CHILDREN = np.array([0, 0, 0, 1, 1])
_FIRST_IS_WOMAN = np.array([0, 1, 0, 0, 1])


@dataclass(frozen=True)
class Parts:
    """Parts of households, in the order of their slots: those who come together, or the family abroad of a single adult.

    A part has `size` slots from `first` on (fewer than drawn where its section ends), of which the first `present` are there and
    the first `adults` are adults. `head` is the slot of the household's first adult (of the child, where it came alone), `woman` 1 if
    the part's first adult is one, `block` the number of the month.
    """

    first: Ints
    size: Ints
    present: Ints
    head: Ints
    adults: Ints
    woman: Ints
    cohort: Ints
    block: Ints


def parts_present(scenario: Scenario, envelope: Envelope, streams: Streams) -> Parts:
    """The parts of households of which somebody is present."""
    own, kind, children = _own_parts(scenario, envelope, streams)
    sponsors = np.flatnonzero(_has_family_abroad(scenario, envelope, own, kind, streams))
    families = _families(envelope, own, sponsors, 1 + children[sponsors])
    each = (own, families, _alone(envelope))
    both = {f.name: np.concatenate([getattr(parts, f.name) for parts in each]) for f in fields(Parts)}
    there = np.flatnonzero(both["present"])
    order = there[np.argsort(both["first"][there], kind="stable")]
    return Parts(**{name: values[order] for name, values in both.items()})


def pick(luck: Floats, shares: Floats, row: Ints) -> Ints:
    """Entry that each luck falls in, of its row of the table of shares."""
    entry = np.zeros(len(luck), dtype=np.int64)
    for limit in np.ascontiguousarray(np.cumsum(shares, axis=1).T)[:-1]:
        entry += luck >= limit[row]
    return entry


def _own_parts(scenario: Scenario, envelope: Envelope, streams: Streams) -> tuple[Parts, Ints, Ints]:
    """Households of seekers and quota refugees, what kind each is, and how many children were drawn for it."""
    people, months = scenario.people, envelope.month
    sizes = envelope.size[:, :FAMILY].ravel()
    ends = np.cumsum(sizes)
    starts = ends - sizes
    section = np.repeat(np.arange(len(sizes)), sizes)
    place = np.arange(len(section))
    slot = place + (envelope.first[:, :FAMILY].ravel() - starts)[section]
    kinds = np.stack([people.asylum_households.at_all(months), people.quota_households.at_all(months)], axis=1)
    kind = pick(streams.uniforms("people.household", slot), kinds.reshape(len(sizes), -1), section)
    children = 1 + pick(streams.uniforms("people.children", slot), people.children_shares.at_all(months), section // FAMILY)
    after = np.minimum(place + _ADULTS[kind] + _WITH_CHILDREN[kind] * children, ends[section])
    heads = _chain(after, starts)
    kind, section = kind[heads], section[heads]
    size = after[heads] - heads
    parts = Parts(
        first=slot[heads],
        size=size,
        present=np.clip((starts + envelope.present.ravel())[section] - heads, 0, size),
        head=slot[heads],
        adults=_ADULTS[kind],
        woman=_FIRST_IS_WOMAN[kind],
        cohort=section % FAMILY,
        block=section // FAMILY,
    )
    return parts, kind, children[heads]


def _alone(envelope: Envelope) -> Parts:
    """Unaccompanied children, one by one."""
    size = envelope.size[:, UNACCOMPANIED]
    block = np.repeat(np.arange(len(size)), size)
    nth = np.arange(len(block)) - np.repeat(np.cumsum(size) - size, size)
    slot, one = envelope.first[block, UNACCOMPANIED] + nth, np.ones_like(block)
    return Parts(
        first=slot,
        size=one,
        present=(nth < envelope.alone[block]).astype(np.int64),
        head=slot,
        adults=np.zeros_like(block),
        woman=np.zeros_like(block),
        cohort=np.full_like(block, UNACCOMPANIED),
        block=block,
    )


def _chain(after: Ints, starts: Ints) -> Ints:
    """Places reached by going from the starts to the place after each; `after` also leads from each section into the next.

    Each round doubles the number of steps gone, so that a few rounds over all places do instead of a step for each household.
    """
    leap = np.append(after, len(after))
    reached = np.zeros(len(leap), dtype=np.bool_)
    reached[starts] = True
    found, known = np.flatnonzero(reached), 0
    while len(found) > known:
        known = len(found)
        reached[leap[found]] = True
        leap = leap[leap]
        found = np.flatnonzero(reached)
    return found[:-1]


def _has_family_abroad(scenario: Scenario, envelope: Envelope, own: Parts, kind: Ints, streams: Streams) -> NDArray[np.bool_]:
    """Single adults whose family is abroad and will follow when it may."""
    people, months = scenario.people, envelope.month
    comes = people.share_family_comes.at_all(months)
    limits = np.zeros((len(_ADULTS), len(months)))
    limits[SINGLE_MAN] = people.share_family_abroad_men.at_all(months) * comes
    limits[SINGLE_WOMAN] = people.share_family_abroad_women.at_all(months) * comes
    return streams.uniforms("people.family", own.head) < limits[kind, own.block]


def _families(envelope: Envelope, own: Parts, sponsors: Ints, size: Ints) -> Parts:
    """Spouse and children of single sponsors, as far as the block has slots; they are present when the sponsor is."""
    block = own.block[sponsors]
    before = np.append(0, np.cumsum(size))
    before_block = before[np.searchsorted(block, np.arange(len(envelope.month)))]
    first, end = envelope.first[block, FAMILY], (envelope.first + envelope.size)[block, FAMILY]
    first = np.minimum(first + before[:-1] - before_block[block], end)
    size = np.minimum(size, end - first)
    return Parts(
        first=first,
        size=size,
        present=np.where(own.present[sponsors] > 0, size, 0),
        head=own.head[sponsors],
        adults=np.ones_like(size),
        woman=1 - own.woman[sponsors],
        cohort=np.full_like(size, FAMILY),
        block=block,
    )
