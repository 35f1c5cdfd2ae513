"""What is wrong with a TOML file, in our words: the reader's own text is English alone."""

import re

from gridctl.core.errors import N_, BadInput

_PLACE = re.compile(r"at line (\d+), column (\d+)")
_TWICE = re.compile(r"Cannot (overwrite|declare|redefine|mutate)")


def not_toml(error: Exception, file: str, text: str) -> BadInput:
    """Return the error for a `text` that tomllib refused with `error`; it names the file and the line."""
    place = _PLACE.search(str(error))
    line = int(place[1]) if place else text.count("\n") + 1
    if _TWICE.match(str(error)):
        message = N_("{file}, line {line}: this key or table stands in the file twice")
        hint = N_("remove one of the two; repeated tables are written [[name]]")
    else:
        message = N_("{file}, line {line}: this line cannot be read as TOML")
        hint = N_("texts stand in quotes, lists in [ ], and a table begins with [name] on its own line")
    return BadInput(message, hint=hint, file=file, line=line)
