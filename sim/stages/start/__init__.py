"""Start: registration, etableringssamtal with a caseworker, establishment plan."""
