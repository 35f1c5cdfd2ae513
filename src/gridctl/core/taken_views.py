"""A request as `request add` answers it: with what its line said."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from gridctl.core.views import AddedView


@dataclass(frozen=True, slots=True)
class TakenInView(AddedView):
    """A new request; `understood` gives for each field the words that it was read from."""

    understood: Mapping[str, str] = field(default_factory=dict)
