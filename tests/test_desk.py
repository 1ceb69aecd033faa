"""The desk: which show is meant, and who is meant in it."""

from __future__ import annotations

from collections.abc import Callable

from bot.answer import Question, Sorry
from bot.desk import Desk
from bot.knowledge.show import Show
from bot.spoilers import NOTHING
from bot.texts import say

DeskFor = Callable[..., Desk]


def _meant(desk: Desk, show: str | None = None) -> str | None:
    reply = desk.reply(Question("release"), show=show, limit=NOTHING)
    return reply.show.id if reply.show else None


def _marked(show: Show) -> Show:
    return Show.build(show.id, show.file.model_copy(update={"default": "true"}))


def test_the_only_show_is_meant(desk_for: DeskFor, harbour: Show) -> None:
    """With one show nobody has to name it."""
    assert _meant(desk_for(harbour)) == harbour.id


def test_the_show_that_its_file_marks_is_meant(desk_for: DeskFor, harbour: Show, moons: Show) -> None:
    """One of several files may say that it is the default; two that say so cancel each other out."""
    assert _meant(desk_for(harbour, moons)) is None
    assert _meant(desk_for(harbour, _marked(moons))) == moons.id
    assert _meant(desk_for(_marked(harbour), _marked(moons))) is None


def test_the_setting_goes_before_the_mark(desk_for: DeskFor, harbour: Show, moons: Show) -> None:
    """What the self-hoster set is meant; if that show is gone, the bot asks rather than taking another."""
    assert _meant(desk_for(harbour, _marked(moons), default=harbour.id)) == harbour.id
    assert _meant(desk_for(harbour, moons, default="gone")) is None


def test_a_show_is_named_by_its_id_or_as_a_fan_types_it(
    desk_for: DeskFor, harbour: Show, moons: Show
) -> None:
    """Ids, titles, aliases and typos lead to the show; nonsense does not."""
    desk = desk_for(harbour, moons)
    for typed in ("paper-moons", "Paper Moons", "papermoons", "paper mons"):
        assert _meant(desk, typed) == moons.id
    assert _meant(desk, "zzzqx") is None


def test_a_server_that_is_about_one_show_means_that(harbour: Show, moons: Show, desk_for: DeskFor) -> None:
    """A narrowed shelf has its own default, and none that it does not hold."""
    shelf = desk_for(harbour, _marked(moons), default=moons.id).shelf
    narrowed = shelf.narrowed((harbour.id,), None)
    assert list(narrowed.shows) == [harbour.id]
    meant = narrowed.meant(None)
    assert meant is not None
    assert meant.id == harbour.id


def test_a_title_with_a_file_of_its_own_leads_there(desk_for: DeskFor, harbour: Show, moons: Show) -> None:
    """The card of another title has a button into that show, where it is loaded."""
    linked = next(id for id, title in harbour.file.titles.items() if title.show == moons.id)
    question = Question("recommendations", linked)
    alone = desk_for(harbour).reply(question, show=harbour.id, limit=NOTHING)
    both = desk_for(harbour, moons).reply(question, show=harbour.id, limit=NOTHING)
    assert all(not lead.show for lead in alone.content.leads)
    lead = next(lead for lead in both.content.leads if lead.show)
    assert (lead.show, lead.question, lead.label) == (moons.id, Question("plot"), say("More about it"))


def test_a_bot_without_shows_says_so(desk_for: DeskFor) -> None:
    """Nothing loaded is a sentence, not a fault."""
    assert isinstance(desk_for().reply(Question("plot"), show=None, limit=NOTHING).content, Sorry)
