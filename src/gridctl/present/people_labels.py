"""What the codes of residents and their homes are called in English; the catalogue has the Chinese."""

from collections.abc import Mapping

from gridctl.core.errors import N_
from gridctl.core.needs import NeedTag
from gridctl.core.twin_grounds import GROUNDS, Ground
from gridctl.core.words import HomeKind, ResidentKind, ResidentStatus, Sex

PEOPLE_LABELS: Mapping[str, Mapping[str, str]] = {
    "resident_kinds": {
        ResidentKind.REGISTERED: N_("registered here"),
        ResidentKind.FLOATING: N_("floating"),
        ResidentKind.TENANT: N_("tenant"),
    },
    "resident_statuses": {
        ResidentStatus.LIVING: N_("living here"),
        ResidentStatus.LEFT: N_("moved away"),
        ResidentStatus.DEAD: N_("dead"),
        ResidentStatus.FORGOTTEN: N_("forgotten"),
        ResidentStatus.MERGED: N_("merged"),
        ResidentStatus.VOID: N_("import taken back"),
    },
    "sexes": {
        Sex.MALE: N_("male"),
        Sex.FEMALE: N_("female"),
    },
    "needs": {
        NeedTag.ELDERLY_ALONE: N_("elderly, alone"),
        NeedTag.CHRONIC_ILLNESS: N_("chronically ill"),
        NeedTag.DIALYSIS: N_("dialysis"),
        NeedTag.DISABLED: N_("disabled"),
        NeedTag.BEDRIDDEN: N_("bedridden"),
        NeedTag.MENTAL_ILLNESS: N_("mentally ill"),
        NeedTag.INFANT: N_("infant"),
        NeedTag.CHILD_ALONE: N_("child without parents here"),
        NeedTag.PREGNANT: N_("pregnant"),
        NeedTag.LOW_INCOME: N_("low income"),
        NeedTag.ISOLATED: N_("isolated"),
        NeedTag.EVACUATED: N_("evacuated"),
    },
    "grounds": {str(one): text for one, text in GROUNDS.items()}
    | {Ground.IDENTITY_NEAR: N_("identity number a few digits off")},
    "homes": {
        HomeKind.DWELLING: N_("dwelling"),
        HomeKind.SHOP: N_("shop"),
        HomeKind.COMPANY: N_("company"),
        HomeKind.DORMITORY: N_("dormitory"),
    },
}
