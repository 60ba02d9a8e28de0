"""Seats: taken and given back."""
