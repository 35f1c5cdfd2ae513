"""The tables, a file for each noun."""
