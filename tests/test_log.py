"""The log holds no token, whatever is written into it."""

from __future__ import annotations

import logging
from collections.abc import Iterator

import pytest

from bot import log

TOKEN = "MTIzNDU2Nzg5MDEyMzQ1Njc4.GabcdE.aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"


@pytest.fixture(autouse=True)
def _log_as_before() -> Iterator[None]:
    """The tests' own logging comes back after each test."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:], root.level = handlers, level


def test_a_token_is_never_written(capsys: pytest.CaptureFixture[str]) -> None:
    """Neither a message, its arguments nor a traceback brings out a token, at any level."""
    log.configure("DEBUG")
    logger = logging.getLogger("bot.anything")
    try:
        raise ValueError(f"refused: {TOKEN}")
    except ValueError:
        logger.exception("with %s", TOKEN)
    logger.debug(TOKEN)
    written = capsys.readouterr().err
    assert written.count("[token]") == 3
    assert TOKEN not in written


def test_the_secret_is_never_written_whatever_its_shape(capsys: pytest.CaptureFixture[str]) -> None:
    """A token that does not look like one stays out, too."""
    log.configure("DEBUG", secret="a.b.c")
    logging.getLogger("bot").warning("it is a.b.c")
    assert capsys.readouterr().err.endswith("bot: it is [token]\n")


def test_the_address_of_an_interaction_is_blackened(capsys: pytest.CaptureFixture[str]) -> None:
    """What lets anybody answer in the bot's name does not stand in the log."""
    log.configure("INFO")
    logging.getLogger("discord.http").warning(
        "We are being rate limited. %s", "/interactions/12/aW50-s3cret/callback"
    )
    logging.getLogger("discord.http").warning("%s", "/webhooks/12/aW50-s3cret/messages/@original")
    written = capsys.readouterr().err
    assert "s3cret" not in written
    assert "/interactions/12/[token]/callback" in written


def test_discord_py_speaks_up_only_for_a_warning(capsys: pytest.CaptureFixture[str]) -> None:
    """At every level, the library's chatter, which holds what fans typed, stays out."""
    log.configure("DEBUG")
    logging.getLogger("discord.gateway").debug("what a fan typed")
    logging.getLogger("discord.client").warning("something is amiss")
    written = capsys.readouterr().err
    assert "typed" not in written
    assert "something is amiss" in written
