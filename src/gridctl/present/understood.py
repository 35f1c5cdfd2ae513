"""What was understood from a line, as it may be shown."""

from collections.abc import Mapping

from gridctl.core.private import Sight
from gridctl.core.understanding import Understood
from gridctl.present.masks import mask_name, mask_phone, mask_text


def understood_values(said: Understood, sight: Sight) -> Mapping[str, str]:
    """Return for each field that was read the words that it was read from; names and phones masked."""
    found: dict[str, str] = {}
    if said.home:
        found["home"] = said.home.value
    for field, value, mask in (
        ("name", said.name, mask_name),
        ("phone", said.phone, mask_phone),
        ("thing", said.thing, mask_text),
    ):
        if value:
            found[field] = value.value if sight is Sight.FULL else mask(value.value)
    if said.category:
        found["category"] = said.category
        found["urgency"] = str(said.urgency)
    return found
