"""The process is killed while it writes, again and again: what was said to be saved is saved."""

from __future__ import annotations

import subprocess
import sys

from tests.storage.conftest import OpenStore

_MEMBERS = 4
_TURN = 10_000
"""More than one process comes to write."""
_WRITE = """
import asyncio, sys
from bot.knowledge.episodes import Episode
from bot.storage.store import Store
from bot.storage.values import Place

async def write(store, member, start):
    for number in range(start, start + 10_000):
        await store.set_place(member, "one", Place(Episode(number // 900, number % 900 + 1)))
        print(member, number, flush=True)

async def main(url, start):
    store = Store(url)
    await store.open()
    await asyncio.gather(*(write(store, member, start) for member in range(int(sys.argv[3]))))

asyncio.run(main(sys.argv[1], int(sys.argv[2])))
"""


async def test_killed_while_writing(url: str, open_store: OpenStore) -> None:
    """Whenever the process is killed, each member's place is the last confirmed one or the one after it."""
    confirmed: dict[int, int] = {}
    for turn, lines in enumerate([1, 3, 7, 50, 199]):
        command = [sys.executable, "-c", _WRITE, url, str(turn * _TURN), str(_MEMBERS)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout is not None
            said = [process.stdout.readline() for _ in range(lines)]
            process.kill()
            said += process.stdout.readlines()
        for line in said:
            id, text = line.split()
            confirmed[int(id)] = int(text)
        store = await open_store(url)
        for member, number in confirmed.items():
            place = await store.place(member, "one")
            assert place is not None
            assert place.upto is not None
            saved = place.upto.season * 900 + place.upto.number - 1
            assert saved in (number, number + 1, turn * _TURN), f"member {member}, after {number}"
        await store.close()
    assert len(confirmed) == _MEMBERS
