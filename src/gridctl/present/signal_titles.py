"""What the fields of the five colours are called in English, apart from the codes: those take time to load."""

from collections.abc import Mapping

from gridctl.core.errors import N_

TITLES: Mapping[str, str] = {
    "behind": N_("behind its pace"),
    "of": N_("of how many"),
    "renamed": N_("had another name then"),
    "signal": N_("colour"),
    "signal_reasons": N_("why this colour"),
    "signals": N_("colours"),
    "undone": N_("imports taken back since"),
}
