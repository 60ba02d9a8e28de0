"""Across municipal borders: live in one municipality, study or practise in another."""
