"""The duties and shifts that hold somewhere: those of the pack in force there, then the store's own ones."""

from contextlib import suppress

from gridctl.core.duties import DutyRules
from gridctl.core.duty_views import DutyView, ShiftView, duty_view, find_duty, shift_view
from gridctl.core.errors import N_, NotFound
from gridctl.services import areas
from gridctl.services.office import Office
from gridctl.services.packs import BUILT_IN, Packs, load, rules_at
from gridctl.store.unit import Work


def _here(office: Office, work: Work, area: str | None) -> DutyRules:
    found = areas.find(work, area).id if area else None
    return rules_at(Packs(work, office.settings.pack_hash), found, work.now)


def duties(office: Office, area: str | None = None) -> list[DutyView]:
    """Return the duties that there are in an area, or in the whole."""
    with office.store.read() as work:
        return [duty_view(one) for one in _here(office, work, area).duties]


def duty(office: Office, name: str, area: str | None = None) -> DutyView:
    """Return one duty with what to do, without an area also of a pack in force anywhere; NotFound names the nearest.

    Where a built-in pack knows it that is not in force there, the error names that one.
    """
    with office.store.read() as work:
        known = _here(office, work, area)
        if area is None:
            for pack in Packs(work, office.settings.pack_hash).all_now():
                known = known.over(pack.duty)
    try:
        return duty_view(find_duty(known.duties, name))
    except NotFound as error:
        pack_name = _built_in_with(name)
        if pack_name is None:
            raise
        raise NotFound(
            error.message,
            hint=N_("the pack {pack} knows it; put it in force: gridctl pack apply {pack} --area AREA"),
            name=name,
            pack=pack_name,
        ) from None


def _built_in_with(name: str) -> str | None:
    """Return the built-in pack that has a duty of this name, or None."""
    for pack in BUILT_IN:
        with suppress(NotFound):
            find_duty(load(pack).duty.duties, name)
            return pack
    return None


def shifts(office: Office, area: str | None = None) -> list[ShiftView]:
    """Return the shifts that there are in an area, or in the whole."""
    with office.store.read() as work:
        return [shift_view(one) for one in _here(office, work, area).shifts]
