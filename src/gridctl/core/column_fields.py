"""The fields of views that go by another name than their column, or are made from several."""

from gridctl.core.column_deliveries import FIELDS as DELIVERY_FIELDS
from gridctl.core.column_deliveries import REMINDER_FIELDS
from gridctl.core.column_kinds import Column, Mask, Purpose, Retention, Secrecy
from gridctl.core.column_tables import COLUMNS

_PUBLIC = (Secrecy.PUBLIC, Mask.NONE, Retention.STORE)

DERIVED: dict[str, Column] = {}
"""Fields of views that are made from columns of other names; all of them are codes, numbers or times."""


def _derived(thing: str, fields: str) -> None:
    secrecy, mask, retention = _PUBLIC
    for field in fields.split():
        DERIVED[f"{thing}.{field}"] = Column(secrecy, Purpose.HELP, mask, retention)


_derived("area", "parent path children open_requests depth")
_derived("member", "area deputy postings teams open_requests")
_derived("posting", "area")
_derived(
    "handover",
    "member to at requests areas deputies without_deputy teams heir_open heir_capacity dry_run",
)
_derived("team", "area members")
_derived("suggestion", "member name kind score reasons rule points detail")
_derived("dispatch", "desk cost dry_run assigned unassigned skipped")
_derived("point", "area building open_requests")
_derived(
    "request",
    "area holder overdue solved_on_spot batch timeline resident count desk helpers asked merged_into merged"
    " parent parts repeats repeated comes_again order to_answer files twins why score request part queue"
    " urgency_score reasons to cost kind go skills able",
)
_derived("request", "updated_at")
_derived("service_request", "service_request_id status service_name service_code lat long media_url zipcode")
_derived("service_request", "requested_datetime updated_datetime expected_datetime address_id")
# What somebody wrote in sentences, or where somebody lives.
for _field in ("description", "status_notes", "service_notice", "agency_responsible"):
    DERIVED[f"service_request.{_field}"] = COLUMNS["request.details"]
DERIVED["service_request.address"] = COLUMNS["request.address"]
_derived("service", "service_code service_name description metadata type keywords group")
_derived("inbox", "area request twins twin_drafts drafts skipped known dry_run purged undecided emergency")
_derived("inbox", "signups")
_derived("sign_up", "line name member new date until_on weekdays shift duty status area wish")
DERIVED["sign_up.phone"] = COLUMNS["member.phone"]
_derived("step", "step by to about request urgency category area")
DERIVED["step.summary"] = COLUMNS["request.summary"]
_derived(
    "tick",
    "at request did reason to escalated no_answers opened ended reminded failed dry_run deeds",
)
_derived("tick", "no_shows duty turn member")
_derived("reminder", "turn")
_derived("duty_reminder", "request reason since status urgency category area holder desk due turn summary")
_derived("report_reminder", "request reason since status urgency category area holder desk due turn summary")
_derived("reminder", "request reason since status urgency category area holder desk due")
DERIVED["reminder.summary"] = COLUMNS["request.summary"]
_derived("schedule", "request status opened")
_derived("calendar_day", "works")
_derived(
    "instruction",
    "status name area operator desks received answered silent handed desk request accepted_at answered_at"
    " overdue dry_run",
)
DERIVED["instruction.answer"] = COLUMNS["request.answer"]
_derived("attachment", "at operator status path")
_derived("saved_view", "shared at")
_derived(
    "clock",
    "id status rule respond assign accept calendar resolve urgency_score at effect hours used_hours left_hours deadline"
    " limit_hours running met_at steps total parts points reasons clock clocks",
)
_derived("resident", "home area registered_home merged_into batch needs relatives requests role")
_derived("twins", "a b score reasons home other_home")
DERIVED["twins.name"] = DERIVED["twins.other_name"] = COLUMNS["resident.name"]
_derived("beside", "field one other note")
_derived("merge", "kept other filled moved_needs moved_requests dry_run")
_derived("forget", "residents requests files texts staged_rows same_name bytes_gone copies dry_run")
_derived("compound", "area building_count home_count buildings contacts")
_derived("building", "compound compound_name area home_count open_requests homes contacts dry_run")
_derived("home", "building building_name area resident_count open_requests residents requests needs")
_derived("home", "visits deliveries")
_derived("branch", "code name kind areas buildings home_count")
_derived("visit", "checklist by")
# At which door it is shows to those who work with it, but not where the request itself is closed.
for _place in ("request.home", "request.building", "request.point", "inbox.home"):
    DERIVED[_place] = Column(Secrecy.PERSONAL, Purpose.HELP, Mask.NONE, Retention.PERSON)
# Masked where it is worded; the work phones in it are not (DESIGN.md §5).
_derived("outbox", "to to_name to_phone about urgency text turns round")
_derived("log", "id at recorded_at area by operator about")
DERIVED["log.text"] = COLUMNS["log_entry.text"]
_derived("supply_item", "on_hand reserved")
_derived("supply", "item name measure place on_hand reserved expired expires_on issued days lasts_until")
_derived("supply_move", "item measure place on_hand by expires_on plan undoes undone_by")
_derived(
    "supply_plan",
    "item name measure place area area_name home_count wanted granted given short dry_run lines moves left_homes left"
    " text",
)
_derived("supply_share", "stairwell name home_count doors")
# At which door it is shows to those who carry it there.
for _field in ("supply_move.to", "supply_share.home", "supply_plan.already", "supply_plan.nothing"):
    DERIVED[_field] = DERIVED["request.home"]
DERIVED["supply_plan.where"] = COLUMNS["supply_plan.chosen"]
DERIVED["supply_plan.first"] = COLUMNS["supply_plan.before"]
_derived(
    "turn",
    "missing date shift start end duty area place post member name state standing letter cancelled actions",
)
_derived("duty", "code title en zh actions skills tier outdoors hours hard critical checkin")
_derived("copy", "date on_date copied turns left_out dry_run")
_derived("left_out", "turn member name post duty shift rule")
_derived("shift", "code title letter start end night")
_derived("post_rule", "duty per each shifts least best skills crew standby")
_derived("terms", "tier term value source member name pack lift terms")
_derived("terms", "day_hours week_hours rest_hours days_row nights_row weekdays shifts")
_derived("post", "status area point start end operation turns outside dropped")
_derived("post_group", "duty shift posts least best standby from_on until_on")
_derived("absence", "status member name deputy turns requests taken left_out dry_run")
_derived("wish", "id status member name wanted from_on until_on weekdays shift duty weight version")
_derived("pair", "id member name other other_name together rule weight")
_derived("lift", "status area leader name")
_derived(
    "board", "member name hours nights turns post duty area area_name place shift letter missing days shifts"
)
_derived("board", "rows gaps standby")
_derived(
    "card", "id member name phone date shift start end duty area area_name place state checkin actions before"
)
_derived(
    "attendance",
    "id member name area turns came late no_show hours share date shift start duty place missed phone",
)
_derived("duty_share", "date area shift to text")
_derived("card", "after beside call lang turns")
_derived(
    "plan",
    "status area filled desired desired_filled unfilled score stopped members beyond left turns published dry_run"
    " post date shift missing duty reasons fix why",
)
_derived(
    "gap",
    "jobs_without_people people_without_jobs moves missing_tiers post date shift duty area place missing member name"
    " tier leaves tiers",
)
_derived(
    "replan",
    "member name since until holes changes told unfilled left noted dry_run turn post date shift duty area phone"
    " takes leaves area_name beyond",
)
_derived("report", "date area status text")
_derived("report_schedule", "area clock_time next_at")
_derived("report_run", "schedule kind area folder written failed runs")
_derived("cron_lines", "file text")
_derived(
    "signal",
    "area kind signal letter name reasons open overdue parent children reason count number duty of store now at"
    " operator unassigned critical on_duty amiss rounds signals reports_behind",
)
_derived("round", "behind")
_derived("signal", "renamed undone")
_derived("building", "signal signal_reasons")
_derived("member", "signal signal_reasons")
_derived("login", "user member name since")
_derived("skipped", "line why")
DERIVED["skipped.text"] = COLUMNS["inbox.text"]
DERIVED["sign_up.what"] = COLUMNS["inbox.text"]
DERIVED["request.understood"] = COLUMNS["request.summary"]
_derived(
    "operation",
    "status pack area purge duties_begin duties_end posts_begin posts_end posts_nowhere turns_left dry_run",
)
_derived(
    "pack",
    "status title about version categories default operations hour_of_return limits urgency_words emergency"
    " labels purge calendar working levels escalation wait rules duties shifts posts terms signals",
)
_derived(
    "pack_rule",
    "urgency level respond assign accept resolve calendar overdue unreached unassigned again add",
)
_derived(
    "category",
    "code title en zh urgency clock confidential limits critical urgent normal low keywords hints skills call"
    " marks",
)
_derived("label", "kind code en zh")
_derived("problem", "file line key nearest problem hint")
_derived(
    "store",
    "path status name timezone country lang pack version created_at size_bytes areas members requests steps"
    " batches ledger_entries ledger_head backups newest_backup backup kept steps_taken dry_run check about"
    " faults where store now operator open critical overdue unassigned operations last_import last_report"
    " last_report_at untold untold_critical untold_since on_duty duty_late duty_no_show"
    " duty_silent duty_unknown posts_empty empty_posts reports_behind reports_ran_at",
)
_derived("page", "topic title text")
_derived("batch", "batch dry_run status at changed_since first_rows line outcome thing replaced differs")
_derived("profile", "name kind title source key zone date_formats fields field required headers constant")
_derived(
    "checklist",
    "answer_kind choices items kind leads_to least measure most needs_first period required source sticky title",
)
_derived(
    "round",
    "area at building buildings by_building coverage done doors dry_run floor goal_met groups home left mark"
    " member missing outcomes plan proof requests room round status target text to_visit unit unmatched",
)
_derived("round_target", "attempt building last_outcome later member quantity target needs")
_derived(
    "visit",
    "attempt corrected corrects coverage doubles given known needs recorded rejected requests round settled_at target"
    " unplaced visits",
)
_derived(
    "proof",
    "readers read sealed compared differ error_rate error_low error_high checklist_item items"
    " differences target",
)
DERIVED["proof.first_reader"] = DERIVED["proof.second_reader"] = COLUMNS["visit.answers"]
_derived("delivery", DELIVERY_FIELDS)
_derived("delivery_reminder", REMINDER_FIELDS)
_derived("signal", "undelivered")
_derived("store", "undelivered")
_derived("tick", "rounds")
