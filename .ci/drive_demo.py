"""Uses the demo once as a person does: types a command and a question, presses buttons, fills in the form."""

from __future__ import annotations

import re
import sys

from demo_page import demo_page
from playwright.sync_api import Locator, Page, expect

SAMPLE = re.compile(r"^> /cast person:(.+?)(?: show:.*)?$", re.MULTILINE)
LETTERS = 4


def main() -> None:
    """Go through it; end with an error where the page does not show what it should."""
    with demo_page(1280, 900) as (page, printed):
        sample = SAMPLE.search(printed)
        assert sample, f"no question about the cast in:\n{printed}"
        name = sample[1]
        cards = page.get_by_role("log").get_by_role("article")
        expect(cards.filter(has_text=name).last).to_be_visible()
        _step(f"the page opens on a card about {name}")

        known = cards.count()
        _use_cast(page, name)
        expect(cards).to_have_count(known + 1)
        expect(cards.last).to_contain_text(name)
        _step("a typed command, completed from suggestions, is answered with a card")

        _press(cards.last, "Sources")
        expect(cards).to_have_count(known + 2)
        expect(cards.last).to_contain_text("Only you can see this")
        _step("a button is answered to whoever pressed it")

        _press(cards.nth(known), "Where I'm up to")
        form = page.get_by_role("dialog")
        form.get_by_label("Season").fill("1")
        form.get_by_label("episode").fill("1")
        form.get_by_role("button", name="Submit").click()
        expect(cards).to_have_count(known + 3)
        expect(cards.last).to_contain_text("season 1, episode 1")
        _step("the form tells the story as far as it was watched")

    with demo_page(390, 844, "--direct") as (page, _):
        messages = page.get_by_role("log").get_by_role("article")
        expect(messages.filter(has_text=f"Who plays {name}?").first).to_be_visible()
        known = messages.count()
        page.get_by_label("Message", exact=True).press_sequentially("What should I watch next?")
        page.get_by_role("button", name="Send", exact=True).click()
        expect(messages).to_have_count(known + 2)
        expect(messages.last).to_contain_text("What to watch")
        _press(messages.last, "Sources")
        expect(messages).to_have_count(known + 3)
        _step("on a phone, words to the bot itself are answered, and the answer's button, too")


def _use_cast(page: Page, name: str) -> None:
    page.get_by_label("Message", exact=True).press_sequentially("/cast")
    page.get_by_role("option", name="/cast").click()
    page.get_by_role("option", name="person").click()
    page.keyboard.type(name[:LETTERS])
    page.get_by_role("option", name=name).first.click()
    page.get_by_role("button", name="Send", exact=True).click()


def _press(card: Locator, label: str) -> None:
    card.get_by_role("button", name=label, exact=True).click()


def _step(what: str) -> None:
    sys.stdout.write(f"  {what}\n")


main()
