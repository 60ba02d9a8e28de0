"""Further activities and programmes: one mechanism, a row of a table a kind."""
