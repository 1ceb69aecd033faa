"""What a fan does with the bot's commands and components, as the data of an interaction."""

from collections.abc import Mapping, Sequence
from typing import Any

from .answers import JSON
from .commands import Commands
from .components import Kind
from .reading import BUTTONS, FIELDS, MENUS, find_component, walk
from .scene import Scene
from .world import Permission, World, member, user

COMMAND, GROUP = 1, 2
_SHOWN_AS = {6: "users", 7: "channels", 8: "roles", 9: "users"}
_TYPES: dict[int, type | tuple[type, ...]] = {3: str, 4: int, 5: bool, 10: (int, float)}


class ImpossibleError(ValueError):
    """Discord wouldn't let a fan do this: the test asks for what can't happen."""


class Doing:
    """Builds interaction data against what the bot has synced and sent."""

    def __init__(self, commands: Commands, world: World) -> None:
        self._commands = commands
        self._world = world

    def slash(self, path: str, options: Mapping[str, object], scene: Scene) -> JSON:
        """A slash command, its subcommands behind spaces in `path`."""
        command, leaf, nest = self._leaf(path, scene)
        resolved: JSON = {}
        filled = self._fill(leaf, options, resolved)
        missing = [
            option["name"]
            for option in leaf.get("options") or ()
            if option.get("required") and option["name"] not in options
        ]
        if missing:
            raise ImpossibleError(f"/{path} needs {missing}")
        data = {**_head(command), "options": nest(filled)}
        return {**data, "resolved": resolved} if resolved else data

    def typing(self, path: str, option: str, text: str, options: Mapping[str, object], scene: Scene) -> JSON:
        """A slash command while `text` is typed into `option`, the other options filled so far."""
        command, leaf, nest = self._leaf(path, scene)
        spec = _option(leaf, option)
        if not spec.get("autocomplete"):
            raise ImpossibleError(f"{option} of /{path} has no autocomplete")
        focused = {"name": option, "type": spec["type"], "value": text, "focused": True}
        return {**_head(command), "options": nest([*self._fill(leaf, options, {}), focused])}

    def context_menu(self, name: str, message: JSON, scene: Scene) -> JSON:
        """Right-click on `message`, Apps, `name`."""
        command = self._commands.find(name, 3)
        self._may(command, scene)
        shown = {k: v for k, v in message.items() if k not in ("guild_id", "member")}
        own = message["id"]
        return {**_head(command), "target_id": own, "resolved": {"messages": {own: shown}}}

    def press(self, message: JSON, button: str | None) -> JSON:
        """A press on a button, found by custom_id or label."""
        found = find_component(message, button, kinds=BUTTONS)
        if found.get("disabled") or not found.get("custom_id"):
            raise ImpossibleError(f"{found} can't be pressed")
        return {
            "custom_id": found["custom_id"],
            "component_type": int(Kind.BUTTON),
            "id": found["id"],
        }

    def choose(self, message: JSON, values: Sequence[str], menu: str | None) -> JSON:
        """A choice of `values` in a select menu, found by custom_id or placeholder."""
        found = find_component(message, menu, kinds=MENUS)
        resolved: JSON = {}
        kind = found["type"]
        if kind == Kind.STRING_SELECT:
            _check_choice(found, values)
        else:
            shown = {Kind.CHANNEL_SELECT: 7, Kind.ROLE_SELECT: 8}.get(kind, 6)
            for value in values:
                self._resolve(shown, value, resolved)
        data: JSON = {
            "custom_id": found["custom_id"],
            "component_type": kind,
            "id": found["id"],
            "values": list(values),
        }
        return {**data, "resolved": resolved} if resolved else data

    def submit(self, modal: JSON, answers: Mapping[str, Any]) -> JSON:
        """A modal with `answers` by custom_id or label, the other fields as they were shown."""
        labels = {
            label["component"]["custom_id"]: label["label"]
            for label in walk(modal)
            if label["type"] == Kind.LABEL
        }
        given = {
            next((own for own, label in labels.items() if label == name), name): answer
            for name, answer in answers.items()
        }
        known = {field["custom_id"] for field in walk(modal) if field["type"] in FIELDS}
        if unknown := set(given) - known:
            raise ImpossibleError(f"the modal has no {sorted(unknown)}, only {sorted(known)}")
        components = [_submitted(component, given) for component in modal["components"]]
        return {"custom_id": modal["custom_id"], "components": components}

    def _leaf(self, path: str, scene: Scene) -> tuple[JSON, JSON, Any]:
        """The command, the (sub)command that is meant, and how to nest its options."""
        first, *rest = path.split()
        command = leaf = self._commands.find(first, 1)
        self._may(command, scene)
        steps: list[JSON] = []
        for name in rest:
            leaf = _option(leaf, name)
            steps.append(leaf)
        if any(option["type"] in (COMMAND, GROUP) for option in leaf.get("options") or ()):
            raise ImpossibleError(f"/{path} is a group, name one of its subcommands")

        def nest(options: list[JSON]) -> list[JSON]:
            for step in reversed(steps):
                options = [{"name": step["name"], "type": step["type"], "options": options}]
            return options

        return command, leaf, nest

    def _may(self, command: JSON, scene: Scene) -> None:
        # What came before `contexts` still holds where they aren't given.
        places = command["contexts"] or ([0, 1, 2] if command["dm_permission"] else [0])
        if scene.context not in places:
            raise ImpossibleError(f"{command['name']!r} can't be used in context {scene.context}")
        owners = {int(kind) for kind in scene.authorizing_owners(self._world)}
        if not owners & set(command["integration_types"]):
            raise ImpossibleError(f"{command['name']!r} isn't for those who installed it: {owners}")
        needed = command["default_member_permissions"]
        if scene.context == 0 and needed is not None:
            lacks = int(needed) & ~scene.permissions or needed == "0"
            if lacks and not scene.permissions & Permission.ADMINISTRATOR:
                raise ImpossibleError(f"this member may not use {command['name']!r}")

    def _fill(self, leaf: JSON, options: Mapping[str, object], resolved: JSON) -> list[JSON]:
        filled = []
        for name, value in options.items():
            spec = _option(leaf, name)
            kind = spec["type"]
            allowed = [choice["value"] for choice in spec.get("choices") or ()]
            if not isinstance(value, _TYPES.get(kind, str)) or (allowed and value not in allowed):
                raise ImpossibleError(f"{name} can't be {value!r}" + (f", only {allowed}" * bool(allowed)))
            if kind in _SHOWN_AS:
                self._resolve(kind, str(value), resolved)
            filled.append({"name": name, "type": kind, "value": value})
        return filled

    def _resolve(self, kind: int, own: str, resolved: JSON) -> None:
        """Put what an id stands for beside it, as Discord does."""
        shown = resolved.setdefault(_SHOWN_AS[kind], {})
        if kind in (6, 9):
            shown[own] = user(int(own), "somebody")
            somebody = member(shown[own], Permission.EVERYONE)
            del somebody["user"]
            resolved.setdefault("members", {})[own] = somebody
        elif kind == 7:
            guild = str(self._world.guild_around(int(own)))
            shown[own] = {**Scene(channel_id=int(own)).channel(), "guild_id": guild}
        else:
            shown[own] = {"id": own, "name": "a role", "permissions": "0", "position": 1}


def _head(command: JSON) -> JSON:
    return {"id": command["id"], "name": command["name"], "type": command["type"]}


def _option(node: JSON, name: str) -> JSON:
    there: list[JSON] = node.get("options") or []
    for option in there:
        if option["name"] == name:
            return option
    raise ImpossibleError(f"{node['name']} has no {name!r}, only {[o['name'] for o in there]}")


def _check_choice(menu: JSON, values: Sequence[str]) -> None:
    there = [option["value"] for option in menu["options"]]
    low, high = menu.get("min_values", 1), menu.get("max_values", 1)
    if menu.get("disabled") or not low <= len(values) <= high or set(values) - set(there):
        raise ImpossibleError(f"{list(values)} can't be chosen: {low} to {high} out of {there}")


def _submitted(component: JSON, given: Mapping[str, Any]) -> JSON:
    """A component of a modal as it comes back."""
    own: JSON = {"type": component["type"], "id": component.get("id", 0)}
    if component["type"] == Kind.ROW:
        return own | {"components": [_submitted(child, given) for child in component["components"]]}
    if component["type"] == Kind.LABEL:
        return own | {"component": _submitted(component["component"], given)}
    if component["type"] not in FIELDS:
        return own
    own["custom_id"] = component["custom_id"]
    answer = given.get(component["custom_id"])
    if component["type"] == Kind.TEXT_INPUT:
        text = answer if answer is not None else component.get("value") or ""
        required = component.get("required", True)
        low = max(component.get("min_length") or 0, 1 if required else 0)
        high = component.get("max_length") or 4_000
        if (text or required) and not low <= len(text) <= high:
            raise ImpossibleError(f"{text!r} should have {low} to {high} characters")
        return own | {"value": text}
    if component["type"] in (Kind.RADIO_GROUP, Kind.CHECKBOX):
        shown = component.get("default", False) if component["type"] == Kind.CHECKBOX else None
        return own | {"value": shown if answer is None else answer}
    if answer is None:
        options = component.get("options") or ()
        answer = [option["value"] for option in options if option.get("default")]
    if component["type"] == Kind.STRING_SELECT:
        _check_choice(component if answer else component | {"min_values": 0}, answer)
    return own | {"values": list(answer)}
