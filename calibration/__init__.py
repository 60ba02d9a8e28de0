"""Why believe it: history, targets, posterior and years held back (the room is empty so far)."""
