"""The worlds that tests live in: a store in a temporary folder, a clock that stands, a community."""

import io
import json
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from gridctl.core.words import AreaKind, TeamKind, Tier, Urgency

NOW = "2021-12-17T18:00:00+08:00"
"""The clock of every test that does not say otherwise."""

Run = Callable[..., "Result"]

# How long an example takes says more of the machine than of the code.
settings.register_profile("calm", deadline=None)
settings.load_profile("calm")


@dataclass(frozen=True, slots=True)
class Result:
    """What one command line left: its exit code and both streams."""

    argv: tuple[str, ...]
    exit: int
    out: str
    err: str

    def json(self) -> Any:  # noqa: ANN401
        """Return the data on stdout."""
        return json.loads(self.out)

    def error(self) -> dict[str, Any]:
        """Return the one JSON object on stderr."""
        found: dict[str, Any] = json.loads(self.err)
        return found

    @property
    def lines(self) -> list[str]:
        """The lines on stderr."""
        return self.err.splitlines()


def _hide_the_developer(monkeypatch: pytest.MonkeyPatch, place: Path) -> None:
    home = place / "home"
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    for variable in ("CONFIG", "DATA", "CACHE", "STATE"):
        monkeypatch.setenv(f"XDG_{variable}_HOME", str(home / variable.lower()))
    for variable in ("AS", "LANG", "DEBUG"):
        monkeypatch.delenv(f"GRIDCTL_{variable}", raising=False)
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    monkeypatch.setenv("GRIDCTL_CONFIG", str(home / "none.toml"))
    monkeypatch.setenv("GRIDCTL_NOW", NOW)


@pytest.fixture
def alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Hide the developer's home and settings; return the place of this test's store, which is not made."""
    _hide_the_developer(monkeypatch, tmp_path)
    place = tmp_path / "grid.db"
    monkeypatch.setenv("GRIDCTL_STORE", str(place))
    return place


@pytest.fixture
def command(alone: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Run]:
    """Give a function that runs a command line in this process, without a terminal and without a store."""
    from gridctl.cli import out
    from gridctl.main import run as run_gridctl
    from gridctl.present.i18n import set_language
    from gridctl.present.labels import use_labels

    def run(*argv: str, stdin: str = "") -> Result:
        streams = [io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="") for _ in range(2)]
        with monkeypatch.context() as patch:
            patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin.encode()), encoding="utf-8"))
            patch.setattr(sys, "stdout", streams[0])
            patch.setattr(sys, "stderr", streams[1])
            out.set_quiet(False)
            code = run_gridctl(list(argv))
        texts = []
        for stream in streams:
            stream.flush()
            buffer: Any = stream.buffer
            texts.append(buffer.getvalue().decode("utf-8"))
        return Result(argv, code, *texts)

    yield run
    set_language("en")
    use_labels({})


@pytest.fixture(scope="session")
def fresh_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a fresh store in English once; each test works on a copy."""
    from gridctl.main import run as run_gridctl

    place = tmp_path_factory.mktemp("fresh") / "grid.db"
    with pytest.MonkeyPatch.context() as patch:
        _hide_the_developer(patch, place.parent)
        assert run_gridctl(["--store", str(place), "init", "--name", "Hengli", "--lang", "en"]) == 0
    return place


@pytest.fixture(scope="session")
def town_store(tmp_path_factory: pytest.TempPathFactory, fresh_store: Path) -> Path:
    """Seed a community once; each test works on a copy."""
    from gridctl.services.office import open_office

    place = tmp_path_factory.mktemp("town") / "grid.db"
    shutil.copy(fresh_store, place)
    with pytest.MonkeyPatch.context() as patch:
        _hide_the_developer(patch, place.parent)
        with open_office(place) as office:
            _seed(office)
    return place


@pytest.fixture
def run(command: Run, alone: Path, request: pytest.FixtureRequest) -> Run:
    """Give a function that runs a command line on a fresh store in English, or on that of the town."""
    made: Path = request.getfixturevalue("town_store" if "town" in request.fixturenames else "fresh_store")
    shutil.copy(made, alone)
    return command


@pytest.fixture
def office(run: Run, alone: Path) -> Iterator[Any]:
    """Give an open Office on a fresh store; its clock stands."""
    from gridctl.services.office import open_office

    with open_office(alone) as opened:
        yield opened


AREAS = (
    ("ZJ", "振江镇", AreaKind.TOWN, None),
    ("HL", "恒利社区", AreaKind.COMMUNITY, "ZJ"),
    ("DX", "东溪社区", AreaKind.COMMUNITY, "ZJ"),
    ("HL-1", "第一网格", AreaKind.GRID, "HL"),
    ("HL-2", "第二网格", AreaKind.GRID, "HL"),
    ("DX-1", "第一网格", AreaKind.GRID, "DX"),
    ("HL-1-1", "1幢1单元", AreaKind.STAIRWELL, "HL-1"),
    ("HL-1-2", "1幢2单元", AreaKind.STAIRWELL, "HL-1"),
    ("HL-K", "东门卡口", AreaKind.CHECKPOINT, "HL"),
)

MEMBERS = (
    ("W1", "王秀英", Tier.HEAD, "HL-1", "13900000001"),
    ("L1", "李建国", Tier.OFFICER, "HL-1", "13900000002"),
    ("Z1", "张敏", Tier.VOLUNTEER, "HL-2", "13900000003"),
    ("Z2", "张敏", Tier.VOLUNTEER, "DX-1", "13900000004"),
)

REQUESTS = (
    ("降压药吃完了", "HL-1-1", "medicine", Urgency.URGENT, "陈卫", "13800005678"),
    ("家里没有菜了", "HL-1-2", "food", Urgency.NORMAL, "周敏", "13800005679"),
    ("水管漏水", "HL-2", "utilities", Urgency.NORMAL, "吴刚", "13800005680"),
    ("老人独居无人照看", "HL-2", "care", Urgency.URGENT, "郑红", "13800005681"),
    ("半夜施工太吵", "DX-1", "noise", Urgency.LOW, "冯军", "13800005682"),
    ("被丈夫打伤", "DX-1", "domestic_violence", Urgency.CRITICAL, "褚芳", "13800005683"),
    ("垃圾三天没人收", "DX", "sanitation", Urgency.NORMAL, "卫东", "13800005684"),
    ("卡口不让进", "HL-K", "checkpoint", Urgency.NORMAL, "蒋涛", "13800005685"),
    ("什么时候解封", "HL", "information", Urgency.LOW, "沈洁", "13800005686"),
    ("要一辆车去透析", "HL-1", "transport", Urgency.URGENT, "韩雪", "13800005687"),
)


def _seed(office: Any) -> None:  # noqa: ANN401
    from gridctl.core.requests import NewRequest
    from gridctl.services import areas, people, requests

    for code, name, kind, parent in AREAS:
        areas.add(office, areas.NewArea(code, name, kind, parent))
    for code, name, tier, area, phone in MEMBERS:
        people.add_member(office, people.NewMember(name, tier, code, area, phone))
    people.add_team(office, "PCS", "恒利派出所", TeamKind.POLICE, "0571-88123456")
    for summary, area, category, urgency, name, phone in REQUESTS:
        requests.add(
            office,
            NewRequest(summary, area, category, urgency, name=name, phone=phone, at="2021-12-17 09:00"),
        )


@pytest.fixture
def town(run: Run) -> Run:
    """Give `run` on a community: nine areas, four members, a team, ten requests (1 to 10)."""
    return run
