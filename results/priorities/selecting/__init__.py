"""Choosing the best of some systems from noisy observations that are paired, whatever it is that is observed."""

from __future__ import annotations

from results.priorities.selecting.selection import Compared, Floats, Observe, Selection, Verdict
from results.priorities.selecting.sequential import select
from results.priorities.selecting.telling import tell

__all__ = ["Compared", "Floats", "Observe", "Selection", "Verdict", "select", "tell"]
