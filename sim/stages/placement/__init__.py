"""Placement: from permit to reception in a municipality, by four doors."""
