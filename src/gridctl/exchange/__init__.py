"""Files in and out: sheets, profiles, intake."""
