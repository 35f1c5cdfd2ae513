"""Why nobody gets a request: the first thing that stops everybody, in the order in which one would ask."""

from collections.abc import Iterable
from dataclasses import dataclass

from gridctl.core.suggesting import Need, Taker, blocks, suits


@dataclass(frozen=True, slots=True)
class WhyNot:
    """Why nobody gets it: a code, the skills that it needs, and how many could do it but for that.

    ``nobody_here``: nobody works there; ``all_absent``: all are away; ``no_skill``: nobody has the skill;
    ``no_team``: no team is there for it; ``all_refused``: all who could do it refused; ``all_full``: all of
    them are full.
    """

    why: str
    skills: tuple[str, ...] = ()
    able: int = 0


_BY_BLOCK = (
    ("elsewhere", "nobody_here"),
    ("absent", "all_absent"),
    ("skill_missing", "no_skill"),
    ("refused", "all_refused"),
)


def why_not(need: Need, takers: Iterable[Taker], *, skills_needed: bool = True) -> WhyNot:
    """Return why nobody of these gets a request that was left over.

    Whoever passes all of it and has room would have got it: the plan leaves nobody out who can be served.
    """
    left = [blocks(suits(need, taker, skills_needed=skills_needed)) for taker in takers]
    skills = tuple(code for code, _words in need.skills)
    if not left:
        return WhyNot("nobody_here", skills)
    for block, code in _BY_BLOCK:
        passing = [one for one in left if block not in one]
        if not passing:
            missing = code == "no_skill" and not skills
            return WhyNot("no_team" if missing else code, skills, len(left) if code != "nobody_here" else 0)
        left = passing
    return WhyNot("all_full", skills, len(left))
