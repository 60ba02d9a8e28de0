"""Indicators: what each run says, one definition each, computed from persons and events alone."""
