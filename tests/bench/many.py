"""How the bot bears many shows: `python -m tests.bench.many` prints a table in Markdown.

Each number of shows gets a process of its own, which reads that many generated files as at a start.
"""

import argparse
import asyncio
import gc
import json
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any

import bot.app  # noqa: F401  what the bot imports at its start is not the shows' memory
from bot.config import Settings
from bot.desk import Desk
from bot.knowledge import places
from bot.knowledge.live import Live
from tests.wire.processes import ROOT

from .costs import NOW
from .machine import machine, versions

COUNTS = (1, 100, 1000)
_PATTERN = ROOT / "tests" / "data" / "harbour-lights.yaml"
_TITLE = "title: Harbour Lights\n"
_ALIASES = 'aliases: [Harbor Lights, "Phare & Brume", HL]\n'
_EDITS = 20
_TITLES_TYPED = 200
_FIRST = (
    "Amber Ancient Black Bitter Blue Borrowed Brave Bright Broken Burning Cold Common Crimson "
    "Crooked Dark Distant Double Early Eastern Electric Empty Endless False Fatal Final First "
    "Foreign Forgotten Frozen Gentle Golden Green Hidden Hollow Honest Idle Inner Iron Last Little "
    "Lonely Long Lost Lucky Midnight Modern Narrow New Northern Old Open Outer Paper Perfect Quiet "
    "Red Sacred Second Secret Silent"
)
_MIDDLE = ("and", "at", "beyond", "for", "from", "in", "near", "of", "on", "under")
_SECOND = (
    "Affair Angels Bells Blood Bridge Brothers Castle Choir City Coast Country Crown Daughters "
    "Delta Doctor Dream Empire Family Ferry Fire Forest Friends Garden Ghosts Girls Gold Guard "
    "Harbour Heart Heirs House Hunters Island Justice Kings Ladies Lake Lawyers Letters Light Line "
    "Love Machine Market Memory Moon Mothers Mountain Office Orchard People Planet Queen River "
    "Road Room School Sea Sisters Station"
)
_SYLLABLES = (
    "ba",
    "dor",
    "el",
    "fi",
    "gan",
    "hu",
    "ir",
    "ka",
    "lo",
    "mer",
    "nu",
    "os",
    "pra",
    "qui",
    "ro",
    "sel",
)

Figures = dict[str, float]


def main() -> None:
    """Measure each number of shows, and print the table."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.many", description=__doc__)
    parser.add_argument("counts", nargs="*", type=int, default=COUNTS, help="numbers of shows")
    found = {count: _in_process(count) for count in parser.parse_args().counts}
    size = _PATTERN.stat().st_size / 1024
    print(f"{machine()}; {versions()}. Each file has {size:.0f} KiB.\n")
    print("| | " + " | ".join(f"{count:,} shows" if count > 1 else "1 show" for count in found) + " |")
    print("|---|" + "---:|" * len(found))
    for name in next(iter(found.values())):
        print(f"| {name} | " + " | ".join(f"{figures[name]:,.3g}" for figures in found.values()) + " |")


def _in_process(count: int) -> Figures:
    child = "import sys; from tests.bench import many; many.child(int(sys.argv[1]))"
    done = subprocess.run(
        [sys.executable, "-c", child, str(count)], cwd=ROOT, stdout=subprocess.PIPE, check=True
    )
    figures: Figures = json.loads(done.stdout.splitlines()[-1])
    return figures


def child(count: int) -> None:
    """Measure with so many shows in this process; prints JSON."""
    chance = random.Random(count)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        pattern = _PATTERN.read_text(encoding="utf-8")
        assert _TITLE in pattern
        assert _ALIASES in pattern
        for number in range(count):
            text = pattern.replace(_TITLE, f"title: {_title(chance)}\n")
            text = text.replace(_ALIASES, f"aliases: [{_title(chance)}]\n")
            (folder / f"show-{number}.yaml").write_text(text, encoding="utf-8")
        places.shipped = lambda: folder
        print(json.dumps(_measured(count, folder)))


def _measured(count: int, folder: Path) -> Figures:
    gc.collect()
    before = _resident()
    # The collector does as in bot/gateway.py.
    gc.disable()
    live, reading = _timed(lambda: Live(Settings()))
    gc.enable()
    memory = (_resident() - before) / 2**20
    gc.freeze()
    gc.set_threshold(10_000, 20, 20)
    assert len(live().shows) == count
    typing = sorted(_typing(live))
    while live.look():
        pass
    look = median(_timed_cpu(live.look)[1] for _ in range(9))
    quiet, held, delays, first = asyncio.run(_edited(live, folder))
    return {
        "reading them at the start, s": reading,
        "memory for them, MiB": memory,
        "memory a show, MiB": memory / count,
        "suggesting titles, median, ms": median(typing) * 1000,
        "suggesting titles, 99 of 100, ms": typing[len(typing) * 99 // 100] * 1000,
        "suggesting titles, slowest, ms": typing[-1] * 1000,
        "looking for changes once a second, ms of CPU": look * 1000,
        "from saving a file to having it, median, s": median(delays),
        f"longest hold of the event loop meanwhile, median of {_EDITS}, ms": median(held) * 1000,
        f"longest hold of the event loop meanwhile, worst of {_EDITS}, ms": max(held) * 1000,
        f"the same while nothing is read, median of {_EDITS}, ms": median(quiet) * 1000,
        f"the same while nothing is read, worst of {_EDITS}, ms": max(quiet) * 1000,
        "the first suggestion after a reload, median, ms": median(first) * 1000,
    }


def _typing(live: Live) -> list[float]:
    """Seconds for the suggestions at every letter of some titles, typed right and with a slip.

    Each is typed at three desks, of which the quickest counts: what was typed before is remembered, and the
    same letters come but once, as they do from fans.
    """
    chance = random.Random(1)
    desks = [Desk(live, lambda: NOW) for _ in range(3)]
    titles = [show.file.title for show in live().shows.values()]
    for desk in desks:
        desk.complete_show("a")
    spent = []
    for title in chance.sample(titles, min(len(titles), _TITLES_TYPED)):
        slip = chance.randrange(len(title))
        for typed in (title, title[:slip] + chance.choice("aexz") + title[slip + 1 :]):
            for letters in range(1, len(typed) + 1):
                works = [partial(desk.complete_show, typed[:letters]) for desk in desks]
                spent.append(min(_timed(work)[1] for work in works))
    return spent


async def _edited(live: Live, folder: Path) -> tuple[list[float], list[float], list[float], list[float]]:
    """The longest holds of the loop, while nothing is read and at each reload by turns.

    With them come how long each reload takes, and the first suggestion after it.
    """
    ticks: list[float] = []
    ticking = asyncio.create_task(_tick(ticks))
    desk = Desk(live, lambda: NOW)
    desk.complete_show("a")
    quiet, held, delays, first = [], [], [], []
    file = folder / "show-0.yaml"
    text = file.read_text(encoding="utf-8")
    with live.following():
        for number in range(_EDITS):
            await asyncio.sleep(0.5)
            ticks.clear()
            await asyncio.sleep(0.5)
            quiet.append(max(ticks))
            ticks.clear()
            shelf, saved = live(), time.perf_counter()
            await asyncio.to_thread(file.write_text, f"{text}\n#{'x' * number}\n", encoding="utf-8")
            while live() is shelf:
                await asyncio.sleep(0.005)
            delays.append(time.perf_counter() - saved)
            held.append(max(ticks))
            first.append(_timed(partial(desk.complete_show, "a"))[1])
    ticking.cancel()
    return quiet, held, delays, first


async def _tick(held: list[float]) -> None:
    """Note how late each turn of the loop comes, apart from waiting for a core that other programs use."""
    pause = 0.001
    while True:
        before, waited = time.perf_counter(), _waited()
        await asyncio.sleep(pause)
        held.append(time.perf_counter() - before - pause - (_waited() - waited))


def _waited() -> float:
    """Seconds for which this thread could have run and had no core; 0 where the system does not tell."""
    try:
        return int(Path("/proc/thread-self/schedstat").read_text(encoding="ascii").split()[1]) / 1e9
    except (OSError, ValueError, IndexError):
        return 0.0


def _title(chance: random.Random) -> str:
    invented = "".join(chance.choices(_SYLLABLES, k=chance.randint(2, 3))).capitalize()
    first, second = chance.choice(_FIRST.split()), chance.choice(_SECOND.split())
    shapes = ("{0} {1}", "{2}", "The {1} {3} {2}", "{2} {1}", "{0} {2}", "{1} {3} {0} {2}")
    return chance.choice(shapes).format(first, second, invented, chance.choice(_MIDDLE))


def _resident() -> int:
    lines = Path("/proc/self/status").read_text(encoding="ascii", errors="replace").splitlines()
    return int(next(line.split()[1] for line in lines if line.startswith("VmRSS:"))) * 1024


def _timed(work: Callable[[], Any]) -> tuple[Any, float]:
    begun = time.perf_counter()
    result = work()
    return result, time.perf_counter() - begun


def _timed_cpu(work: Callable[[], Any]) -> tuple[Any, float]:
    begun = time.process_time()
    result = work()
    return result, time.process_time() - begun


if __name__ == "__main__":
    main()
