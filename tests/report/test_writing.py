"""A report that is written for cron: every format at once, the same figures the same hash."""

import json

import pytest

from conftest import Run
from gridctl.core.errors import BadInput
from gridctl.report.writing import Order, written
from gridctl.services.office import Office


def test_one_order_gives_every_format_and_one_hash(town: Run, office: Office) -> None:
    found = written(office, Order(day="2021-12-17", formats=("text", "md", "json"), lang="zh"))
    assert [page.name for page in found.files] == [f"daily-2021-12-17.{one}" for one in ("txt", "md", "json")]
    assert json.loads(found.files[2].content)["requests"]["received"] == 10
    assert "日报" in found.text
    assert found.files[0].content.decode() == found.text
    again = written(office, Order(day="2021-12-17", formats=(), lang="en"))
    assert (again.figures_hash, again.final) == (found.figures_hash, False)
    town("request", "cancel", "5", "withdrawn")
    assert written(office, Order(day="2021-12-17")).figures_hash != found.figures_hash


@pytest.mark.parametrize("order", [Order(kind="hourly"), Order(formats=("docx",))])
def test_what_there_is_not_is_refused(town: Run, office: Office, order: Order) -> None:
    with pytest.raises(BadInput):
        written(office, order)
