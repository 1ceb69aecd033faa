"""Makes text from data harmless on Discord: nothing in it is formatting, a mention, a timestamp or a link."""

from __future__ import annotations

import re

_INVISIBLE = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]+"
)
_ANYWHERE = re.compile(r"[\\*_~`|\[\]<>#]|:(?=//)|(?<=\.gg)/|(?<=invite)/", re.IGNORECASE)
_LIST_MARK = re.compile(r"^(\d*)([-+.)])")
_SPLIT = re.compile(r"@(?=everyone|here)|^\\-(?=\\#)", re.IGNORECASE)
"""Mass mentions and the sign of small print hold together even when escaped in some clients."""


def plain(text: str) -> str:
    """One line without control, bidirectional or zero-width characters."""
    return " ".join(_INVISIBLE.sub(" ", text).split())


def escape(text: str) -> str:
    """`plain` text that Discord shows as it was written, wherever on a line it stands.

    At most doubles the length, and two more.
    """
    text = _ANYWHERE.sub(lambda mark: "\\" + mark[0], plain(text))
    text = _LIST_MARK.sub(r"\1\\\2", text)
    return _SPLIT.sub(lambda mark: mark[0] + "\u200b", text)


def shorten(text: str, limit: int) -> str:
    """`text` of a `size` of at most `limit`, cut between words where possible; an ellipsis marks the cut.

    Never leaves half an escape or half a character behind.
    """
    if 2 * len(text) <= limit or size(text) <= limit:
        return text
    kept = text.encode("utf-16-le", "surrogatepass")[: 2 * max(limit - 1, 0)].decode("utf-16-le", "ignore")
    cut_at = kept.rfind(" ")
    if cut_at > len(kept) * 2 // 3:
        kept = kept[:cut_at]
    if (len(kept) - len(kept.rstrip("\\"))) % 2:
        kept = kept[:-1]
    return kept.rstrip() + "…" if limit else ""


def size(text: str) -> int:
    """The length as Discord's strictest clients count it: in UTF-16 units."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2
