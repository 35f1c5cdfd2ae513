"""``gridctl duty``: its commands stand in files of their own."""

from gridctl.cli import (
    duty_absences,
    duty_catalogue,
    duty_copy,
    duty_hands,
    duty_lists,
    duty_plans,
    duty_posts,
    duty_replan,
    duty_sharing,
    duty_signs,
    duty_terms,
)
from gridctl.cli.duty_app import app

__all__ = ["MORE", "app"]

MORE = (
    duty_catalogue,
    duty_copy,
    duty_hands,
    duty_lists,
    duty_plans,
    duty_posts,
    duty_replan,
    duty_sharing,
    duty_signs,
    duty_absences,
    duty_terms,
)  # fmt: skip
"""Their commands belong to this group."""
