"""The duties and shifts that hold somewhere: those of the pack in force there, then the store's own ones."""

from gridctl.core.duties import DutyRules
from gridctl.core.duty_views import DutyView, ShiftView, duty_view, find_duty, shift_view
from gridctl.services import areas
from gridctl.services.office import Office
from gridctl.services.packs import Packs, rules_at
from gridctl.store.unit import Work


def _here(office: Office, work: Work, area: str | None) -> DutyRules:
    found = areas.find(work, area).id if area else None
    return rules_at(Packs(work, office.settings.pack_hash), found, work.now)


def duties(office: Office, area: str | None = None) -> list[DutyView]:
    """Return the duties that there are in an area, or in the whole."""
    with office.store.read() as work:
        return [duty_view(one) for one in _here(office, work, area).duties]


def duty(office: Office, name: str, area: str | None = None) -> DutyView:
    """Return one duty with what to do; NotFound names the nearest."""
    with office.store.read() as work:
        return duty_view(find_duty(_here(office, work, area).duties, name))


def shifts(office: Office, area: str | None = None) -> list[ShiftView]:
    """Return the shifts that there are in an area, or in the whole."""
    with office.store.read() as work:
        return [shift_view(one) for one in _here(office, work, area).shifts]
