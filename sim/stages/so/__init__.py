"""SO: groups by language, a leader each."""
