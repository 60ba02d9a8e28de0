"""The exposure clock: an event happens when a hazard has used up its threshold."""
