"""The template for translators holds what the bot says."""

from __future__ import annotations

from pathlib import Path

from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

ROOT = Path(__file__).parent.parent
KEYWORDS = {"say": None, "say_n": (1, 2), "locale_str": None}


def test_the_template_holds_every_message() -> None:
    """`bot/locales/usher.pot` is in step with the code; `make texts` writes it anew."""
    found = {
        message if isinstance(message, str) else message[0]
        for _, _, message, _, _ in extract_from_dir(
            str(ROOT / "bot"), [("**.py", "python")], keywords=KEYWORDS
        )
    }
    with (ROOT / "bot/locales/usher.pot").open("rb") as file:
        template = {m.id if isinstance(m.id, str) else m.id[0] for m in read_po(file) if m.id}
    assert found == template, "run `make texts`"
