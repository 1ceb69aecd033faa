"""The documented rules: what they let through, and what each of them catches."""

from typing import Any

import pytest

from .discord_standin.bodies import Asked, Sent, check_callback, check_message
from .discord_standin.command_bodies import check_commands
from .discord_standin.rules import Findings

V2 = 1 << 15
QUIET: dict[str, Any] = {"parse": []}
CHOICE = {"name": "a", "value": "a"}
LONG = [{"name": str(n) * 100, "value": "x" * 100} for n in range(5)]


def text(words: str = "words") -> dict[str, Any]:
    """A text display."""
    return {"type": 10, "content": words}


def button(own: str = "a", **changed: Any) -> dict[str, Any]:
    """A button."""
    return {"type": 2, "style": 2, "label": "Press", "custom_id": own, **changed}


def row(*children: dict[str, Any]) -> dict[str, Any]:
    """An action row."""
    return {"type": 1, "components": list(children)}


def menu(count: int = 2, **changed: Any) -> dict[str, Any]:
    """A select menu with so many options."""
    options = [{"label": f"Option {n}", "value": str(n)} for n in range(count)]
    return {"type": 3, "custom_id": "menu", "options": options, **changed}


def card(*components: dict[str, Any], **changed: Any) -> dict[str, Any]:
    """A Components V2 message."""
    return {"flags": V2, "components": list(components), "allowed_mentions": QUIET, **changed}


def box(**changed: Any) -> dict[str, Any]:
    """A text input under its label."""
    inner = {"type": 4, "custom_id": "box", "style": 1, **changed}
    return {"type": 18, "label": "Name", "component": inner}


def wrong_with_message(body: dict[str, Any], sent: Sent = Sent.ANSWER) -> str:
    """The violations of a message, one a line."""
    found = Findings("POST /somewhere")
    check_message(body, found, sent)
    return "\n".join(map(str, found.violations))


def wrong_with_callback(body: dict[str, Any], asked: Asked = Asked.COMMAND) -> str:
    """The violations of a callback, one a line."""
    found = Findings("POST /callback")
    check_callback(body, asked, found)
    return "\n".join(map(str, found.violations))


def wrong_with_commands(*commands: dict[str, Any]) -> str:
    """The violations of a set of commands, one a line."""
    found = Findings("PUT /commands")
    check_commands(list(commands), found)
    return "\n".join(map(str, found.violations))


def test_what_is_allowed() -> None:
    """Full use of what the rules allow is no violation."""
    full = card(
        {"type": 17, "accent_color": 0xFFFFFF, "components": [text("x" * 3_900), {"type": 14, "spacing": 2}]},
        {
            "type": 9,
            "components": [text(), text(), text()],
            "accessory": {"type": 11, "media": {"url": "https://example.com/a.png"}, "description": "a"},
        },
        {"type": 12, "items": [{"media": {"url": "https://example.com/b.png"}}]},
        row(*[button(str(n)) for n in range(4)], button(style=5, custom_id=None, url="https://example.com")),
        row(menu(25, min_values=0, max_values=25)),
    )
    assert wrong_with_message(full) == ""
    assert wrong_with_message({"content": "x" * 2_000, "allowed_mentions": QUIET}, Sent.CHANNEL) == ""
    assert wrong_with_message({"components": [], "allowed_mentions": QUIET}, Sent.EDIT) == ""
    assert wrong_with_message(card(text(), flags=V2 | 64)) == ""


@pytest.mark.parametrize(
    ("body", "violation"),
    [
        ({}, "an empty message"),
        ({"content": "x" * 2_001, "allowed_mentions": QUIET}, "content: has 2001 characters"),
        ({"content": "x"}, 'allowed_mentions: should be {"parse": []}'),
        ({"content": "x", "allowed_mentions": {"parse": ["users"]}}, "should be"),
        ({"content": "x", "allowed_mentions": {"parse": [], "replied_user": True}}, "should be"),
        ({"content": "x", "flags": 1 << 13}, "flags: 0x2000 can't be set here"),
        ({"content": "x", "components": [text()]}, "component type 10 can't stand here"),
        ({"content": "x", "components": [row(button(str(n))) for n in range(6)]}, "6 entries"),
        ({"embeds": [{"description": "x" * 4_097}]}, "embeds[0].description"),
        (card(), "components: has 0 entries"),
        (card(text(), content="x"), "content: can't stand beside Components V2"),
        (card(text(), embeds=[{"title": "x"}]), "embeds: can't stand beside"),
        (card(*[text() for _ in range(41)]), "41 components"),
        (card({"type": 17, "components": [text() for _ in range(40)]}), "41 components"),
        (card(text("x" * 2_001), text("x" * 2_000)), "4001 characters of text"),
        (card(text("")), "content: has 0 characters"),
        (card(button()), "component type 2 can't stand here"),
        (card({"type": 17, "components": [{"type": 17, "components": [text()]}]}), "type 17 can't stand"),
        (card({"type": 9, "components": [text()]}), "accessory: component type None can't stand here"),
        (card({"type": 9, "components": [], "accessory": button()}), "has 0 entries"),
        (card({"type": 13, "file": {"url": "attachment://a.txt"}}), "no file 'a.txt' is attached"),
        (card({"type": 12, "items": []}), "items: has 0 entries"),
        (card(row(button("a"), button("a"))), "custom_id 'a' comes twice"),
        (card(row(button("a")), row(button("a"))), "custom_id 'a' comes twice"),
        (card(text() | {"id": 1}, text() | {"id": 1}), "id 1 comes twice"),
        (card(row(button("x" * 101))), "custom_id: has 101 characters"),
        (card(row(button(label="x" * 81))), "label: has 81 characters"),
        (card(row(button(label=None))), "needs a label or an emoji"),
        (card(row(button(style=5))), "custom_id: a button of style 5 has none"),
        (card(row(button(url="https://example.com"))), "url: a button of style 2 has none"),
        (card(row(*[button(str(n)) for n in range(6)])), "has 6 entries, should have 1 to 5"),
        (card(row(button(), menu())), "a select menu takes a whole row"),
        (card(row()), "has 0 entries"),
        (card(row(menu(26))), "options: has 26 entries"),
        (card(row(menu(max_values=3))), "max_values: is 3, with 2 options"),
        (card(row(menu(min_values=2))), "min_values 2 is above max_values 1"),
        (card(row(menu(options=[{"label": "A", "value": "a"}] * 2))), "value 'a' comes twice"),
        (card(row(menu(placeholder="x" * 151))), "placeholder"),
    ],
)
def test_messages(body: dict[str, Any], violation: str) -> None:
    """Each rule of messages and their components is noticed where it is broken."""
    assert violation in wrong_with_message(body)


def test_only_answers_can_be_private() -> None:
    """A message in a channel is for all, and an edit can't change that."""
    body = card(text(), flags=V2 | 64)
    assert "0x40" in wrong_with_message(body, Sent.CHANNEL)
    assert "0x40" in wrong_with_message(body, Sent.EDIT)


@pytest.mark.parametrize(
    ("body", "asked", "violation"),
    [
        ({"type": 8, "data": {"choices": []}}, Asked.COMMAND, "callback 8 doesn't answer"),
        ({"type": 7, "data": {}}, Asked.COMMAND, "callback 7 doesn't answer"),
        ({"type": 9, "data": {}}, Asked.MODAL, "callback 9 doesn't answer"),
        ({"type": 4, "data": {}}, Asked.AUTOCOMPLETE, "callback 4 doesn't answer"),
        ({"type": 5, "data": {"flags": V2}}, Asked.COMMAND, "data.flags: 0x8000"),
        (
            {"type": 8, "data": {"choices": [CHOICE] * 26}},
            Asked.AUTOCOMPLETE,
            "26 entries",
        ),
        ({"type": 8, "data": {"choices": [{"name": "", "value": "a"}]}}, Asked.AUTOCOMPLETE, "name: has 0"),
        (
            {"type": 8, "data": {"choices": [{"name": "a", "value": "a" * 101}]}},
            Asked.AUTOCOMPLETE,
            "value: has",
        ),
        ({"type": 4, "data": {}}, Asked.COMMAND, "data.: an empty message"),
    ],
)
def test_callbacks(body: dict[str, Any], asked: Asked, violation: str) -> None:
    """A callback fits what was asked, and choices are short and few."""
    assert violation in wrong_with_callback(body, asked)


@pytest.mark.parametrize(
    ("changed", "violation"),
    [
        ({"title": "x" * 46}, "title: has 46 characters"),
        ({"custom_id": ""}, "custom_id: has 0 characters"),
        ({"components": []}, "components: has 0 entries"),
        ({"components": [box(custom_id=str(n)) for n in range(6)]}, "has 6 entries"),
        ({"components": [button()]}, "component type 2 can't stand here"),
        ({"components": [box(), box()]}, "custom_id 'box' comes twice"),
        ({"components": [box(label="Name")]}, "the label around it"),
        ({"components": [box(max_length=4_001)]}, "max_length: is 4001"),
        ({"components": [box(max_length=3, value="four")]}, "value: has 4 characters"),
        ({"components": [box() | {"label": "x" * 46}]}, "label: has 46 characters"),
        ({"components": [box() | {"component": menu(disabled=True)}]}, "can't be set in a modal"),
    ],
)
def test_modals(changed: dict[str, Any], violation: str) -> None:
    """A modal has one to five fields, each with a short label."""
    data = {"title": "A form", "custom_id": "form", "components": [text(), box()]}
    assert wrong_with_callback({"type": 9, "data": data}) == ""
    assert violation in wrong_with_callback({"type": 9, "data": {**data, **changed}})


def option(name: str = "who", kind: int = 3, **changed: Any) -> dict[str, Any]:
    """An option of a command."""
    return {"type": kind, "name": name, "description": "Somebody", **changed}


@pytest.mark.parametrize(
    ("changed", "violation"),
    [
        ({"name": "Cast"}, "should be lower-case"),
        ({"name": "who plays"}, "should be lower-case"),
        ({"description": ""}, "description: has 0"),
        ({"name_localizations": {"de": "x" * 33}}, "name_localizations.de: has 33"),
        ({"name_localizations": {"xx": "x"}}, "unknown locales ['xx']"),
        ({"options": [option(), option()]}, "option 'who' comes twice"),
        ({"options": [option("a"), option("b", required=True)]}, "required options come first"),
        ({"options": [option(choices=[CHOICE] * 26)]}, "26 entries"),
        ({"options": [option(choices=[CHOICE], autocomplete=True)]}, "beside autocomplete"),
        ({"options": [option(kind=1, options=[option(kind=1)])]}, "can't stand this deep"),
        ({"options": [option("a", kind=1), option("b")]}, "beside other options"),
        ({"contexts": [3]}, "should be out of"),
        (
            {"options": [option(str(n), description="x" * 100, choices=LONG) for n in range(9)]},
            "at most 8000",
        ),
    ],
)
def test_commands(changed: dict[str, Any], violation: str) -> None:
    """Commands have lower-case names, descriptions, and options in order."""
    cast = {"name": "cast", "description": "Who plays whom", "options": [option()], "contexts": [0, 1, 2]}
    menu_command = {"name": "Answer this", "type": 3}
    assert wrong_with_commands(cast, menu_command) == ""
    assert violation in wrong_with_commands({**cast, **changed}, menu_command)


def test_names_in_other_scripts() -> None:
    """Letters with marks, as Hindi and Thai write them, are letters; only one command may have a name."""
    names = {"hi": "कलाकार", "th": "นักแสดง", "ja": "配役", "de": "über-uns"}
    cast = {"name": "cast", "description": "Who plays whom", "name_localizations": names}
    assert wrong_with_commands(cast) == ""
    assert "comes twice" in wrong_with_commands(cast, cast)
