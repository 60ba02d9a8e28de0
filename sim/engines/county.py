"""The county as compiled code sees it: municipalities by their place in order (0 outside the county), and the places that serve them."""

from __future__ import annotations

from sim.engines.jit import f8, i8, takes
from sim.engines.tables import State, floats, ints

ELSEWHERE = 0


@takes(i8, i8, gives=i8)
def serving(s: State, kind: int, town: int) -> int:
    """The number of the place of a kind that serves a municipality."""
    return int(ints(s.serving)[kind * (s.towns + 1) + town])


@takes(i8, i8, gives=i8)
def neighbours_from(s: State, kind: int, town: int) -> int:
    """Where the neighbours whose seats a municipality's people may also be offered begin; they end where the next one's begin."""
    return int(ints(s.neighbours_first)[kind * (s.towns + 1) + town])


@takes(i8, i8, gives=i8)
def of_language(s: State, kind: int, language: int) -> int:
    """The number of the place of a kind for a language."""
    return int(ints(s.by_language)[kind * s.languages + language])


@takes(i8, f8, gives=i8)
def other_town(s: State, home: int, luck: float) -> int:
    """Another municipality than `home` by the weights of own settlement; any when `home` is 0, `home` itself when there is no other."""
    row, count = home * (s.towns + 1), s.towns - (1 if home > 0 else 0)
    if count == 0:
        return home
    sought, k = luck * floats(s.choice_sums)[row + count - 1], 0
    while k < count - 1 and floats(s.choice_sums)[row + k] <= sought:
        k += 1
    return k + 1 if home == 0 or k + 1 < home else k + 2


@takes(i8, gives=f8)
def moves_per_day(s: State, town: int) -> float:
    """Moves a day of a household that lives in a municipality."""
    return float(floats(s.moves)[town])


@takes(i8, gives=f8)
def market(s: State, town: int) -> float:
    """The local labour market's factor on the job hazard."""
    return float(floats(s.market)[town])
