"""The documented rules of what a bot sends: messages, callbacks, choices and modals."""

from collections.abc import Collection
from enum import Enum, IntEnum, IntFlag
from typing import Any

from . import components
from .rules import Findings


class Flag(IntFlag):
    """The message flags that a bot may set."""

    SUPPRESS_EMBEDS = 1 << 2
    EPHEMERAL = 1 << 6
    SUPPRESS_NOTIFICATIONS = 1 << 12
    COMPONENTS_V2 = 1 << 15


class Reply(IntEnum):
    """The kinds of interaction callback."""

    PONG = 1
    MESSAGE = 4
    DEFERRED_MESSAGE = 5
    DEFERRED_UPDATE = 6
    UPDATE = 7
    CHOICES = 8
    MODAL = 9


class Asked(IntEnum):
    """The kinds of interaction."""

    PING = 1
    COMMAND = 2
    COMPONENT = 3
    AUTOCOMPLETE = 4
    MODAL = 5


class Sent(Enum):
    """The ways on which a message leaves the bot, with the flags that each allows."""

    CHANNEL = Flag.SUPPRESS_EMBEDS | Flag.SUPPRESS_NOTIFICATIONS | Flag.COMPONENTS_V2
    ANSWER = CHANNEL | Flag.EPHEMERAL
    EDIT = Flag.SUPPRESS_EMBEDS | Flag.COMPONENTS_V2


_MESSAGE = {Reply.MESSAGE, Reply.DEFERRED_MESSAGE, Reply.MODAL}
REPLIES = {
    Asked.PING: {Reply.PONG},
    Asked.COMMAND: _MESSAGE,
    Asked.COMPONENT: _MESSAGE | {Reply.DEFERRED_UPDATE, Reply.UPDATE},
    Asked.AUTOCOMPLETE: {Reply.CHOICES},
    Asked.MODAL: _MESSAGE - {Reply.MODAL} | {Reply.DEFERRED_UPDATE, Reply.UPDATE},
}
_FILLINGS = ("content", "embeds", "components", "attachments", "poll", "sticker_ids")
_EMBED_TEXTS = {"title": 256, "description": 4_096}


def check_callback(body: dict[str, Any], asked: int, found: Findings, *, files: Collection[str] = ()) -> None:
    """Note what is wrong with the callback of an interaction of the kind `asked`."""
    kind = body.get("type")
    if kind not in REPLIES[Asked(asked)]:
        found.add("type", f"callback {kind!r} doesn't answer an interaction of type {asked}")
        return
    data = body.get("data") or {}
    if kind == Reply.MESSAGE:
        check_message(data, found, Sent.ANSWER, path="data.", files=files)
    elif kind == Reply.UPDATE:
        check_message(data, found, Sent.EDIT, path="data.", files=files)
    elif kind == Reply.DEFERRED_MESSAGE:
        _check_flags(data.get("flags"), found, Flag.EPHEMERAL, "data.flags")
    elif kind == Reply.CHOICES:
        _check_choices(data, found)
    elif kind == Reply.MODAL:
        found.text("data.title", data.get("title"), 1, 45)
        found.text("data.custom_id", data.get("custom_id"), 1, 100)
        components.check_modal(data.get("components"), found, "data.components")


def check_message(
    body: dict[str, Any],
    found: Findings,
    sent: Sent,
    *,
    path: str = "",
    files: Collection[str] = (),
    was: int = 0,
) -> None:
    """Note what is wrong with a message; `was` are the flags of the one that an edit changes."""
    flags = _check_flags(body.get("flags"), found, sent.value, f"{path}flags") | was
    v2 = bool(flags & Flag.COMPONENTS_V2)
    found.text(f"{path}content", body.get("content"), 0, 2_000)
    if sent is not Sent.EDIT and not any(body.get(key) for key in _FILLINGS):
        found.add(path, "an empty message")
    if v2:
        for key in ("content", "embeds", "poll", "sticker_ids"):
            if body.get(key):
                found.add(f"{path}{key}", "can't stand beside Components V2")
    if not v2 or body.get("components") is not None or sent is not Sent.EDIT:
        components.check_message(body.get("components"), found, f"{path}components", v2=v2, files=files)
    _check_embeds(body.get("embeds"), found, f"{path}embeds")
    _check_mentions(body.get("allowed_mentions"), found, f"{path}allowed_mentions")


def _check_flags(value: object, found: Findings, allowed: Flag, path: str) -> int:
    flags = found.number(path, value, 0, 2**31 - 1, default=0)
    if flags & ~allowed:
        found.add(path, f"{flags & ~allowed:#x} can't be set here")
    return flags


def _check_mentions(mentions: object, found: Findings, path: str) -> None:
    """Nobody is ever pinged: a rule of this project's, as anybody's words reach the answers."""
    if not isinstance(mentions, dict) or mentions.get("parse") != [] or any(mentions.values()):
        found.add(path, f'should be {{"parse": []}}, is {mentions!r}', refused=False)


def _check_choices(data: dict[str, Any], found: Findings) -> None:
    for index, choice in enumerate(found.items("data.choices", data.get("choices"), 0, 25)):
        at = f"data.choices[{index}]"
        if not isinstance(choice, dict):
            found.add(at, f"should be a name and a value, is {choice!r}")
            continue
        found.text(f"{at}.name", choice.get("name"), 1, 100)
        if not isinstance(choice.get("value"), int | float):
            found.text(f"{at}.value", choice.get("value"), 1, 100)


def _check_embeds(embeds: object, found: Findings, path: str) -> None:
    total = 0
    for index, embed in enumerate(found.items(path, embeds, 0, 10)):
        at = f"{path}[{index}]"
        for key, high in _EMBED_TEXTS.items():
            total += len(found.text(f"{at}.{key}", embed.get(key), 0, high))
        total += len(found.text(f"{at}.footer.text", embed.get("footer", {}).get("text"), 0, 2_048))
        total += len(found.text(f"{at}.author.name", embed.get("author", {}).get("name"), 0, 256))
        for number, field in enumerate(found.items(f"{at}.fields", embed.get("fields"), 0, 25)):
            total += len(found.text(f"{at}.fields[{number}].name", field.get("name"), 1, 256))
            total += len(found.text(f"{at}.fields[{number}].value", field.get("value"), 1, 1_024))
    if total > 6_000:
        found.add(path, f"{total} characters in all, at most 6000")
