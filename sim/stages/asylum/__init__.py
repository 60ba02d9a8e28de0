"""Asylum: application, housing, activities, decision, appeal, departure."""
