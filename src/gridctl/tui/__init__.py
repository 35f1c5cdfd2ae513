"""The dashboard: screens and widgets on Textual, over the same services as the command line; thin."""
