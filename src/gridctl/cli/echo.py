"""What a clerk hears of a line that was read: what was understood, and how to change it."""

import sys
from dataclasses import fields
from typing import TYPE_CHECKING

from gridctl.cli import out
from gridctl.core.private import Sight
from gridctl.present.i18n import _
from gridctl.present.labels import label
from gridctl.present.titles import title

if TYPE_CHECKING:
    from gridctl.core.views import AddedView
    from gridctl.services.office import Office
    from gridctl.services.taking_in import TakenIn


def taken_view(taken: "TakenIn", fmt: out.Format) -> "AddedView":
    """Return the view of a new request; in JSON it also says what was understood."""
    view = taken.added.view
    if fmt not in {out.Format.JSON, out.Format.JSONL}:
        return view
    from gridctl.core.taken_views import TakenInView
    from gridctl.present.understood import understood_values  # start-up: few commands read lines

    known = {one.name: getattr(view, one.name) for one in fields(view)}
    return TakenInView(**known, understood=understood_values(taken.understood, view.sight))


def say_understood(taken: "TakenIn") -> None:
    """Say in one line what was understood, and whether the words told a category."""
    told = _say_fields(taken)
    if taken.added.guess == "none":
        out.talk(_("The words tell no category; --category gives one."))
    elif taken.added.guess and not told:
        out.talk(_("The category was found from the words; --category says otherwise."))


def say_who_could(opened: "Office", view: "AddedView") -> None:
    """Say on a terminal who could take a new request that nobody has yet."""
    if view.holder is not None or not sys.stderr.isatty():
        return
    from gridctl.services import suggesting

    found = suggesting.suggest(opened, view.id, most=2)
    if found:
        names = _(", ").join(f"{one.name} ({one.member})" for one in found)
        told = _("Could take it: {names}. Give it: gridctl request assign {number} --to {first}")
        out.talk(told.format(names=names, number=view.id, first=found[0].member))


def _say_fields(taken: "TakenIn") -> bool:
    """Say what was moved to fields; False where nothing was."""
    said, view = taken.understood, taken.added.view
    if not (said.home or said.name or said.phone):
        return False
    from gridctl.present.understood import understood_values  # start-up: few commands read lines

    values = dict(understood_values(said, Sight.MASKED))
    values |= {"category": view.category, "urgency": view.urgency}
    if view.home:
        values["home"] = view.home
    if view.sight is Sight.CLOSED:
        values = {key: values[key] for key in ("category", "urgency")}
    kinds = {"category": "categories", "urgency": "urgencies"}
    heads = {key: _("what") if key == "thing" else title(key, view.KIND) for key in values}
    told = _(", ").join(
        f"{heads[key]} {label(value, kinds[key]) if key in kinds else value}" for key, value in values.items()
    )
    out.talk(
        _("Understood: {told}. To change it: gridctl request edit {number}").format(told=told, number=view.id)
    )
    return True


def say_outside(count: int) -> None:
    """Tell how many published turns stand on days on which their post is not open."""
    if count:
        text = _("Published turns that stand where no post is any more: {count}. Take them off: {command}")
        out.talk(text.format(count=count, command="gridctl duty unassign NUMBER"))
