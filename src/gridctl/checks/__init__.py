"""Numbers, names and days of the world outside: each module alone knows its library."""
