"""Reading what the bot sent as a fan sees it: its words, and the components that can be used."""

from collections.abc import Iterator
from typing import Any

from .answers import JSON
from .components import SELECTS, Kind


def walk(node: Any) -> Iterator[JSON]:
    """Every component in a message or modal, from the top down."""
    for component in node.get("components") or ():
        yield component
        yield from walk(component)
    for key in ("accessory", "component"):
        if isinstance(node.get(key), dict):
            yield node[key]


def text_of(node: JSON) -> str:
    """The words of a message or modal, one line each: content, embeds, texts, then labels."""
    lines = [node.get("title"), node.get("content")]
    for embed in node.get("embeds") or ():
        lines += [embed.get("title"), embed.get("description")]
        lines += [f"{field['name']}: {field['value']}" for field in embed.get("fields") or ()]
    for component in walk(node):
        lines += [component.get("content"), component.get("label"), component.get("placeholder")]
    lines += [choice["name"] for choice in node.get("choices") or ()]
    return "\n".join(line for line in lines if line)


def find_component(message: JSON, wanted: str | None = None, *, kinds: frozenset[int]) -> JSON:
    """The component whose custom_id, label or placeholder is `wanted`, or else the only one.

    Raises LookupError, naming what there is, where not exactly one of these `kinds` fits.
    """
    there = [component for component in walk(message) if component["type"] in kinds]
    names = ("custom_id", "label", "placeholder")
    fitting = [c for c in there if wanted is None or wanted in [c.get(name) for name in names]]
    if len(fitting) != 1:
        described = [c.get("label") or c.get("placeholder") or c.get("custom_id") for c in there]
        raise LookupError(f"{len(fitting)} components are {wanted!r}; there are {described}")
    return fitting[0]


BUTTONS = frozenset({int(Kind.BUTTON)})
MENUS = frozenset(map(int, SELECTS))
FIELDS = MENUS | {4, 19, 21, 22, 23}
