"""Work that takes long stands aside: other writes go on, and leaving ends it."""

from collections.abc import Callable
from pathlib import Path
from threading import Event
from typing import Any

from gridctl.core.requests import NewRequest
from gridctl.services import requests
from tui.screen import Seen, dashboard, play

Demo = Callable[[str], Path]


def test_other_writes_do_not_wait_for_what_works_aside(demo: Demo) -> None:
    going = Event()
    done: list[str] = []

    def long(office: Any, _is_left: Callable[[], bool]) -> str:  # noqa: ANN401
        going.wait(20)
        return str(office.store.actor.command)

    async def body(seen: Seen) -> None:
        screen: Any = seen.app.screen
        screen.do_aside("duty plan", long, done.append)
        write = NewRequest("no water", "HL", "utilities")
        screen.do("add", lambda office: requests.add(office, write), lambda _view: done.append("written"))
        for _turn in range(200):
            await seen.pilot.pause(0.05)
            if done:
                break
        assert done == ["written"]
        going.set()
        await seen.settle()

    play(dashboard(demo("en")), body)
    assert done == ["written", "duty plan"]


def test_leaving_ends_what_works_aside_and_waits_for_its_end(demo: Demo) -> None:
    ended: list[bool] = []
    waiting = Event()

    def long(_office: Any, is_left: Callable[[], bool]) -> None:  # noqa: ANN401
        for _turn in range(400):
            if is_left():
                break
            waiting.wait(0.05)
        ended.append(is_left())

    async def body(seen: Seen) -> None:
        screen: Any = seen.app.screen
        screen.do_aside("duty plan", long)
        await seen.pilot.pause(0.2)

    play(dashboard(demo("en")), body)
    assert ended == [True]
