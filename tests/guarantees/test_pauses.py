"""What a plan's end in the middle of a leave leaves open goes on: SFI is no part of the plan."""

from __future__ import annotations

from collections import defaultdict

from sim.events import EVENT
from sim.run import simulate
from tests.small_county.county import small_county, with_values
from tests.small_county.invariants import check_all
from tests.small_county.reading import Spell, spells


def test_sfi_goes_on_when_a_plan_ends_in_a_leave() -> None:
    """Leaves do not pause this plan, so many plans end during one; who was in SFI when the leave began queues again at once."""
    scenario = with_values(small_county(), {"law.pause_most_months": 0, "leave.illness_per_year": 2.0, "leave.illness_days_mean": 200})
    run = simulate(scenario, 1, 0)
    check_all(run, scenario)
    tracks: dict[tuple[int, str], list[Spell]] = defaultdict(list)
    for spell in spells(run):
        tracks[spell.person, spell.track].append(spell)
    gone = set(run.events["person"][run.events["event"] == EVENT["moves.left_county"]].tolist())
    seen = 0
    for (person, track), plans in list(tracks.items()):
        if track != "plan" or person in gone:
            continue
        worked = {spell.began for spell in tracks[person, "work"]}
        for plan in plans:
            leave = next((s for s in tracks[person, "leave"] if s.ended == plan.ended), None)
            if leave is None or plan.ended in worked or plan.ended == float("inf"):
                continue
            stopped = [s for s in tracks[person, "sfi"] if s.ended == leave.began and s.last in ("sfi.interrupted", "sfi.withdrawn")]
            again = [s for s in tracks[person, "sfi"] if s.joined == plan.ended]
            assert len(again) >= len(stopped), (person, plan)
            seen += len(stopped)
    assert seen >= 5
