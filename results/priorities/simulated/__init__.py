"""What simulations say of packages: each once, paired, as scores and ranges, and held against requirements."""
