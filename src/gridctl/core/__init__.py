"""Rules and values. The standard library alone; no clock, no disk, no screen."""
