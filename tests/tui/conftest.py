"""The demo communities that the screens are shown with, made once for each language."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

DEMO_NOW = "2021-12-17T18:42:00+08:00"


@pytest.fixture(scope="session")
def _demos(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    from gridctl.main import run as run_gridctl

    made: dict[str, Path] = {}

    def demo(lang: str) -> Path:
        if lang not in made:
            place = tmp_path_factory.mktemp("demo") / f"{lang}.db"
            with pytest.MonkeyPatch.context() as patch:
                patch.setenv("GRIDCTL_NOW", DEMO_NOW)
                patch.setenv("GRIDCTL_CONFIG", str(place.parent / "none.toml"))
                assert run_gridctl(["demo", str(place), "--lang", lang]) == 0
            made[lang] = place
        return made[lang]

    return demo


@pytest.fixture
def demo(
    _demos: Callable[[str], Path], alone: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[[str], Path]]:
    """Give a function that copies the demo store of a language to where `alone` has its store."""
    from gridctl.present.i18n import set_language
    from gridctl.present.labels import use_labels

    monkeypatch.setenv("GRIDCTL_NOW", DEMO_NOW)

    def copied(lang: str = "en") -> Path:
        shutil.copy(_demos(lang), alone)
        return alone

    yield copied
    set_language("en")
    use_labels({})
