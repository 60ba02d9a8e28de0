"""Work preparation and practice."""
