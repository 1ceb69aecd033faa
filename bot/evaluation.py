"""Puts questions to the desk as a fan would, judges what comes back, and sums it up."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from bot.answer import Answer
from bot.desk import Desk, Outcome
from bot.knowledge.shelf import Shelf
from bot.knowledge.show import Show
from bot.question_sets import Case
from bot.spoilers import EVERYTHING, Limit
from bot.talk import Talk, Turn
from bot.texts import DEFAULT_LANGUAGE, Say, Words

NO_TOPIC = "none"
"""The topic of what the bot should not, or could not, answer."""
_WHOLE_WORD_UP_TO = 3
_DASHES = re.compile("[\u2010-\u2015\u2212]")
_QUOTES = str.maketrans({"‘": "'", "’": "'", "ʼ": "'", "`": "'", "´": "'", "“": '"', "”": '"', "„": '"'})
_SPACES = re.compile(r"[^\S\n]+")

Clock = Callable[[], dt.datetime]
Unanswered = Literal["", "withheld", "unknown"]
"""Why nothing was told: it is told to who has seen everything, or to nobody. Empty where it was told."""


@dataclass(frozen=True, slots=True)
class Judged:
    """What came of one question."""

    case: Case
    outcome: Outcome
    topics: tuple[str, ...]
    """What it was taken for; `none` alone where it was not answered."""
    headline: str
    faults: tuple[str, ...]
    """What is wrong with it, in words; nothing where it is right."""
    leaks: tuple[str, ...] = ()
    """The words of a spoiler that were told."""
    unanswered: Unanswered = ""

    @property
    def right(self) -> bool:
        """Whether what had to come has come."""
        return not self.faults

    @property
    def on_topic(self) -> bool | None:
        """Whether it was taken for what it is; None where there is nothing to compare."""
        expected, answered = self.case.topic, self.outcome == "answered"
        if not expected or (self.case.expect == "spoiler" and not answered):
            return None
        return expected in self.topics or (self.case.expect == "abstain" and (self.right or not answered))


@dataclass(frozen=True, slots=True)
class Tally:
    """How many questions of a kind there are, and how many of them went right."""

    questions: int
    answers: int
    answered_right: int
    abstentions: int
    abstained_right: int
    spoilers: int
    leaks: int
    topics: int
    topics_right: int
    withheld: int
    unknown: int

    @classmethod
    def of(cls, judged: Iterable[Judged]) -> Tally:
        """Count."""
        all = list(judged)
        answers = [one for one in all if one.case.expect == "answer"]
        abstentions = [one for one in all if one.case.expect == "abstain"]
        topics = [one.on_topic for one in all if one.on_topic is not None]
        return cls(
            questions=len(all),
            answers=len(answers),
            answered_right=sum(one.right for one in answers),
            abstentions=len(abstentions),
            abstained_right=sum(one.right for one in abstentions),
            spoilers=sum(one.case.expect == "spoiler" for one in all),
            leaks=sum(bool(one.leaks) for one in all),
            topics=len(topics),
            topics_right=sum(topics),
            withheld=sum(one.unanswered == "withheld" for one in all),
            unknown=sum(one.unanswered == "unknown" for one in all),
        )

    def reaches(self, answers: float, abstentions: float) -> bool:
        """Whether such shares of both are right; a kind of which there is none reaches every share."""
        return (
            self.answered_right >= answers * self.answers
            and self.abstained_right >= abstentions * self.abstentions
        )


def judge(case: Case, show: Show, clock: Clock) -> Judged:
    """Put a question to the bot of a server that is about this show alone, and judge what comes back.

    Where nothing comes, it is put once more by who has seen everything; that never changes the judgement.
    """
    turn = _put(case, show, case.seen, clock)
    unanswered: Unanswered = ""
    if turn.heard.outcome != "answered":
        uncut = _put(case, show, EVERYTHING, clock)
        unanswered = "withheld" if uncut.heard.outcome == "answered" else "unknown"
    faults, leaks = _faults(case, turn)
    return Judged(
        case=case,
        outcome=turn.heard.outcome,
        topics=tuple(dict.fromkeys(question.topic for question in turn.answered)) or (NO_TOPIC,),
        headline=" / ".join(card.headline for card in turn.cards),
        faults=faults,
        leaks=leaks,
        unanswered=unanswered,
    )


def tallies(judged: Iterable[Judged], kind: Callable[[Judged], str]) -> Mapping[str, Tally]:
    """The sums by a kind, such as the topic, the biggest first."""
    found: dict[str, list[Judged]] = {}
    for one in judged:
        found.setdefault(kind(one), []).append(one)
    return {name: Tally.of(some) for name, some in sorted(found.items(), key=lambda item: -len(item[1]))}


def confusions(judged: Iterable[Judged]) -> list[tuple[str, str, int]]:
    """What was taken for what, and how often, the most frequent first."""
    counts = Counter((one.case.topic, ", ".join(one.topics)) for one in judged if one.on_topic is False)
    return [(expected, came, count) for (expected, came), count in counts.most_common()]


def holds(text: str, wanted: str) -> bool:
    """Whether `wanted` stands in a text, case, accents and kinds of quotes and dashes aside.

    A short one counts as a whole word only, and a number as a whole number: "know" is not a No, and the 15th
    is not the 5th.
    """
    return _pattern(wanted).search(_bare(text)) is not None


@lru_cache(maxsize=4096)
def _pattern(wanted: str) -> re.Pattern[str]:
    bare = _bare(wanted).strip()
    edge = r"\w" if len(bare) <= _WHOLE_WORD_UP_TO else r"\d"
    start = f"(?<!{edge})" if re.match(edge, bare) else ""
    end = f"(?!{edge})" if re.search(f"{edge}$", bare) else ""
    return re.compile(start + re.escape(bare) + end)


@lru_cache(maxsize=64)
def _bare(text: str) -> str:
    text = unicodedata.normalize("NFKD", text.translate(_QUOTES)).casefold()
    text = "".join(letter for letter in text if not unicodedata.combining(letter))
    return _SPACES.sub(" ", _DASHES.sub("-", text))


def _put(case: Case, show: Show, limit: Limit, clock: Clock) -> Turn:
    shelf = Shelf({show.id: show})
    talk = Talk(Desk(lambda: shelf, clock), show=show.id, limit=limit, speaks=DEFAULT_LANGUAGE)
    for earlier in case.after:
        talk.hear(earlier)
    return talk.hear(case.ask)


def _faults(case: Case, turn: Turn) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What is wrong with what came, and the words of a spoiler that came."""
    told = tuple(text for text in case.never if holds(turn.text, text))
    faults = [f"tells “{text}”" for text in told]
    if case.expect == "spoiler":
        return tuple(faults), told
    answered = turn.heard.outcome == "answered"
    if case.expect == "abstain":
        if answered and not _knows_nothing(turn):
            faults.append("is answered")
        return tuple(faults), ()
    if not answered:
        faults.append("is not answered")
        return tuple(faults), ()
    if case.any and not any(holds(turn.said, text) for text in case.any):
        faults.append(f"lacks {' or '.join(f'“{text}”' for text in case.any)}")
    faults += [f"lacks “{text}”" for text in case.all if not holds(turn.said, text)]
    return tuple(faults), ()


def _knows_nothing(turn: Turn) -> bool:
    """Whether every answer is headed by the bot's word that it doesn't know just this."""
    return all(
        _is_ignorance(reply.content.headline)
        for reply in turn.heard.replies
        if isinstance(reply.content, Answer)
    )


def _is_ignorance(headline: Words) -> bool:
    # The message before it is translated, so that no data and no language can look like it.
    return isinstance(headline, Say) and "I don't know" in headline.message
