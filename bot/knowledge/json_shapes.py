"""How the schema's own types look to editors that know JSON Schema.

The bot reads every scalar as text; an editor takes `2022` for a number and `true` for a boolean unless there
are quotes around it. Both ways are right.
"""

from __future__ import annotations

from typing import Any

Shape = dict[str, Any]

_ID = "[a-z0-9]+(-[a-z0-9]+)*"
_EPISODE = "[sS][0-9]{1,2}[eE](?!0+$)[0-9]{1,3}"
_DAY = "[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"
_TIME = "[T][0-9]{2}(:?[0-9]{2}(:?[0-9]{2}([.,][0-9]+)?)?)?(Z|[+-][0-9]{2}(:?[0-9]{2}){0,2})"


def _said(pattern: str, message: str, **more: Any) -> Shape:
    """A text of a fixed form; `message` is what an editor shows where it is not met."""
    return {"type": "string", "pattern": f"^{pattern}$", "patternErrorMessage": message, **more}


def text(longest: int) -> Shape:
    """A text; what looks like a number or a boolean is text as well."""
    return {"type": ["string", "number", "boolean"], "pattern": "\\S", "maxLength": longest}


def id(longest: int) -> Shape:
    """The id of an entry."""
    message = f"An id has small letters a to z, digits and single dashes, {longest} at most."
    return {**_said(_ID, message), "type": ["string", "integer"], "maxLength": longest}


def date(earliest: int, latest: int, *words: str) -> Shape:
    """A year, a month, a day or an instant, or one of some words."""
    message = "Write a year (2022), a month (2022-09), a day (2022-09-08) or an instant (2022-09-08T07:00Z)."
    form = f"([0-9]{{4}}(-(0[1-9]|1[0-2]))?|{_DAY}({_TIME})?)"
    written = {**_said(form, message), "type": ["string", "integer"], "minimum": earliest, "maximum": latest}
    return {"anyOf": [*({"const": word} for word in words), written]} if words else written


EPISODE = _said(_EPISODE, "Write an episode like S01E04.", examples=["S01E04"])
REVEALS: Shape = {
    "anyOf": [
        {"const": "nothing", "description": "It may always be told."},
        _said(_EPISODE, "Write an episode like S01E04, or the word nothing.", examples=["S01E04"]),
    ]
}
DAY = _said(
    _DAY, "Write the day on which a person last checked it, like 2026-11-22.", examples=["2026-11-22"]
)
ADDRESS = _said(
    'https?://[^\\s/<>"\\\\^`{|}]+(/[^\\s<>"\\\\^`{|}]*)?',
    "A web address starts with https:// and has no spaces.",
    maxLength=400,
)
COLOUR = _said("#[0-9A-Fa-f]{6}", 'Write # and six digits between quotes, as in "#E50914".')
