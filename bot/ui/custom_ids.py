"""The custom_id of a button or menu: all that a press means, so that nothing has to be remembered.

`u1|action|show|topic|subject|choice|limit`, where the topic is its two-letter code, and behind it, where
there is one, the id of the message that was asked about. `u1` is the version: a press on a card of another
version gets a sentence instead.
"""

from __future__ import annotations

import re
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
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_SHORT_ID = re.compile(rf"[{_DIGITS}]{{1,13}}")
"""An id of up to 20 digits, written with more of them."""


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
    target: int = 0
    """The id of the message that a shared answer replies to; 0 for none."""


def encode(press: Press) -> str:
    """The custom_id of a press; raise ValueError if it does not fit, which ids within bounds never cause."""
    question, limit = press.question, str(press.limit)
    short_limit = next((short for short, long in _LIMITS.items() if long == limit), limit)
    choice = TOPICS[question.choice].code if question.choice in TOPICS else question.choice
    code = TOPICS[question.topic].code
    made = "|".join((VERSION, press.action[0], press.show, code, question.subject, choice, short_limit))
    if press.target:
        made = f"{made}|{_short(press.target)}"
    if len(made) > limits.CUSTOM_ID:
        raise ValueError(f"custom_id too long: {len(made)}")
    return made


def decode(custom_id: str) -> Press | None:
    """What a custom_id means; None for one of another version, or one that means nothing."""
    parts = custom_id.split("|")
    if len(parts) not in (7, 8) or parts[0] != VERSION:
        return None
    _, letter, show, code, subject, choice, short_limit, *targets = parts
    if targets and not _SHORT_ID.fullmatch(targets[0]):
        return None
    action = next((action for action in get_args(Action) if action[0] == letter), None)
    if action is None or code not in _CODES:
        return None
    try:
        limit = Limit.parse(_LIMITS.get(short_limit, short_limit))
    except ValueError:
        return None
    target = int(targets[0], len(_DIGITS)) if targets else 0
    return Press(action, show, Question(_CODES[code], subject, _CODES.get(choice, choice)), limit, target)


def _short(number: int) -> str:
    written = ""
    while number:
        number, digit = divmod(number, len(_DIGITS))
        written = _DIGITS[digit] + written
    return written
