"""Rings when files may have changed: at once where the system tells of changes, and every second anyway."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path

from watchfiles import watch

log = logging.getLogger(__name__)

EVERY = 1.0
"""Seconds between two rings of which no event is the cause.

Network and desktop mounts give no events, nor does a symlink that is pointed elsewhere, and nobody can tell
such a silence from a real one. So there is no setting for polling: it always goes on, a second apart.
"""
_TOGETHER, _QUIET = 0.4, 0.1
"""Seconds within which events are one ring, and without another event after which it comes early."""

Home = tuple[int, int]


def rings(folders: Sequence[Path], stop: threading.Event) -> Iterator[None]:
    """Ring for as long as `stop` is not set; folders may come, go and be swapped meanwhile."""
    complained = False
    while not stop.is_set():
        homes = {folder: home_of(folder) for folder in folders}
        there = [folder for folder, home in homes.items() if home is not None]
        try:
            for _ in _events(there, stop):
                yield
                if any(home_of(folder) != home for folder, home in homes.items()):
                    break
        except (OSError, RuntimeError) as error:
            # As when the system's watches are used up: looking every second does without them.
            if not complained:
                log.warning("The system does not tell of changed files (%s), so I look every second.", error)
            complained = True
            stop.wait(EVERY)
            yield


def home_of(folder: Path) -> Home | None:
    """What tells a folder from another one that is put in its place; None where there is none."""
    try:
        found = folder.stat()
    except (OSError, ValueError):
        return None
    return found.st_dev, found.st_ino


def _events(folders: Sequence[Path], stop: threading.Event) -> Iterator[object]:
    return watch(
        *folders,
        watch_filter=None,
        debounce=round(_TOGETHER * 1000),
        step=round(_QUIET * 1000),
        rust_timeout=round(EVERY * 1000),
        yield_on_timeout=True,
        stop_event=stop,
        recursive=False,
        raise_interrupt=False,
    )
