"""Rosters: who stands where on which day. Values in, values out."""
