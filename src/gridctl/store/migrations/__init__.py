"""The numbered steps by which the schema moves forward."""
