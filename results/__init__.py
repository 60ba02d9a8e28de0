"""What it means: event log -> indicators -> comparison -> charts, tables, report."""
