"""Questions in plain words, from wherever they come: what is heard, as far as who reads it may be told."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass

import discord

from bot import limits
from bot.answer import Answer, Lead, Question, paragraph
from bot.ask.conversation import Before
from bot.audience import Audience, Scene
from bot.desk import Heard, Reply
from bot.knowledge.shelf import Shelf
from bot.knowledge.show import Show
from bot.markdown import size
from bot.spoilers import Limit, cut, stricter
from bot.texts import PLAIN, Voice, language_for, say
from bot.topics import TOPICS
from bot.ui.reply import Replies
from bot.ui.scene import scene_of

log = logging.getLogger(__name__)

_EXAMPLES = ("release", "cast", "plot", "renewal", "trailer")


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody asked, and where; `channel_id` is None where they did not ask it themselves."""

    scene: Scene
    text: str
    locale: str
    channel_id: int | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """What was made of a question, and who may read that."""

    asked: Asked
    heard: Heard
    who: Audience
    show: str


class PlainWords:
    """Understands questions in plain words, and what follows up on the one before."""

    def __init__(self, replies: Replies) -> None:
        self._replies = replies
        self._desk = replies.desk
        self._learnt = False

    async def ask(
        self, interaction: discord.Interaction, text: str, *, show: str | None, private: bool
    ) -> None:
        """Answer /ask."""
        asked = Asked(scene_of(interaction), text, str(interaction.locale), interaction.channel_id)
        known = self._replies.known(interaction)
        await self._give(interaction, await self.hear(asked, known, show=show, private=private))

    async def answer(self, interaction: discord.Interaction, text: str, target: int) -> None:
        """Answer the message of somebody, whose id is `target`, to the asker alone."""
        asked = Asked(scene_of(interaction), text, str(interaction.locale))
        told = await self.hear(asked, self._replies.known(interaction), private=True)
        await self._give(interaction, told, target)

    async def _give(self, interaction: discord.Interaction, told: Told, target: int = 0) -> None:
        heard, private = told.heard, told.who.private
        await self._replies.send(
            interaction, *heard.replies, private=private, language=heard.language, target=target
        )
        await self.given(told)

    async def hear(
        self, asked: Asked, known: Shelf, *, show: str | None = None, private: bool = False
    ) -> Told:
        """What is made of a question. Whoever has shown it says so with `given`."""
        await self._learn()
        shelf = await self._replies.shelf_in(asked.scene, known)
        before = self._before(asked.scene.user_id, asked.channel_id)
        meant = self._meant(asked.text, show, shelf, before)
        who = await self._replies.reader(asked.scene, meant, private=private)
        if meant is None and show:
            reply = self._desk.reply(Question("help"), show=show, limit=who.limit, shelf=shelf)
            heard = Heard("asked_back", language_for(asked.locale), (reply,))
        else:
            heard = self._desk.hear(
                asked.text, show=meant, limit=who.limit, shelf=shelf, locale=asked.locale, before=before
            )
        return Told(asked, heard, who, meant.id if meant else "")

    async def _learn(self) -> None:
        """Read the words of all languages with the first question, and beside the event loop."""
        if not self._learnt:
            await asyncio.to_thread(self._desk.learn)
            self._learnt = True

    def _before(self, user_id: int, channel_id: int | None) -> Before | None:
        return None if channel_id is None else self._replies.conversations.recall(user_id, channel_id)

    def _meant(self, text: str, named: str | None, shelf: Shelf, before: Before | None) -> Show | None:
        return self._desk.find(named, shelf) if named else self._desk.show_meant(text, shelf, before)

    async def given(self, told: Told) -> None:
        """Remember what was answered, for a follow-up, and count what was not understood. Never fails."""
        asked, heard = told.asked, told.heard
        if heard.before is not None and asked.channel_id is not None:
            self._replies.conversations.note(asked.scene.user_id, asked.channel_id, heard.before)
        if heard.outcome == "abstained":
            # Whoever wrote what somebody chose has not asked, and may know more than who chose it.
            text = asked.text if asked.channel_id is not None else ""
            try:
                await self._replies.memory.not_understood(
                    asked.scene.guild_id, told.show, heard.language, text, await self._knows(told)
                )
            except Exception:
                log.exception("could not count a question that was not understood")

    async def _knows(self, told: Told) -> Limit:
        """How far the story goes that a question may give away: as far as its asker was told, or has seen."""
        show = self._desk.shelf.shows.get(told.show)
        place = await self._replies.memory.place(told.asked.scene.user_id, told.show) if show else None
        if show is None or place is None:
            return told.who.limit
        seen = Limit(place.upto)
        return seen if stricter(show, told.who.limit, seen) == told.who.limit else told.who.limit

    async def examples(self, scene: Scene, known: Shelf) -> Reply:
        """What to say where somebody asked nothing: some questions that can be answered there."""
        shelf = await self._replies.shelf_in(scene, known)
        show = self._desk.find(None, shelf)
        who = await self._replies.reader(scene, show)
        if show is None:
            return self._desk.reply(Question("help"), show=None, limit=who.limit, shelf=shelf)
        leads = tuple(
            Lead(Question(topic), TOPICS[topic].label)
            for topic in _EXAMPLES
            if isinstance(
                self._desk.reply(Question(topic), show=show.id, limit=who.limit, shelf=shelf).content, Answer
            )
        )
        content = Answer(
            Question("help"),
            say("Ask me about {title}", title=show.file.title),
            (paragraph(say("Just write what you want to know, in your own words. For example:")),),
            leads=leads,
        )
        return Reply(content, cut(show, who.limit), who.limit)

    async def complete(
        self, interaction: discord.Interaction, typed: str
    ) -> list[discord.app_commands.Choice[str]]:
        """Questions to offer while somebody types one, cut to what may be shown where it will be answered."""
        await self._learn()
        scene, options = scene_of(interaction), interaction.namespace
        named, private = getattr(options, "show", None), bool(getattr(options, "private", False))
        shelf = await self._replies.shelf(interaction)
        before = self._before(interaction.user.id, interaction.channel_id)
        show = self._meant(typed, named, shelf, before)
        who = await self._replies.reader(scene, show, private=private)
        locale = str(interaction.locale)
        offered = self._desk.questions_like(typed, show=show, limit=who.limit, shelf=shelf, locale=locale)
        voice = Voice(language_for(locale), PLAIN, self._desk.now())
        whole = [text for text in map(voice, offered) if 0 < size(text) <= limits.CHOICE_NAME]
        return [discord.app_commands.Choice(name=text, value=text) for text in whole[: limits.CHOICES]]
