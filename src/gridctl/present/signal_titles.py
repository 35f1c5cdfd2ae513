"""What the fields of the five colours are called in English, apart from the codes: those take time to load."""

from collections.abc import Mapping

from gridctl.core.errors import N_

TITLES: Mapping[str, str] = {
    "behind": N_("behind its pace"),
    "of": N_("of how many"),
    "signal": N_("colour"),
    "signals": N_("colours"),
}
