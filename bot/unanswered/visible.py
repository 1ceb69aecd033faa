"""Who may read a question that was kept: a question spoils as much as its asker knew, or as it names."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache

from rapidfuzz import fuzz, process

from bot.knowledge.leaks import folded
from bot.knowledge.schema import EpisodeRecord, Person, Role
from bot.knowledge.show import AFTER_ALL, BEFORE_ALL, Position, Show, all_facts
from bot.spoilers import Limit, reach
from bot.storage.questions import KeptQuestion

_PART = 4
"""Letters from which on a word of a name, or a title of one word, gives it away."""
_MISSPELT, _ALIKE = 5, 80.0
"""Letters from which on a word that is so alike, of 100, counts as a name that is misspelt."""


def visible(
    questions: Iterable[KeptQuestion], shows: Mapping[str, Show], limit_of: Callable[[str], Limit]
) -> list[KeptQuestion]:
    """The questions that a reader may see, whose limit for a show `limit_of` gives.

    What is put together from them afterwards tells nothing of the others, not even that there are any. Nobody
    sees those of a show that isn't there, as nobody knows what they spoil.
    """
    return [
        one
        for one in questions
        if one.asked.show_id in shows
        and spoils(shows[one.asked.show_id], one.asked.told, one.asked.text)
        <= reach(shows[one.asked.show_id], limit_of(one.asked.show_id))
    ]


def spoils(show: Show, told: Limit, text: str = "") -> Position:
    """From where on a question may be read, whose asker was told so far."""
    if told.everything:
        return AFTER_ALL
    # An episode that nothing places comes last here: a reader there is told nothing, but knows it.
    known = BEFORE_ALL if told.upto is None else show.position(told.upto)
    return max(known, _named_from(show, text))


@lru_cache(maxsize=2048)
def _named_from(show: Show, text: str) -> Position:
    """From where on all names in a text may be known, also misspelt ones. In doubt, it is a name."""
    names = _Names.of(show)
    asked = folded(text)
    spaced = f" {asked} "
    found = [position for name, position in names.whole.items() if _has(spaced, name)]
    for word in asked.split():
        if word in names.known:
            continue
        if word in names.parts:
            found.append(names.parts[word])
        elif len(word) >= _MISSPELT:
            alike = process.extract(word, names.long, scorer=fuzz.ratio, score_cutoff=_ALIKE, limit=None)
            found += [names.parts[part] for part, _, _ in alike]
    return max(found, default=BEFORE_ALL)


def _has(spaced: str, name: str) -> bool:
    # Scripts that put no spaces between words have names inside of what looks like one word.
    return f" {name} " in spaced or (not name.isascii() and name in spaced)


class _Names:
    """The names of a show that not everybody may know, as wholes and in parts, and from when on."""

    def __init__(self, show: Show) -> None:
        every = list(_names(show))
        free = [show.file.title, *show.file.aliases]
        self.known = {word for text in free for word in folded(text).split()}
        self.known |= {word for text, at, _ in every if at == BEFORE_ALL for word in text.split()}
        known_wholes = {text for text, at, _ in every if at == BEFORE_ALL} | set(map(folded, free))
        self.whole: dict[str, Position] = {}
        self.parts: dict[str, Position] = {}
        for text, at, in_parts in every:
            if text in known_wholes:
                continue
            if in_parts or len(text) >= _PART:
                self.whole[text] = min(at, self.whole.get(text, at))
            for word in text.split() if in_parts else ():
                if len(word) >= _PART and word not in self.known:
                    self.parts[word] = min(at, self.parts.get(word, at))
        self.long = [part for part in self.parts if len(part) >= _MISSPELT]

    @staticmethod
    @lru_cache(maxsize=64)
    def of(show: Show) -> _Names:
        """Those of a show."""
        return _Names(show)


def _names(show: Show) -> Iterator[tuple[str, Position, bool]]:
    """Every name as it is compared, from when on it may be known, and whether a part gives it away."""
    for _, fact in all_facts(show.file):
        spellings: tuple[str, ...] = ()
        if isinstance(fact, Person):
            spellings = (fact.name, *fact.aliases)
        elif isinstance(fact, Role):
            spellings = (fact.character, *fact.aliases)
        elif isinstance(fact, EpisodeRecord) and fact.title is not None:
            spellings = (fact.title,)
        for spelling in filter(None, map(folded, spellings)):
            yield spelling, show.revealed_at(fact), not isinstance(fact, EpisodeRecord)
