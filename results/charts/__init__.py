"""Charts for planners: readable in grey, told apart without red and green, each with its words and its table."""

from __future__ import annotations

from results.charts.chart import Chart, write_all

__all__ = ["Chart", "write_all"]
