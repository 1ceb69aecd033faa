"""The shelf is what the settings ask for, and a mistake never takes all shows away."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from bot.config import Settings
from bot.knowledge.places import NoShelf, folders, open_shelf, shipped
from tests.conftest import DATA

BROKEN = "format: 1\ntitle: [\n"


@pytest.fixture(autouse=True)
def _no_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """None of the settings of whoever runs the tests."""
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.chdir(tmp_path)


def settings(**values: Any) -> Settings:
    """Settings with some values."""
    return Settings(**values)


def test_the_shipped_shows_are_all_right() -> None:
    """Without any setting the shelf has the shipped shows, and nothing is wrong with them."""
    shelf, problems = open_shelf(settings())
    assert shelf.shows
    assert not [problem for problem in problems if problem.severity == "error"]


def test_a_folder_of_ones_own_is_laid_over_the_shipped_one(tmp_path: Path) -> None:
    """One's own files come on top, and one of the same name takes a shipped one's place."""
    taken = next(shipped().glob("*.yaml"))
    shutil.copy(DATA / "harbour-lights.yaml", tmp_path / taken.name)
    shutil.copy(DATA / "paper-moons.yaml", tmp_path)
    shelf, _ = open_shelf(settings(usher_data=tmp_path))
    assert shelf.shows[taken.stem].file.title == "Harbour Lights"
    assert {"paper-moons", *(path.stem for path in shipped().glob("*.yaml"))} == set(shelf.shows)


def test_only_the_wanted_shows_and_their_problems(tmp_path: Path) -> None:
    """USHER_SHOWS chooses, USHER_SHOW is the default, and what is left out causes no complaint."""
    shutil.copytree(DATA, tmp_path, dirs_exist_ok=True)
    (tmp_path / "broken.yaml").write_text(BROKEN, encoding="utf-8")
    wanted = settings(
        usher_data=tmp_path, usher_shows=("paper-moons", "static-valley"), usher_show="paper-moons"
    )
    shelf, problems = open_shelf(wanted)
    assert sorted(shelf.shows) == ["paper-moons", "static-valley"]
    assert shelf.default == "paper-moons"
    assert not problems


def test_a_broken_file_is_left_out_and_named(tmp_path: Path) -> None:
    """The good files are used, and each problem of a broken one is there to be told."""
    shutil.copy(DATA / "paper-moons.yaml", tmp_path)
    (tmp_path / "broken.yaml").write_text(BROKEN, encoding="utf-8")
    shelf, problems = open_shelf(settings(usher_data=tmp_path, usher_shows=("paper-moons", "broken")))
    assert list(shelf.shows) == ["paper-moons"]
    assert {problem.file for problem in problems} == {str(tmp_path / "broken.yaml")}


def test_without_a_single_good_file_the_problems_are_told(tmp_path: Path) -> None:
    """Where nothing can be used, the exception says so and names each problem on its line."""
    (tmp_path / "broken.yaml").write_text(BROKEN, encoding="utf-8")
    with pytest.raises(NoShelf) as error:
        open_shelf(settings(usher_data=tmp_path, usher_shows=("broken",)))
    first, *others = str(error.value).splitlines()
    assert first.startswith("There is no show that can be used in ")
    assert others
    assert all(str(tmp_path / "broken.yaml") in line for line in others)


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"usher_shows": ("harbor-lights",)}, "USHER_SHOWS names `harbor-lights`"),
        ({"usher_show": "harbor-lights"}, "did you mean `harbour-lights`?"),
        ({"usher_show": "zzz"}, "There are: harbour-lights, paper-moons, static-valley"),
        ({"usher_show": "paper-moons", "usher_shows": ("harbour-lights",)}, "which USHER_SHOWS leaves out"),
    ],
)
def test_a_show_that_is_not_there(values: dict[str, Any], said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """An id in the settings that no file has is named, with what is near it and what there is."""
    monkeypatch.setattr("bot.knowledge.places.shipped", lambda: DATA)
    with pytest.raises(NoShelf) as error:
        open_shelf(settings(**values))
    assert said in str(error.value)


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    """A USHER_DATA that is no folder is named, as a folder that is not mounted should not go unnoticed."""
    with pytest.raises(NoShelf, match=r"USHER_DATA is .*nowhere, but there is no such folder"):
        folders(settings(usher_data=tmp_path / "nowhere"))


def test_the_home_folder_may_be_written_short(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`~` in USHER_DATA is the home folder, as no shell replaces it in a .env."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    assert folders(settings(usher_data=Path("~")))[-1] == tmp_path
