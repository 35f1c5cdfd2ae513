"""Dialogs, typed by what they give back."""
