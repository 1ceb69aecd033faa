"""Settings come from the environment and .env, and what is wrong with them is said without their values."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.config import Settings, SettingsError, read_settings

EXAMPLE = Path(__file__).parents[1] / ".env.example"
_SETTING = re.compile(r"^#?([A-Z_]+)=(.*)$", re.MULTILINE)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in, and none of the settings of whoever runs the tests."""
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_every_setting_has_a_default() -> None:
    """Without any setting there is neither a token nor a complaint."""
    settings = read_settings()
    assert settings.discord_token is None
    assert settings.usher_log_level == "INFO"


def test_the_example_names_every_setting_once() -> None:
    """.env.example has all settings, no other, and explains each of them."""
    text = EXAMPLE.read_text(encoding="utf-8")
    assert sorted(name for name, _ in _SETTING.findall(text)) == sorted(map(str.upper, Settings.model_fields))
    for block in text.strip().split("\n\n")[1:]:
        assert block.startswith("# "), block


def test_the_example_as_it_is_changes_nothing(folder: Path) -> None:
    """A copy of .env.example that nobody has filled in is as good as none."""
    before = read_settings()
    (folder / ".env").write_text(EXAMPLE.read_text(encoding="utf-8"), encoding="utf-8")
    assert read_settings() == before


def test_the_example_is_right_in_every_line(folder: Path) -> None:
    """With every remark sign taken away, the example's settings are valid, and each is set."""
    text = "\n".join(
        f"{name}={value or 'a.b.c'}" for name, value in _SETTING.findall(EXAMPLE.read_text("utf-8"))
    )
    (folder / ".env").write_text(text, encoding="utf-8")
    assert read_settings().model_fields_set == set(Settings.model_fields)


def test_the_environment_goes_before_the_file(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is set in the environment counts, also where .env says otherwise."""
    (folder / ".env").write_text("USHER_SHOW=from-the-file\n", encoding="utf-8")
    assert read_settings().usher_show == "from-the-file"
    monkeypatch.setenv("USHER_SHOW", "from-outside")
    assert read_settings().usher_show == "from-outside"


def test_shows_are_separated_by_commas(monkeypatch: pytest.MonkeyPatch) -> None:
    """Spaces around the ids and a comma at the end do no harm."""
    monkeypatch.setenv("USHER_SHOWS", " harbour-lights , paper-moons,")
    assert read_settings().usher_shows == ("harbour-lights", "paper-moons")


def test_a_mark_that_windows_writes_is_no_hindrance(folder: Path) -> None:
    """The first setting of a .env with a byte order mark counts."""
    (folder / ".env").write_bytes("USHER_SHOW=harbour-lights\n".encode("utf-8-sig"))
    assert read_settings().usher_show == "harbour-lights"


def test_the_level_may_be_written_small(monkeypatch: pytest.MonkeyPatch) -> None:
    """`debug` is as good as `DEBUG`."""
    monkeypatch.setenv("USHER_LOG_LEVEL", " debug ")
    assert read_settings().usher_log_level == "DEBUG"


def test_all_that_is_wrong_is_said_at_once_without_the_values(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each bad setting gets a sentence with its name and what is right, and no value is repeated."""
    monkeypatch.setenv("USHER_LOG_LEVEL", "hush-hush")
    monkeypatch.setenv("USHER_REPORT_URL", "hush-hush")
    with pytest.raises(SettingsError) as error:
        read_settings()
    level, url = sorted(str(error.value).splitlines())
    assert level == "USHER_LOG_LEVEL must be DEBUG, INFO, WARNING or ERROR."
    assert url.startswith("USHER_REPORT_URL must be a whole web address")
    assert "hush-hush" not in f"{error.value}{error.value.__cause__}"


def test_a_file_that_is_no_text_is_named(folder: Path) -> None:
    """A .env in another encoding is a sentence, not a fault."""
    (folder / ".env").write_bytes(b"USHER_SHOW=caf\xe9\n")
    with pytest.raises(SettingsError, match=r"\.env is not a text file in UTF-8"):
        read_settings()


def test_the_token_is_not_in_the_settings_text(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever prints the settings does not print the token."""
    monkeypatch.setenv("DISCORD_TOKEN", "hush.hush.hush")
    assert "hush" not in f"{read_settings()!r} {read_settings()}"
