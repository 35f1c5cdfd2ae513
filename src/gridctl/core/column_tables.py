"""Every column of every table, with its class; a test fails for a column without (TRUST.md, 14)."""

from gridctl.core.column_kinds import Column, Mask, Purpose, Retention, Secrecy
from gridctl.core.column_reports import REPORT_TABLES

COLUMNS: dict[str, Column] = {}
"""Entries by ``table.column``."""

_PUBLIC = (Secrecy.PUBLIC, Mask.NONE, Retention.STORE)
# The keywords of `_table` and what they stand for.
_CLASSES = {
    "public": _PUBLIC,
    "work": (Secrecy.PERSONAL, Mask.NONE, Retention.PERSON),
    "names": (Secrecy.PERSONAL, Mask.NAME, Retention.PERSON),
    "phones": (Secrecy.PERSONAL, Mask.PHONE, Retention.PERSON),
    "identities": (Secrecy.PERSONAL, Mask.IDENTITY, Retention.PERSON),
    "places": (Secrecy.PERSONAL, Mask.TEXT, Retention.PERSON),
    "texts": (Secrecy.SENSITIVE, Mask.TEXT, Retention.PURGE),
    "tags": (Secrecy.SENSITIVE, Mask.TEXT, Retention.FIGURES),
    "closed": (Secrecy.SECRET, Mask.CLOSED, Retention.PERSON),
}


def _table(name: str, purpose: Purpose, **columns: str) -> None:
    """Declare the columns of one table: each keyword is a class, its text the columns of that class."""
    for kind, listed in columns.items():
        secrecy, mask, retention = _CLASSES[kind]
        for column in listed.split():
            COLUMNS[f"{name}.{column}"] = Column(secrecy, purpose, mask, retention)


declare = _table
"""How the tables of other modules are declared."""

_table("setting", Purpose.RUN, public="key value")
_table(
    "area",
    Purpose.PLACE,
    public="id uid code code_key name kind parent_id version batch_id created_at removed_at",
)
_table(
    "member",
    Purpose.REACH,
    public="id uid code code_key tier area_id version created_at role sending_unit skills capacity deputy_id"
    " from_on until_on batch_id removed_at lang latitude longitude",
    work="name phone",
)
_table(
    "post",
    Purpose.REACH,
    public="id uid duty area_id point_id place shift starts ends night from_on until_on weekdays least best"
    " skills crew standby checkin operation_id batch_id version created_at removed_at",
)
_table(
    "turn",
    Purpose.REACH,
    public="id uid post_id member_id on_date start_at end_at state locked plan_id checked_in_at"
    " checked_out_at seen_at no_show_at version created_at removed_at",
    texts="forced why",
)
_table(
    "plan",
    Purpose.COUNT,
    public="id uid area_id from_on days seed effort required filled cost bound seconds made_at made_by"
    " published_at dropped_at",
)
_table(
    "absence",
    Purpose.REACH,
    public="id uid member_id from_on until_on deputy_id batch_id version created_at removed_at handed_at",
    texts="why",
)
_table(
    "duty_wish",
    Purpose.REACH,
    public="id uid member_id wanted from_on until_on weekdays shift duty weight batch_id version created_at"
    " removed_at",
)
_table(
    "member_terms",
    Purpose.REACH,
    public="member_id day_hours week_hours rest_hours days_row nights_row weekdays shifts version changed_at",
)
_table("member_pair", Purpose.REACH, public="id one_id other_id together rule weight created_at")
_table(
    "lift", Purpose.REACH, public="id uid area_id leader_id from_on until_on created_at ended_at", texts="why"
)
_table("posting", Purpose.REACH, public="id member_id area_id from_at until_at")
_table(
    "team",
    Purpose.REACH,
    public="id uid code code_key name kind phone version created_at area_id batch_id removed_at",
)
_table("team_member", Purpose.REACH, public="team_id member_id")
_table(
    "compound",
    Purpose.PLACE,
    public="id uid code code_key name area_id address version batch_id created_at removed_at",
    texts="facts",
)
_table(
    "building",
    Purpose.PLACE,
    public="id uid code code_key name number compound_id area_id address floors units rooms version batch_id"
    " created_at removed_at latitude longitude",
    texts="facts",
)
_table(
    "home",
    Purpose.PLACE,
    public="id uid building_id unit room floor label label_key kind name area_id version batch_id created_at"
    " removed_at",
)
_table(
    "point",
    Purpose.PLACE,
    public="id uid code code_key name kind area_id building_id latitude longitude version batch_id created_at"
    " removed_at",
)
_table(
    "resident",
    Purpose.HELP,
    public="id uid kind status home_id registered_home_id merged_into_id version batch_id row_id created_at"
    " forgotten_at came_on left_on",
    names="name contact_name",
    phones="phone phones contact_phone",
    identities="identity",
    places="registered_address address household birth_date sex relation",
    texts="notes facts",
)
_table(
    "need",
    Purpose.HELP,
    public="id resident_id batch_id created_at ended_at voided_at",
    # Needs show as tags to those who work with them (DESIGN.md §5).
    tags="tag from_on until_on",
    texts="place note",
)
_table(
    "resident_merge",
    Purpose.TRACE,
    public="id kept_id other_id status filled phones facts needs ended requests merged_at undone_at",
)
_table("resident_apart", Purpose.HELP, public="a_id b_id said_at")
_table("resident_search", Purpose.HELP, public="id", closed="words")
_table("pack", Purpose.RUN, public="hash name content stored_at")
_table(
    "operation",
    Purpose.COUNT,
    public="id uid name pack_hash area_id started_at ended_at version",
)
_table("checklist", Purpose.RUN, public="hash code content stored_at added_at")
_table(
    "round",
    Purpose.HELP,
    public="id uid checklist_hash checklist kind name area_id query opened_at opened_by until_at goal targets"
    " closed_at closed_by next_at before_id version sample seed readers plan_id was_closed",
)
_table(
    "round_target",
    Purpose.HELP,
    public="id round_id place part home_id resident_id building_id area_id thing_id unit first member_id outcome"
    " settled visits bands last_at added_at dropped_at",
    names="name",
    phones="phone",
    texts="note dropped_note",
)
_table("round_share", Purpose.HELP, public="id target_id member_id since")
_table(
    "visit",
    Purpose.HELP,
    public="seq uid round_id target_id outcome at recorded_at operator done_by double voided_at move_id",
    texts="answers note",
)
_table("round_request", Purpose.HELP, public="id round_id target_id visit_seq item request_id")
_table(
    "request",
    Purpose.HELP,
    public="id uid status is_open level category urgency channel area_id anonymous ref holder_member_id"
    " holder_team_id received_at recorded_at respond_due due due_given pack_hash rule resolved_at closed_at"
    " on_spot confidential batch_id row_id version home_id building_id resident_id desk_id given_due accepted_at"
    " responded_at assign_due wait_until outcome reached solved satisfied merged_into_id parent_id"
    " urged answer_due look_at point_id",
    names="name",
    phones="phone",
    places="address",
    texts="summary details answer",
)
_table("co_holder", Purpose.HELP, public="id request_id member_id from_at until_at")
_table(
    "ask",
    Purpose.HELP,
    public="id request_id kind desk_id until_at asked_at asked_by answered_at answered_by granted",
    texts="reason",
)
_table(
    "outbox",
    Purpose.REACH,
    public="id kind role to_id request_id step_seq created_at told_at told_by dropped_at turn_ids round_id",
)
_table(
    "log_entry",
    Purpose.TRACE,
    public="id uid at recorded_at operator done_by area_id request_id",
    texts="text",
)
_table("login", Purpose.RUN, public="os_user member_id since")
_table(
    "instruction",
    Purpose.HELP,
    public="id uid kind area_id category urgency due issued_at issued_by withdrawn_at version",
    texts="summary details",
)
_table("instructed", Purpose.HELP, public="request_id instruction_id desk_id")
_table(
    "attachment",
    Purpose.HELP,
    public="id uid request_id place kind file sha256 size_bytes added_at added_by removed_at removed_by",
    # A photo is often called after whom it shows.
    texts="name",
)
_table(
    "step",
    Purpose.HELP,
    public="seq request_id kind at recorded_at counted_at operator done_by status origin batch_id",
    texts="note detail",
)
_table("calendar_day", Purpose.RUN, public="id day hours created_at created_by removed_at")
_table(
    "schedule",
    Purpose.HELP,
    public="id uid request_id kind every from_at until_at next_at created_at created_by ended_at ended_by",
)
_table("occurrence", Purpose.HELP, public="id schedule_id request_id planned_at opened_at")
_table(
    "reminder",
    Purpose.HELP,
    public="id request_id kind about_at member_id team_id desk_id written_at",
)
_table("no_answer", Purpose.HELP, public="id request_id member_id team_id at recorded_at")
_table("span", Purpose.COUNT, public="id request_id status from_at to_at due")
_table("request_words", Purpose.HELP, public="id", texts="words")
_table("search_due", Purpose.RUN, public="id")
_table("search_mark", Purpose.RUN, public="id request_id step_seq")
# The words of a query may hold a name or a phone.
_table(
    "saved_view",
    Purpose.HELP,
    public="id uid owner name name_key version saved_by saved_at",
    texts="query",
)
_table(
    "inbox",
    Purpose.INTAKE,
    public="id status home_id building_id area_id category urgency confidence confidential received_at pasted_at"
    " pasted_by decided_at decided_by request_id version",
    names="sender name",
    phones="phone",
    texts="text summary",
)
# The hash of a message tells that it was there before.
_table("inbox_key", Purpose.INTAKE, public="inbox_id", closed="key")
_table(
    "batch",
    Purpose.INTAKE,
    public="id uid kind state sha256 encoding profile source rows new changed same rejected operator"
    " started_at ended_at",
    # A file may be called after the person whom it is about, but its name must stay usable.
    work="file rejects_file",
)
_table("import_key", Purpose.INTAKE, public="source key thing_id hash row_id")
_table(
    "stage_area",
    Purpose.INTAKE,
    public="id batch_id line key hash outcome thing_id thing_version before uid code code_key name kind"
    " parent",
)
_table(
    "stage_request",
    Purpose.INTAKE,
    public="id batch_id line key hash outcome thing_id thing_version uid status level category urgency"
    " channel area_id anonymous ref received_at respond_due due due_given pack_hash rule resolved_at"
    " closed_at confidential on_spot undated home_id building_id desk_id",
    names="name",
    phones="phone",
    places="address",
    texts="summary details before",
)
_table(
    "stage_resident",
    Purpose.INTAKE,
    public="id batch_id line outcome thing_id thing_version uid kind status home_id registered_home_id came_on"
    " left_on",
    names="name contact_name",
    phones="phone phones contact_phone",
    identities="identity",
    places="registered_address address household birth_date sex relation home registered_home",
    work="needs",
    texts="notes facts before",
    closed="words",
)
_table(
    "stage_place",
    Purpose.INTAKE,
    public="id batch_id line key hash outcome thing_id thing_version uid type code name number compound"
    " area_id address floors units rooms latitude longitude",
    texts="facts before",
)
_table(
    "stage_home",
    Purpose.INTAKE,
    public="id batch_id line key hash outcome thing_id thing_version before uid building_id unit room floor"
    " label label_key kind name area_id",
)
_table(
    "stage_member",
    Purpose.INTAKE,
    public="id batch_id line key hash outcome thing_id thing_version uid code tier area_id role sending_unit"
    " skills capacity from_on until_on",
    # Members are not masked (DESIGN.md §5); what a row replaced may be a name or a phone.
    work="name phone deputy before",
)
_table(
    "stage_team",
    Purpose.INTAKE,
    public="id batch_id line key hash outcome thing_id thing_version before uid code name kind area_id phone"
    " members",
)
_table(
    "stage_point",
    Purpose.INTAKE,
    public="id batch_id line key hash outcome thing_id thing_version before uid code name kind area_id"
    " building_id latitude longitude",
)
_table("supply_item", Purpose.HELP, public="id uid code code_key name measure version batch_id created_at")
_table("supply_stock", Purpose.HELP, public="item_id area_id on_hand reserved changed_at")
_table(
    "supply_lot",
    Purpose.HELP,
    public="id item_id area_id quantity expires_on created_at",
    # A donor may stand there by name.
    texts="source",
)
_table(
    "supply_move",
    Purpose.HELP,
    public="id uid item_id area_id kind quantity balance at recorded_at operator done_by home_id member_id"
    " team_id plan_id undoes_id ref batch_id pair_id",
    texts="source note",
)
_table(
    "stage_stock",
    Purpose.INTAKE,
    public="id batch_id line key hash outcome thing_id thing_version before uid code name measure quantity area_id"
    " expires_on",
    texts="source",
)
_table("supply_part", Purpose.HELP, public="move_id lot_id quantity")
_table(
    "supply_plan",
    Purpose.HELP,
    public="id uid status item_id area_id scope_id per each extra seed made_at operator closed_at ref version",
    # The words of a query may hold a name or a phone.
    texts="chosen before",
)
_table("supply_share", Purpose.HELP, public="id plan_id home_id place turn wanted granted given")
_table(
    "stage_post",
    Purpose.INTAKE,
    public="id batch_id line key hash outcome thing_id thing_version before uid said duty area_id point_id place"
    " shift starts ends night from_on until_on weekdays least best skills crew standby checkin",
)
_table(
    "stage_absence",
    Purpose.INTAKE,
    public="id batch_id line key hash outcome thing_id thing_version uid said member_id from_on until_on"
    " deputy_id",
    texts="why before",
)
_table(
    "stage_wish",
    Purpose.INTAKE,
    public="id batch_id line key hash outcome thing_id thing_version before uid said member_id wanted from_on"
    " until_on weekdays shift duty weight",
)
for _name, _purpose, _classes in REPORT_TABLES:
    _table(_name, _purpose, **_classes)
_table(
    "ledger",
    Purpose.TRACE,
    # Personal values stand in `changes` as salted hashes alone.
    public="seq at operator os_user host action thing thing_id changes prev_hash hash",
    texts="reason",
)
_table("salt", Purpose.TRACE, public="thing thing_id", closed="salt")
