"""gridctl: help requests, duties, rounds and daily reports for neighbourhood grids."""

__version__ = "0.1.0"
