"""A planner's own history: reading what Swedish Excel leaves, refusing what cannot be used, and making targets of the rest."""
