"""Reads the table `[reading]` of a pack file over the lists that it inherits."""

from gridctl.core.errors import N_
from gridctl.core.needs import NeedTag
from gridctl.core.pack_reading import Cue, Reading
from gridctl.core.pack_rules import Checker
from gridctl.core.pack_values import Keywords


def read_reading(check: Checker, value: object, old: Reading, known: frozenset[str]) -> Reading:
    """Return the inherited lists with the file's changes; `known` are the codes of the categories."""
    table = check.table(value, ("reading",), [*Cue, "urgent"])
    words = dict(old.words)
    for cue in Cue:
        if cue in table:
            words[cue.value] = check.keywords(
                table[cue], ("reading", cue.value), words.get(cue.value, Keywords())
            )
    run_out, needs = set(old.run_out), dict(old.needs)
    for code, one in check.table(table.get("urgent"), ("reading", "urgent")).items():
        path = ("reading", "urgent", code)
        if code not in known:
            check.problem(
                path,
                N_("{file}, line {line}: {key} names no category of this pack"),
                N_("write the code of a category before the ="),
            )
            continue
        rule = check.table(one, path, ("run_out", "needs"))
        out = check.flag(rule.get("run_out"), (*path, "run_out"))
        if out is not None:
            (run_out.add if out else run_out.discard)(code)
        if "needs" in rule:
            tags = [
                check.choice(tag, (*path, "needs", place), NeedTag)
                for place, tag in enumerate(check.items(rule["needs"], (*path, "needs")))
            ]
            needs[code] = tuple(tag for tag in tags if tag)
    return Reading(words, tuple(sorted(run_out)), needs)
