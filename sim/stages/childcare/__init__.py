"""Start waits for childcare: a parent whose small child has no preschool place waits with SFI, SO, practice and often the plan."""
