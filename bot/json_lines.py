"""Questions by the line, and what came back for each as a line of JSON, for programs."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import BinaryIO

from bot.ask.command import Misread
from bot.talk import Turn

LONGEST = 16_384
"""Bytes of a line that are looked at; no question is as long."""


def lines(stream: BinaryIO) -> Iterator[str]:
    """Each line as soon as it is there, an empty one, too.

    What is no UTF-8 becomes replacement characters; what is too long is cut.
    """
    first = True
    while line := stream.readline(LONGEST):
        end = line
        while not end.endswith(b"\n") and (end := stream.readline(LONGEST)):
            pass
        text = line.decode("utf-8", errors="replace").rstrip("\r\n")
        yield text.removeprefix("\ufeff") if first else text
        first = False


def as_json(question: str, came: Turn | Misread) -> str:
    """What came back for a question, as one line; docs/questions.md lists the keys.

    It is ASCII, so that no encoding and no line separator in it can break it.
    """
    if isinstance(came, Misread):
        told: dict[str, object] = {
            "language": "en",
            "topics": [],
            "subjects": [],
            "outcome": "asked_back",
            "text": came.sentence,
        }
    else:
        told = {
            "language": came.heard.language,
            "topics": came.topics,
            "subjects": came.subjects,
            "outcome": came.heard.outcome,
            "text": came.text,
        }
    sound = {
        key: value.encode("utf-8", "replace").decode() if isinstance(value, str) else value
        for key, value in ({"question": question} | told).items()
    }
    return json.dumps(sound)
