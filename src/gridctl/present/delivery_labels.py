"""What deliveries, their states and their faults are called on paper and screen."""

from collections.abc import Mapping

from gridctl.core.delivering import Carrier, State
from gridctl.core.destinations import Tls
from gridctl.core.errors import N_
from gridctl.present.brief_labels import KINDS as BRIEFS

DELIVERY_LABELS: Mapping[str, Mapping[str, str]] = {
    "deliveries": {
        State.WAITING: N_("to be sent"),
        State.SENDING: N_("being sent"),
        State.IN_DOUBT: N_("in doubt"),
        State.SENT: N_("sent"),
        State.FAILED: N_("refused"),
        State.GAVE_UP: N_("given up"),
        State.DROPPED: N_("dropped by hand"),
        "ready": N_("ready"),
        "no_secret": N_("secret missing"),
        "put_off": N_("put off again and again"),
        "not_delivered": N_("not delivered"),
    },
    "carriers": {
        Carrier.MAIL: N_("mail"),
        Carrier.FOLDER: N_("folder"),
        Carrier.WEBHOOK: N_("message"),
    },
    "protections": {
        Tls.STARTTLS: N_("STARTTLS, certificate checked"),
        Tls.TLS: N_("TLS, certificate checked"),
        Tls.NONE: N_("none, this machine alone"),
        Tls.UNPROTECTED: N_("none"),
    },
    "delivered": {
        **BRIEFS,
        "outbox": N_("text of the outbox"),
    },
    "delivery_errors": {
        "network": N_("not reached"),
        "timeout": N_("no answer in time"),
        "disconnected": N_("hung up"),
        "certificate": N_("certificate is wrong"),
        "no_tls": N_("no protected connection"),
        "login_refused": N_("login refused"),
        "refused": N_("refused"),
        "some_refused": N_("some addresses refused"),
        "try_later": N_("busy, later again"),
        "redirected": N_("points elsewhere"),
        "no_answer": N_("taken, then no answer"),
        "interrupted": N_("interrupted while sending"),
        "no_secret": N_("secret missing"),
        "no_destination": N_("not in the settings any more"),
        "bad_delivery": N_("settings are wrong"),
        "bad_template": N_("template is wrong"),
        "bad_ca": N_("certificate authority cannot be read"),
        "no_address": N_("no address of theirs"),
        "folder_missing": N_("folder is not there"),
        "folder_unwritable": N_("folder cannot be written"),
        "words_gone": N_("words are gone"),
        "told_before": N_("told or taken back before"),
    },
}
"""What codes are called."""

DELIVERY_FIELDS: Mapping[str, str] = {
    "delivery.status": "deliveries",
    "delivery.by": "carriers",
    "delivery.what": "delivered",
    "delivery.error": "delivery_errors",
    "delivery.protection": "protections",
    "delivery_reminder.reason": "deliveries",
    "delivery_reminder.status": "deliveries",
    "delivery_reminder.urgency": "urgencies",
    "delivery_reminder.category": "delivered",
}
"""Which label the codes in fields of views go by."""

DELIVERY_TITLES: Mapping[str, str] = {
    "about": N_("text"),
    "attempts": N_("attempts"),
    "by": N_("way"),
    "deliveries": N_("deliveries"),
    "delivery": N_("delivery"),
    "error": N_("why not"),
    "failed": N_("failed"),
    "in_doubt": N_("in doubt"),
    "people": N_("own addresses of"),
    "protection": N_("protection"),
    "put_off": N_("put off"),
    "run": N_("run"),
    "sent": N_("sent"),
    "sent_at": N_("sent at"),
    "to": N_("destination"),
    "tried_at": N_("tried at"),
    "undelivered": N_("not delivered"),
    "waiting": N_("still to be sent"),
    "what": N_("what goes"),
    "where": N_("where"),
}
"""What the fields of views are called."""
