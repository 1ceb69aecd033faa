"""The examples in the language files: what they settle, and that none of them measures anything."""

from __future__ import annotations

import pytest

from bot.answer import Question
from bot.ask.index import words
from bot.ask.lexicon import languages, lexicon
from bot.ask.meanings import ASKED
from bot.ask.understand import understand
from bot.knowledge.show import Show
from bot.question_sets import read_set
from bot.spoilers import EVERYTHING, cut
from tests.ask.test_sets import SETS

EXAMPLES = [(code, asked, example) for code in languages() for asked, example in lexicon(code).examples]


@pytest.mark.parametrize("code", languages())
def test_examples_stand_for_questions_that_there_are(code: str) -> None:
    """Every example stands under the name of a question of the table, and says something."""
    known = {asked.id for asked in ASKED}
    assert lexicon(code).examples
    for asked, example in lexicon(code).examples:
        assert asked in known, asked
        assert example, asked


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("what are you good for", Question("help")),
        ("sell me on it!", Question("plot")),
        ("how big is it", Question("episodes", choice="count")),
        ("convenceme", Question("plot")),
        ("cest valable", Question("reception", choice="review")),
    ],
)
def test_an_example_settles_what_words_leave_open(text: str, question: Question, harbour: Show) -> None:
    """A question that no pattern of meanings covers is understood by an example that is nearly the same."""
    assert understand(text, cut(harbour, EVERYTHING)).questions == (question,)


def test_what_is_only_a_bit_like_an_example_is_not_taken_for_it(harbour: Show) -> None:
    """A few words in common with an example are not enough."""
    assert understand("what are you having for dinner", cut(harbour, EVERYTHING)).questions == ()


def test_no_example_is_a_question_that_measures() -> None:
    """None of the examples stands in a set, in any order of its words."""
    measured = {frozenset(words(case.ask)) for path in SETS for case in read_set(path)}
    assert not [(code, asked) for code, asked, example in EXAMPLES if example in measured]
