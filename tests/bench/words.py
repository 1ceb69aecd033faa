"""What understanding plain words takes: `python -m tests.bench.words` prints a table in Markdown.

The questions are those of tests/questions, asked once each of the show that they are about. Times are of the
processor, as other processes on a machine say nothing about the bot.
"""

import gc
import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from statistics import median
from types import FunctionType, ModuleType

import yaml

from bot.ask.conversation import Before
from bot.ask.lexicon import languages, lexicon
from bot.ask.lookup import Lookup
from bot.desk import Desk
from bot.knowledge.load import read_show
from bot.knowledge.shelf import Shelf
from bot.knowledge.show import Show
from bot.spoilers import EVERYTHING, NOTHING, cut
from tests.wire.processes import ROOT

from .costs import NOW
from .machine import machine, versions

SHOWS = (1, 1000)
_SETS = ROOT / "tests" / "questions"


def main() -> None:
    """Measure in a process of its own, and print the table."""
    if sys.argv[1:] == ["measure"]:
        print(json.dumps(_measure()))
        return
    command = [sys.executable, "-m", "tests.bench.words", "measure"]
    figures = json.loads(subprocess.run(command, check=True, capture_output=True, cwd=ROOT).stdout)
    print(f"{machine()}; {versions()}.\n")
    print("| | |\n|---|---:|")
    for name, value in figures.items():
        print(f"| {name} | {value:.3g} |")


def _measure() -> dict[str, float]:
    figures: dict[str, float] = {}
    began = time.thread_time()
    for code in languages():
        lexicon(code)
        lexicon(code).like("misspelt", 1)
    figures["reading the words of all languages, once, ms"] = (time.thread_time() - began) * 1e3
    sets = [(show, questions) for show, questions in _sets()]
    for show, _ in sets:
        visible = cut(show, EVERYTHING)
        figures[f"the index of {show.file.title}, made, ms"] = _best(partial(Lookup, visible)) * 1e3
        figures[f"the index of {show.file.title}, KiB"] = size(Lookup(visible)) / 1024
    for count in SHOWS:
        took = sorted(took for show, questions in sets for took in _asked(show, questions, count))
        for name, value in (
            ("median", median(took)),
            ("99 of 100", took[int(len(took) * 0.99)]),
            ("slowest", took[-1]),
        ):
            figures[f"understanding with {count:,} shows loaded, {name}, ms"] = value * 1e3
    return figures


def _sets() -> Iterator[tuple[Show, list[str]]]:
    for path in sorted(_SETS.glob("*.yaml")):
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
        places = (ROOT / "data", _SETS / "shows")
        file = next(
            place / f"{data['show']}.yaml" for place in places if (place / f"{data['show']}.yaml").exists()
        )
        show = read_show(file).show
        assert show is not None, file
        yield show, [str(one["ask"]) for one in data["questions"]]


def _asked(show: Show, questions: list[str], count: int) -> Iterator[float]:
    """Seconds of the processor to find the show and what is asked of it, for each question."""
    from bot.ask.understand import understand

    others = {f"show-{number}": _other(show, number) for number in range(count - 1)}
    shelf = Shelf({show.id: show, **others}, show.id)
    desk = Desk(lambda: shelf, lambda: NOW)
    before = Before(show.id, ())
    visible = cut(show, NOTHING)
    desk.show_meant("", shelf, before)
    understand(questions[0], visible)
    gc.disable()
    for question in questions:
        began = time.thread_time()
        desk.show_meant(question, shelf, before)
        understand(question, visible)
        yield time.thread_time() - began
    gc.enable()


def _other(show: Show, number: int) -> Show:
    """A show that is there for its title alone."""
    title = f"{_TITLES[number % len(_TITLES)]} {_TITLES[number // len(_TITLES) % len(_TITLES)]} {number}"
    return Show.build(f"show-{number}", show.file.model_copy(update={"title": title, "aliases": ()}))


_TITLES = (
    "Amber Bitter Crimson Distant Empty Frozen Golden Hollow Iron Lonely Midnight "
    "Narrow Open Paper Quiet Red Sacred Tidal Velvet Winter"
).split()


def _best(work: Callable[[], object]) -> float:
    took = []
    for _ in range(5):
        began = time.thread_time()
        work()
        took.append(time.thread_time() - began)
    return min(took)


def size(index: Lookup) -> int:
    """Bytes that an index alone holds: not what belongs to the show, and not what all share."""
    shared = {id(one) for one in _reached(index._show, set())}
    return sum(sys.getsizeof(one) for one in _reached(index, shared))


def _reached(start: object, passed: set[int]) -> list[object]:
    """All objects that one holds, itself among them, apart from those that were passed already."""
    found: list[object] = []
    waiting = [start]
    while waiting:
        one = waiting.pop()
        if id(one) in passed or isinstance(one, (type, ModuleType, FunctionType)):
            continue
        passed.add(id(one))
        found.append(one)
        waiting += gc.get_referents(one)
        if isinstance(one, dict):
            # A dict with text for keys keeps them to itself.
            waiting += one
    return found


if __name__ == "__main__":
    main()
