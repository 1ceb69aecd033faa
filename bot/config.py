"""The settings, from the environment and from a `.env` file in the working folder.

pydantic-settings would read them, too, together with much that is not needed here: secrets of three clouds
and a command line. That would be 2 MiB, and 25 ms of every start.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated, Literal

from dotenv import dotenv_values
from pydantic import BaseModel, ConfigDict, Field, HttpUrl, SecretStr, ValidationError, field_validator

_FILE = ".env"


class SettingsError(Exception):
    """Settings that can't be used: a sentence a line. No value is in it, as that may be a secret."""


class Settings(BaseModel):
    """All that a self-hoster can set. Every setting but the token has a default that works."""

    model_config = ConfigDict(str_strip_whitespace=True, extra="ignore", frozen=True)

    discord_token: SecretStr | None = None
    """The bot's token; only `usher run` needs it."""
    usher_data: Path | None = None
    """A folder with knowledge files of your own, laid over the shipped ones."""
    usher_shows: tuple[str, ...] = ()
    """The ids of the shows to load, separated by commas; all of them where empty."""
    usher_show: str | None = None
    """The show that is meant where a fan names none."""
    database_url: SecretStr = SecretStr("sqlite:///usher.db")
    """Where progress and servers' settings are kept, as `bot.storage.address` reads it.

    Without it that is an SQLite file usher.db in the working folder, beside `.env`. An address of PostgreSQL
    may hold a password, so the address is never shown.
    """
    usher_maintainers_channel: Annotated[int, Field(gt=0, lt=2**63)] | None = None
    """The id of a channel in which the bot tells of knowledge files that have become unusable."""
    usher_report_url: HttpUrl | None = None
    """Where "Something wrong?" on a card leads to."""
    usher_log_level: Annotated[
        Literal["DEBUG", "INFO", "WARNING", "ERROR"], Field(validate_default=False)
    ] = "INFO"

    @field_validator("usher_shows", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        return (
            tuple(part.strip() for part in value.split(",") if part.strip())
            if isinstance(value, str)
            else value
        )

    @field_validator("usher_log_level", mode="before")
    @classmethod
    def _capitals(cls, value: object) -> object:
        return value.strip().upper() if isinstance(value, str) else value


_RIGHT = {
    "usher_maintainers_channel": "must be the id of a channel: a number of 17 to 20 digits",
    "usher_report_url": "must be a whole web address, such as https://example.org/report",
    "usher_log_level": "must be DEBUG, INFO, WARNING or ERROR",
}


def read_settings() -> Settings:
    """The settings as they are now; raise SettingsError."""
    try:
        return Settings.model_validate(_given())
    except ValidationError as error:
        names = dict.fromkeys(str(one["loc"][0]) for one in error.errors(include_url=False) if one["loc"])
        lines = [f"{name.upper()} {_RIGHT.get(name, 'has a value that it cannot have')}." for name in names]
        raise SettingsError("\n".join(lines)) from None
    except OSError as error:
        raise SettingsError(f"The file .env can't be read ({error.strerror}).") from None
    except UnicodeDecodeError:
        raise SettingsError("The file .env is not a text file in UTF-8.") from None


def _given() -> dict[str, str]:
    """What is set, by its name in small letters. The environment goes before the file; empty is not set."""
    file = dotenv_values(_FILE, encoding="utf-8-sig")  # Windows' editor writes the mark
    environment = os.environ  # noqa: TID251
    return {name.lower(): value for name, value in (*file.items(), *environment.items()) if value}
