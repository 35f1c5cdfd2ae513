"""Kinds of areas only ever descend."""

import itertools

import pytest

from gridctl.core.areas import RANK, check_descent
from gridctl.core.errors import Refused
from gridctl.core.words import AreaKind

LADDER = ("province", "city", "district", "town", "community", "grid", "micro_grid")
SIDE_BY_SIDE = ("stairwell", "checkpoint", "enterprise", "street")


def test_every_kind_has_its_place() -> None:
    assert set(RANK) == set(AreaKind)


@pytest.mark.parametrize(("parent", "child"), list(itertools.product(AreaKind, AreaKind)))
def test_a_child_stands_below_its_parent(parent: AreaKind, child: AreaKind) -> None:
    order = {kind: place for place, kind in enumerate(LADDER)} | dict.fromkeys(SIDE_BY_SIDE, len(LADDER))
    if order[parent] < order[child]:
        check_descent(parent, child)
        return
    with pytest.raises(Refused) as caught:
        check_descent(parent, child)
    assert caught.value.code == "kind_order"
