"""Takes the README's picture of a card, in the demo as on a phone; takes the path of the PNG."""

from __future__ import annotations

import sys
from pathlib import Path

from demo_page import demo_page
from playwright.sync_api import expect

WIDTH, HEIGHT, SCALE = 640, 1400, 1.5


def main(path: Path) -> None:
    """Save a picture of the newest card that answers a member by name."""
    with demo_page(WIDTH, HEIGHT, scale=SCALE) as (page, _):
        card = page.get_by_role("log").get_by_role("article").last
        expect(card.get_by_role("button").first).to_be_enabled()
        page.mouse.move(0, 0)
        path.parent.mkdir(parents=True, exist_ok=True)
        card.screenshot(path=path, animations="disabled")


main(Path(sys.argv[1]))
