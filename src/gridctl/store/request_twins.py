"""Requests of the same place, from the newest back: each place is found by its index, and no more than some."""

from typing import Any

from sqlalchemy import text

from gridctl.store.unit import Work

_DOOR, _AREA = 60, 200
"""So many of the newest requests of a door or building, and of an area, are looked at."""

NEAR = text(
    f"""
    SELECT r.id, r.status, r.is_open, r.category, r.area_id, r.building_id, r.home_id, r.point_id, r.received_at,
           r.summary, r.phone, r.confidential, r.channel, r.ref, a.code AS area, a.kind AS area_kind, m.code AS holder
    FROM (SELECT id FROM (SELECT id FROM request WHERE home_id = :home ORDER BY id DESC LIMIT {_DOOR})
          UNION SELECT id FROM
            (SELECT id FROM request WHERE building_id = :building ORDER BY id DESC LIMIT {_DOOR})
          UNION SELECT id FROM
            (SELECT id FROM request WHERE point_id = :point ORDER BY id DESC LIMIT {_DOOR})
          UNION SELECT id FROM
            (SELECT id FROM request WHERE area_id = :area ORDER BY id DESC LIMIT {_AREA})) near
    CROSS JOIN request r ON r.id = near.id
    LEFT JOIN area a ON a.id = r.area_id
    LEFT JOIN member m ON m.id = r.holder_member_id
    WHERE r.id <> :self AND r.status NOT IN ('void', 'merged', 'cancelled')
      AND r.received_at BETWEEN :low AND :high AND (r.is_open = 1 OR r.closed_at >= :ended)
    """  # noqa: S608  (two numbers of this file)
)
"""Ready to be asked, for every request that is taken in asks it."""


def near(work: Work, request: Any, within: int, ended: int) -> list[Any]:  # noqa: ANN401
    """Return the requests near `request` in place, that came in less than `within` ms before or after it.

    They are open, or ended since `ended` (UTC ms).
    """
    return list(
        work.execute(
            NEAR,
            {
                "self": request.id,
                "home": request.home_id,
                "building": request.building_id,
                "point": request.point_id,
                "area": request.area_id,
                "low": request.received_at - within,
                "high": request.received_at + within,
                "ended": ended,
            },
        )
    )
