"""What can be chosen: measures at levels in areas, what packages cost, the goals that they are judged by, and years held still."""
