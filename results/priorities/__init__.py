"""Priorities: packages of measures within what each party can pay, which of them come first, and how sure that is."""
