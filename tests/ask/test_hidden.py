"""What lies beyond a limit is to plain words as if it did not exist.

Each show is compared with one whose file simply lacks all of it: every question has to get the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.desk import Heard
from bot.knowledge.episodes import Episode
from bot.knowledge.schema import Fact, Sections, references
from bot.knowledge.show import AFTER_ALL, BEFORE_ALL, Position, Show, all_facts
from bot.spoilers import EVERYTHING, NOTHING, Limit, cut
from tests.ask.orchard import answered, ask, card, desk, orchard
from tests.shows import EPISODES, shows, tokens

QUESTIONS = (
    "when is it out?", "when is the finale?", "where can i watch it?", "how long is an episode?",
    "is it weekly or all at once?", "is it on netflix?", "age rating?", "which languages is it in?",
    "was it cancelled?", "will there be a season 3?", "why was it cancelled?", "is there a cliffhanger?",
    "is a film planned?", "what was planned?", "what is it about?", "what genre is it?", "where is it set?",
    "which powers are there?", "how does it end?", "what happens in the last episode?", "who dies?",
    "how many episodes are there?", "how many seasons?", "what happens in s2e3?", "what is 1x05 called?",
    "when does s2e8 come out?", "who is in the cast?", "who is the villain?", "who is the twin?",
    "who is the one who drowns?", "who plays the captain?", "who directed it?", "who created it?",
    "who made the music?", "is it based on a book?", "where was it filmed?", "when was it announced?",
    "what should i watch next?", "did it win awards?", "what do reviews say?", "trailer?",
    "¿quién sale en la serie?", "wer ist der kapitän?", "qui meurt à la fin ?", "quem morre no fim?",
    "and when?", "who plays her?", "is it true that the captain survives?",
)  # fmt: skip
ABOUT = ("who plays {}?", "who is {}?", "what is {} about?", "{}", "does {} die?", "¿qué es {}?")


def lacking(show: Show, limit: Limit) -> Show:
    """The show as if nobody had ever written down what lies beyond the limit."""
    reach = _reach(show, limit)
    sources = {id: one for id, one in show.file.sources.items() if show.source_revealed_at(id) <= reach}
    there: dict[str, Any] = {"sources": sources}
    for name in Sections.model_fields:
        value = getattr(show.file, name)
        if isinstance(value, Fact):
            there[name] = value if show.revealed_at(value) <= reach else None
        elif value is not None:
            there[name] = {id: fact for id, fact in value.items() if show.revealed_at(fact) <= reach}
    for name, value in there.items():
        if name != "sources" and isinstance(value, dict):
            there[name] = {id: _without_references(fact, there) for id, fact in value.items()}
        elif isinstance(value, Fact):
            there[name] = _without_references(value, there)
    return Show.build(show.id, show.file.model_copy(update=there))


def _reach(show: Show, limit: Limit) -> Position:
    if limit.everything:
        return AFTER_ALL
    return BEFORE_ALL if limit.upto is None else show.position(limit.upto)


def _without_references(fact: Fact, there: dict[str, Any]) -> Fact:
    gone = [(path, target) for path, section, target in references(fact) if target not in there[section]]
    update: dict[str, Any] = {}
    for (field, *place), target in gone:
        value = update.get(str(field), getattr(fact, str(field)))
        update[str(field)] = tuple(one for one in value if one != target) if place else None
    return fact.model_copy(update=update)


def _told(heard: Heard, limit: Limit) -> tuple[object, ...]:
    """All that a fan gets: outcome, cards with their buttons, and what is remembered for a follow-up."""
    replies = [replace(reply, limit=limit) for reply in heard.replies]
    return heard.outcome, heard.language, [card(reply) for reply in replies], heard.before


def _differences(show: Show, limit: Limit, questions: Iterable[str]) -> Iterator[str]:
    other = lacking(show, limit)
    one, two = desk(show), desk(other)
    for text in questions:
        heard = one.hear(text, show=show, limit=limit)
        if _told(heard, limit) != _told(two.hear(text, show=other, limit=EVERYTHING), limit):
            yield text
        typed = one.questions_like(text, show=show, limit=limit)
        if typed != two.questions_like(text, show=other, limit=EVERYTHING):
            yield f"typing {text}"


def _hidden_names(show: Show, limit: Limit) -> list[str]:
    reach = _reach(show, limit)
    hidden = [fact for _, fact in all_facts(show.file) if show.revealed_at(fact) > reach]
    names = [
        getattr(fact, field)
        for fact in hidden
        for field in ("character", "name", "title")
        if getattr(fact, field, None)
    ]
    names += [alias for fact in hidden for alias in getattr(fact, "aliases", ())]
    return [name.rstrip(".") for name in names]


@cache
def _hidden_words(show: Show) -> tuple[str, ...]:
    """The made-up words of Harbour Lights that end in the episode from which on they may be told."""
    return tuple(sorted(set(re.findall(r"\w+s\d\de\d\d", str(show.file)))))


HARBOUR_LIMITS = [NOTHING, *map(Limit.parse, ("S01E01", "S01E04", "S01E05", "S00E01", "S02E02", "S02E03"))]


@pytest.mark.parametrize("limit", HARBOUR_LIMITS, ids=str)
def test_a_show_is_heard_as_if_it_ended_at_the_limit(harbour: Show, limit: Limit) -> None:
    """Questions of all kinds, and about every hidden name and word, get what the lacking file gets."""
    hidden = _hidden_names(harbour, limit)
    assert hidden
    about = [
        form.format(name) for number, name in enumerate(hidden) for form in (ABOUT[0], ABOUT[number % 6])
    ]
    said = [f"what about the {word}?" for word in _hidden_words(harbour)]
    assert list(_differences(harbour, limit, (*QUESTIONS, *about, *said))) == []


@pytest.mark.parametrize("text", ["nothing", "S01E03", "S02E02", "everything"])
def test_the_other_show_too(text: str) -> None:
    """The same for a show whose hidden names and facts are made of everyday words."""
    limit = Limit.parse(text)
    asked = ["who is Ottilie Fenn?", "who is Ottilie", "who is the ghost in the well?", "is there a ghost?",
             "does the orchard melt?", "does the beekeeper sell the hives?", "who plays Fenn"]  # fmt: skip
    assert list(_differences(orchard(), limit, (*QUESTIONS, *asked))) == []


WORDS = st.sampled_from(
    ["ghost", "captain Ada", "Greta", "the well", "dies", "Otto Lind", "is cancelled", "1899", ""]
)
LIMITS = st.sampled_from([NOTHING, *(Limit(Episode.parse(text)) for text in EPISODES), Limit(Episode(0, 1))])


@given(show=shows(WORDS), limit=LIMITS, data=st.data())
@settings(max_examples=15, deadline=None)
def test_any_show_is_heard_as_if_it_ended_at_the_limit(show: Show, limit: Limit, data: st.DataObject) -> None:
    """For shows of any shape: questions with all that stands in them, hidden or not, get the same."""
    every = sorted(tokens(show.file))
    asked = data.draw(st.lists(st.sampled_from(every), max_size=12, unique=True))
    about = [ABOUT[number % len(ABOUT)].format(token) for number, token in enumerate(asked)]
    names = _hidden_names(show, limit)[:12]
    about += [ABOUT[number % len(ABOUT)].format(name) for number, name in enumerate(names)]
    everyday = [
        "who is the ghost?",
        "who is Greta?",
        "who plays captain Ada",
        "who is Otto Lind",
        "is it cancelled?",
    ]
    assert list(_differences(show, limit, (*QUESTIONS[::2], *about, *everyday))) == []


@pytest.mark.parametrize(
    "text", ["who plays her?", "and who plays it?", "where do i know him from?", "and when?"]
)
def test_a_follow_up_on_what_is_hidden_by_now_goes_on_from_nothing(harbour: Show, text: str) -> None:
    """Who was told more before, such as in private, gets in public what the lacking file gives."""
    limit = Limit(Episode(1, 4))
    other = lacking(harbour, limit)
    for name in ("Hester Flounders02e02", "Captain Ignace Sturgeons02e03", "Toby Sardines01e05"):
        before = ask(f"who plays {name}?", harbour, EVERYTHING).before
        assert before is not None
        one = desk(harbour).hear(text, show=harbour, limit=limit, before=before)
        two = desk(other).hear(text, show=other, limit=EVERYTHING, before=before)
        assert _told(one, limit) == _told(two, limit)
        assert not set(re.findall(r"\w+s\d\de\d\d", str(_told(one, limit)[2])))


def test_what_is_hidden_is_told_once_it_may_be(harbour: Show) -> None:
    """A test of the tests above: the hidden names are understood by whoever may know them."""
    hidden = _hidden_names(harbour, Limit(Episode(2, 1)))
    told = [name for name in hidden if answered(ask(f"who is {name}?", harbour, EVERYTHING))]
    assert len(told) > len(hidden) / 2
    assert not any(answered(ask(f"who is {name}?", harbour, Limit(Episode(2, 1)))) for name in told)


def _open_gate(show: Show, fact: Fact) -> Position:
    return BEFORE_ALL


def test_an_open_gate_is_noticed(harbour: Show, monkeypatch: pytest.MonkeyPatch) -> None:
    """A test of the tests above: if nothing were held back, the two shows would not be heard alike."""
    limit = Limit(Episode(2, 1))
    other = lacking(harbour, limit)
    cut.cache_clear()
    monkeypatch.setattr(Show, "revealed_at", _open_gate)
    name = "who is Hester Flounders02e02?"
    one = desk(harbour).hear(name, show=harbour, limit=limit)
    two = desk(other).hear(name, show=other, limit=EVERYTHING)
    cut.cache_clear()
    assert _told(one, limit) != _told(two, limit)
