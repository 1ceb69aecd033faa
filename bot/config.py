"""The settings, from the environment and from a `.env` file in the working folder."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, HttpUrl, SecretStr, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict


class Settings(BaseSettings):
    """All that a self-hoster can set. Every setting but the token has a default that works."""

    model_config = SettingsConfigDict(env_file=".env", env_ignore_empty=True, extra="ignore", frozen=True)

    discord_token: SecretStr | None = None
    """The bot's token; only `usher run` needs it."""
    usher_data: Path | None = None
    """A folder with knowledge files of your own, laid over the shipped ones."""
    usher_shows: Annotated[tuple[str, ...], NoDecode] = ()
    """The ids of the shows to load, separated by commas; all of them where empty."""
    usher_show: str | None = None
    """The show that is meant where a fan names none."""
    usher_report_url: HttpUrl | None = None
    """Where "Something wrong?" on a card leads to."""
    usher_log_level: Annotated[Literal["DEBUG", "INFO", "WARNING", "ERROR"], Field(validate_default=False)] = "INFO"

    @field_validator("usher_shows", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        return tuple(part.strip() for part in value.split(",") if part.strip()) if isinstance(value, str) else value
