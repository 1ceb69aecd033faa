"""What the README promises is so."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.app import UsherBot, commands_by_name
from bot.knowledge.show import Show
from tests.fan import server

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


async def test_the_table_of_commands_is_the_picker(bot_for: Callable[..., UsherBot], harbour: Show) -> None:
    """Each slash command stands in the table with the words that Discord shows, and no other does."""
    bot = bot_for(harbour)
    async with server(bot):
        table = dict(re.findall(r"^\| `/(\w+)` \| (.+?) \|$", README, re.MULTILINE))
        assert table == commands_by_name(bot)


@pytest.mark.parametrize(
    "page", sorted(ROOT.glob("*.md")) + sorted(ROOT.glob("docs/*.md")), ids=lambda p: p.name
)
def test_links_and_pictures_lead_somewhere(page: Path) -> None:
    """Every relative link of a page names a file that is there."""
    for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), target


def test_the_first_screen_has_the_two_commands() -> None:
    """Promise, picture and the two commands come before the first heading."""
    first = README.split("\n## ", 1)[0]
    assert "make demo" in first
    assert "make test" in first
    assert "docs/card.png" in first
