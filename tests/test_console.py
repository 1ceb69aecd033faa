"""Commands in the terminal get the answers that they get on Discord."""

from __future__ import annotations

import pytest
from discord import app_commands
from discord.ext import commands

from bot import console
from bot.app import TOPIC_COGS
from bot.ask.command import Misread
from bot.card import Card
from bot.knowledge.shelf import Shelf
from bot.knowledge.show import Show
from bot.spoilers import EVERYTHING
from bot.topics import TOPICS
from tests.conftest import NOW


def ask(line: str, *shows: Show, **options: object) -> Card:
    """The card that answers a line."""
    shelf = Shelf({show.id: show for show in shows})
    turn = console.Session(shelf, lambda: NOW, **options).answer(line)  # type: ignore[arg-type]
    assert not isinstance(turn, Misread), turn.sentence
    (card,) = turn.cards
    return card


def text(card: Card) -> str:
    """All that a card tells."""
    lines = [f"{line.lead} {line.text}" for part in card.parts for line in part.lines]
    return "\n".join([card.headline, *lines, card.small_print])


@pytest.mark.parametrize("topic", TOPICS)
def test_every_topic_is_a_command(topic: str, harbour: Show) -> None:
    """Each topic answers in the terminal, also those that have no command on Discord."""
    assert ask(f"/{topic}", harbour).parts


@pytest.mark.parametrize("cog", TOPIC_COGS)
def test_options_have_the_names_that_they_have_on_discord(cog: type[commands.Cog]) -> None:
    """A command copied from Discord is understood: every option there is one here."""
    for command in cog.__cog_app_commands__:
        assert isinstance(command, app_commands.Command)
        there = {parameter.name for parameter in command.parameters} - {"show", "private"}
        form = console.forms()[command.name]
        assert there == {form.name, form.choice} - {""}


def test_every_option_has_something_to_take() -> None:
    """A topic with names has an option for them, one with choices too, and no other topic has any."""
    for topic, form in console.forms().items():
        assert bool(form.name) == (TOPICS[topic].names is not None), topic
        assert bool(form.choice) == bool(form.choices), topic


def test_a_person_is_found_by_a_part_of_the_name(harbour: Show) -> None:
    """What stands behind /cast names whom it is about."""
    assert "Mara O'Hara" in ask("/cast ohara", harbour).headline


def test_the_sources_of_a_topic_are_those_of_its_answer(harbour: Show) -> None:
    """/sources cast tells what the cast's answer rests on, /sources alone what the release's does."""
    cast, release = text(ask("/sources cast", harbour)), text(ask("/sources", harbour))
    assert cast != release
    assert release == text(ask("/sources release", harbour))


def test_the_show_in_the_command_goes_before_the_one_beside_it(harbour: Show, moons: Show) -> None:
    """The show that is named in the line is meant, else the one that was given with it."""
    beside = ask("/plot", harbour, moons, show="paper-moons")
    assert "Paper Moons" in beside.headline
    assert "Harbour Lights" in ask("/plot show:harbor lights", harbour, moons, show="paper-moons").headline


def test_nothing_is_told_beyond_the_limit(harbour: Show) -> None:
    """A card for a reader who has seen nothing holds none of what only a later episode reveals."""
    assert "s02e0" not in text(ask("/cast", harbour)).lower()
    assert "s02e0" in text(ask("/cast", harbour, limit=EVERYTHING)).lower()


def test_where_to_report_mistakes_stands_on_the_card(harbour: Show) -> None:
    """The self-hoster's address is in the small print."""
    card = ask("/release", harbour, report_url="https://example.org/report")
    assert "https://example.org/report" in card.small_print
