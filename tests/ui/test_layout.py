"""How cards are built: within Discord's limits and harmless, whatever the data."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

import pytest
from discord import ui
from hypothesis import given, settings
from hypothesis import strategies as st
from simcord.components import validate_components

from bot import topics
from bot.answer import Answer, Lead, Line, Menu, Name, Part, Question
from bot.card import make_card, make_cards
from bot.desk import Desk, Reply
from bot.knowledge.episodes import Episode
from bot.knowledge.shelf import Shelf
from bot.knowledge.show import Show
from bot.markdown import size
from bot.spoilers import EVERYTHING, NOTHING, Limit, cut
from bot.texts import DISCORD, Voice
from bot.ui.custom_ids import Press, decode, encode
from bot.ui.layout import layout, plain
from tests.shows import TODAY, hostile, shows

COMPONENTS_V2 = 1 << 15
_VOICE = Voice("en", DISCORD, TODAY)


def _walk(components: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for component in components:
        yield component
        yield from _walk(component.get("components", []))


def _payloads(show: Show, limit: Limit, typed: str = "") -> Iterator[list[dict[str, Any]]]:
    shelf = Shelf({show.id: show})
    desk, voice = Desk(lambda: shelf, lambda: TODAY), Voice("en", DISCORD, TODAY)
    for name, topic in topics.TOPICS.items():
        questions = [Question(name), *(Question(name, choice=choice) for choice in topic.choices)]
        if topic.names:
            questions += [Question(name, subject.id) for subject in topic.names(cut(show, limit))[:3]]
        for question in questions:
            reply = desk.reply(question, show=None, limit=limit, typed=typed)
            view: Any = layout((make_card(reply, voice, report_url="https://example.org/wrong"), reply))
            yield view.to_components()


def _check(components: list[dict[str, Any]], buttons: int = 3) -> None:
    everything = list(_walk(components))
    assert len(everything) <= 40
    assert sum(size(c.get("content", "")) for c in everything) <= 4000
    ids = [c["custom_id"] for c in everything if c.get("custom_id")]
    assert len(ids) == len(set(ids))
    assert all(len(id) <= 100 for id in ids)
    shown = [c for c in everything if c["type"] == 2]
    assert len(shown) <= buttons
    assert all(1 <= size(b["label"]) <= 80 for b in shown)
    validate_components(components, flags=COMPONENTS_V2)


@given(show=shows(words=hostile), limit=st.sampled_from([NOTHING, EVERYTHING, Limit(Episode(2, 1))]))
@settings(max_examples=25, deadline=None)
async def test_cards_of_hostile_data_stay_within_discords_limits(show: Show, limit: Limit) -> None:
    """Whatever the texts, each card is one that Discord takes."""
    for components in _payloads(show, limit):
        _check(components)


@given(show=shows(words=hostile), limit=st.sampled_from([NOTHING, EVERYTHING]), data=st.data())
@settings(max_examples=25, deadline=None)
async def test_two_answers_fit_into_one_message(show: Show, limit: Limit, data: st.DataObject) -> None:
    """As cards and as a text, with names and marks of any kind, no button stands there twice."""
    replies = _replies(show, limit)
    _check_two([data.draw(st.sampled_from(replies)) for _ in range(2)])


@given(show=shows(words=hostile), limit=st.sampled_from([NOTHING, EVERYTHING]))
@settings(max_examples=25, deadline=None)
async def test_texts_of_hostile_data_stay_within_discords_limits(show: Show, limit: Limit) -> None:
    """Whatever the data, an answer is a text that Discord takes."""
    for reply in _replies(show, limit):
        [card] = make_cards([reply], _VOICE, report_url="https://example.org/wrong", room=2000)
        _check_text(*plain((card, reply)))


def _replies(show: Show, limit: Limit) -> list[Reply]:
    """Every answer about a show as a whole, and about a few names."""
    shelf = Shelf({show.id: show})
    desk = Desk(lambda: shelf, lambda: TODAY)
    questions = [Question(name) for name in topics.TOPICS]
    for name, topic in topics.TOPICS.items():
        names = topic.names(cut(show, limit))[:2] if topic.names else ()
        questions += [Question(name, subject.id) for subject in names]
    return [desk.reply(question, show=None, limit=limit) for question in questions]


def _check_two(two: Sequence[Reply]) -> None:
    for shareable in (False, True):
        cards = make_cards(two, _VOICE, report_url="https://example.org/wrong", shareable=shareable)
        view: Any = layout(*zip(cards, two, strict=True), target=10**20 - 1 if shareable else 0)
        _check(view.to_components(), buttons=6)
    texts = make_cards(two, _VOICE, report_url="https://example.org/wrong", room=2000)
    _check_text(*plain(*zip(texts, two, strict=True)))


def _check_text(content: str, view: ui.View) -> None:
    assert 0 < size(content) <= 2000
    rows: Any = view.to_components()
    everything = list(_walk(rows))
    assert {row["type"] for row in rows} <= {1}
    for key in ("custom_id", "label"):
        found = [c[key] for c in everything if c.get(key)]
        assert len(found) == len(set(found))
    validate_components(rows, flags=0)


@given(st.text(max_size=4000))
@settings(max_examples=25, deadline=None)
async def test_cards_for_whatever_is_typed_stay_within_discords_limits(typed: str) -> None:
    """Over-long and strange names get a card that Discord takes."""
    from tests.conftest import load

    for components in _payloads(load("paper-moons"), NOTHING, typed):
        _check(components)


async def test_the_longest_texts_fit(harbour: Show) -> None:
    """A show whose every text is as long as the schema allows, all of it to be escaped, still fits."""
    update: dict[str, Any] = {}
    for name in ("plot", "timeline", "renewal", "production", "reception"):
        section = getattr(harbour.file, name)
        update[name] = {id: fact.model_copy(update={"text": "*_" * 350}) for id, fact in section.items()}
    plot = update["plot"]
    update["plot"] = {f"{id}-{n}": fact for n in range(5) for id, fact in plot.items()}
    long = Show.build(harbour.id, harbour.file.model_copy(update=update))
    for components in _payloads(long, EVERYTHING):
        _check(components)
    for two in itertools.product(_replies(long, EVERYTHING), repeat=2):
        _check_two(two)


@pytest.mark.parametrize("lines", [1, 99], ids=["many parts", "long parts"])
async def test_two_full_answers_fit(harbour: Show, lines: int) -> None:
    """Two answers that would each fill a message, menus and all, fit into one together."""
    visible = cut(harbour, EVERYTHING)
    names = tuple(Name(f"n{number}", f"Name {number}") for number in range(25))
    two = [
        Reply(
            Answer(
                Question(topic),
                "headline " * 30,
                (Part((Line("word " * 9),) * lines, "title"),) * 20,
                facts=tuple(harbour.file.plot.values())[:1],
                leads=tuple(Lead(Question(other), other) for other in ("release", "trailer", "renewal")),
                menu=Menu(topic, "Choose", names),
            ),
            visible,
            EVERYTHING,
        )
        for topic in ("cast", "recommendations")
    ]
    _check_two(two)


async def test_a_cut_card_says_that_there_is_more(harbour: Show) -> None:
    """What does not fit is not dropped in silence."""
    plot = {
        f"p{n}": fact.model_copy(update={"text": "word " * 130, "kind": "world" if n else "premise"})
        for n in range(9)
        for fact in list(harbour.file.plot.values())[:1]
    }
    long = Show.build(harbour.id, harbour.file.model_copy(update={"plot": plot}))
    text = str(list(_payloads(long, EVERYTHING)))
    assert "There is more than fits on a card." in text


def test_custom_ids_come_back_as_they_were() -> None:
    """`decode` reads what `encode` writes, and the longest ids fit."""
    longest = Press(
        "menu", "s" * 32, Question("sources", "r." + "x" * 32, "recommendations"), Limit(Episode(99, 999))
    )
    assert decode(encode(longest)) == longest
    assert len(encode(longest)) <= 100
    shared = replace(longest, action="share", target=10**20 - 1)
    assert decode(encode(shared)) == shared
    assert len(encode(shared)) <= 100


@given(st.integers(1, 2**64 - 1))
def test_ids_of_messages_come_back_as_they_were(target: int) -> None:
    """They are written short."""
    press = Press("share", "show", Question("cast"), NOTHING, target)
    assert decode(encode(press)) == press


@given(st.text(max_size=100))
def test_any_custom_id_is_read_or_refused(custom_id: str) -> None:
    """A forged or old custom_id is never a fault."""
    assert decode(custom_id) is None or re.match(r"u1\|", custom_id)
    assert decode("u1|a|" + custom_id) is None or custom_id.count("|") >= 4
    assert decode("u1|s|show|ca|||-|" + custom_id) is None or custom_id.isalnum()


async def test_the_report_link_stands_on_answers(harbour: Show) -> None:
    """Where the self-hoster set an address, "Something wrong?" leads there."""
    shelf = Shelf({harbour.id: harbour})
    desk, voice = Desk(lambda: shelf, lambda: TODAY), Voice("en", DISCORD, TODAY)
    reply = desk.reply(Question("release"), show=None, limit=NOTHING)
    card = make_card(reply, voice, report_url="https://example.org/wrong?a=(b)")
    assert card.small_print.endswith("[Something wrong?](<https://example.org/wrong?a=(b)>)")
    assert "Something wrong" not in make_card(reply, voice).small_print
