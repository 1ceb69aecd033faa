"""The shelf as the knowledge files are now: a thread follows them, and swaps the whole shelf at once.

It is a thread of its own because reading takes time: Python hands the event loop its turn every few
milliseconds meanwhile, and a mount that hangs keeps nobody waiting.
"""

from __future__ import annotations

import contextlib
import gc
import logging
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from bot.config import Settings
from bot.knowledge.bell import rings
from bot.knowledge.copies import Broken
from bot.knowledge.places import folders, log_problems, open_copies, shelf_of
from bot.knowledge.shelf import Shelf

log = logging.getLogger(__name__)

SETTLES = 0.25
"""Seconds for which a file has to stay as it is before it is read."""
_TURN = 0.001
"""Seconds after which Python gives the event loop its turn.

An answer takes several turns; with the usual five milliseconds each, whoever asks meanwhile would notice.
"""
_LEAVE = 2.0


@dataclass(frozen=True, slots=True)
class News:
    """What happened to the files: the shelf is another one, files became unusable, or usable again."""

    changed: bool
    broken: tuple[Broken, ...]
    mended: tuple[Path, ...]


Listener = Callable[[News], object]


class Live:
    """Gives the current shelf when called; `following` keeps it current."""

    def __init__(self, settings: Settings) -> None:
        """Read the files that the settings ask for, and log what is wrong with them; raise NoShelf."""
        self._settings = settings
        self._folders = folders(settings)
        self._copies, problems = open_copies(settings)
        self._shelf = shelf_of(self._copies, settings)
        self._broken = self._copies.broken
        self._listeners: list[Listener] = []
        self._stop = threading.Event()
        log_problems(problems)

    def __call__(self) -> Shelf:
        """The current shelf: one version of everything, which never changes."""
        return self._shelf

    def listen(self, listener: Listener) -> Callable[[], None]:
        """Let `listener` hear all news, in the thread that follows the files; call the result to end that.

        Where files are broken already, it hears of them at once.
        """
        self._listeners.append(listener)
        if self._broken:
            listener(News(False, self._broken, ()))
        return lambda: self._listeners.remove(listener)

    def look(self) -> bool:
        """Take in what has changed since the last look; whether another one should follow soon."""
        with _collector_at_rest():
            look = self._copies.look(self._stop.is_set)
        self._broken = self._copies.broken
        log_problems(look.problems)
        for path in look.mended:
            log.info("%s is all right again", path)
        changed = look.changed and self._swap()
        if changed or look.broken or look.mended:
            self._tell(News(changed, look.broken, look.mended))
        return look.settling

    @contextlib.contextmanager
    def following(self) -> Iterator[None]:
        """Follow the files meanwhile: a change is on the shelf within two seconds."""
        self._stop.clear()
        usual = sys.getswitchinterval()
        sys.setswitchinterval(_TURN)
        thread = threading.Thread(target=self._follow, name="knowledge", daemon=True)
        thread.start()
        try:
            yield
        finally:
            self._stop.set()
            thread.join(_LEAVE)
            sys.setswitchinterval(usual)

    def _follow(self) -> None:
        for _ in rings(self._folders, self._stop):
            try:
                while self.look() and not self._stop.wait(SETTLES):
                    pass
            except Exception:
                # Whatever it is, the shelf stays as it was, and the next look may go well.
                log.exception("could not look after the knowledge files")

    def _swap(self) -> bool:
        shelf = shelf_of(self._copies, self._settings)
        if not shelf.shows:
            log.error("no show is left, so I go on with the last ones that there were")
            return False
        self._shelf = shelf
        log.info("the shelf has changed: %d shows", len(shelf.shows))
        return True

    def _tell(self, news: News) -> None:
        for listener in tuple(self._listeners):
            try:
                listener(news)
            except Exception:
                log.exception("somebody could not hear of changed knowledge files")


@contextlib.contextmanager
def _collector_at_rest() -> Iterator[None]:
    """Let the collector wait meanwhile.

    It would go through all that is made of a file while it is read, and hold the event loop until it is
    done; most of that frees itself a moment later.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
