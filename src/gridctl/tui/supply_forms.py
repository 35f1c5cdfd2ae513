"""The forms of the screen of supplies: each does what one command of ``gridctl supply`` does."""

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from gridctl.core.errors import N_
from gridctl.core.requests import Act
from gridctl.core.supplies import MoveKind, Per
from gridctl.core.supply_views import ItemView, MoveView, PlanView
from gridctl.present.i18n import _
from gridctl.present.labels import label
from gridctl.present.titles import title
from gridctl.tui.desk import Question
from gridctl.tui.dialogs.form import Field, Form

if TYPE_CHECKING:  # it loads SQLAlchemy, which takes longer than the first picture
    from gridctl.services.office import Office
    from gridctl.services.supply_drafts import PlanOrder

_TITLES = {
    MoveKind.RECEIVE: N_("Note what comes in"),
    MoveKind.ISSUE: N_("Hand something out"),
    MoveKind.RETURN: N_("Note what comes back"),
    MoveKind.ADJUST: N_("Put the stock right by so much"),
    MoveKind.COUNT: N_("Say how much is really there"),
}
"""What the form of each movement is called."""


def move(kind: MoveKind, item: str, place: str) -> Form[MoveView]:
    """Return the form that books one movement of a thing at a place."""

    def deed(said: Mapping[str, str]) -> Question[MoveView]:
        def book(office: "Office") -> MoveView:
            from gridctl.services.supplies import Change, book

            given = {key: said.get(key) or None for key in ("place", "to", "source", "expiry")}
            act = Act(by=said["by"] or None, note=said["note"] or None)
            return book(office, kind, Change(said["item"], said["quantity"], act=act, **given))

        return book

    fields = [
        Field("item", title("item", "supply"), item),
        Field("quantity", _("how much"), hint="-3" if kind is MoveKind.ADJUST else ""),
        Field("place", title("place"), place),
        *([Field("to", _("to whom"), hint="HZ12-2-501")] if kind is MoveKind.ISSUE else []),
        *([Field("to", _("from whom"), hint="HZ12-2-501")] if kind is MoveKind.RETURN else []),
        *([Field("source", _("where the goods come from"))] if kind is MoveKind.RECEIVE else []),
        *(
            [Field("expiry", title("expires_on", "supply"), hint="2026-06-30")]
            if kind is MoveKind.RECEIVE
            else []
        ),
        Field("note", title("note")),
        Field("by", title("by"), hint=_("whoever types")),
    ]
    return Form(_(_TITLES[kind]), fields, f"supply {kind}", deed)


def transfer(item: str, place: str) -> Form[MoveView]:
    """Return the form that moves goods from one place to another."""

    def deed(said: Mapping[str, str]) -> Question[MoveView]:
        def move_over(office: "Office") -> MoveView:
            from gridctl.services.supply_transfers import Transfer, transfer

            act = Act(by=said["by"] or None, note=said["note"] or None)
            return transfer(
                office, Transfer(said["item"], said["quantity"], said["origin"], said["goal"], act=act)
            )

        return move_over

    fields = [
        Field("item", title("item", "supply"), item),
        Field("quantity", _("how much")),
        Field("origin", _("from where"), place),
        Field("goal", _("where to")),
        Field("note", title("note")),
        Field("by", title("by"), hint=_("whoever types")),
    ]
    return Form(_("Move goods to another place"), fields, "supply transfer", deed)


def add_item() -> Form[ItemView]:
    """Return the form that adds a thing to be kept in stock."""

    def deed(said: Mapping[str, str]) -> Question[ItemView]:
        def add(office: "Office") -> ItemView:
            from gridctl.services import supply_items

            return supply_items.add(office, said["code"], said["name"], said["measure"])

        return add

    fields = (
        Field("code", title("code"), hint="RICE"),
        Field("name", title("name", "supply")),
        Field("measure", title("measure", "supply"), hint="袋"),
    )
    return Form(_("Add a thing to keep in stock"), fields, "supply item add", deed)


def plan(item: str, place: str, area: str) -> "Form[tuple[PlanOrder, PlanView]]":
    """Return the form that works out an allocation and gives back the order with what would come of it."""

    def deed(said: Mapping[str, str]) -> "Question[tuple[PlanOrder, PlanView]]":
        def rehearse(office: "Office") -> "tuple[PlanOrder, PlanView]":
            from gridctl.services import supply_plans
            from gridctl.services.supply_drafts import PlanOrder

            order = PlanOrder(
                item=said["item"],
                area=said["area"] or None,
                place=said["place"] or None,
                per=Per(said["per"] or Per.HOME),
                each=said["each"] or "1",
                where=said["where"] or None,
                first=said["first"] or None,
                extra=tuple(re.split("[,，、 ]+", said["extra"])) if said["extra"] else (),
            )
            return order, supply_plans.make(office, order, dry_run=True)

        return rehearse

    fields = (
        Field("item", title("item", "supply"), item),
        Field("place", _("where the goods lie"), place),
        Field("area", _("where the homes lie"), area, hint=_("as the goods")),
        Field(
            "per",
            title("per", "supply_plan"),
            str(Per.HOME),
            choices=[(str(one), label(str(one), "plans")) for one in Per],
        ),
        Field("each", title("each", "supply_plan"), "1"),
        Field("where", _("only for"), hint=_("isolated, kind:tenant; empty: all")),
        Field("extra", title("extra", "supply_plan"), hint="infant=2"),
        Field("first", title("first", "supply_plan"), hint="isolated, elderly_alone"),
    )
    return Form(
        _("Share out what is there"),
        fields,
        "supply plan",
        deed,
        about=_("Nothing is written yet: what would come of it is shown first."),
    )
