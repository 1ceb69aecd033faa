"""The language files: complete, in the same terms, and with no question that measures them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.ask import lexicon, meanings
from bot.ask.index import words
from bot.knowledge.load import read_show
from bot.knowledge.show import all_facts

FOLDER = Path(str(resources.files("bot.ask") / "languages"))
SHIPPED = Path(__file__).parents[2] / "data"
QUESTIONS = Path(__file__).parents[1] / "questions"
CODES = sorted(path.stem for path in FOLDER.glob("*.yaml"))

READ_BY_THE_CODE = {"negation", "relative", "request"}
"""Meanings that decide something without being part of a pattern."""
ONLY_AGAINST = {"die", "meaning"}
"""Meanings that no pattern names: a question with them is one that the bot can't answer yet."""
_LONGEST_SHARED = 4
"""Words up to which a question is so common that a phrase may be the very same: "how does it end"."""


@cache
def _written(code: str) -> dict[str, Any]:
    """A language file as it is written, with YAML's own idea of what is a number or a truth value."""
    data = yaml.load((FOLDER / f"{code}.yaml").read_bytes(), Loader=yaml.CSafeLoader)
    assert isinstance(data, dict)
    return data


def _texts(value: object) -> Iterator[object]:
    """Everything written in a file: keys, and what stands under them."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield key
            yield from _texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner)
    else:
        yield value


def test_there_are_the_promised_languages() -> None:
    """English, Spanish, German, French and Portuguese, English first."""
    assert set(lexicon.languages()) == set(CODES) >= {"en", "es", "de", "fr", "pt"}
    assert lexicon.languages()[0] == "en"


@pytest.mark.parametrize("code", CODES)
def test_a_file_loads_and_its_words_are_known(code: str) -> None:
    """Each word of a meaning is understood to mean it, and each everyday word is known."""
    language = lexicon.lexicon(code)
    for name, texts in _written(code)["meanings"].items():
        alone = [
            words(text)[0] for text in texts if re.fullmatch(r"[^\W_]{2,}", text) and len(words(text)) == 1
        ]
        assert [word for word in alone if name not in language.meanings(word)] == []
    for text in _written(code)["plain"]:
        if len(words(text)) == 1:
            assert language.knows(words(text)[0])


@pytest.mark.parametrize("code", CODES)
def test_a_file_has_the_meanings_of_the_english_one(code: str) -> None:
    """No meaning is missing and none is made up, so every question can be asked in every language."""
    assert set(_written(code)["meanings"]) == set(_written("en")["meanings"])
    assert set(_written(code)["values"]) == set(_written("en")["values"])
    assert set(_written(code)["pronouns"]) >= {"person", "thing"}


def test_every_meaning_of_a_pattern_has_words() -> None:
    """What a pattern waits for can come."""
    assert set(meanings.all_meanings()) - set(_written("en")["meanings"]) == set()


def test_no_meaning_is_unused() -> None:
    """What a file lists is waited for by a pattern, or read by the code."""
    listed = set(_written("en")["meanings"]) - READ_BY_THE_CODE - ONLY_AGAINST
    assert listed - set(meanings.all_meanings()) == set()


@pytest.mark.parametrize("code", CODES)
def test_everything_is_text(code: str) -> None:
    """No "no", "on" or "1899" is taken for a truth value or a number by whoever else reads the file."""
    numbers = set(map(id, _texts(_written(code)["values"])))
    written = {name: value for name, value in _written(code).items() if name != "glossary"}
    odd = [one for one in _texts(written) if not isinstance(one, str) and id(one) not in numbers]
    assert odd == []
    for name in ("numbers", "ordinals", "months"):
        assert all(
            isinstance(key, str) and int(value) >= 0 for key, value in _written(code)["values"][name].items()
        )


@pytest.mark.parametrize("code", [code for code in CODES if code != "en"])
def test_the_glossary_gives_english_words(code: str) -> None:
    """Each entry is one word of the language, with words of letters by which knowledge files are searched."""
    glossary = _written(code)["glossary"]
    assert len(glossary) >= 100
    for key, texts in glossary.items():
        assert len(words(key)) == 1, key
        assert texts, key
        assert all(re.fullmatch(r"[a-z]+([ '-][a-z]+)*", text) for text in texts), key
        assert lexicon.lexicon(code).english(words(key)[0]).all > {words(key)[0]} or texts == [key]


@pytest.mark.parametrize("code", CODES)
def test_chat_spellings_lead_to_words(code: str) -> None:
    """What a chat spelling stands for is known itself, so that one look is enough."""
    language = lexicon.lexicon(code)
    for key, text in _written(code)["short"].items():
        assert words(key), key
        assert any(language.knows(word) or language.phrases((word,)) for word in words(text)), key


@cache
def _asked() -> frozenset[tuple[str, ...]]:
    files = [yaml.load(path.read_bytes(), Loader=yaml.CSafeLoader) for path in QUESTIONS.glob("*.yaml")]
    return frozenset(words(one["ask"]) for file in files for one in file["questions"])


@pytest.mark.parametrize("code", CODES)
def test_no_question_of_the_sets_is_learnt_by_heart(code: str) -> None:
    """What measures the understanding stands in no language file, but for what is said in a word or four."""
    assert len(_asked()) > 500
    learnt = [
        text
        for text in _texts(_written(code))
        if isinstance(text, str) and words(text.replace("*", "")) in _asked()
    ]
    assert [text for text in learnt if len(words(text)) > _LONGEST_SHARED] == []


@pytest.mark.parametrize("path", sorted(SHIPPED.glob("*.yaml")), ids=lambda path: path.stem)
def test_no_question_of_the_sets_is_taught_by_a_shipped_show(path: Path) -> None:
    """Nor does an editor's own wording anticipate them."""
    show = read_show(path).show
    assert show is not None
    taught = [text for _, fact in all_facts(show.file) for text in fact.asked_as]
    assert [text for text in taught if words(text) in _asked()] == []
