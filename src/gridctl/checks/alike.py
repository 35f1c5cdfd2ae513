"""How alike two strings are, by rapidfuzz; imported at the first comparison, for start-up."""

from gridctl.core.twins import Alike


def alike() -> Alike:
    """Return the measures that the search for twins compares by: both symmetric, and 0 edits means equal.

    `edits` is the optimal string alignment distance, `likeness` Jaro-Winkler's similarity.
    """
    from rapidfuzz.distance import OSA, JaroWinkler  # start-up: only a search for twins needs it

    distance, likeness = OSA.distance, JaroWinkler.similarity

    def edits(a: str, b: str, most: int) -> int:
        return distance(a, b, score_cutoff=most)

    return Alike(edits, likeness)
