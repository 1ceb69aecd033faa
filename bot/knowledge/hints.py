"""Finds aliases and titles whose words may give something away: a guess, which an editor has to judge."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.knowledge.episodes import Episode
from bot.knowledge.leaks import folded, told_texts
from bot.knowledge.problems import Path
from bot.knowledge.show import BEFORE_ALL, Show, all_facts

_TELLING = re.compile(
    r"(?<!\w)(dies|is dead|death of|kill(s|ed)( off)?|murdered|turns out|plot twist|unmasked)(?!\w)"
)
"""Words of the headlines that give an ending away; other languages are for the editor's own eyes."""


def telling_aliases(show: Show) -> Iterator[tuple[Path, str, str]]:
    """Aliases of characters that only texts from a later episode on use: the path, the alias, the episode."""
    unstated = {path for path, fact in all_facts(show.file) if fact.reveals is None}
    texts = [
        (told.position, f" {folded(told.text)} ")
        for told in told_texts(show)
        if told.path[0] != "sources"
        and "aliases" not in told.path
        and not {told.path[:1], told.path[:2]} & unstated
    ]
    for id, role in show.file.cast.items():
        own = show.revealed_at(role)
        name = set(folded(role.character).split())
        for index, alias in enumerate(role.aliases):
            low = folded(alias)
            uses = [position for position, text in texts if low and f" {low} " in text]
            if uses and min(uses) > own and not set(low.split()) <= name:
                yield ("cast", id, "aliases", index), alias, _written(show, min(uses))


def telling_sources(show: Show) -> Iterator[tuple[Path, str]]:
    """Titles and addresses of sources that may always be shown and hold such words: the path, the words."""
    for id, source in show.file.sources.items():
        if show.source_revealed_at(id) > BEFORE_ALL:
            continue
        cited = [
            fact for _, fact in all_facts(show.file) if any(id in group for group in fact.cited_groups())
        ]
        if not any(show.revealed_at(fact) == BEFORE_ALL for fact in cited):
            continue
        for key, text in (("title", source.title), ("url", source.url or "")):
            found = _TELLING.search(folded(text))
            if found is not None:
                yield ("sources", id, key), found[0]


def _written(show: Show, position: tuple[int, int, int, int]) -> str:
    points = (fact.reveals for _, fact in all_facts(show.file))
    named = {show.position(point): str(point) for point in points if isinstance(point, Episode)}
    return named.get(position, str(show.last) if show.last is not None else "the end")
