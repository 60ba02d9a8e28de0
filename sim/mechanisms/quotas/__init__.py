"""Quotas: used up and refilled at dates."""
