"""The report for those who prepare and those who decide: one self-contained page in Swedish, its charts and its workbook."""

from __future__ import annotations

from results.report.lint import lint
from results.report.write import ReportFaultError, write

__all__ = ["ReportFaultError", "lint", "write"]
