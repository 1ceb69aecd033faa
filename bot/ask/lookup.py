"""What is written in a cut show, ready to be searched: its names, and the words of its facts.

Made of a `VisibleShow` alone, so what is beyond its limit is to every search as if it did not exist. All
texts are kept as two long strings, so that one index stays small.
"""

from __future__ import annotations

import math
from array import array
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import OSA

from bot.answer import Question
from bot.ask.index import FORMS_OF_ADDRESS, words
from bot.ask.lexicon import ENGLISH, Readings, lexicon
from bot.ask.pile import LINE, Texts, stem
from bot.ask.things import PERSON, ROLE, STORIES, Thing, named, plain, question_for, taught, written
from bot.knowledge.schema import Fact
from bot.spoilers import VisibleShow

_SHORTEST_NAME, _LONG = 3, 7


@dataclass(frozen=True, slots=True)
class Found:
    """Something that a description fits, and how much of the description it fits: 0 to 1."""

    question: Question
    fit: float
    words: int
    """How many words of the description fit."""
    rank: float
    """How well it fits in comparison with others."""


class Lookup:
    """Names and facts of one cut show."""

    def __init__(self, show: VisibleShow) -> None:
        self._show = show
        names = list(named(show))
        self._things = [thing for thing, _ in names]
        self._names = Texts(name for _, name in names)
        texts = list(written(show))
        self._sections = [section for section, _, _ in texts]
        self._ids = [id for _, id, _ in texts]
        self._texts = Texts(text for _, _, text in texts)
        self._favours = array("f", (_favour(show, *text) for text in texts))
        self._taught = list(taught(show))
        self.seasons = _seasons(show)
        self.titles = tuple(dict.fromkeys(" ".join(words(text)) for text in (show.title, *show.aliases)))

    def _fact(self, number: int) -> Fact:
        fact: Fact = getattr(self._show.facts, self._sections[number])[self._ids[number]]
        return fact

    def _question(self, number: int) -> Question:
        question = question_for(self._sections[number], self._ids[number], self._fact(number))
        assert question is not None, self._sections[number]
        return question

    def is_name(self, word: str) -> bool:
        """Whether a word stands in the name of anybody or anything, or of the show."""
        if word in _COMMON or (len(word) < _SHORTEST_NAME and not word.isalpha()):
            return False
        part = f" {word} "
        return part in self._names.joined or any(part in f" {title} " for title in self.titles)

    def _name_words(self) -> set[str]:
        return {*self._names.joined.split(), *" ".join(self.titles).split()} - _COMMON

    def called(self, name: str) -> list[Thing]:
        """The things with just this name, of one or several words."""
        numbers = sorted(self._names.holding(f" {name} {LINE}"))
        return list(
            dict.fromkeys(self._things[number] for number in numbers if self._names.text(number) == name)
        )

    def with_word(self, word: str) -> list[Thing]:
        """The things with this word in one of their names."""
        if len(word) < 2 or word in FORMS_OF_ADDRESS or word in _COMMON:
            return []
        return list(
            dict.fromkeys(self._things[number] for number in sorted(self._names.holding(f" {word} ")))
        )

    def taught(self, asked: frozenset[str]) -> Question | None:
        """The fact that an editor wrote to be asked for in words such as these."""
        best, best_fit = None, 0.0
        for question, phrase in self._taught:
            fit = len(asked & phrase) / max(1, len(asked | phrase))
            if fit > best_fit:
                best, best_fit = question, fit
        return best if best_fit >= _TAUGHT else None

    def tells(self, thing: Thing, meaning: str) -> bool:
        """Whether what is written of something has a word of that meaning."""
        english = lexicon(ENGLISH)
        return any(
            meaning in english.meanings(word)
            for number in self._about(thing)
            for word in self._texts.text(number).split()
        )

    def _about(self, thing: Thing) -> list[int]:
        """The numbers of what is written of something."""
        section = thing.section
        return [
            number
            for number, id in enumerate(self._ids)
            if id == thing.id and self._sections[number] == section
        ]

    def fit(self, thing: Thing, asked: Sequence[Readings]) -> float:
        """How much of a description fits something: 0 to 1."""
        question = thing.question
        return next((one.fit for one in self.search(asked) if one.question == question), 0.0)

    def has_story(self, thing: Thing) -> bool:
        """Whether anything is told of what happens to a character."""
        plot = self._show.facts.plot.values()
        return thing.kind == ROLE and any(fact.kind in STORIES and thing.id in fact.about for fact in plot)

    def defined(self, readings: Readings) -> Question | None:
        """The fact of the story whose name is just this word."""
        plot = self._show.facts.plot
        named = (word for word in sorted(readings.own) if word in plot)
        return next(
            (Question("plot", f"plot.{id}", "fact") for id in named if plot[id].kind in _DEFINING), None
        )

    def speaks_of(self, question: Question, thing: Thing) -> bool:
        """Whether a fact is about a character, or names it."""
        section, _, id = question.subject.partition(".")
        fact = getattr(self._show.facts, section, {}).get(id)
        if thing.id in getattr(fact, "about", ()):
            return True
        return bool(self.names_of(thing) & set(plain(getattr(fact, "text", "")).split()))

    def names_for(self, question: Question) -> frozenset[str]:
        """The words of the names of whom a question is about."""
        kind, _, id = question.subject.partition(".")
        return self.names_of(Thing(PERSON if kind == "p" else ROLE, id))

    def names_of(self, thing: Thing) -> frozenset[str]:
        """The words of the names of something."""
        return frozenset(
            word
            for number, one in enumerate(self._things)
            if one.id == thing.id and one.kind == thing.kind
            for word in self._names.text(number).split()
        )

    def search(
        self,
        strange: Sequence[Readings],
        soft: Sequence[Readings] = (),
        hints: Sequence[Readings] = (),
        *,
        topics: frozenset[str] | None = None,
        likely: str | None = None,
    ) -> list[Found]:
        """What fits a description, the best first. A word counts the more, the rarer it is.

        `strange` words must be found, or at least most of them; `soft` ones, of which something is known
        otherwise, count half; `hints` only decide between what fits as well. `topics` are those to look in,
        `likely` is the one that the words point at.
        """
        gains: defaultdict[int, float] = defaultdict(float)
        fits: defaultdict[int, float] = defaultdict(float)
        hits: defaultdict[int, int] = defaultdict(int)
        total = 0.0
        for share, words_ in ((1.0, strange), (_SOFT, soft), (_HINT, hints)):
            counts = words_ is strange or (words_ is soft and not strange)
            for readings in words_:
                own, like = self._holding(readings.own), self._holding(readings.like)
                rarity = self._rarity(len(own or like))
                total += rarity if counts else 0.0
                for number in own | like:
                    gain = rarity if number in own else rarity * _ALIKE
                    gains[number] += gain * share
                    if counts:
                        fits[number] += gain
                        hits[number] += 1
        found: dict[Question, Found] = {}
        for number, fit in fits.items():
            question = self._question(number)
            if topics is not None and question.topic not in topics:
                continue
            rank = gains[number] * (_LIKELY if question.topic == likely else 1.0) * self._favours[number]
            if question not in found or found[question].rank < rank:
                found[question] = Found(question, fit / total, hits[number], rank)
        return sorted(found.values(), key=lambda one: -one.rank)

    def claimed(
        self, asserted: Sequence[Readings], soft: Sequence[Readings]
    ) -> tuple[Question | None, float]:
        """The outdated claim that says most of what is asserted, and how much of it: 0 to 1."""
        best, best_rank, best_fit = None, 0.0, 0.0
        for id, claim in self._show.facts.claims.items():
            said, truth = f" {plain(claim.said)} ", f" {plain(claim.truth)} "
            in_said = [any(stem(one) in said for one in readings.all) for readings in asserted]
            in_truth = [any(stem(one) in truth for one in readings.all) for readings in asserted]
            if not any(claimed and not true for claimed, true in zip(in_said, in_truth, strict=True)):
                continue
            fit = sum(in_said) / len(asserted)
            rank = fit + _HINT * sum(any(stem(one) in said for one in readings.all) for readings in soft)
            if rank > best_rank:
                best, best_rank, best_fit = question_for("claims", id, claim), rank, fit
        return best, best_fit

    def is_rare(self, readings: Readings) -> bool:
        """Whether a word stands in a few texts, and not in many."""
        return 0 < len(self._holding(readings.own) or self._holding(readings.like)) <= _RARE

    def serves(self, question: Question, choice: str, meanings: frozenset[str]) -> bool:
        """Whether a fact may stand in for the detail that is asked for.

        That is where it answers no other one, and has a word of what is asked.
        """
        section, _, id = question.subject.partition(".")
        found = getattr(self._show.facts, section, {}).get(id)
        kind = getattr(found, "kind", "")
        if kind in _DETAILS and kind != choice:
            return False
        english = lexicon(ENGLISH)
        return any(english.meanings(word) & meanings for word in plain(getattr(found, "text", "")).split())

    def _holding(self, words_: frozenset[str]) -> set[int]:
        return set().union(*(self._texts.holding(stem(one)) for one in words_))

    def _rarity(self, count: int) -> float:
        size = len(self._texts) + 1
        return math.log(1 + size / (1 + count)) if count else math.log(1 + size / 2)

    def holds(self, word: str) -> bool:
        """Whether a word stands in a fact, as it is or in another form."""
        return bool(self._texts.holding(stem(word)))

    def tells_of(self, word: str) -> bool:
        """Whether a word stands in the story, or in what is told of a character."""
        return any(self._sections[number] in _STORY_SECTIONS for number in self._texts.holding(stem(word)))

    def near(self, word: str) -> str:
        """The word of a name that is meant by a misspelt one; empty where none is near."""
        most = 0 if len(word) < 4 else 1 if len(word) < _LONG else 2
        best, best_rank = "", (most + 1, 1)
        known = self._name_words()
        for name in known:
            if len(word) >= _SHORTEST_NAME and name.startswith(word):
                return name if sum(one.startswith(word) for one in known) == 1 else ""
            if abs(len(name) - len(word)) > most or len(name) < 4:
                continue
            distance = OSA.distance(word, name, score_cutoff=most)
            rank = (distance, int(name[0] != word[0]))
            if distance <= most and rank < best_rank and (len(name) > 4 or name[0] == word[0]):
                best, best_rank = name, rank
        return best


@lru_cache(maxsize=64)
def lookup(show: VisibleShow) -> Lookup:
    """The index of a cut show; the last ones used are kept."""
    return Lookup(show)


_DETAILS = frozenset(
    (
        "platform schedule runtime rating title-abroad languages reason loose-ends plans revival genre "
        "setting country filming-place filming-dates announcement score review chart viewing award"
    ).split()
)
_OF_KIND = {"world": 1.3, "power": 1.1, "teaser": 0.85, "timeline": 0.9, "premise": 0.95}
"""What kinds of facts rather explain a word than others."""
_DEFINING = ("world", "power", "setting")
_STORY_SECTIONS = ("plot", "cast")
_TAUGHT = 0.7
_RARE = 5
_SOFT, _HINT, _ALIKE = 0.5, 0.15, 0.6
_LIKELY = 1.2
_COMMON = frozenset(
    (
        "the a an of and or in on at to for with by de la el los las le les der die das und von du des "
        "et y e o os as do da das dos un une una ein eine"
    ).split()
)


def _favour(show: VisibleShow, section: str, id: str, text: str) -> float:
    """How much rather a text is told than another that fits as well: short ones, and what only some know."""
    fact = getattr(show.facts, section)[id]
    deep = section not in ("cast", "people", "titles", "credits") and fact.reveals not in (None, "nothing")
    kind = section if section == "timeline" else getattr(fact, "kind", "")
    return _OF_KIND.get(kind, 1.0) * (1.2 if deep else 1.0) * (1.1 - min(len(text), 1_000) / 5_000)


def _seasons(show: VisibleShow) -> dict[int, int | None]:
    """The seasons that there are or will be, each with its number of episodes where that is known."""
    return {
        season.number: season.episodes
        for season in sorted(show.facts.seasons.values(), key=lambda season: season.number)
        if season.state != "cancelled" and season.number
    }
