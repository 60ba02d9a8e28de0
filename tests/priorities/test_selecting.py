"""The selection: right as often as it says, blind to order and stages, and plain about what it cannot tell."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import pytest
from numpy.typing import NDArray

from results.priorities.selecting import Observe, Selection, select, tell
from results.priorities.selecting.boundaries import drop_distance, half_width

Floats = NDArray[np.float64]


def from_table(values: Floats, systems: Sequence[int] | None = None) -> Observe:
    """Observations that lie ready: a row a system, the systems numbered as given."""
    rows = {system: row for row, system in enumerate(systems if systems is not None else range(len(values)))}

    def observe(wanted: Sequence[int], numbers: range) -> Floats:
        return values[[rows[system] for system in wanted], numbers.start : numbers.stop]

    return observe


def noisy(seed: int, means: Sequence[float], spread: float = 3.0, shared: float = 2.0, count: int = 400) -> Floats:
    """Paired observations: luck that all share, and each system's own."""
    random = np.random.default_rng(seed)
    own = spread * random.standard_normal((len(means), count))
    return np.asarray(means)[:, None] + own + shared * random.standard_normal(count)


def told(selection: Selection) -> dict[int, tuple[str, int, float, float, float]]:
    """All that is said of each system."""
    return {each.system: (each.verdict, each.observations, each.difference, each.low, each.high) for each in selection.compared}


def share_right(means: Sequence[float], spread: float, tries: int = 300) -> float:
    """How often the first system is chosen."""
    tables = (noisy(seed, means, spread) for seed in range(tries))
    return float(np.mean([select(from_table(t), range(len(means)), indifference=1.0, most=400).best == 0 for t in tables]))


@pytest.mark.parametrize(("means", "spread"), [([1.0] + [0.0] * 4, 2.5), ([1.0] + [0.0] * 9, 1.5), ([0.0, -1.0, -2.0, -3.0], 3.0)])
def test_the_best_is_chosen_as_often_as_stated(means: list[float], spread: float) -> None:
    """Of 300 tries at 95 %, 275 or fewer right ones come with a probability of one in a hundred."""
    assert share_right(means, spread) > 275 / 300


def test_a_lower_confidence_is_cheaper() -> None:
    tables = [noisy(seed, [1.0, 0.0, 0.0, 0.0]) for seed in range(40)]
    sure, unsure = (
        sum(select(from_table(t), range(4), confidence=c, indifference=1.0, most=400).observations for t in tables) for c in (0.99, 0.8)
    )
    assert unsure < 0.7 * sure


def test_systems_far_behind_are_dropped_first_and_cost_little() -> None:
    found = select(from_table(noisy(1, [0.0, -0.5, -30.0, -40.0])), range(4), indifference=1.0, most=400)
    assert found.decided
    assert found.worse == (2, 3)
    assert max(found.of(2).observations, found.of(3).observations) < 0.2 * found.of(found.best).observations


def test_shared_luck_costs_nothing() -> None:
    """What all systems share is gone in the differences, however large it is."""
    quiet, loud = (select(from_table(noisy(3, [1.0, 0.0, 0.0], shared=s)), range(3), indifference=1.0, most=400) for s in (0.0, 1000.0))
    assert loud.best == quiet.best
    assert [each.observations for each in loud.compared] == [each.observations for each in quiet.compared]


@pytest.mark.parametrize("order", [[4, 3, 2, 1, 0], [2, 0, 4, 1, 3]])
def test_the_order_of_systems_does_not_matter(order: list[int]) -> None:
    values = noisy(5, [0.0, 0.3, -0.4, 0.2, -2.0])
    usual, other = (select(from_table(values), systems, indifference=0.5, most=400) for systems in (range(5), order))
    assert other.best == usual.best
    assert [each.system for each in other.compared] == order
    assert {system: row[:2] for system, row in told(other).items()} == {system: row[:2] for system, row in told(usual).items()}
    assert all(np.allclose(told(other)[system][2:], told(usual)[system][2:]) for system in range(5))


@pytest.mark.parametrize("stage", [2, 7, 50])
def test_the_size_of_stages_changes_only_what_is_asked_for_in_vain(stage: int) -> None:
    values = noisy(6, [0.0, 0.3, -0.4, 0.2, -2.0])
    single, batch = (select(from_table(values), range(5), indifference=0.5, most=400, stage=size) for size in (1, stage))
    assert told(batch) == told(single)
    assert (batch.best, batch.decided) == (single.best, single.decided)
    assert single.asked == single.observations
    assert batch.asked > single.asked


def test_observations_are_asked_for_in_order_without_gaps() -> None:
    asked: dict[int, list[int]] = {system: [] for system in range(4)}
    table = from_table(noisy(7, [0.0, 0.5, -3.0, -9.0]))

    def observe(systems: Sequence[int], numbers: range) -> Floats:
        for system in systems:
            asked[system] += numbers
        return table(systems, numbers)

    found = select(observe, range(4), indifference=0.5, first=8, most=60, stage=3)
    assert all(numbers == list(range(len(numbers))) for numbers in asked.values())
    assert sum(map(len, asked.values())) == found.asked
    assert all(len(asked[each.system]) >= each.observations for each in found.compared)


def test_equal_systems_are_not_told_apart() -> None:
    """At 95 % five of a hundred may be; the study shows that there are hardly any."""
    tables = [noisy(seed, [0.0] * 4) for seed in range(100)]
    found = [select(from_table(t), range(4), indifference=1.0, most=400) for t in tables]
    assert sum(bool(each.worse) for each in found) <= 2
    assert all(each.decided for each in found)
    assert {each.best for each in found} == {0, 1, 2, 3}


def test_twins_end_in_a_decision_and_stay_together() -> None:
    """The same observations to the last bit: no number of them would drop either; the lower number is named."""
    values = noisy(8, [0.0, -20.0])
    found = select(from_table(values[[0, 0, 1]], [7, 3, 5]), [7, 3, 5], indifference=1.0, most=400)
    assert (found.best, found.not_told_apart, found.worse, found.decided) == (3, (7,), (5,), True)
    assert found.of(7).low == found.of(7).high == 0.0
    assert found.of(7).observations < 400


def test_the_ceiling_is_told() -> None:
    found = select(from_table(noisy(9, [0.0, 0.05, 0.1])), range(3), indifference=0.01, most=30)
    assert not found.decided
    assert [each.observations for each in found.compared] == [30, 30, 30]
    assert found.best == max(found.compared, key=lambda each: each.mean).system
    assert found.not_told_apart == tuple(system for system in range(3) if system != found.best)


def test_one_system_alone_is_the_best() -> None:
    found = select(from_table(noisy(2, [5.0]), [12]), [12], indifference=1.0, most=50)
    assert (found.best, found.decided, found.observations, found.not_told_apart) == (12, True, 6, ())


def test_few_observations_say_nothing_of_the_difference() -> None:
    values = np.array([[0.0, 1.0] * 2, [0.5, 1.2] * 2])
    found = select(from_table(values), range(2), confidence=0.99, indifference=9.0, first=4, most=4)
    other = found.of(1 - found.best)
    assert (other.low, other.high, other.verdict) == (-np.inf, np.inf, "not told apart")


def test_intervals_hold_at_all_looks_together() -> None:
    """Where an ordinary 95 % interval misses at some look in most histories, this one misses in one of twenty or less."""
    random = np.random.default_rng(4)
    walks = random.standard_normal((1000, 200))
    missed = [any(abs(walk[:n].mean()) > half_width(float(walk[:n].var(ddof=1)), n, 0.05) for n in range(2, 201)) for walk in walks]
    assert np.mean(missed) < 0.05


def test_the_distance_narrows_to_nothing() -> None:
    """By hand for 5 pairs, which leave 2 of 4 degrees of freedom, variance 2, error 1/8: (5 - 1) (4^1 - 1) = 12 and (12 * 2 - 5) / 10."""
    assert drop_distance(np.array(2.0), 5, 0.125, 1.0) == pytest.approx(1.9)
    distances = [float(drop_distance(np.array(2.0), pairs, 0.05, 1.0)) for pairs in range(6, 60)]
    assert distances == sorted(distances, reverse=True)
    assert distances[-1] == 0.0


def test_who_is_not_known_is_not_made_up() -> None:
    found = select(from_table(noisy(2, [5.0, 0.0])), range(2), indifference=1.0, most=50)
    with pytest.raises(KeyError):
        found.of(2)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"systems": []}, "each once"),
        ({"systems": [1, 1]}, "each once"),
        ({"confidence": 1.0}, "confidence"),
        ({"indifference": 0.0}, "indifference"),
        ({"first": 3}, "first stage of at least 4"),
        ({"most": 5}, "ceiling"),
        ({"stage": 0}, "stages"),
    ],
)
def test_what_cannot_be_meant_is_refused(change: dict[str, object], words: str) -> None:
    asked: dict[str, object] = {"systems": range(2), "indifference": 1.0, "most": 50} | change
    call: Callable[..., Selection] = select
    with pytest.raises(ValueError, match=words):
        call(from_table(noisy(2, [5.0, 0.0])), asked.pop("systems"), **asked)


def test_a_number_that_is_none_is_refused_by_name() -> None:
    values = noisy(2, [5.0, 0.0])
    values[1, 4] = np.nan
    with pytest.raises(ValueError, match="observation 4 of system 21 is nan"):
        select(from_table(values, [20, 21]), [20, 21], indifference=1.0, most=50)


def test_another_shape_than_asked_for_is_refused() -> None:
    with pytest.raises(ValueError, match=r"shape \(6,\), asked for was \(2, 6\)"):
        select(lambda _systems, numbers: np.zeros(len(numbers)), range(2), indifference=1.0, most=50)


def followed(table: Floats, most: int = 60) -> tuple[Selection, Selection]:
    """A choice, and the same after what was dropped has been observed on."""
    before = select(from_table(table), range(len(table)), indifference=1.0, most=30)
    return before, tell(from_table(table), before, most=most)


def test_what_was_dropped_early_is_told_worse_when_it_is_observed_on() -> None:
    """Far behind, they were dropped after a few pairs, which tell nothing at this confidence."""
    pairs = [followed(noisy(seed, [0.0, -4.0, -4.0, -4.0, -4.0, -4.0])) for seed in range(20)]
    assert all(after.best == before.best for before, after in pairs)
    assert np.mean([len(before.worse) for before, _ in pairs]) < 4.0
    assert np.mean([len(after.worse) for _, after in pairs]) > 4.5, "nine of ten"
    assert all(set(before.worse) <= set(after.worse) for before, after in pairs), "what was told stays told"


def test_what_looks_as_good_is_not_followed_in_vain() -> None:
    """Nine as good as the best: what looks close to it is left as it is, at the price of the choice."""
    pairs = [followed(noisy(seed, [0.0] * 10), most=30) for seed in range(20)]
    more = [after.asked - before.asked for before, after in pairs]
    assert np.median(more) < 30
    assert np.mean([len(after.worse) for _, after in pairs]) < 0.5


def test_following_does_not_tell_the_best_worse_more_often_than_stated() -> None:
    """At 95 %: of 300 tries 25 or more come with a probability of one in a hundred."""
    means = [0.0, -0.2, -0.5, -1.0, -3.0]
    wrong = sum(0 in followed(noisy(seed, means))[1].worse for seed in range(300))
    assert wrong < 25


def test_the_chosen_system_is_observed_as_far_as_what_it_is_held_against() -> None:
    for seed in range(10):
        before, after = followed(noisy(seed, [0.0, -2.0, -4.0, -5.0]))
        assert after.of(after.best).observations >= max(each.observations for each in after.compared)
        more = [a.observations - b.observations for a, b in zip(after.compared, before.compared, strict=True)]
        assert after.asked - before.asked == sum(more)


def test_a_choice_that_the_ceiling_stopped_is_decided_once_all_others_are_told_worse() -> None:
    table = noisy(3, [0.0, -3.0, -3.0], spread=1.0)
    stopped = select(from_table(table), range(3), indifference=0.001, most=6, first=5)
    after = tell(from_table(table), stopped, most=60)
    assert not stopped.decided
    assert len(after.worse) == 2
    assert after.decided
