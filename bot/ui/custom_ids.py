"""The custom_id of a button or menu: all that a press means, so that nothing has to be remembered.

`u1|action|show|topic|subject|choice|limit`, where the topic is its two-letter code. `u1` is the version:
a press on a card of another version gets a sentence instead.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from bot import limits
from bot.answer import Question
from bot.spoilers import Limit
from bot.topics import TOPICS

VERSION = "u1"
Action = Literal["ask", "menu", "place", "share"]
_CODES = {topic.code: name for name, topic in TOPICS.items()}
_LIMITS = {"-": "nothing", "*": "everything"}


@dataclass(frozen=True, slots=True)
class Press:
    """What a press asks for.

    `ask` answers the question; `menu` answers it for the chosen subject; `place` first asks how far the
    presser has watched; `share` shows the answer to everybody there, as far as they may be told.
    """

    action: Action
    show: str
    question: Question
    limit: Limit


def encode(press: Press) -> str:
    """The custom_id of a press; raise ValueError if it does not fit, which ids within bounds never cause."""
    question, limit = press.question, str(press.limit)
    short_limit = next((short for short, long in _LIMITS.items() if long == limit), limit)
    choice = TOPICS[question.choice].code if question.choice in TOPICS else question.choice
    code = TOPICS[question.topic].code
    made = "|".join((VERSION, press.action[0], press.show, code, question.subject, choice, short_limit))
    if len(made) > limits.CUSTOM_ID:
        raise ValueError(f"custom_id too long: {len(made)}")
    return made


def decode(custom_id: str) -> Press | None:
    """What a custom_id means; None for one of another version, or one that means nothing."""
    parts = custom_id.split("|")
    if len(parts) != 7 or parts[0] != VERSION:
        return None
    _, letter, show, code, subject, choice, short_limit = parts
    action = next((action for action in get_args(Action) if action[0] == letter), None)
    if action is None or code not in _CODES:
        return None
    try:
        limit = Limit.parse(_LIMITS.get(short_limit, short_limit))
    except ValueError:
        return None
    return Press(action, show, Question(_CODES[code], subject, _CODES.get(choice, choice)), limit)
