"""The command line: one Typer for each noun, loaded when asked for; thin."""
