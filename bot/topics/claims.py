"""What was once claimed about a topic and has been overtaken since."""

from __future__ import annotations

from dataclasses import dataclass

from bot.answer import Line, Part, listing
from bot.knowledge.schema import Claim
from bot.spoilers import VisibleShow
from bot.texts import Flow, say


@dataclass(frozen=True, slots=True)
class Outdated:
    """The parts for a card, and the claims that they rest on."""

    parts: tuple[Part, ...]
    facts: tuple[Claim, ...]


def outdated(show: VisibleShow, topic: str, shown: int | None = None) -> Outdated:
    """The overtaken claims about a topic, or the first `shown` of them, each with what is true instead."""
    claims = tuple(claim for claim in show.facts.claims.values() if claim.topic == topic)[:shown]
    lines = [Line(Flow((claim.truth, claim.said))) for claim in claims]
    return Outdated(listing(say("Claimed before, and out of date"), *lines), claims)
