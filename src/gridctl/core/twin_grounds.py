"""The grounds on which two people may be one: their codes and their words."""

from enum import StrEnum

from gridctl.core.errors import N_


class Ground(StrEnum):
    """What speaks for or against two entries being one person."""

    SAME_NAME = "same_name"
    SAME_FAMILY = "same_family"
    SAME_GIVEN = "same_given"
    SOUNDS_ALIKE = "sounds_alike"
    ONE_LETTER = "one_letter"
    ALIKE_NAME = "alike_name"
    NAMES_SWAPPED = "names_swapped"
    SAME_BORN = "same_born"
    BORN_DIGIT = "born_digit"
    BORN_SWAPPED = "born_swapped"
    BORN_DAY_MONTH = "born_day_month"
    BORN_PART = "born_part"
    SAME_IDENTITY = "same_identity"
    IDENTITY_DIGIT = "identity_digit"
    IDENTITY_NEAR = "identity_near"
    SAME_PHONE = "same_phone"
    PHONE_DIGIT = "phone_digit"
    SAME_HOME = "same_home"
    HOME_DIGIT = "home_digit"
    SAME_BUILDING = "same_building"
    SAME_ADDRESS = "same_address"
    ALIKE_ADDRESS = "alike_address"
    THROUGH_THIRD = "through_third"
    OTHER_NAME = "other_name"
    OTHER_GIVEN = "other_given"
    OTHER_FAMILY = "other_family"
    OTHER_BORN = "other_born"
    OTHER_IDENTITY = "other_identity"
    OTHER_PHONE = "other_phone"
    OTHER_HOME = "other_home"
    OTHER_ADDRESS = "other_address"
    OTHER_SEX = "other_sex"


GROUNDS = {
    Ground.SAME_NAME: N_("same name"),
    Ground.SAME_FAMILY: N_("same family name"),
    Ground.SAME_GIVEN: N_("same given name"),
    Ground.SOUNDS_ALIKE: N_("names sound the same"),
    Ground.ONE_LETTER: N_("names differ by one letter"),
    Ground.ALIKE_NAME: N_("names are alike"),
    Ground.NAMES_SWAPPED: N_("given and family name swapped"),
    Ground.SAME_BORN: N_("same birth date"),
    Ground.BORN_DIGIT: N_("birth date a digit off"),
    Ground.BORN_SWAPPED: N_("two digits of the birth date swapped"),
    Ground.BORN_DAY_MONTH: N_("day and month swapped"),
    Ground.BORN_PART: N_("birth date the same in part"),
    Ground.SAME_IDENTITY: N_("same identity number"),
    Ground.IDENTITY_DIGIT: N_("identity number a digit off"),
    Ground.IDENTITY_NEAR: N_("identity number {count} digits off"),
    Ground.SAME_PHONE: N_("same phone"),
    Ground.PHONE_DIGIT: N_("phone a digit off"),
    Ground.SAME_HOME: N_("same home"),
    Ground.HOME_DIGIT: N_("home a digit off"),
    Ground.SAME_BUILDING: N_("same building"),
    Ground.SAME_ADDRESS: N_("same address"),
    Ground.ALIKE_ADDRESS: N_("addresses are alike"),
    Ground.THROUGH_THIRD: N_("both are twins of a third"),
    Ground.OTHER_NAME: N_("other name"),
    Ground.OTHER_GIVEN: N_("other given name"),
    Ground.OTHER_FAMILY: N_("other family name"),
    Ground.OTHER_BORN: N_("other birth date"),
    Ground.OTHER_IDENTITY: N_("other identity number"),
    Ground.OTHER_PHONE: N_("other phone"),
    Ground.OTHER_HOME: N_("other home"),
    Ground.OTHER_ADDRESS: N_("other address"),
    Ground.OTHER_SEX: N_("other sex"),
}
"""What each ground is called; templates for `str.format` with the reason's arguments."""
