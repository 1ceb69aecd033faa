"""The gate, for shows of any shape: nothing beyond a limit on any surface, and all that is within."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot import topics
from bot.answer import Question, Sorry
from bot.card import Card, make_card
from bot.desk import Desk
from bot.knowledge.episodes import Episode
from bot.knowledge.schema import Fact, references
from bot.knowledge.shelf import Shelf
from bot.knowledge.show import AFTER_ALL, BEFORE_ALL, Show, all_facts
from bot.spoilers import EVERYTHING, NOTHING, Limit, VisibleShow, aired, cut, stricter
from bot.texts import PLAIN, Voice
from tests.shows import EPISODES, TODAY, shows, tokens

limits = st.sampled_from([NOTHING, *(Limit(Episode.parse(text)) for text in EPISODES), Limit(Episode(0, 1))])


def _reach(show: Show, limit: Limit) -> tuple[int, int, int, int]:
    return BEFORE_ALL if limit.upto is None else show.position(limit.upto)


def _beyond(show: Show, limit: Limit) -> set[str]:
    """The tokens of all that a reader at the limit must never see."""
    reach = _reach(show, limit)
    hidden: set[str] = set()
    for _, fact in all_facts(show.file):
        if show.revealed_at(fact) > reach:
            hidden |= tokens(fact)
    for id, source in show.file.sources.items():
        if show.source_revealed_at(id) > reach:
            hidden |= tokens(source)
    return hidden


def _questions(show: VisibleShow) -> Iterator[Question]:
    for name, topic in topics.TOPICS.items():
        yield Question(name)
        for choice in topic.choices:
            yield Question(name, choice=choice)
        for subject in topic.names(show) if topic.names else ():
            yield Question(name, subject.id)
            yield Question("sources", subject.id, name)
        yield Question("sources", choice=name)


def _everything_on(card: Card) -> str:
    return str(card)


def _surfaces(show: Show, limit: Limit) -> Iterator[str]:
    """All that the desk can be made to say to a reader at a limit."""
    shelf = Shelf({show.id: show})
    desk = Desk(lambda: shelf, lambda: TODAY)
    voice = Voice("en", PLAIN, TODAY)
    for question in _questions(cut(show, limit)):
        yield _everything_on(make_card(desk.reply(question, show=None, limit=limit), voice))
    for _, fact in all_facts(show.file):
        for token in tokens(fact):
            for topic in ("cast", "recommendations", "episodes"):
                typed = desk.reply(Question(topic), show=None, limit=limit, typed=token)
                said = _everything_on(make_card(typed, voice))
                yield said.replace(token, "") if isinstance(typed.content, Sorry) else said
                yield str(desk.complete(topic, token, show=None, limit=limit))
    for topic in ("cast", "recommendations", "episodes"):
        yield str(desk.complete(topic, "", show=None, limit=limit))


@given(show=shows(), limit=limits)
@settings(max_examples=40, deadline=None)
def test_no_surface_tells_what_lies_beyond_the_limit(show: Show, limit: Limit) -> None:
    """For any show and any limit, no card, suggestion or "did you mean" holds a fact from beyond it."""
    hidden = _beyond(show, limit)
    for said in _surfaces(show, limit):
        assert not tokens(said) & hidden


@given(show=shows(), limit=limits)
@settings(max_examples=80, deadline=None)
def test_all_that_may_be_told_is_still_there(show: Show, limit: Limit) -> None:
    """The cut takes away what lies beyond the limit, and people whom nothing visible names, and no more."""
    visible, reach = cut(show, limit), _reach(show, limit)
    kept = {path for path, _ in all_facts(visible.facts)}
    for path, fact in all_facts(show.file):
        if path[0] != "people":
            assert (path in kept) == (show.revealed_at(fact) <= reach)
    assert cut(show, EVERYTHING).facts.plot.keys() == show.file.plot.keys()


@given(show=shows(), limit=limits)
@settings(max_examples=80, deadline=None)
def test_what_is_visible_refers_to_nothing_that_is_not(show: Show, limit: Limit) -> None:
    """No visible fact names a hidden one, not even by its id."""
    visible = cut(show, limit)
    for _, fact in all_facts(visible.facts):
        for _, section, target in references(fact):
            holder = visible.sources if section == "sources" else getattr(visible.facts, section)
            assert target in holder


@given(show=shows(), limit=limits)
@settings(max_examples=60, deadline=None)
def test_a_hidden_name_is_refused_like_an_unknown_one(show: Show, limit: Limit) -> None:
    """Asking for what is withheld gets the very card that asking for what does not exist gets."""
    shelf = Shelf({show.id: show})
    desk, voice = Desk(lambda: shelf, lambda: TODAY), Voice("en", PLAIN, TODAY)
    for role in show.file.cast.values():
        if show.revealed_at(role) > _reach(show, limit):
            asked = next(iter(tokens(role.character)))
            hidden = make_card(desk.reply(Question("cast"), show=None, limit=limit, typed=asked), voice)
            unknown = make_card(desk.reply(Question("cast"), show=None, limit=limit, typed="zzzzzzz"), voice)
            if not hidden.headline.endswith("here."):
                continue
            if "Did you mean" not in str(hidden):
                assert str(hidden).replace(asked, "") == str(unknown).replace("zzzzzzz", "")


@given(show=shows(), limit=limits)
@settings(max_examples=40, deadline=None)
def test_the_place_button_tells_nothing(show: Show, limit: Limit) -> None:
    """Cast, plot and episode cards carry "Where I'm up to", whatever is held back; others never do."""
    shelf = Shelf({show.id: show})
    desk, voice = Desk(lambda: shelf, lambda: TODAY), Voice("en", PLAIN, TODAY)
    for name in topics.TOPICS:
        for at in (limit, EVERYTHING):
            card = make_card(desk.reply(Question(name), show=None, limit=at), voice)
            assert bool(card.place_button) is (name in ("cast", "plot", "episodes"))


def test_a_fact_without_a_reveal_point_waits_for_the_last_episode(harbour: Show) -> None:
    """What does not say when it may be told counts as revealed by the last known episode: fail closed."""
    fact = next(iter(harbour.file.plot.values())).model_copy(update={"reveals": None})
    assert harbour.last is not None
    assert harbour.revealed_at(fact) == harbour.position(harbour.last)
    nothing_known = Show.build(
        "x",
        harbour.file.model_copy(
            update={
                "seasons": {},
                "episodes": {},
                "plot": {},
                "cast": {},
                "people": {},
                "verdict": None,
                "release": {},
                "timeline": {},
                "renewal": {},
                "credits": {},
                "production": {},
                "trailers": {},
                "titles": {},
                "reception": {},
                "claims": {},
            }
        ),
    )
    assert nothing_known.revealed_at(fact) == AFTER_ALL


def test_a_fact_waits_for_a_source_that_may_be_shown(harbour: Show) -> None:
    """A fact all of whose sources spoil is told only where one of those may be named."""
    fact = next(iter(harbour.file.plot.values()))
    late = fact.model_copy(update={"reveals": "nothing", "sources": ("finale-script",)})
    assert harbour.revealed_at(late) == harbour.position(Episode(2, 8))


def test_specials_stand_where_they_were_placed(harbour: Show) -> None:
    """A special follows the episode that it names; one that names none comes after everything."""
    carols, lost = Episode(0, 1), Episode(0, 2)
    placed = next(r.after for r in harbour.file.episodes.values() if r.episode == carols)
    assert placed is not None
    assert harbour.position(placed) < harbour.position(carols)
    assert harbour.position(carols) < harbour.position(Episode(placed.season, placed.number + 1))
    assert harbour.position(lost) > harbour.position(Episode(2, 99))


def test_only_the_gate_makes_a_visible_show(harbour: Show) -> None:
    """Nobody else can hand a show to a topic."""
    with pytest.raises(TypeError):
        VisibleShow("x", "x", (), "#000000", harbour.file, {}, seal=None)


@pytest.mark.parametrize("text", ["nothing", "everything", "S01E04", "S02E113"])
def test_limits_are_read_as_they_are_written(text: str) -> None:
    """`Limit.parse` reads what `str` writes."""
    assert str(Limit.parse(text)) == text


def _open_gate(show: Show, fact: Fact) -> tuple[int, int, int, int]:
    return BEFORE_ALL


def test_the_property_notices_an_open_gate(monkeypatch: pytest.MonkeyPatch, harbour: Show) -> None:
    """A test of the test: with the gate broken, the surfaces do leak, so the property can fail."""
    hidden = {word for word in str(harbour.file).replace("'", " ").split() if word.endswith("s02e08")}
    cut.cache_clear()
    assert not any(word in said for said in _surfaces(harbour, NOTHING) for word in hidden)
    cut.cache_clear()
    monkeypatch.setattr(Show, "revealed_at", _open_gate)
    assert any(word in said for said in _surfaces(harbour, NOTHING) for word in hidden)
    cut.cache_clear()


@pytest.mark.parametrize(
    ("now", "reached"),
    [
        ("2000-01-01T00:00Z", "nothing"),
        ("2024-10-03T23:00Z", "nothing"),
        ("2024-10-04T00:00Z", "S01E01"),
        ("2024-11-20T00:00Z", "S01E05"),
        ("2024-12-01T00:00Z", "S01E06"),
        ("2024-12-25T00:00Z", "S00E01"),
        ("2025-12-18T19:59Z", "S02E01"),
        ("2025-12-18T20:00Z", "S02E02"),
        ("2036-01-01T00:00Z", "S02E05"),
    ],
)
def test_aired_so_far_follows_the_dates_and_stops_where_one_is_not_known(
    harbour: Show, now: str, reached: str
) -> None:
    """A day counts once it is over, an instant once it has come; an undated episode holds up all after it."""
    assert str(aired(harbour, dt.datetime.fromisoformat(now))) == reached


def test_an_unplaced_special_unlocks_nothing(harbour: Show) -> None:
    """Having seen a special of which nobody knows where it belongs says nothing about the rest."""
    assert cut(harbour, Limit(Episode(0, 2))).facts.cast.keys() == cut(harbour, NOTHING).facts.cast.keys()


def test_the_stricter_of_two_limits_tells_less(harbour: Show) -> None:
    """Limits are compared in viewing order, specials included."""
    special, first, second = Limit(Episode(0, 1)), Limit(Episode(1, 6)), Limit(Episode(2, 1))
    assert stricter(harbour, special, first) == first
    assert stricter(harbour, special, second) == special
    assert stricter(harbour, EVERYTHING, NOTHING) == NOTHING
