"""Small files to read."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from textwrap import dedent

import pytest

from bot.knowledge.load import Reading, read_bytes

BEGINNING = """\
format: 1
title: My Show
sources:
  gull: {title: A light goes on, publisher: The Daily Gull, date: undated}
"""
"""Lines 1 to 4 of a file that is right; what a test adds begins on line 5."""

Read = Callable[[str], Reading]
Said = Callable[[str], list[str]]


@pytest.fixture
def read() -> Read:
    """Read `BEGINNING` with more lines after it."""
    return lambda more: read_bytes((BEGINNING + dedent(more)).encode(), Path("my-show.yaml"))


@pytest.fixture
def said(read: Read) -> Said:
    """What is wrong with `BEGINNING` and more lines after it: `line field: message`, one each."""
    return lambda more: [f"{one.line} {one.field}: {one.message}" for one in read(more).problems]
