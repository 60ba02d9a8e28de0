"""Choosing the best of some systems from noisy observations that are paired, whatever it is that is observed."""

from __future__ import annotations

from results.priorities.selecting.selection import Compared, Observe, Selection, Verdict
from results.priorities.selecting.sequential import select

__all__ = ["Compared", "Observe", "Selection", "Verdict", "select"]
