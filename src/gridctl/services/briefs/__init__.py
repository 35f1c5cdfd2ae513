"""The sections of a brief: each reads its figures and tables of one period."""
