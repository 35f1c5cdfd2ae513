"""Issue 5: paper before the power goes. The page stands alone, and hostile text in it is only text."""

from html.parser import HTMLParser
from pathlib import Path

from conftest import Run

ALLOWED = {"html", "head", "meta", "title", "style", "body", "h1", "h2", "p", "table", "thead", "tbody"} | {
    "tr",
    "th",
    "td",
    "br",
    "div",
    "span",
}


class Page(HTMLParser):
    """What stands on a page: its tags, and its text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.words: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        assert {name for name, _value in attrs} <= {"class", "lang", "charset", "colspan"}

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def test_open_requests_contacts_and_forms_are_on_it(town: Run) -> None:
    town("request", "resolve", "2")
    page = Page(town("--lang", "zh", "report", "paper", "--forms", "3").out)
    assert set(page.tags) <= ALLOWED
    words = "|".join(page.words)
    for there in ("110 / 119 / 120", "降压药吃完了", "王秀英", "13900000001", "恒利派出所", "在办求助：9 件"):
        assert there in words
    assert "家里没有菜了" not in words
    assert words.count("要什么") == 3
    assert "陈**" in words
    assert "13800005678" not in words
    assert "被丈夫打伤" not in words, "a confidential one shows no text"


def test_critical_ones_come_first(town: Run) -> None:
    page = Page(town("report", "paper", "--forms", "0").out)
    numbers = [word for word in page.words if word in {str(one) for one in range(1, 11)}]
    assert numbers[0] == "6"
    assert len(numbers) == 10


def test_in_full_it_is_logged_and_wants_a_reason_beyond_twenty(town: Run) -> None:
    assert "13800005678" in town("report", "paper", "--reveal").out
    assert town("ledger", "list", "--action", "request.reveal", "--json").json()[0]["changes"] == {"rows": 10}
    for _number in range(11):
        town("request", "add", "缺米", "--area", "HL-1")
    assert town("report", "paper", "--reveal").exit == 2
    assert town("report", "paper", "--reveal", "--why", "台风").exit == 0


def test_hostile_text_is_only_text(town: Run) -> None:
    town(
        "request",
        "add",
        '<script>alert(1)</script>"&',
        "--area",
        "HL-1",
        "--name",
        "<b>x",
        "--category",
        "food",
    )
    page = town("report", "paper", "--reveal", "--why", "x").out
    assert "<script" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;&quot;&amp;" in page
    assert set(Page(page).tags) <= ALLOWED


def test_it_is_written_to_a_file_of_ones_own(town: Run, tmp_path: Path) -> None:
    done = town("report", "paper", "--area", "HL-1", "--out", str(tmp_path / "papers"))
    path = Path(done.out.strip())
    assert path.name == "paper-2021-12-17-HL-1.html"
    assert path.stat().st_mode & 0o777 == 0o600
    assert "水管漏水" not in path.read_text(encoding="utf-8"), "that is in another grid"


def test_an_empty_store_has_a_page_too(run: Run) -> None:
    words = "|".join(Page(run("report", "paper").out).words)
    assert "Nothing is open." in words
    assert "No member is registered." in words
