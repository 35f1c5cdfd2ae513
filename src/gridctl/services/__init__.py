"""Use-cases: plain functions that take an Office. They never print, prompt or look at a terminal."""
