"""Briefs: gather the figures, then render them."""
