"""Moves within and out of the county."""
