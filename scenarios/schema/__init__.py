"""The scenario's schema: every field with its unit, bounds and label; forms and documentation are generated from it."""
