"""Which of many shows a message is about."""

from __future__ import annotations

import pytest

from bot.answer import Question
from bot.ask.conversation import Before
from bot.desk import Desk
from bot.knowledge.show import Show
from bot.spoilers import NOTHING
from tests.ask.orchard import build, desk, fact, first_words, headline, orchard


def _titled(id: str, title: str, *aliases: str) -> Show:
    plot = {"p": fact(kind="premise", text=f"All about {id}.")}
    return build(id, title, aliases=list(aliases), plot=plot, verdict=fact(outcome="renewed", season="2"))


DARK, LOST, FERRY, FERRY_TWO = (
    _titled("dark", "Dark"),
    _titled("more", "More", "Étoile Zürn"),
    _titled("kestrel-ferry", "Kestrel Ferry", "The Ferry by Quill"),
    _titled("kestrel-ferry-two", "Kestrel Ferry Two"),
)


def _many(default: str | None = "glass-orchard") -> Desk:
    return desk(orchard(), DARK, LOST, FERRY, FERRY_TWO, default=default)


@pytest.mark.parametrize(
    ("text", "id"),
    [
        ("who directed Glass Orchard?", "glass-orchard"),
        ("is there a season 2 of kestrel ferry?", "kestrel-ferry"),
        ("IS THERE A SEASON 2 OF KESTREL FERRY?", "kestrel-ferry"),
        ("when does the ferry by quill come out", "kestrel-ferry"),
        ("what is kestrel ferry two about?", "kestrel-ferry-two"),
        ("¿de qué trata Kestrel Ferry?", "kestrel-ferry"),
        ("was etoile zurn cancelled", "more"),
        ("what is Dark about?", "dark"),
        ("was More cancelled?", "more"),
    ],
)
def test_the_show_that_a_message_names_is_meant(text: str, id: str) -> None:
    """By title or alias, without case and accents; the longest title that stands in it."""
    for default in ("glass-orchard", None):
        meant = _many(default).show_meant(text)
        assert meant is not None
        assert meant.id == id


@pytest.mark.parametrize(
    "text",
    [
        "will there be more?",
        "is there more to come",
        "More to come?",
        "why is it so dark",
        "WILL THERE BE MORE?",
        "is it dark and slow?",
    ],
)
def test_an_everyday_word_names_no_show_unless_written_like_one(text: str) -> None:
    """ "more" is a show only with a capital in the middle of a sentence; all capitals say nothing."""
    meant = _many().show_meant(text)
    assert meant is orchard()


def test_the_show_talked_of_before_goes_before_the_default() -> None:
    """A follow-up stays with its show, and a named one goes before both."""
    before = Before("kestrel-ferry", (Question("plot"),))
    assert _many().show_meant("who directed it?", before=before) is FERRY
    assert _many().show_meant("who directed Glass Orchard?", before=before) is orchard()
    assert _many().show_meant("who directed it?") is orchard()
    assert _many(None).show_meant("who directed it?") is None


def test_a_show_that_is_gone_is_talked_of_no_more() -> None:
    """A file that was deleted since leaves the default."""
    assert _many().show_meant("and when?", before=Before("deleted", (Question("plot"),))) is orchard()


def test_a_server_hears_of_its_own_shows_alone() -> None:
    """A server that is about two shows does not know the others' titles."""
    one = _many()
    shelf = one.shelf.narrowed(("kestrel-ferry", "dark"), "dark")
    assert one.show_meant("what is kestrel ferry about?", shelf) is FERRY
    assert one.show_meant("what is glass orchard about?", shelf) is DARK
    before = Before("glass-orchard", (Question("plot"),))
    assert one.show_meant("who directed it?", shelf, before) is DARK
    single = one.shelf.narrowed(("kestrel-ferry",), None)
    assert one.show_meant("what is glass orchard about?", single) is FERRY


def test_without_any_hint_it_asks_which_show() -> None:
    """With several shows and no default, the shows are there to press."""
    one = _many(None)
    heard = one.hear("who directed it?", show=one.show_meant("who directed it?"), limit=NOTHING)
    assert heard.outcome == "asked_back"
    assert first_words(heard) == "Which show do you mean?"
    assert [lead.show for lead in heard.replies[0].content.leads] == ["glass-orchard", "dark", "more"]


def test_naming_the_show_changes_nothing_else() -> None:
    """ "Who directed Glass Orchard" gets what "who directed it" gets."""
    one, show = _many(), orchard()
    for form in (
        "who directed {}?",
        "when did {} come out",
        "how many episodes does {} have",
        "was {} cancelled?",
        "why was {} cancelled",
        "where can i watch {}",
        "what is {} about?",
        "how does {} end",
    ):
        named = one.hear(form.format("Glass Orchard"), show=show, limit=NOTHING)
        plain = one.hear(form.format("it"), show=show, limit=NOTHING)
        assert [headline(reply) for reply in named.replies] == [headline(reply) for reply in plain.replies]


def test_a_bot_without_shows_says_so() -> None:
    """Nothing loaded is a sentence, not a fault."""
    empty = desk()
    assert empty.show_meant("who directed it?") is None
    assert (
        first_words(empty.hear("who directed it?", show=None, limit=NOTHING))
        == "I have no show to talk about yet."
    )
