"""Parental leave and illness, and what they do to the plan clock."""
