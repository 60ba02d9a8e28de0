"""Unaccompanied children: assigned to a municipality, placed, decided, and on to a home of their own."""
