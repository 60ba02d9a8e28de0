"""The report on a search for priorities: one page to decide from, then what it rests on, and a page for each package."""

from results.priorities.report.write import write

__all__ = ["write"]
