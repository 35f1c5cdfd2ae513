"""Proof-reading: a sample is drawn, two members read it without seeing each other, and their records are compared."""

import json
from collections import Counter
from collections.abc import Sequence
from typing import Any

from gridctl.core.errors import N_, BadInput, Refused
from gridctl.core.proof_views import ProofDifference, ProofItem, ProofView
from gridctl.core.proofs import Comparing, Rate, Reading
from gridctl.core.rounds import SETTLED
from gridctl.core.supplies import draw_of
from gridctl.services import people, round_loading
from gridctl.services.round_loading import label_of
from gridctl.store import people as people_rows
from gridctl.store import proofs as rows
from gridctl.store.unit import Work

_TWO = 2


def readers_of(work: Work, names: Sequence[str]) -> list[int]:
    """Return the numbers of the two members who are to read the same targets; BadInput unless there are two."""
    found = list(dict.fromkeys(int(people.find_member(work, name).id) for name in names))
    if len(found) != _TWO:
        raise BadInput(
            N_("two people read the same targets, not {count}"),
            hint=N_("name them: --blind --among M1,M2"),
            error="two_readers",
            count=len(found),
        )
    return found


def draw(work: Work, number: int, size: int, seed: str) -> int:
    """Leave a random sample of the targets of a round that is being opened; return how many there are then.

    Who knows the seed can draw it again: the targets with the lowest SHA-256 of seed, label and number.
    """
    listed = rows.listed(work, number)
    order = sorted(listed, key=lambda one: draw_of(seed, f"{one.label}/{one.number}"))
    if len(order) > size:
        rows.keep_only(work, number, sorted(one.id for one in order[:size]))
    return min(size, len(order))


def narrow(work: Work, number: int, count: int, values: dict[str, Any]) -> int:
    """Draw the sample of a round that is being opened, and let it stand twice where two are to read it.

    Return how many targets there are then.
    """
    if values.get("sample"):
        count = draw(work, number, values["sample"], values["seed"])
    if values.get("readers"):
        rows.double(work, number, *values["readers"])
        count *= _TWO
    return count


def reader_ids(row: Any) -> tuple[int, ...]:  # noqa: ANN401
    """Return the numbers of the two members who read a round; none in any other round."""
    return tuple(json.loads(row.readers)) if row.readers else ()


def is_sealed(work: Work, row: Any) -> bool:  # noqa: ANN401
    """Tell whether a round is read by two people of whom one at least has not done: their answers stay hidden."""
    return bool(row.readers) and row.closed_at is None and rows.anything_left(work, row.id)


def own_reader(work: Work, row: Any, name: str | None = None) -> int | None:  # noqa: ANN401
    """Return which reader's records somebody may see or write; None in a round that is not read by two.

    `name` says for whom it is, else whoever types. Refused for anybody else.
    """
    if not row.readers:
        return None
    member = people.find_member(work, name) if name else people.me(work)
    if member is None or member.id not in reader_ids(row):
        first, second = _codes(work, row)
        raise Refused(
            N_("round {number} is read by {first} and {second}, without seeing each other"),
            hint=N_("say who it is: gridctl --as {first}; how far they are: gridctl round show {number}"),
            error="two_readers",
            number=row.id,
            first=first,
            second=second,
        )
    return int(member.id)


def may_see(work: Work, row: Any, name: str | None = None) -> int | None:  # noqa: ANN401
    """Return whose records alone may be seen (a member's number) while a round is sealed; None for all."""
    return own_reader(work, row, name) if is_sealed(work, row) else None


def refuse_read(work: Work, row: Any) -> None:  # noqa: ANN401
    """Refuse to change what both readers have done: they can see each other's answers by now."""
    if row.readers and not rows.anything_left(work, row.id):
        raise Refused(
            N_("both have read round {number}, and can see what they differ in"),
            hint=N_("see: gridctl round show {number}; end it: gridctl round close {number}"),
            error="both_done",
            number=row.id,
        )


def refuse_frozen(row: Any) -> None:  # noqa: ANN401
    """Refuse to change the list of a round that two people read."""
    if row.readers:
        raise Refused(
            N_("the sample of round {number} stays as it was drawn"),
            hint=N_("open another one: gridctl round open {checklist}"),
            error="sample_frozen",
            number=row.id,
            checklist=row.checklist,
        )


def refuse_sealed(work: Work, row: Any) -> None:  # noqa: ANN401
    """Refuse to show the doors of a round that two people are still reading."""
    if is_sealed(work, row):
        raise Refused(
            N_("two people are reading round {number}; its doors are shown when both are done"),
            hint=N_("how far they are: gridctl round show {number}"),
            error="sealed",
            number=row.id,
        )


def _codes(work: Work, row: Any) -> tuple[str, ...]:  # noqa: ANN401
    return tuple(people_rows.by_id(work, number).code for number in reader_ids(row))


def view(work: Work, row: Any, at: int, *, is_open: bool) -> ProofView | None:  # noqa: ANN401
    """Return how far two readers were at a moment (UTC ms), and how they differed once both were done.

    None for any other round. While the round is sealed now, nothing is told of the past either.
    """
    if not row.readers:
        return None
    targets, visits = rows.targets(work, row.id, at), rows.last_visits(work, row.id, at)
    done = {one.id for one in targets if one.id in visits and visits[one.id].outcome in SETTLED}
    read = Counter(one.member_id for one in targets if one.id in done)
    codes = _codes(work, row)
    counts = {code: read[number] for code, number in zip(codes, reader_ids(row), strict=True)}
    if is_sealed(work, row) or (is_open and len(done) < len(targets)):
        return ProofView(codes, counts, True, 0, 0, None, None, None, (), ())
    sides: list[dict[int, Any]] = [
        {one.place: one for one in targets if one.member_id == number and one.id in done}
        for number in reader_ids(row)
    ]
    items = [one.code for one in round_loading.checklist_of(work, row).items]
    found = Comparing(items)
    for place, one in sides[0].items():
        if place in sides[1]:
            found.add(label_of(one), _reading(visits[one.id]), _reading(visits[sides[1][place].id]))
    whole = _item("", found.records)
    return ProofView(
        codes,
        counts,
        False,
        whole.compared,
        whole.differ,
        whole.error_rate,
        whole.error_low,
        whole.error_high,
        tuple(_item(item, rate) for item, rate in found.items()),
        tuple(ProofDifference(target, item, *map(_said, both)) for target, item, *both in found.differences),
    )


def _item(item: str, rate: Rate) -> ProofItem:
    low, high = rate.interval or (None, None)
    return ProofItem(item, rate.compared, rate.differ, rate.rate, low, high)


def _reading(visit: Any) -> Reading:  # noqa: ANN401
    return Reading(visit.outcome, json.loads(visit.answers) if visit.answers else {})


def _said(answer: Any) -> str:  # noqa: ANN401
    if isinstance(answer, bool):
        return "yes" if answer else "no"
    return "" if answer is None else str(answer)
