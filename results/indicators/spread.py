"""How much municipalities differ, with what chance alone would give taken away."""

from __future__ import annotations

from math import sqrt

from results.indicators.dates import Floats


def shrunken_spread(shares: Floats, people: Floats, inhabitants: Floats) -> float:
    """Standard deviation between municipalities of a share, after shrinkage, in the unit of the shares (0-1).

    With weights w (inhabitants, scaled to one over the municipalities that have anyone in the cohort), mean m = sum(w x) and persons
    n behind each share:

        between  = sum(w (x - m)^2)
        sampling = sum(w (1 - w) m (1 - m) / n)      what `between` is on average when every municipality has the same chance m
        spread   = sqrt(max(0, between - sampling))

    Parameters
    ----------
    shares
        Share of each municipality, shape (municipalities,); nan where nobody stands behind it.
    people
        Persons behind each share.
    inhabitants
        Inhabitants of each municipality: its weight.

    Returns
    -------
    The spread, or nan where fewer than two municipalities have anyone.
    """
    known = people > 0
    if int(known.sum()) < 2:
        return float("nan")
    x, n = shares[known], people[known]
    w = inhabitants[known] / inhabitants[known].sum()
    m = float((w * x).sum())
    between = float((w * (x - m) ** 2).sum())
    sampling = float((w * (1.0 - w) * m * (1.0 - m) / n).sum())
    return sqrt(max(0.0, between - sampling))
