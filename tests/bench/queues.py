"""Cost per event of a queue that keeps its length: whoever is served rests and comes again; some leave the queue and come back.

As many people live in the long queue's run as in the short one's (there they rest), as in a whole simulation, where a longer queue
does not mean more people, and come in no order of memory: what is compared is the queue, not the processor's cache.
"""

from __future__ import annotations

from collections.abc import Generator
from time import process_time

from simpy.events import Event

from sim.engines.clock import Clock
from sim.luck import TICKS_PER_DAY, uniforms
from sim.mechanisms.queue import Key
from sim.mechanisms.seats.process import Seats
from sim.policies import QUEUE_POLICIES
from sim.policies.standing import Standing
from tests.bench.part import Demand, Found, word

DONE, LEAVE, REST = 1, 2, 3
SEATS = 10
ROUNDS = 9
PEOPLE = 11_000
MEAN_SERVICE = 1.5
MOST_RATIO = 1.5
TITLE = "The SimPy engine: cost per event does not grow with the queue"


class FullQueue:
    """A place whose queue keeps its length."""

    def __init__(self, waiting: int, key: Key) -> None:
        self.clock = Clock(0.0)
        self.seats: Seats = self.clock.add_place(lambda number: Seats(self.clock, number, SEATS, key))
        self.luck = uniforms(1, 0, "bench.standing", 4 * PEOPLE).reshape(PEOPLE, 4).tolist()
        resting = PEOPLE - waiting - SEATS
        self.rest = resting * MEAN_SERVICE / SEATS
        turns = sorted(range(PEOPLE), key=lambda who: self.luck[who][0] + self.luck[who][3])
        for turn, who in sorted(enumerate(turns), key=lambda entry: entry[1]):
            first = self.rest * (turn + 1) / resting if turn < resting else turn / PEOPLE
            self.clock.process(self._visitor(who, first))
        self.grants = 0

    def _standing(self, who: int) -> Standing:
        now = int(self.clock.now * TICKS_PER_DAY)
        children, need, permit, limit = self.luck[who]
        return Standing(now, now - int(permit * 1e7), now + int(limit * 1e7), children < 0.4, need < 0.1)

    def _visitor(self, who: int, rest: float) -> Generator[Event, None, None]:
        visit = who
        while True:
            yield self.clock.delay(rest, REST, who)
            visit += 1
            if visit % 10 == 0:
                with self.seats.join(who, self._standing(who)):
                    yield self.clock.delay(0.01, LEAVE, who)
            with self.seats.join(who, self._standing(who)) as seat:
                yield seat
                self.grants += 1
                yield self.clock.delay(MEAN_SERVICE - 0.5 + self.luck[who][2], DONE, who)
            rest = self.rest

    def cost(self, days: float) -> float:
        """Seconds per grant over some days, with all that belongs to it: joining, waiting, serving, leaving."""
        before, since = self.grants, process_time()
        self.clock.advance(self.clock.now + days)
        return (process_time() - since) / (self.grants - before)


def costs(key: Key, short: int = 100, long: int = 10_000) -> tuple[float, float]:
    """Seconds per grant with a short and a long queue: the best of several rounds, taken in turns so that both meet the same machine."""
    queues = FullQueue(short, key), FullQueue(long, key)
    for queue, waiting in zip(queues, (short, long), strict=True):
        queue.cost(1_000.0)
        if not 0.5 * waiting < len(queue.seats.queue) < 2.0 * waiting:
            raise ValueError(f"{len(queue.seats.queue)} wait instead of {waiting}")
    rounds = [[queue.cost(300.0) for queue in queues] for _ in range(ROUNDS)]
    return min(a for a, _ in rounds), min(b for _, b in rounds)


def measure() -> Found:
    """Cost per grant with 10 000 waiting against 100, by policy."""
    return {name: dict(zip(("short", "long"), costs(key), strict=True)) for name, key in QUEUE_POLICIES.items()}


def demands(found: Found) -> list[Demand]:
    """The policy whose cost grows most."""
    value = max(each["long"] / each["short"] for each in found.values())
    how = f"the best of {ROUNDS} rounds in turns; the worst of {len(found)} policies"
    what = "Cost per event with 10 000 waiting against 100, SimPy engine"
    return [Demand(what, f"{value:.2f} times", f"at most {MOST_RATIO}", value <= MOST_RATIO, how)]


def section(found: Found) -> list[str]:
    """Cost per grant by policy."""
    lines = [
        "A place with ten seats whose queue keeps its length among 11 000 people; one grant with all that belongs to it. Promise: at most",
        f"{MOST_RATIO} times.",
        "",
        "| policy | 100 waiting, µs | 10 000 waiting, µs | ratio | kept |",
        "|---|---:|---:|---:|---|",
    ]
    for name, each in found.items():
        value = each["long"] / each["short"]
        lines.append(f"| {name} | {each['short'] * 1e6:.1f} | {each['long'] * 1e6:.1f} | {value:.2f} | {word(value <= MOST_RATIO)} |")
    return lines
