"""Takes out of a question what would tell of anybody, before it is kept."""

from __future__ import annotations

import re
import unicodedata

LONGEST = 300
"""The characters of a question that are kept."""

_LOOKED_AT = 1_000
"""The characters that are looked at, so that a long message takes no time from others."""
_JOINERS = "\u200c\u200d"
"""They hold letters and emoji together, and hide nothing."""
_DISCORD = re.compile(r"<(?:[@#]|a?:|t:|id:|/)[^<>]*>")
"""Mentions of members, roles, channels and commands, custom emoji, and times, as Discord writes them."""
_HIDDEN = re.compile(r"\|\|.*?(?:\|\||$)")
"""What the asker covered, as it spoils."""
# What stands before keeps each pattern from being tried anew within a long word.
_ADDRESS = re.compile(
    r"(?<![a-z0-9+.-])[a-z0-9+.-]+://\S+|\bwww\.\S+|(?<![\w.-])\.*(?:[\w-]+\.+)+[a-z]{2,}/\S*"
    r"|(?<![\w.-])\.*(?:[\w-]+\.+)+(?:com|org|net|io|gg|tv|me|co|uk|de|fr|es|br|app|dev|info|xyz)\b",
    re.IGNORECASE,
)
_MAIL = re.compile(r"(?<![^\s@<>])[^\s@<>]+[@＠][^\s@<>]+\.[^\s@<>]+")
_HANDLE = re.compile(r"[@＠][\w.]+(?:#\d{4})?|\b\w+#\d{4}\b")
_NUMBER = re.compile(r"\+?\d(?:[\s().\-/]{0,2}\d){6,}|\d{5,}")
"""Ids and telephone numbers; no year or episode is that long."""
_EMPTY = re.compile(r"[(\[{<\"'“‘]\s*[)\]}>\"'”’]")


def scrub(text: str) -> str:
    """The question on one line, without what names or may lead to anybody; empty where no word is left."""
    text = unicodedata.normalize("NFC", text[:_LOOKED_AT])
    text = " ".join("".join(_harmless(sign) for sign in text).split())
    for pattern in (_DISCORD, _HIDDEN, _MAIL, _ADDRESS, _HANDLE, _NUMBER, _EMPTY):
        text = pattern.sub(" ", text)
    text = " ".join(text.split())
    if len(text) > LONGEST:
        text = text[:LONGEST].rsplit(" ", 1)[0]
    return text if any(sign.isalnum() for sign in text) else ""


def _harmless(sign: str) -> str:
    """The sign; a space for line breaks, and nothing for signs that can't be seen or have no meaning."""
    if sign.isspace():
        return " "
    return "" if unicodedata.category(sign)[0] == "C" and sign not in _JOINERS else sign
