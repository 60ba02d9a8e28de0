"""Time to an event when some have not had it yet (Kaplan-Meier): waits are never the mean of those who started."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from results.indicators.dates import Floats


def quantile(days: Floats, happened: NDArray[np.bool_], share: float) -> float:
    """The time by which `share` of a cohort have had the event, by the product-limit estimate.

    Parameters
    ----------
    days
        Time from the start of the clock to the event, or to the last day known (horizon, exit), shape (n,).
    happened
        True where the event happened at `days`, False where the wait was cut.
    share
        0.5 for the median, 0.9 for the 90th percentile.

    Returns
    -------
    Days; nan for an empty cohort and where so large a share is never reached within the time known.
    """
    n = len(days)
    if n == 0 or not happened.any():
        return float("nan")
    order = np.lexsort((~happened, days))
    time, event = days[order], happened[order]
    at_risk = n - np.arange(n)
    # One factor a person is the same as one a tied group: (r-1)/r * (r-2)/(r-1) telescopes to (r-d)/r.
    left = np.cumprod(np.where(event, (at_risk - 1) / at_risk, 1.0))
    reached = np.flatnonzero(left <= 1.0 - share + 1e-12)
    return float(time[reached[0]]) if len(reached) else float("nan")
