"""What the bot's own work costs, without Discord: run as a script, it prints JSON with seconds by name."""

import datetime as dt
import json
import sys
import timeit
from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import median

from bot import topics
from bot.answer import Question
from bot.card import make_card
from bot.desk import Desk
from bot.knowledge.load import read_show
from bot.knowledge.places import shipped
from bot.knowledge.shelf import Shelf
from bot.knowledge.show import Show
from bot.spoilers import NOTHING
from bot.texts import DISCORD, Voice
from bot.ui.layout import layout

QUESTIONS = ("release", "cast", "plot", "recommendations")
NOW = dt.datetime(2026, 1, 1, 12, tzinfo=dt.UTC)


def show_file() -> Path:
    """The largest knowledge file that comes with the bot."""
    return max(shipped().glob("*.yaml"), key=lambda path: (path.stat().st_size, path.name))


def costs(seconds: float) -> dict[str, float]:
    """Seconds that each piece of work takes, each tried for about `seconds`."""
    path = show_file()
    show = _read(path)
    current, moment = [Shelf({show.id: show})], [NOW]
    desk = Desk(lambda: current[0], lambda: moment[0])
    names = topics.TOPICS["cast"].names
    assert names is not None, "a cast has names"
    name = desk.complete("cast", "", show=None, limit=NOTHING)[0].text

    def answer(topic: str, typed: str = "") -> None:
        reply = desk.reply(Question(topic), show=None, limit=NOTHING, typed=typed)
        layout((make_card(reply, Voice("en", DISCORD, desk.now())), reply))

    def answer_anew(topic: str) -> None:
        # On another day nothing that was worked out before is of use.
        moment[0] += dt.timedelta(days=1)
        answer(topic)

    def reload() -> None:
        fresh = _read(path)
        current[0] = Shelf({fresh.id: fresh})
        answer("release")

    return {
        **{f"answering /{topic}": _timed(partial(answer, topic), seconds) for topic in QUESTIONS},
        **{
            f"answering /{topic}, the first time": _timed(partial(answer_anew, topic), seconds)
            for topic in QUESTIONS
        },
        "answering /cast with a name": _timed(lambda: answer("cast", name), seconds),
        "answering /cast with a misspelt name": _timed(lambda: answer("cast", name[:-2] + "zz"), seconds),
        "suggesting names for three letters": _timed(
            lambda: desk.complete("cast", name[:3], show=None, limit=NOTHING), seconds
        ),
        "reading a knowledge file": _timed(lambda: _read(path), seconds),
        "reading it anew and answering from it": _timed(reload, seconds),
    }


def _read(path: Path) -> Show:
    show = read_show(path).show
    assert show is not None, "the shipped file is fine"
    return show


def _timed(work: Callable[[], None] | Callable[[], object], seconds: float) -> float:
    """The median of five tries."""
    work()
    timer = timeit.Timer(work)
    once = max(timer.timeit(1), 1e-6)
    number = max(1, int(seconds / 5 / once))
    return median(timer.repeat(5, number)) / number


if __name__ == "__main__":
    print(json.dumps(costs(float(sys.argv[1]))))
