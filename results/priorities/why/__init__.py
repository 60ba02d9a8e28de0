"""What each measure brings, what one more place brings, and why two years differ."""
