"""Tables as statements use them, made of a line of words each.

Their classes in `store.tables` make the schema; loading one takes longer than most commands take to run. A test
holds each line to its class.
"""

from sqlalchemy import Column, MetaData, Table

from gridctl.store import types

_APART = MetaData()


def lean(name: str, columns: str, keys: int = 1) -> Table:
    """Return a table for statements; `columns` are names with those of their types (`store.types`), the keys first."""
    pairs = (one.split("=") for one in columns.split())
    found = [
        Column(key, getattr(types, kind), primary_key=place < keys) for place, (key, kind) in enumerate(pairs)
    ]
    return Table(name, _APART, *found)


AREA = lean(
    "area",
    "id=Id uid=Uid code=Code code_key=Code name=Words kind=Code parent_id=Id version=Count batch_id=Id"
    " created_at=UtcMs removed_at=UtcMs",
)
REQUEST = lean(
    "request",
    "id=Id uid=Uid status=Code is_open=Flag level=Code category=Code urgency=Code channel=Code area_id=Id"
    " summary=Words details=Words name=Words phone=Code anonymous=Flag ref=Code address=Words holder_member_id=Id"
    " holder_team_id=Id received_at=UtcMs recorded_at=UtcMs respond_due=UtcMs due=UtcMs due_given=Flag"
    " pack_hash=Code rule=Code resolved_at=UtcMs closed_at=UtcMs on_spot=Flag confidential=Flag batch_id=Id row_id=Id"
    " version=Count home_id=Id building_id=Id resident_id=Id desk_id=Id given_due=UtcMs accepted_at=UtcMs"
    " responded_at=UtcMs assign_due=UtcMs wait_until=UtcMs outcome=Code answer=Words reached=Flag solved=Flag"
    " satisfied=Flag merged_into_id=Id parent_id=Id urged=Count answer_due=UtcMs look_at=UtcMs point_id=Id",
)
LEDGER = lean(
    "ledger",
    "seq=Id at=UtcMs operator=Code os_user=Code host=Code action=Code thing=Code thing_id=Code changes=Json"
    " reason=Words prev_hash=Bytes hash=Bytes",
)
SALT = lean("salt", "thing=Code thing_id=Id salt=Bytes", keys=2)
SETTING = lean("setting", "key=Code value=Words")


POST = lean(
    "post",
    "id=Id uid=Uid duty=Code area_id=Id point_id=Id place=Words shift=Code starts=Count ends=Count night=Flag"
    " from_on=Code until_on=Code weekdays=Count least=Count best=Count skills=Json crew=Code standby=Flag"
    " checkin=Count operation_id=Id batch_id=Id version=Count created_at=UtcMs removed_at=UtcMs",
)
TURN = lean(
    "turn",
    "id=Id uid=Uid post_id=Id member_id=Id on_date=Code start_at=UtcMs end_at=UtcMs state=Code locked=Flag"
    " plan_id=Id forced=Words why=Words checked_in_at=UtcMs checked_out_at=UtcMs seen_at=UtcMs no_show_at=UtcMs"
    " version=Count created_at=UtcMs removed_at=UtcMs",
)
MEMBER = lean(
    "member",
    "id=Id uid=Uid code=Code code_key=Code name=Words tier=Code area_id=Id phone=Code version=Count"
    " created_at=UtcMs role=Words sending_unit=Words skills=Json capacity=Count deputy_id=Id from_on=Code"
    " until_on=Code batch_id=Id removed_at=UtcMs lang=Code latitude=Count longitude=Count",
)
TEAM = lean(
    "team",
    "id=Id uid=Uid code=Code code_key=Code name=Words kind=Code phone=Code version=Count created_at=UtcMs area_id=Id"
    " batch_id=Id removed_at=UtcMs",
)
PACK = lean("pack", "hash=Code name=Code content=Words stored_at=UtcMs")
OPERATION = lean(
    "operation",
    "id=Id uid=Uid name=Words pack_hash=Code area_id=Id started_at=UtcMs ended_at=UtcMs version=Count",
)
LIVE_ONES = "state IN ('published', 'offered')"
"""Turns that count (`core.duties.LIVE`), as the indexes hold them: a query that says it otherwise does not use them."""
