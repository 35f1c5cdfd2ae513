"""Hostile texts in goods, movements and plans, past every check of input."""

import json

from gridctl.services.office import Office

SHOWN = {
    "supply log": ["S1"],
    "supply plan show": [str(number) for number in range(1, 33)],
    "supply share": [str(number) for number in range(1, 33)],
}
"""What the commands that show one thing of supplies can show."""


def spoil_supplies(office: Office, stored: list[str], areas: int) -> None:
    """Put the texts into the names of goods, into the notes of movements, and into the rules of plans."""
    with office.store.begin() as work:
        run = work.conn.exec_driver_sql
        for number, text in enumerate(stored, 1):
            other, third = stored[number - 2], stored[number - 3]
            run(
                "INSERT INTO supply_item (id, uid, code, code_key, name, measure, version, created_at)"
                " VALUES (?, randomblob(16), 'S' || ?, 's' || ?, ?, ?, 1, 1)",
                (number, number, number, text, other),
            )
            run(
                "INSERT INTO supply_lot (item_id, area_id, quantity, source, created_at) VALUES (?, ?, 5, ?, 1)",
                (number, number + areas, text),
            )
            run("INSERT INTO supply_stock VALUES (?, ?, 5, 0, 1)", (number, number + areas))
            run(
                "INSERT INTO supply_move (uid, item_id, area_id, kind, quantity, balance, at, recorded_at, operator,"
                " done_by, home_id, source, note, ref) VALUES (randomblob(16), 1, ?, 'issue', -1, 5, 1, 1, ?, ?, ?, ?,"
                " ?, ? || ?)",
                (number + areas, text, other, number, other, third, text, number),
            )
            run(
                "INSERT INTO supply_plan (id, uid, status, item_id, area_id, scope_id, per, each, extra, chosen,"
                " \"before\", seed, made_at, operator, version) VALUES (?, randomblob(16), 'open', ?, ?, ?, 'home', 1,"
                " ?, ?, ?, ?, 1, ?, 1)",
                (
                    *(number, number, number + areas, number + areas),
                    *(json.dumps({text: 1}), other, third, text, other),
                ),
            )
            run("INSERT INTO supply_share VALUES (NULL, ?, ?, 1, 'rest', 2, 1, 0)", (number, number))
