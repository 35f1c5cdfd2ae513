"""One screen per file; each is loaded when it is first shown."""
