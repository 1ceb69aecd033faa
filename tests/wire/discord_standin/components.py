"""The documented rules of components: which may hold which, how many, how long."""

from collections.abc import Callable, Collection
from enum import IntEnum
from typing import Any

from .rules import Findings

MAX_COMPONENTS = 40
MAX_TEXT = 4_000


class Kind(IntEnum):
    """Discord's component types."""

    ROW = 1
    BUTTON = 2
    STRING_SELECT = 3
    TEXT_INPUT = 4
    USER_SELECT = 5
    ROLE_SELECT = 6
    MENTIONABLE_SELECT = 7
    CHANNEL_SELECT = 8
    SECTION = 9
    TEXT = 10
    THUMBNAIL = 11
    GALLERY = 12
    FILE = 13
    SEPARATOR = 14
    CONTAINER = 17
    LABEL = 18
    FILE_UPLOAD = 19
    RADIO_GROUP = 21
    CHECKBOX_GROUP = 22
    CHECKBOX = 23


SELECTS = frozenset(range(Kind.USER_SELECT, Kind.CHANNEL_SELECT + 1)) | {Kind.STRING_SELECT}
IN_CONTAINER = frozenset({Kind.ROW, Kind.SECTION, Kind.TEXT, Kind.GALLERY, Kind.FILE, Kind.SEPARATOR})
IN_MESSAGE_V2 = IN_CONTAINER | {Kind.CONTAINER}
IN_MODAL = frozenset({Kind.ROW, Kind.TEXT, Kind.LABEL})
IN_LABEL = SELECTS | {
    Kind.TEXT_INPUT,
    Kind.FILE_UPLOAD,
    Kind.RADIO_GROUP,
    Kind.CHECKBOX_GROUP,
    Kind.CHECKBOX,
}
_CHOICES = {Kind.RADIO_GROUP: (2, 10), Kind.CHECKBOX_GROUP: (1, 10)}


def check_message(
    components: object, found: Findings, path: str, *, v2: bool, files: Collection[str]
) -> None:
    """Note what is wrong with a message's components; `files` are the names of its attachments."""
    walk = _Walk(found, files)
    high = MAX_COMPONENTS if v2 else 5
    walk.children(path, components, IN_MESSAGE_V2 if v2 else {Kind.ROW}, 1 if v2 else 0, high)
    walk.finish(path)


def check_modal(components: object, found: Findings, path: str) -> None:
    """Note what is wrong with a modal's components."""
    walk = _Walk(found, ())
    walk.modal = True
    walk.children(path, components, IN_MODAL, 1, 5)
    walk.finish(path)


class _Walk:
    """One reading of a tree of components, which counts as it goes."""

    def __init__(self, found: Findings, files: Collection[str]) -> None:
        self.found = found
        self.files = files
        self.modal = False
        self.count = 0
        self.text_length = 0
        self.custom_ids: list[str] = []
        self.ids: list[int] = []

    def finish(self, path: str) -> None:
        """Note what only the whole tree shows."""
        if self.count > MAX_COMPONENTS:
            self.found.add(path, f"{self.count} components, at most {MAX_COMPONENTS}")
        if self.text_length > MAX_TEXT:
            self.found.add(path, f"{self.text_length} characters of text, at most {MAX_TEXT}")
        self.found.unique(path, self.custom_ids, "custom_id")
        self.found.unique(path, self.ids, "id")

    def children(self, path: str, value: object, allowed: Collection[int], low: int, high: int) -> None:
        for index, child in enumerate(self.found.items(path, value, low, high)):
            self.one(f"{path}[{index}]", child, allowed)

    def one(self, path: str, component: object, allowed: Collection[int]) -> None:
        kind = component.get("type") if isinstance(component, dict) else None
        if not isinstance(component, dict) or not isinstance(kind, int) or kind not in allowed:
            self.found.add(path, f"component type {kind!r} can't stand here")
            return
        self.count += 1
        if component.get("id"):
            self.ids.append(self.found.number(f"{path}.id", component["id"], 1, 2**31 - 1, default=0))
        _CHECKS[kind](self, path, component)

    def row(self, path: str, row: dict[str, Any]) -> None:
        inside = f"{path}.components"
        if self.modal:
            self.children(inside, row.get("components"), {Kind.TEXT_INPUT}, 1, 1)
            return
        self.children(inside, row.get("components"), SELECTS | {Kind.BUTTON}, 1, 5)
        kinds = [child.get("type") for child in row.get("components") or () if isinstance(child, dict)]
        if len(kinds) > 1 and any(kind in SELECTS for kind in kinds):
            self.found.add(inside, "a select menu takes a whole row")

    def container(self, path: str, container: dict[str, Any]) -> None:
        self.found.number(f"{path}.accent_color", container.get("accent_color"), 0, 0xFFFFFF, default=0)
        self.children(f"{path}.components", container.get("components"), IN_CONTAINER, 1, MAX_COMPONENTS)

    def section(self, path: str, section: dict[str, Any]) -> None:
        self.children(f"{path}.components", section.get("components"), {Kind.TEXT}, 1, 3)
        self.one(f"{path}.accessory", section.get("accessory"), {Kind.BUTTON, Kind.THUMBNAIL})

    def text(self, path: str, text: dict[str, Any]) -> None:
        self.text_length += len(self.found.text(f"{path}.content", text.get("content"), 1, MAX_TEXT))

    def separator(self, path: str, separator: dict[str, Any]) -> None:
        self.found.number(f"{path}.spacing", separator.get("spacing"), 1, 2, default=1)

    def gallery(self, path: str, gallery: dict[str, Any]) -> None:
        for index, item in enumerate(self.found.items(f"{path}.items", gallery.get("items"), 1, 10)):
            self.media(f"{path}.items[{index}]", item)

    def media(self, path: str, item: dict[str, Any]) -> None:
        if item.get("description") is not None:
            self.found.text(f"{path}.description", item["description"], 1, 1_024)
        self.address(f"{path}.media.url", item.get("media"), ("https://", "http://", "attachment://"))

    def file(self, path: str, file: dict[str, Any]) -> None:
        self.address(f"{path}.file.url", file.get("file"), ("attachment://",))

    def address(self, path: str, media: object, schemes: tuple[str, ...]) -> None:
        url = self.found.text(path, media.get("url") if isinstance(media, dict) else None, 1, 2_048)
        if url and not url.startswith(schemes):
            self.found.add(path, f"{url!r} should start with {' or '.join(schemes)}")
        name = url.removeprefix("attachment://")
        if name != url and name not in self.files:
            self.found.add(path, f"no file {name!r} is attached")

    def custom_id(self, path: str, component: dict[str, Any]) -> None:
        self.custom_ids.append(self.found.text(f"{path}.custom_id", component.get("custom_id"), 1, 100))

    def button(self, path: str, button: dict[str, Any]) -> None:
        style = self.found.number(f"{path}.style", button.get("style"), 1, 6, default=0)
        self.found.text(f"{path}.label", button.get("label"), 0, 80)
        wanted = {5: "url", 6: "sku_id"}.get(style, "custom_id")
        for key in {"url", "sku_id", "custom_id"} - {wanted}:
            if button.get(key) is not None:
                self.found.add(f"{path}.{key}", f"a button of style {style} has none")
        if wanted == "custom_id":
            self.custom_id(path, button)
        elif wanted == "url":
            url = self.found.text(f"{path}.url", button.get("url"), 1, 512)
            if not url.startswith(("https://", "http://", "discord://")):
                self.found.add(f"{path}.url", f"{url!r} should start with https://")
        if style != 6 and not button.get("label") and not button.get("emoji"):
            self.found.add(path, "a button needs a label or an emoji")

    def select(self, path: str, select: dict[str, Any]) -> None:
        self.custom_id(path, select)
        self.found.text(f"{path}.placeholder", select.get("placeholder"), 0, 150)
        low = self.found.number(f"{path}.min_values", select.get("min_values"), 0, 25, default=1)
        high = self.found.number(f"{path}.max_values", select.get("max_values"), 1, 25, default=1)
        if low > high:
            self.found.add(path, f"min_values {low} is above max_values {high}")
        if self.modal and select.get("disabled"):
            self.found.add(f"{path}.disabled", "can't be set in a modal")
        if select["type"] == Kind.STRING_SELECT:
            options = self.options(path, select, 1, 25)
            if high > len(options):
                self.found.add(f"{path}.max_values", f"is {high}, with {len(options)} options")
            if sum(bool(option.get("default")) for option in options) > high:
                self.found.add(f"{path}.options", f"more than {high} are chosen beforehand")

    def group(self, path: str, group: dict[str, Any]) -> None:
        self.custom_id(path, group)
        self.options(path, group, *_CHOICES[group["type"]])

    def options(self, path: str, holder: dict[str, Any], low: int, high: int) -> list[dict[str, Any]]:
        inside = f"{path}.options"
        options = [
            o for o in self.found.items(inside, holder.get("options"), low, high) if isinstance(o, dict)
        ]
        for index, option in enumerate(options):
            self.found.text(f"{inside}[{index}].label", option.get("label"), 1, 100)
            self.found.text(f"{inside}[{index}].value", option.get("value"), 1, 100)
            self.found.text(f"{inside}[{index}].description", option.get("description"), 0, 100)
        self.found.unique(inside, (option.get("value") for option in options), "value")
        return options

    def label(self, path: str, label: dict[str, Any]) -> None:
        self.found.text(f"{path}.label", label.get("label"), 1, 45)
        if label.get("description") is not None:
            self.found.text(f"{path}.description", label["description"], 1, 100)
        inner = label.get("component")
        self.one(f"{path}.component", inner, IN_LABEL)
        if isinstance(inner, dict) and inner.get("type") == Kind.TEXT_INPUT and inner.get("label"):
            self.found.add(f"{path}.component.label", "the label around it carries the text")

    def text_input(self, path: str, box: dict[str, Any]) -> None:
        self.custom_id(path, box)
        self.found.number(f"{path}.style", box.get("style"), 1, 2, default=0)
        self.found.text(f"{path}.placeholder", box.get("placeholder"), 0, 100)
        low = self.found.number(f"{path}.min_length", box.get("min_length"), 0, 4_000, default=0)
        high = self.found.number(f"{path}.max_length", box.get("max_length"), 1, 4_000, default=4_000)
        self.found.text(f"{path}.value", box.get("value"), 0, high)
        if low > high:
            self.found.add(path, f"min_length {low} is above max_length {high}")

    def file_upload(self, path: str, upload: dict[str, Any]) -> None:
        self.custom_id(path, upload)
        self.found.number(f"{path}.min_values", upload.get("min_values"), 0, 10, default=1)
        self.found.number(f"{path}.max_values", upload.get("max_values"), 1, 10, default=1)


_CHECKS: dict[int, Callable[[_Walk, str, dict[str, Any]], None]] = {
    Kind.ROW: _Walk.row,
    Kind.BUTTON: _Walk.button,
    Kind.TEXT_INPUT: _Walk.text_input,
    Kind.SECTION: _Walk.section,
    Kind.TEXT: _Walk.text,
    Kind.THUMBNAIL: _Walk.media,
    Kind.GALLERY: _Walk.gallery,
    Kind.FILE: _Walk.file,
    Kind.SEPARATOR: _Walk.separator,
    Kind.CONTAINER: _Walk.container,
    Kind.LABEL: _Walk.label,
    Kind.FILE_UPLOAD: _Walk.file_upload,
    Kind.RADIO_GROUP: _Walk.group,
    Kind.CHECKBOX_GROUP: _Walk.group,
    Kind.CHECKBOX: _Walk.custom_id,
    **dict.fromkeys(SELECTS, _Walk.select),
}
