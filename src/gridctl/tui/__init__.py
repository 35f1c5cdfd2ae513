"""The dashboard: screens over the same services as the commands, with no rule of its own."""
