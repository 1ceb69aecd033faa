"""How an answer is laid out, in words: headline, parts, small print and buttons, within Discord's limits.

A `Card` holds finished text in one language and for one medium; `bot.ui.layout` makes a Discord message
of it, `bot.terminal` prints it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from bot import limits
from bot.answer import Act, Answer, Lead, Line, Link, Menu, Name, Part, Sorry
from bot.desk import Reply
from bot.knowledge.dates import PartialDate
from bot.knowledge.schema import Fact
from bot.markdown import shorten, size
from bot.spoilers import EVERYTHING, NOTHING, Limit, VisibleShow
from bot.texts import PLAIN, Say, Short, Voice, Words, say

NEUTRAL = "#5865F2"
MORE = say("There is more than fits on a card.")
"""The last line of a card that is full."""
_SOURCES_NAMED = 1


@dataclass(frozen=True, slots=True)
class CardLine:
    """One line: `lead` is set off from `text`; `url` is where the text leads to."""

    lead: str
    text: str
    url: str | None = None


@dataclass(frozen=True, slots=True)
class CardPart:
    """Lines under a title, which may be empty."""

    title: str
    lines: tuple[CardLine, ...]


@dataclass(frozen=True, slots=True)
class CardMenu:
    """A menu: its prompt, and a label and a description for each name."""

    menu: Menu
    prompt: str
    options: tuple[tuple[Name, str, str], ...]


@dataclass(frozen=True, slots=True)
class Card:
    """A finished card. Texts are in one language and safe for one medium."""

    headline: str
    parts: tuple[CardPart, ...]
    small_print: str
    accent: str
    leads: tuple[tuple[Lead, str], ...]
    links: tuple[tuple[Link, str], ...]
    acts: tuple[tuple[Act, str], ...]
    menu: CardMenu | None
    place_button: str
    """The label of the "Where I'm up to" button; empty where the card has none."""
    share_button: str
    """The label of the button that shows a private card to everybody; empty where the card has none."""


def make_card(reply: Reply, voice: Voice, *, report_url: str | None = None, shareable: bool = False) -> Card:
    """The card of a reply, as `voice` says it.

    `report_url` is where a reader can say that something is wrong; `shareable` says that the card goes to
    one reader in a place where there are others.
    """
    return _made(reply, voice, report_url, shareable, limits.MESSAGE_TEXT, _PARTS)


def make_cards(
    replies: Sequence[Reply],
    voice: Voice,
    *,
    report_url: str | None = None,
    shareable: bool = False,
    room: int = limits.MESSAGE_TEXT,
) -> tuple[Card, ...]:
    """The cards of one or two replies that fit into one message of `room` characters together.

    What the first leaves is the second's.
    """
    made: list[Card] = []
    most = _PARTS if len(replies) == 1 else _PARTS_OF_TWO
    for count, reply in zip(range(len(replies), 0, -1), replies, strict=True):
        made.append(_made(reply, voice, report_url, shareable, room // count, most))
        room -= _length(made[-1])
    return tuple(made)


# Many ask the same, and all that a card depends on stands here: the cut show, the limit and the day, too.
@lru_cache(maxsize=256)
def _made(reply: Reply, voice: Voice, report_url: str | None, shareable: bool, space: int, most: int) -> Card:
    content = reply.content
    labels = replace(voice, medium=PLAIN)
    place = labels(say("Where I'm up to")) if content.follows_place and reply.show else ""
    share = labels(say("Share")) if shareable and isinstance(content, Answer) and content.facts else ""
    room = limits.BUTTONS_SHOWN - bool(place) - bool(share)
    headline: Words
    links: tuple[Link, ...] = ()
    acts: tuple[Act, ...] = ()
    menu: Menu | None = None
    if isinstance(content, Sorry):
        headline, parts = content.message, _sorry_parts(content)
    else:
        headline, parts = content.headline, content.parts
        links, acts, menu = content.links[:room], content.acts[:room], content.menu
    small = _small_print(reply, voice, report_url)
    text = shorten(voice(headline), limits.HEADLINE)
    return Card(
        headline=text,
        parts=tuple(_within(parts, voice, space - size(text) - size(small) - _MARGIN, most)),
        small_print=small,
        accent=reply.show.accent if reply.show else NEUTRAL,
        leads=tuple(_labelled(_fitting(content.leads, room - len(links) - len(acts)), labels)),
        links=tuple((link, shorten(labels(link.label), limits.BUTTON_LABEL)) for link in links),
        acts=tuple((act, shorten(labels(act.label), limits.BUTTON_LABEL)) for act in acts),
        menu=_menu(menu, labels) if menu and menu.names else None,
        place_button=place,
        share_button=share,
    )


_MARGIN = 60
"""Room for the marks that a medium adds around headline and small print."""
_PARTS, _PARTS_OF_TWO = 12, 4
"""With headline, small print, menu and buttons, so many parts stay within `limits.COMPONENTS`: of one card,
and of each where there are two."""
_MARKS = 16
"""Room for the marks around one line: bold, list sign, line end."""


def _sorry_parts(sorry: Sorry) -> tuple[Part, ...]:
    return (Part((Line(sorry.detail),)),) if sorry.detail else ()


def _within(parts: tuple[Part, ...], voice: Voice, room: int, most: int) -> Iterator[CardPart]:
    """At most so many parts, as far as they fit into `room` characters; a last line tells of a cut."""
    more = voice(MORE)
    room -= size(more) + _MARKS
    for index, part in enumerate(parts):
        if index == most:
            yield CardPart("", (CardLine("", more),))
            return
        title = shorten(voice(part.title), limits.HEADLINE) if part.title else ""
        kept: list[CardLine] = []
        left = room - (size(title) + _MARKS if title else 0)
        for line in part.lines:
            made = _line(line, voice)
            cost = _cost(made)
            if cost > left:
                yield CardPart(title if kept else "", (*kept, CardLine("", more)))
                return
            if made.lead or made.text:
                kept.append(made)
                left -= cost
        if kept:
            room = left
            yield CardPart(title, tuple(kept))


def _cost(line: CardLine) -> int:
    return size(line.lead) + size(line.text) + size(line.url or "") + _MARKS


def _length(card: Card) -> int:
    """How many characters a card takes at most, marks included."""
    titles = sum(size(part.title) + _MARKS for part in card.parts if part.title)
    lines = sum(_cost(line) for part in card.parts for line in part.lines)
    return size(card.headline) + size(card.small_print) + _MARGIN + titles + lines


def _line(line: Line, voice: Voice) -> CardLine:
    lead = shorten(voice(line.lead), limits.HEADLINE) if line.lead else ""
    return CardLine(lead, shorten(voice(line.text), limits.LINE) if line.text else "", line.url)


def _fitting(leads: tuple[Lead, ...], room: int) -> tuple[Lead, ...]:
    """The first leads that there is room for; the way to the sources, if any, is always among them."""
    distinct = tuple(dict.fromkeys(leads))
    if len(distinct) <= room:
        return distinct
    if distinct[-1].question.topic == "sources":
        return (*distinct[: room - 1], distinct[-1])
    return distinct[:room]


def _labelled(leads: tuple[Lead, ...], labels: Voice) -> Iterator[tuple[Lead, str]]:
    for lead in leads:
        label = shorten(labels(lead.label), limits.BUTTON_LABEL)
        if label:
            yield lead, label


def _menu(menu: Menu, labels: Voice) -> CardMenu:
    options = tuple(
        (name, shorten(labels(name.text), limits.OPTION_TEXT), shorten(labels(name.hint), limits.OPTION_TEXT))
        for name in menu.names[: limits.MENU_OPTIONS]
    )
    return CardMenu(menu, shorten(labels(menu.prompt), limits.PLACEHOLDER), options)


def _small_print(reply: Reply, voice: Voice, report_url: str | None) -> str:
    """How far it tells, who says so and when that was published, and when it was checked."""
    content, show = reply.content, reply.show
    pieces: list[Words] = []
    if content.follows_place and show:
        pieces.append(_told_up_to(reply.limit))
    if isinstance(content, Answer) and content.facts and show:
        pieces += _evidence(content.facts, show, voice.today)
    text = shorten(" · ".join(voice(piece) for piece in pieces), limits.SMALL_PRINT)
    if report_url and isinstance(content, Answer):
        wrong = voice(say("Something wrong?"))
        return (
            f"{text} · {voice.medium.link(wrong, report_url)}"
            if text
            else voice.medium.link(wrong, report_url)
        )
    return text


def _told_up_to(limit: Limit) -> Say:
    if limit == EVERYTHING:
        return say("Whole story")
    if limit == NOTHING or limit.upto is None:
        return say("Spoiler-safe view")
    season, episode = limit.upto
    return say("Told up to season {season}, episode {episode}", season=season, episode=episode)


def _evidence(facts: tuple[Fact, ...], show: VisibleShow, today: dt.date) -> list[Words]:
    """Who says the most important fact, and the oldest check of all."""
    first = facts[0]
    sources = [show.sources[id] for group in first.cited_groups() for id in group][:_SOURCES_NAMED]
    pieces: list[Words] = []
    if first.status == "reported":
        pieces.append(say("Reported, not confirmed"))
    elif first.status == "rumoured":
        pieces.append(say("A rumour"))
    for source in sources:
        if source.date is None:
            pieces.append(say("{publisher}, undated", publisher=source.publisher))
        else:
            pieces.append(say("{publisher}, {date}", publisher=source.publisher, date=Short(source.date)))
    oldest = PartialDate.of(min(fact.checked for fact in facts))
    pieces.append(say("checked {date}", date=Short(oldest)))
    if any(fact.is_old(today) for fact in facts):
        pieces.append(say("may have changed since"))
    return pieces
