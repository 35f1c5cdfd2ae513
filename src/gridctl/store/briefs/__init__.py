"""The queries behind the sections of a brief, each in one pass."""
