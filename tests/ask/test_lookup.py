"""The index of a cut show: small, kept for a bounded number of shows, and of nothing but what may be told."""

from __future__ import annotations

import gc
import sys
import types
from pathlib import Path

import pytest

from bot.ask import lexicon
from bot.ask.lookup import Lookup, lookup
from bot.knowledge.episodes import Episode
from bot.knowledge.load import read_show
from bot.knowledge.show import Show, all_facts
from bot.spoilers import EVERYTHING, NOTHING, Limit, cut
from tests.ask.orchard import ask, build, desk, fact

SHIPPED = sorted((Path(__file__).parents[2] / "data").glob("*.yaml"))
MOST = 64 * 1024
_NO_DATA = (type, types.ModuleType, types.FunctionType)


def _gather(root: object, seen: set[int]) -> int:
    """The bytes of all that hangs on an object, without what is in `seen`, which grows by it."""
    size, left = 0, [root]
    while left:
        one = left.pop()
        if id(one) not in seen and not isinstance(one, _NO_DATA):
            seen.add(id(one))
            size += sys.getsizeof(one)
            left += gc.get_referents(one)
    return size


def _limits(show: Show) -> list[Limit]:
    points = {fact.reveals for _, fact in all_facts(show.file) if isinstance(fact.reveals, Episode)}
    return [NOTHING, *map(Limit, sorted(points, key=show.position)), EVERYTHING]


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_an_index_is_small_at_every_limit(path: Path) -> None:
    """The index of a shipped show, once used, holds little besides what the show itself holds."""
    show = read_show(path).show
    assert show is not None
    languages = set[int]()
    for code in lexicon.languages():
        _gather(lexicon.lexicon(code), languages)
    for limit in _limits(show):
        visible = cut(show, limit)
        shared = set(languages)
        _gather((show, visible), shared)
        for text in ("who plays xyzzy?", "the one who was at the beginning"):
            desk(show).hear(text, show=show, limit=limit)
        size = _gather(lookup(visible), shared)
        assert 1_000 < size <= MOST


def test_indexes_are_kept_and_not_for_ever() -> None:
    """Asking again about the same show needs no new index; of many shows only the last ones are kept."""
    visible = cut(build("one", "One", plot={"p": fact(kind="premise", text="Rain.")}), NOTHING)
    assert lookup(visible) is lookup(visible)
    first = lookup(visible)
    for number in range(300):
        show = build(f"s{number}", f"Show {number}", plot={"p": fact(kind="premise", text="Rain.")})
        ask("what is it about?", show)
    assert lookup(visible) is not first
    kept = [one for one in gc.get_objects() if isinstance(one, Lookup)]
    assert len(kept) <= 130
