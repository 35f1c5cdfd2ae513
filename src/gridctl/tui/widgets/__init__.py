"""Widgets of the dashboard: they get plain data, speak by messages, and know neither app nor store."""
