"""Takes the README's pictures, in the demo as on a phone; takes the folder for the PNGs."""

from __future__ import annotations

import io
import sys
from pathlib import Path

from demo_page import demo_page
from PIL import Image
from playwright.sync_api import Locator, Page, expect

WIDTH, HEIGHT, SCALE = 600, 1600, 1.25
GAP = 24
LONG = 6000
"""Pixels that a conversation may be high."""
AT_A_TIME, PAUSE = 4, 61_000
"""So many questions a member may ask beside those of the demo, and milliseconds until as many more."""
CONVERSATION = (
    "did they axe it lol",
    "why?",
    "whos the singer played by",
    "what else was she in??",
    "it wasnt filmed in canada was it",
    "¿cuántos capítulos tiene?",
    "wer hat die musik gemacht",
    "does tilda die",
    "when does stranger things 5 come out",
    "ok so what do i watch now, a film maybe",
)
"""Ten questions as fans type them; they make a picture for the show that comes with the bot."""


def main(folder: Path) -> None:
    """Save a picture of a card about one person, and of what two viewers get for the same question."""
    folder.mkdir(parents=True, exist_ok=True)
    with demo_page(WIDTH, HEIGHT, scale=SCALE) as (page, _):
        cards = page.get_by_role("log").get_by_role("article")
        person = cards.filter(has_text="plays").last
        expect(person.get_by_role("button").first).to_be_enabled()
        _save(person, page, folder / "card.png")
        shots = []
        for viewer in ("You", "Robin"):
            page.get_by_label("Viewing as").select_option(label=viewer)
            private = cards.filter(has_text="is about").last
            expect(private.get_by_role("button").first).to_be_enabled()
            page.mouse.move(0, 0)
            shots.append(Image.open(io.BytesIO(private.screenshot(animations="disabled"))))
            expect(private).to_be_visible()
        _beside(shots).save(folder / "two-viewers.png", optimize=True)
    with demo_page(WIDTH, LONG, "--direct") as (page, _):
        messages = page.get_by_role("log").get_by_role("article")
        expect(messages.first).to_be_visible()
        known = messages.count()
        for number, question in enumerate(CONVERSATION, 1):
            if not (number - 1) % AT_A_TIME:
                page.wait_for_timeout(PAUSE)
            page.get_by_label("Message", exact=True).fill(question)
            page.get_by_role("button", name="Send", exact=True).click()
            expect(messages).to_have_count(known + 2 * number)
        page.mouse.move(0, 0)
        shots = [
            Image.open(io.BytesIO(messages.nth(place).screenshot(animations="disabled")))
            for place in range(known, known + 2 * len(CONVERSATION))
        ]
        half = len(shots) // 2
        _beside([_below(shots[:half]), _below(shots[half:])]).save(folder / "conversation.png", optimize=True)


def _save(card: Locator, page: Page, path: Path) -> None:
    page.mouse.move(0, 0)
    card.screenshot(path=path, animations="disabled")


def _below(shots: list[Image.Image]) -> Image.Image:
    """One picture of several, one under the other."""
    whole = Image.new(
        "RGB", (max(shot.width for shot in shots), sum(shot.height for shot in shots)), "#313338"
    )
    top = 0
    for shot in shots:
        whole.paste(shot, (0, top))
        top += shot.height
    return whole


def _beside(shots: list[Image.Image]) -> Image.Image:
    """One picture of several, side by side."""
    width = sum(shot.width for shot in shots) + GAP * (len(shots) - 1)
    whole = Image.new("RGB", (width, max(shot.height for shot in shots)), "#313338")
    left = 0
    for shot in shots:
        whole.paste(shot, (left, 0))
        left += shot.width + GAP
    return whole


main(Path(sys.argv[1]))
