"""Old decisions tried: what would have been chosen with what was known then, and how well that did when it was known what came."""

from __future__ import annotations

from results.priorities.backtest.decision import Backtest, Tested, Trial, backtest

__all__ = ["Backtest", "Tested", "Trial", "backtest"]
