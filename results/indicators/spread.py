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
    x, n = shares[known], people[known]
    w = inhabitants[known] / max(1.0, float(inhabitants[known].sum()))
    m = float((w * x).sum())
    return _spread(x, w, m * (1.0 - m) / n)


def shrunken_spread_of_rates(counts: Floats, thousands: Floats) -> float:
    """The same of a rate, in its unit: persons per thousand inhabitants and year.

    Chance is that of persons who come one by one (a Poisson count); that families come together is part of what is left.

    Parameters
    ----------
    counts
        Persons of each municipality, shape (municipalities,).
    thousands
        Thousands of inhabitants times years.
    """
    w = thousands / thousands.sum()
    return _spread(counts / thousands, w, float(counts.sum() / thousands.sum()) / thousands)


def _spread(x: Floats, w: Floats, chance: Floats) -> float:
    """Weighted standard deviation less the variance that chance alone gives on average; nan for fewer than two municipalities."""
    if len(x) < 2:
        return float("nan")
    between = float((w * (x - float((w * x).sum())) ** 2).sum())
    return sqrt(max(0.0, between - float((w * (1.0 - w) * chance).sum())))
