"""The card on which moderators set the bot up: shows, how far public answers go where, and questions."""

from __future__ import annotations

from dataclasses import replace

import discord

from bot.card import NEUTRAL
from bot.knowledge.shelf import Shelf
from bot.knowledge.show import Show
from bot.spoilers import NOTHING, Limit, cut
from bot.storage.errors import StorageUnavailable
from bot.storage.store import Store
from bot.storage.values import ALL_SHOWS, WHOLE_SERVER, Ceiling, ServerSettings
from bot.texts import PLAIN, Say, Voice, say
from bot.ui import controls, failures, place
from bot.ui.access import may_use
from bot.ui.control_ids import Control, encode_control
from bot.ui.questions import CANNOT_READ, PAGE, QuestionsPage
from bot.ui.reply import Replies
from bot.ui.scene import chosen_values

AREA = "settings"
COMMAND = "settings"
_PRESETS = ("premise", "aired", "aired+1", "aired+3", "aired+7", "everything")
_EPISODE, _INHERIT = "episode", "inherit"
_PLACES_LISTED = 20


class SettingsCard:
    """Shows and changes a server's settings. Every press is allowed only to who may use the command now."""

    def __init__(self, replies: Replies, store: Store) -> None:
        self._replies = replies
        self._store = store
        self._questions = QuestionsPage(AREA, replies, store)

    async def open(self, interaction: discord.Interaction) -> None:
        """Show the first page."""
        await self._page(interaction, Control(AREA, "server", (ALL_SHOWS,)))

    async def pressed(self, interaction: discord.Interaction, control: Control) -> None:
        """Do what a press on the card asks for, and show the page anew."""
        if interaction.guild_id is None or not await may_use(interaction, COMMAND):
            await failures.tell(interaction, say("Only those who may use /settings here can change them."))
            return
        if interaction.type is discord.InteractionType.modal_submit:
            await self._typed_episode(interaction, control)
            return
        values = chosen_values(interaction)
        chosen = values[0] if values else ""
        match control.action:
            case "shows" | "default":
                await self._set_shows(interaction, control, values)
            case "ceiling" if chosen == _EPISODE:
                await self._ask_episode(interaction, control)
            case "ceiling":
                await self._set_ceiling(interaction, control, chosen)
            case "show":
                await self._page(
                    interaction, Control(AREA, control.arg(0), (chosen.strip("*"), *control.args[1:]))
                )
            case "channel":
                await self._page(interaction, Control(AREA, "places", (control.arg(0), chosen)))
            case _:
                await self._on_questions(interaction, control)

    async def _on_questions(self, interaction: discord.Interaction, control: Control) -> None:
        exports = control.action == "export"
        try:
            if exports:
                await self._questions.export(interaction)
                return
            changed = await self._questions.change(interaction, control)
        except StorageUnavailable:
            await failures.tell(interaction, CANNOT_READ if exports else _CANNOT_SAVE)
            return
        page = Control(AREA, PAGE) if changed else control
        await self._page(interaction, page, saved=changed)

    async def _set_shows(self, interaction: discord.Interaction, control: Control, values: list[str]) -> None:
        guild_id = interaction.guild_id or 0
        try:
            if control.action == "shows":
                every = set(values) == set(self._replies.known(interaction).shows)
                await self._store.set_shows(guild_id, [] if every else values)
            else:
                await self._store.set_default_show(
                    guild_id, values[0] if values and values[0] != "*" else None
                )
        except StorageUnavailable:
            await failures.tell(interaction, _CANNOT_SAVE)
            return
        await self._page(interaction, Control(AREA, "content"), saved=True)

    async def _set_ceiling(self, interaction: discord.Interaction, control: Control, chosen: str) -> None:
        guild_id, show_id, scope = (
            interaction.guild_id or 0,
            control.arg(0),
            int(control.arg(1) or WHOLE_SERVER),
        )
        try:
            if chosen == _INHERIT:
                await self._store.clear_ceiling(guild_id, scope, show_id)
            else:
                await self._store.set_ceiling(guild_id, scope, show_id, Ceiling.parse(chosen))
        except StorageUnavailable:
            await failures.tell(interaction, _CANNOT_SAVE)
            return
        page = "places" if scope else "server"
        await self._page(interaction, Control(AREA, page, control.args), saved=True)

    async def _ask_episode(self, interaction: discord.Interaction, control: Control) -> None:
        voice = replace(await self._replies.voice(interaction, private=True), medium=PLAIN)
        custom_id = encode_control(AREA, "ceiling", *control.args)
        title = say("Up to which episode?")
        await interaction.response.send_modal(place.numbers_form(custom_id, title, say("Episode"), voice))

    async def _typed_episode(self, interaction: discord.Interaction, control: Control) -> None:
        show = self._replies.known(interaction).meant(control.arg(0) or None)
        if show is None:
            await failures.tell(interaction, failures.OLD_CARD)
            return
        limit = place.read(*place.submitted(interaction), cut(show, NOTHING))
        if not isinstance(limit, Limit):
            await failures.tell(interaction, limit.message)
            return
        await self._set_ceiling(interaction, control, str(limit))

    async def _page(self, interaction: discord.Interaction, page: Control, *, saved: bool = False) -> None:
        settings = await self._store.settings(interaction.guild_id or 0)
        voice = await self._replies.voice(interaction, private=True)
        shelf = self._replies.known(interaction)
        match page.action:
            case "content":
                texts, rows = _content_page(shelf, settings, voice)
            case "places":
                texts, rows = _places_page(shelf, settings, page.arg(0), page.arg(1), voice)
            case "questions" | "ask-keep-none" | "ask-forget-all":
                texts, rows = await self._questions.draw(interaction, page, settings, voice)
            case _:
                texts, rows = _server_page(shelf, settings, page.arg(0), voice)
        if not settings.known:
            texts.append(voice(say("I can't read the settings just now. Until I can, I give nothing away.")))
        if saved:
            texts.append(f"-# {voice(say('Saved.'))}")
        rows.append(_pages(page, shelf, replace(voice, medium=PLAIN)))
        await controls.show(interaction, controls.control_card(NEUTRAL, texts, rows))


_CANNOT_SAVE = say("Settings can't be saved just now. Please try again in a minute.")


def _server_page(
    shelf: Shelf, settings: ServerSettings, show_id: str, voice: Voice
) -> tuple[list[str], list[controls.Row]]:
    ceiling = settings.ceiling(show_id)
    texts = [
        f"## {voice(say('How far public answers go'))}",
        voice(say("In this server: {ceiling}.", ceiling=_name(ceiling))),
        f"-# {voice(_EXPLAINED)}",
    ]
    rows = _show_menu(shelf, show_id, "server", "", voice)
    rows.append(_ceiling_menu(shelf, show_id, WHOLE_SERVER, settings, voice))
    return texts, rows


_EXPLAINED = say(
    "Who is not that far gets a private answer. A ceiling of a category or channel goes before the server's."
)


def _places_page(
    shelf: Shelf, settings: ServerSettings, show_id: str, scope: str, voice: Voice
) -> tuple[list[str], list[controls.Row]]:
    texts = [f"## {voice(say('Categories and channels'))}"]
    listed = [
        f"<#{id}>: {voice(_of_show(shelf, show, ceiling))}"
        for (id, show), ceiling in sorted(settings.ceilings.items())
        if id != WHOLE_SERVER
    ]
    texts.append("\n".join(listed[:_PLACES_LISTED]) or voice(say("All of them are as the server.")))
    rows = _show_menu(shelf, show_id, "places", scope, voice)
    labels = replace(voice, medium=PLAIN)
    pick = labels(say("Pick a category or channel"))
    rows.append(controls.channels(encode_control(AREA, "channel", show_id), pick))
    if scope:
        texts.append(voice(say("Choose how far answers go there:")) + f" <#{int(scope)}>")
        rows.append(_ceiling_menu(shelf, show_id, int(scope), settings, voice))
    return texts, rows


def _content_page(
    shelf: Shelf, settings: ServerSettings, voice: Voice
) -> tuple[list[str], list[controls.Row]]:
    labels = replace(voice, medium=PLAIN)
    texts = [
        f"## {voice(say('Shows'))}",
        voice(say("Which shows this server is about, and which one is meant.")),
    ]
    shows = [(labels(show.file.title), show.id) for show in shelf.shows.values()]
    chosen = settings.shows or tuple(shelf.shows)
    default = settings.default_show or "*"
    none = (labels(say("None: ask which one is meant")), "*")
    return texts, [
        controls.menu(
            encode_control(AREA, "shows"), labels(say("Shows")), shows, chosen=chosen, several=True
        ),
        controls.menu(
            encode_control(AREA, "default"), labels(say("Meant by default")), [none, *shows], chosen=[default]
        ),
    ]


def _show_menu(shelf: Shelf, show_id: str, page: str, scope: str, voice: Voice) -> list[controls.Row]:
    if not shelf.several:
        return []
    labels = replace(voice, medium=PLAIN)
    every = (labels(say("All shows")), f"*{ALL_SHOWS}")
    shows = [(labels(show.file.title), show.id) for show in shelf.shows.values()]
    custom_id = encode_control(AREA, "show", page, scope)
    return [controls.menu(custom_id, labels(say("Show")), [every, *shows], chosen=[show_id or "*"])]


def _ceiling_menu(
    shelf: Shelf, show_id: str, scope: int, settings: ServerSettings, voice: Voice
) -> controls.Row:
    labels = replace(voice, medium=PLAIN)
    now = settings.ceilings.get((scope, show_id))
    choices = [(labels(_name(Ceiling.parse(preset))), preset) for preset in _PRESETS]
    if shelf.meant(show_id or None) is not None:
        label = (
            say("Up to an episode: {episode}", episode=str(now))
            if now and now.upto
            else say("Up to an episode…")
        )
        choices.append((labels(label), _EPISODE))
    if scope or show_id:
        choices.append((labels(say("Not set: as what it belongs to")), _INHERIT))
    value = (_EPISODE if now.upto else str(now)) if now else (_INHERIT if scope or show_id else "premise")
    prompt = labels(say("How far public answers go"))
    return controls.menu(encode_control(AREA, "ceiling", show_id, scope), prompt, choices, chosen=[value])


def _pages(page: Control, shelf: Shelf, labels: Voice) -> controls.Row:
    pages = [("server", say("The server")), ("places", say("Categories and channels"))]
    pages.append((PAGE, say("Questions")))
    if shelf.several:
        pages.append(("content", say("Shows")))
    here, there = discord.ButtonStyle.primary, discord.ButtonStyle.secondary
    return controls.buttons(
        *(
            (encode_control(AREA, name), labels(label), here if name == page.action else there)
            for name, label in pages
        )
    )


def _name(ceiling: Ceiling) -> Say:
    match ceiling.kind:
        case "premise":
            return say("the premise only")
        case "episode":
            return say("up to {episode}", episode=str(ceiling.upto))
        case "everything":
            return say("everything")
        case "aired":
            if not ceiling.delay:
                return say("what has aired so far")
            return say("what aired {days} or more days ago", days=ceiling.delay)


def _of_show(shelf: Shelf, show_id: str, ceiling: Ceiling) -> Say:
    show: Show | None = shelf.shows.get(show_id)
    if show is None:
        return _name(ceiling)
    return say("{ceiling} ({show})", ceiling=_name(ceiling), show=show.file.title)
