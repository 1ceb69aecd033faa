"""The custom_id of a button or menu that changes something: `u1c|area|action|argument|…`."""

from __future__ import annotations

from dataclasses import dataclass

from bot import limits

VERSION = "u1c"


@dataclass(frozen=True, slots=True)
class Control:
    """What a press on a control card means: an area such as `settings`, an action, its arguments."""

    area: str
    action: str
    args: tuple[str, ...] = ()

    def arg(self, index: int) -> str:
        """An argument by its place; empty where there is none."""
        return self.args[index] if index < len(self.args) else ""


def encode_control(area: str, action: str, *args: object) -> str:
    """The custom_id of a control; raise ValueError if it does not fit."""
    made = "|".join((VERSION, area, action, *(str(arg) for arg in args)))
    if len(made) > limits.CUSTOM_ID:
        raise ValueError(f"custom_id too long: {len(made)}")
    return made


def decode_control(custom_id: str) -> Control | None:
    """What a custom_id means; None for one that is not a control's of this version."""
    parts = custom_id.split("|")
    if len(parts) < 3 or parts[0] != VERSION:
        return None
    return Control(parts[1], parts[2], tuple(parts[3:]))
