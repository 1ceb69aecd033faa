"""What is written in a cut show, ready to be searched: its names, and the words of its facts.

Made of a `VisibleShow` alone, so what is beyond its limit is to every search as if it did not exist. All
texts are kept as a few long strings, so that one index stays small.
"""

from __future__ import annotations

import math
import re
from array import array
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from rapidfuzz.distance import OSA

from bot.answer import Question
from bot.ask.index import FORMS_OF_ADDRESS, words
from bot.ask.lexicon import ENGLISH, lexicon
from bot.knowledge.schema import Claim, Event, Fact, Statement
from bot.spoilers import VisibleShow

ROLE, PERSON, TITLE, EPISODE, WORK = "@role", "@person", "@title", "@episode", "@work"
_LINE = "\n"
_SHORTEST_NAME = 3
_TOPIC_OF = {
    "release": "release",
    "renewal": "renewal",
    "timeline": "renewal",
    "plot": "plot",
    "production": "production",
    "reception": "reception",
}
"""The topic to which a section's single facts belong."""


@dataclass(frozen=True, slots=True)
class Thing:
    """Somebody or something of a show that a name can mean."""

    kind: str
    """One of `@role`, `@person`, `@title`, `@episode`; `@work` for what a person is known for."""
    id: str

    @property
    def question(self) -> Question:
        """The question about just this."""
        match self.kind:
            case "@role":
                return Question("cast", f"r.{self.id}")
            case "@person" | "@work":
                return Question("cast", f"p.{self.id}")
            case "@title":
                return Question("recommendations", self.id)
            case _:
                return Question("episodes", self.id)


class _Texts:
    """Many texts in one string, each with a number; finds those that hold a word."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._ends = array("L")
        pieces: list[str] = []
        length = 0
        for text in texts:
            piece = f" {text} {_LINE}"
            pieces.append(piece)
            length += len(piece)
            self._ends.append(length)
        self.joined = "".join(pieces)

    def __len__(self) -> int:
        return len(self._ends)

    def holding(self, part: str) -> set[int]:
        """The numbers of the texts in which `part` stands."""
        found: set[int] = set()
        at = self.joined.find(part)
        while at >= 0:
            end = at + len(part)
            rest = "" if part.endswith((" ", _LINE)) else self.joined[end : self.joined.index(" ", end)]
            number = bisect_right(self._ends, at)
            if rest in _ENDINGS_OR_NONE:
                found.add(number)
                end = self._ends[number]
            at = self.joined.find(part, end)
        return found

    def text(self, number: int) -> str:
        """One of the texts."""
        start = self._ends[number - 1] if number else 0
        return self.joined[start : self._ends[number]].strip()


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
        named = list(_named(show))
        self._things = [thing for thing, _ in named]
        self._names = _Texts(name for _, name in named)
        written = list(_written(show))
        self._favours = array("f", (_favour(show, question, text) for question, text in written))
        self._questions = [question for question, _ in written]
        self._texts = _Texts(text for _, text in written)
        self._kinds = {
            question.subject: str(getattr(_fact_of(show, question), "kind", ""))
            for question in self._questions
            if question.choice == "fact"
        }
        self._by_id = {
            id: Question("plot", f"plot.{id}", "fact")
            for id, fact in show.facts.plot.items()
            if fact.kind in ("world", "power", "setting")
        }
        self._storied = frozenset(
            role for fact in show.facts.plot.values() if fact.kind in _STORIES for role in fact.about
        )
        self._claims = [
            (
                Question(claim.topic, f"claims.{id}", "fact"),
                f" {_plain(claim.said)} ",
                f" {_plain(claim.truth)} ",
            )
            for id, claim in show.facts.claims.items()
        ]
        self._taught = [(question, asked) for question, asked in _taught(show)]
        self.seasons = _seasons(show)
        self.titles = tuple(dict.fromkeys(" ".join(words(text)) for text in (show.title, *show.aliases)))

    @cached_property
    def name_words(self) -> frozenset[str]:
        """All words of all names."""
        own = " ".join(self.titles)
        return (
            frozenset(
                word
                for word in (self._names.joined + own).split()
                if len(word) >= _SHORTEST_NAME or word.isalpha()
            )
            - _COMMON
        )

    def called(self, name: str) -> list[Thing]:
        """The things with just this name, of one or several words."""
        numbers = sorted(self._names.holding(f" {name} {_LINE}"))
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
            for number, question in enumerate(self._questions)
            if question == thing.question
            for word in self._texts.text(number).split()
        )

    def fit(self, thing: Thing, asked: Sequence[frozenset[str]]) -> float:
        """How much of a description fits something: 0 to 1."""
        question = thing.question
        return next((one.fit for one in self.search(asked) if one.question == question), 0.0)

    def has_story(self, thing: Thing) -> bool:
        """Whether anything is told of what happens to a character."""
        return thing.kind == ROLE and thing.id in self._storied

    def defined(self, strange: Sequence[frozenset[str]]) -> Question | None:
        """The fact of the story whose name is just this word."""
        return next(
            (self._by_id[word] for readings in strange for word in readings if word in self._by_id), None
        )

    def names_of(self, thing: Thing) -> frozenset[str]:
        """The words of the names of something."""
        return frozenset(
            word
            for number, one in enumerate(self._things)
            if one == thing
            for word in self._names.text(number).split()
        )

    def search(
        self,
        strange: Sequence[frozenset[str]],
        soft: Sequence[frozenset[str]] = (),
        hints: Sequence[frozenset[str]] = (),
        *,
        topics: frozenset[str] | None = None,
        likely: str | None = None,
    ) -> list[Found]:
        """What fits a description, the best first. A word, in all its readings, counts the more, the rarer it is.

        `strange` words must be found, or at least most of them; `soft` ones, of which something is known
        otherwise, count half; `hints` only decide between what fits as well. `topics` are those to look in,
        `likely` is the one that the words point at.
        """
        gains: defaultdict[int, float] = defaultdict(float)
        fits: defaultdict[int, float] = defaultdict(float)
        hits: defaultdict[int, int] = defaultdict(int)
        total = 0.0
        for share, words_ in ((1.0, strange), (_SOFT, soft), (_HINT, hints)):
            for readings in words_:
                holding = set().union(*(self._texts.holding(_stem(reading)) for reading in readings))
                rarity = self._rarity(len(holding))
                if words_ is strange or (words_ is soft and not strange):
                    total += rarity
                for number in holding:
                    gains[number] += rarity * share
                    if words_ is strange or (words_ is soft and not strange):
                        fits[number] += rarity
                        hits[number] += 1
        found: dict[Question, Found] = {}
        for number, fit in fits.items():
            question = self._questions[number]
            if topics is not None and question.topic not in topics:
                continue
            rank = gains[number] * (_LIKELY if question.topic == likely else 1.0) * self._favours[number]
            if question not in found or found[question].rank < rank:
                found[question] = Found(question, fit / total, hits[number], rank)
        return sorted(found.values(), key=lambda one: -one.rank)

    def claimed(
        self, asserted: Sequence[frozenset[str]], soft: Sequence[frozenset[str]]
    ) -> tuple[Question | None, float]:
        """The outdated claim that says most of what is asserted, and how much of it: 0 to 1."""
        best, best_rank, best_fit = None, 0.0, 0.0
        for question, said, truth in self._claims:
            in_said = [any(_stem(one) in said for one in readings) for readings in asserted]
            in_truth = [any(_stem(one) in truth for one in readings) for readings in asserted]
            if not any(claimed and not true for claimed, true in zip(in_said, in_truth, strict=True)):
                continue
            fit = sum(in_said) / len(asserted)
            rank = fit + _HINT * sum(any(_stem(one) in said for one in readings) for readings in soft)
            if rank > best_rank:
                best, best_rank, best_fit = question, rank, fit
        return best, best_fit

    def is_rare(self, readings: frozenset[str]) -> bool:
        """Whether a word stands in a few texts, and not in many."""
        return 0 < len(set().union(*(self._texts.holding(_stem(one)) for one in readings))) <= _RARE

    def serves(self, question: Question, choice: str, meanings: frozenset[str]) -> bool:
        """Whether a fact may stand in for the detail that is asked for.

        That is where it answers no other one, and has a word of what is asked.
        """
        kind = self._kinds.get(question.subject, "")
        if kind in _DETAILS and kind != choice:
            return False
        english = lexicon(ENGLISH)
        return any(
            english.meanings(word) & meanings
            for number, one in enumerate(self._questions)
            if one == question
            for word in self._texts.text(number).split()
        )

    def _rarity(self, count: int) -> float:
        size = len(self._texts) + 1
        return math.log(1 + size / (1 + count)) if count else math.log(1 + size / 2)

    def holds(self, word: str) -> bool:
        """Whether a word stands in a fact, as it is or in another form."""
        return bool(self._texts.holding(_stem(word)))

    def near(self, word: str) -> str:
        """The word of a name that is meant by a misspelt one; empty where none is near."""
        most = 0 if len(word) < 4 else 1 if len(word) < 6 else 2
        best, best_rank = "", (most + 1, 1)
        for name in self.name_words:
            if len(word) >= _SHORTEST_NAME and name.startswith(word):
                return name if sum(one.startswith(word) for one in self.name_words) == 1 else ""
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
    "platform schedule runtime rating title-abroad languages reason loose-ends plans revival genre setting country "
    "filming-place filming-dates announcement score review chart viewing award".split()
)
_OF_KIND = {"world": 1.3, "power": 1.1, "teaser": 0.85, "timeline": 0.9, "premise": 0.95}
"""What kinds of facts rather explain a word than others."""
_STORIES = ("ending", "event", "open-question")
_TAUGHT = 0.7
_RARE = 3
_SOFT, _HINT = 0.5, 0.15
_LIKELY = 1.2
_COMMON = frozenset(
    [
        "the",
        "a",
        "an",
        "of",
        "and",
        "or",
        "in",
        "on",
        "at",
        "to",
        "for",
        "with",
        "by",
        "de",
        "la",
        "el",
        "los",
        "las",
        "le",
        "les",
        "der",
        "die",
        "das",
        "und",
        "von",
        "du",
        "des",
        "et",
        "y",
        "e",
        "o",
        "os",
        "as",
        "do",
        "da",
        "das",
        "dos",
        "un",
        "une",
        "una",
        "ein",
        "eine",
    ]
)


_ENDINGS = ("ings", "ing", "ers", "ies", "ied", "ed", "es", "er", "s", "y", "e")
_SHORTEST_STEM = 4
_ENDINGS_OR_NONE = frozenset(
    [
        "",
        *_ENDINGS,
        "d",
        "al",
        "ally",
        "ly",
        "ion",
        "ions",
        "or",
        "ors",
        "ist",
        "ists",
        "ment",
        "ness",
        "al",
        "ic",
        "ity",
    ]
)


def _stem(word: str) -> str:
    """The beginning by which a word and its other forms are found."""
    if len(word) <= 3:
        return f" {word} "
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            return f" {word[: -len(ending)]}"
    return f" {word}"


def _plain(*texts: str | None) -> str:
    return " ".join(word for text in texts if text for word in words(text))


def _fact_of(show: VisibleShow, question: Question) -> Fact | None:
    section, _, id = question.subject.partition(".")
    found = getattr(show.facts, section, None)
    return found.get(id) if question.choice == "fact" and isinstance(found, dict) else None


def _favour(show: VisibleShow, question: Question, text: str) -> float:
    """How much rather a text is told than another that fits as well: short ones, and what only some may know."""
    fact = _fact_of(show, question)
    deep = fact is not None and fact.reveals not in (None, "nothing")
    kind = getattr(fact, "kind", question.subject.partition(".")[0])
    return _OF_KIND.get(kind, 1.0) * (1.2 if deep else 1.0) * (1.1 - min(len(text), 1_000) / 5_000)


def _named(show: VisibleShow) -> Iterator[tuple[Thing, str]]:
    facts = show.facts
    for id, role in facts.cast.items():
        for name in (role.character, *role.aliases):
            yield from _variants(Thing(ROLE, id), name)
    for id, person in facts.people.items():
        for name in (person.name, *person.aliases):
            yield from _variants(Thing(PERSON, id), name)
        for work in person.known_for:
            for part in re.split(r"[()]", work):
                yield from _variants(Thing(WORK, id), part)
    for id, title in facts.titles.items():
        for name in (title.title, *title.aliases):
            yield from _variants(Thing(TITLE, id), name)
    for record in facts.episodes.values():
        if record.title:
            yield from _variants(Thing(EPISODE, str(record.episode).lower()), record.title)


def _variants(thing: Thing, name: str) -> Iterator[tuple[Thing, str]]:
    split = words(name)
    if not split:
        return
    yield thing, " ".join(split)
    bare = tuple(word for word in split if word not in FORMS_OF_ADDRESS)
    if bare and bare != split:
        yield thing, " ".join(bare)


def _written(show: VisibleShow) -> Iterator[tuple[Question, str]]:
    """Every text that a description can fit, with the question that tells it."""
    facts = show.facts
    about: defaultdict[str, list[str]] = defaultdict(list)
    for fact in facts.plot.values():
        for role_id in fact.about:
            if fact.kind in ("power", *_STORIES):
                about[role_id].append(fact.text)
    for id, role in facts.cast.items():
        yield (
            Thing(ROLE, id).question,
            _plain(role.character, *role.aliases, role.description, *about[id]),
        )
    for id, person in facts.people.items():
        jobs = [credit.job for credit in facts.credits.values() if id in credit.people]
        yield (
            Thing(PERSON, id).question,
            _plain(person.name, *person.aliases, *person.known_for, person.bio, *jobs),
        )
    for id, title in facts.titles.items():
        yield (
            Thing(TITLE, id).question,
            _plain(title.title, title.premise, title.why, title.fate, " ".join(title.tags).replace("-", " ")),
        )
    for section, topic in _TOPIC_OF.items():
        for id, fact in getattr(facts, section).items():
            yield Question(topic, f"{section}.{id}", "fact"), _fact_text(fact)
    for credit in facts.credits.values():
        if credit.text or credit.companies:
            yield (
                Question("production", choice=_CREDITED.get(credit.job, "")),
                _plain(credit.text, *credit.companies),
            )


_CREDITED = {
    "creator": "creator",
    "showrunner": "showrunner",
    "executive-producer": "producer",
    "producer": "producer",
    "company": "company",
    "director": "director",
    "writer": "writer",
    "composer": "composer",
}


def _fact_text(fact: Fact) -> str:
    if isinstance(fact, Statement):
        return _plain(fact.value, fact.text)
    return _plain(fact.text) if isinstance(fact, Event) else ""


def _taught(show: VisibleShow) -> Iterator[tuple[Question, frozenset[str]]]:
    for section in type(show.facts).model_fields:
        value = getattr(show.facts, section)
        for id, fact in value.items() if isinstance(value, dict) else [("", value)] if value else []:
            for phrase in fact.asked_as:
                question = _question_for(section, id, fact)
                if question is not None:
                    yield question, frozenset(words(phrase))


def _question_for(section: str, id: str, fact: Fact) -> Question | None:
    match section:
        case "cast":
            return Thing(ROLE, id).question
        case "people":
            return Thing(PERSON, id).question
        case "titles":
            return Thing(TITLE, id).question
        case "verdict":
            return Question("renewal")
        case "seasons":
            return Question("release")
        case "trailers":
            return Question("trailer")
        case "credits":
            return Question("production", choice=_CREDITED.get(getattr(fact, "job", ""), ""))
        case "episodes":
            return Question("episodes", str(getattr(fact, "episode", "")).lower())
        case "claims":
            return Question(fact.topic, f"claims.{id}", "fact") if isinstance(fact, Claim) else None
        case _:
            return Question(_TOPIC_OF[section], f"{section}.{id}", "fact")


def _seasons(show: VisibleShow) -> dict[int, int | None]:
    """The seasons that there are or will be, each with its number of episodes where that is known."""
    return {
        season.number: season.episodes
        for season in sorted(show.facts.seasons.values(), key=lambda season: season.number)
        if season.state != "cancelled" and season.number
    }
