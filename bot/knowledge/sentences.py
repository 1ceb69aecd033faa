"""Says what the schema refuses in words for the people who write the files."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from typing import Any, Literal, get_args, get_origin

from pydantic_core import ErrorDetails

from bot.knowledge.dates import PartialDate
from bot.knowledge.problems import Path, shown
from bot.knowledge.schema import Record, ShowFile

_NEAR_ENOUGH = 60
_EXAMPLES = {
    "format": "format: 1",
    "sources": "sources: [the-id-of-a-source]",
    "corrected_by": "corrected_by: [the-id-of-a-source]",
    "checked": "checked: 2026-11-22",
    "episode": "episode: S01E04",
    "number": "number: 1",
    "people": "people: [the-id-of-a-person]",
}


def sentence(error: ErrorDetails) -> tuple[Path, str] | None:
    """The path and the words for one error of `ShowFile`; None where another error says it already."""
    path: Path = tuple(part for part in error["loc"] if part != "[key]")
    about_key = "[key]" in error["loc"]
    context = error.get("ctx", {})
    given = error["input"]
    match error["type"]:
        case "missing":
            return path, f"is missing: add {_example(path)}"
        case "extra_forbidden":
            return path, unknown_key(path)
        case "value_error":
            return path, str(context["error"])
        case "literal_error":
            return path, _wrong_word(path, given)
        case "string_pattern_mismatch" | "string_too_short" | "string_too_long" if about_key or _is_id(
            context
        ):
            return path, _wrong_id(str(given))
        case "string_pattern_mismatch":
            return (
                path,
                f'is `{shown(str(given), 20)}`, not a colour: write # and six digits, as in "#E50914"',
            )
        case "too_short" if isinstance(given, list):
            return None if given else (path, f"is an empty list: add {_example(path)}")
        case "too_short" | "string_too_short":
            return path, "is empty: write a text, or delete the line"
        case "too_long" | "string_too_long":
            length = len(" ".join(str(given).split()))
            return path, f"is {length} characters long: shorten it to {context['max_length']} at most"
        case "greater_than_equal":
            return path, f"is `{shown(str(given), 20)}`: it must be {context['ge']} or more"
        case "less_than_equal":
            return path, f"is `{shown(str(given), 20)}`: it must be {context['le']} or less"
        case "int_parsing" | "int_parsing_size" | "int_from_float" if isinstance(given, str):
            return path, f"is `{shown(given, 20)}`: it must be a whole number, like 2"
        case _:
            return path, _wrong_shape(path, given)


def nearest(word: str, words: Iterable[str]) -> str | None:
    """The word that was probably meant, or None."""
    # Only who looks at a file with mistakes needs it.
    from rapidfuzz import fuzz, process

    found = process.extractOne(word.lower(), list(words), scorer=fuzz.ratio, score_cutoff=_NEAR_ENOUGH)
    return found[0] if found is not None else None


def did_you_mean(word: str, words: Iterable[str]) -> str:
    """`; did you mean …?`, or nothing where no word comes near."""
    meant = nearest(word, words)
    return f"; did you mean `{shown(meant)}`?" if meant is not None else ""


def unknown_key(path: Path) -> str:
    """What to say of a key that its record does not have."""
    kind, key = record_at(path[:-1]), str(path[-1])
    known = list(kind.model_fields) if kind is not None else []
    meant = did_you_mean(key, known)
    if not meant and key.lower() in ShowFile.model_fields and kind is not ShowFile:
        return "does not belong inside this entry: if it is a section, remove the spaces before it"
    return f"is not a key that belongs here{meant or ': the keys are ' + ', '.join(known)}"


def annotation_at(path: Path) -> Any:
    """The type that the schema gives to what stands at `path`, or None where it knows nothing of it."""
    current: Any = ShowFile
    for step in path:
        current = _bare(current)
        if isinstance(current, type) and issubclass(current, Record):
            field = current.model_fields.get(str(step))
            current = field.annotation if field is not None else None
        elif get_origin(current) is dict:
            current = get_args(current)[1]
        elif get_origin(current) is tuple:
            current = get_args(current)[0]
        else:
            return None
    return _bare(current)


def record_at(path: Path) -> type[Record] | None:
    """The record class of what stands at `path`, if it is one."""
    kind = annotation_at(path)
    return kind if isinstance(kind, type) and issubclass(kind, Record) else None


def _bare(annotation: Any) -> Any:
    """The type without its constraints and without `None`."""
    while get_origin(annotation) is not None and hasattr(annotation, "__metadata__"):
        annotation = annotation.__origin__
    options = [option for option in get_args(annotation) if option is not type(None)]
    if type(None) in get_args(annotation) and len(options) == 1:
        return _bare(options[0])
    return annotation


def _is_id(context: dict[str, Any]) -> bool:
    return "a-z0-9" in str(context.get("pattern", ""))


def _words(path: Path) -> list[str]:
    kind = annotation_at(path)
    return [str(word) for word in get_args(kind)] if get_origin(kind) is Literal else []


def _wrong_word(path: Path, given: object) -> str:
    allowed = _words(path)
    if not isinstance(given, str):
        return f"must be one word: {_either(allowed)}"
    meant = did_you_mean(given, allowed) if len(allowed) > 1 else ""
    return f"is `{shown(given, 40)}`, but must be {_either(allowed)}{meant}"


def _either(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} or {words[-1]}"


def _wrong_id(given: str) -> str:
    slug = re.sub(r"[^a-z0-9]+", "-", given.lower()).strip("-")[:32].strip("-")
    rule = "an id has small letters a to z, digits and single dashes, 32 at most"
    return f"is not an id: {rule}, as in `{slug or 'jane-doe'}`"


def _example(path: Path) -> str:
    """A line to add, shaped rightly for the key at the end of `path`."""
    name = str(path[-1])
    kind = annotation_at(path)
    if len(path) == 1 and name == "sources":
        return "the section `sources:`, where each source has an id, a title, a publisher and a date"
    if name in _EXAMPLES:
        return f"`{_EXAMPLES[name]}`"
    if words := _words(path):
        return f"`{name}:` with {_either(words)}"
    if kind is PartialDate:
        return f"`{name}: 2022-09-08` (or 2022-09, or 2022" + (
            ", or undated)" if path[0] == "sources" else ")"
        )
    return f"`{name}: …`"


def _wrong_shape(path: Path, given: object) -> str:
    """What to say when a text, a list and a mapping were mixed up."""
    kind, name = annotation_at(path), shown(str(path[-1]), 30) if path else "title"
    found = f"`{shown(str(given), 30)}`"
    if isinstance(given, dict | list):
        found = "a list" if isinstance(given, list) else "a group of keys"
    if isinstance(kind, type) and issubclass(kind, Record):
        keys = [key for key, field in kind.model_fields.items() if field.is_required()]
        return f"must be an entry with keys of its own on the lines below ({', '.join(keys)}), not {found}"
    if get_origin(kind) is dict:
        return f"must be a section of entries, each under an id of its own on the lines below, not {found}"
    if get_origin(kind) is tuple:
        if isinstance(given, str):
            return f"must be a list: write `{name}: [{shown(given, 30)}]`"
        return f"must be a list of texts, one a line after a dash, not {found}"
    if isinstance(path[-1] if path else None, int):
        return f"must be one text, not {found}: if it has a colon or brackets in it, put quotes around it"
    if kind is int:
        return f"must be a whole number, like `{name}: 2`, not {found}"
    if kind is dt.date:
        return f"must be a day, like `{name}: 2026-11-22`, not {found}"
    return f"must be one text, like `{name}: …`, not {found}"
