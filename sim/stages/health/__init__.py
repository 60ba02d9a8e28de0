"""Health assessments: called, attended, examined."""
