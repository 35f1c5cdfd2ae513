"""The sixth screen."""

from gridctl.tui.screens.people import People as Supplies

__all__ = ["Supplies"]
