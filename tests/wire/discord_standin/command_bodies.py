"""The documented rules of application commands: names, descriptions, options, text in all."""

import unicodedata
from typing import Any

from .rules import Findings

_LOCALES = """
    id da de en-GB en-US es-ES es-419 fr hr it lt hu nl no pl pt-BR ro fi sv-SE vi tr cs el bg ru uk
    hi th zh-CN ja zh-TW ko
"""
LOCALES = frozenset(_LOCALES.split())
MAX_TEXT = 8_000
MOST = {1: 100, 2: 15, 3: 15}
_TEXTS = ("name", "description", "value")


def check_commands(body: object, found: Findings) -> None:
    """Note what is wrong with a bulk overwrite of all commands."""
    commands = found.items("", body, 0, sum(MOST.values()))
    for index, command in enumerate(commands):
        check_command(command, found, f"[{index}].")
    kinds = [(command.get("type") or 1, command.get("name")) for command in commands]
    found.unique("", kinds, "command")
    for kind, high in MOST.items():
        if (count := sum(one == kind for one, _ in kinds)) > high:
            found.add("", f"{count} commands of type {kind}, at most {high}")


def check_command(command: dict[str, Any], found: Findings, path: str = "") -> None:
    """Note what is wrong with one command."""
    kind = command.get("type") or 1
    if kind == 1:
        _check_texts(command, found, path)
        _check_options(command, found, path, depth=0)
    else:
        found.text(f"{path}name", command.get("name"), 1, 32)
        if command.get("description"):
            found.add(f"{path}description", "a context menu has none")
    if (size := _size(command)) > MAX_TEXT:
        found.add(path, f"{size} characters of text in all, at most {MAX_TEXT}")
    for key, known in (("contexts", {0, 1, 2}), ("integration_types", {0, 1})):
        values = found.items(f"{path}{key}", command.get(key), 0, len(known))
        found.unique(f"{path}{key}", values, "value")
        if not known.issuperset(values):
            found.add(f"{path}{key}", f"{values} should be out of {sorted(known)}")


def _check_texts(node: dict[str, Any], found: Findings, path: str) -> None:
    _check_name(found, f"{path}name", node.get("name"))
    found.text(f"{path}description", node.get("description"), 1, 100)
    for locale, name in _localisations(node, "name", found, path):
        _check_name(found, f"{path}name_localizations.{locale}", name)
    for locale, text in _localisations(node, "description", found, path):
        found.text(f"{path}description_localizations.{locale}", text, 1, 100)


def _check_name(found: Findings, path: str, value: object) -> None:
    name = found.text(path, value, 1, 32)
    # Letters, digits and, for Devanagari and Thai, the marks that letters carry.
    fitting = all(char in "-_'" or unicodedata.category(char)[0] in "LNM" for char in name)
    if not fitting or name != name.lower():
        found.add(path, f"{name!r} should be lower-case letters, digits, - and _")


def _check_options(node: dict[str, Any], found: Findings, path: str, depth: int) -> None:
    options = found.items(f"{path}options", node.get("options"), 0, 25)
    found.unique(f"{path}options", (option.get("name") for option in options), "option")
    optional_seen = False
    for index, option in enumerate(options):
        at = f"{path}options[{index}]."
        kind = found.number(f"{at}type", option.get("type"), 1, 11, default=0)
        _check_texts(option, found, at)
        if kind in (1, 2):
            if depth + kind > 2:
                found.add(at, "a subcommand (group) can't stand this deep")
            _check_options(option, found, at, depth + 3 - kind)
        elif option.get("required") and optional_seen:
            found.add(at, "required options come first")
        optional_seen = optional_seen or not option.get("required")
        _check_choices(option, found, at)
    if len({option.get("type") in (1, 2) for option in options}) > 1:
        found.add(f"{path}options", "subcommands can't stand beside other options")


def _check_choices(option: dict[str, Any], found: Findings, path: str) -> None:
    choices = found.items(f"{path}choices", option.get("choices"), 0, 25)
    if choices and option.get("autocomplete"):
        found.add(path, "choices can't stand beside autocomplete")
    for index, choice in enumerate(choices):
        at = f"{path}choices[{index}]."
        found.text(f"{at}name", choice.get("name"), 1, 100)
        for locale, name in _localisations(choice, "name", found, at):
            found.text(f"{at}name_localizations.{locale}", name, 1, 100)
        if isinstance(choice.get("value"), str):
            found.text(f"{at}value", choice["value"], 1, 100)
    found.unique(f"{path}choices", (choice.get("name") for choice in choices), "choice")


def _localisations(node: dict[str, Any], key: str, found: Findings, path: str) -> list[tuple[str, object]]:
    texts = node.get(f"{key}_localizations") or {}
    if unknown := sorted(set(texts) - LOCALES):
        found.add(f"{path}{key}_localizations", f"unknown locales {unknown}")
    return list(texts.items())


def _size(node: dict[str, Any]) -> int:
    """The text of a command in characters, where only the longest localisation of each counts."""
    size = 0
    for key in _TEXTS:
        texts = [node.get(key), *(node.get(f"{key}_localizations") or {}).values()]
        size += max(len(text) for text in ["", *texts] if isinstance(text, str))
    children = [*(node.get("options") or ()), *(node.get("choices") or ())]
    return size + sum(map(_size, children))
