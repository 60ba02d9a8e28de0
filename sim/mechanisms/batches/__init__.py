"""Batches: a group starts when enough people share a key and a leader is free."""
