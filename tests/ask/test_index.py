"""Looking names up by their words finds what comparing with each name in turn would."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz import fuzz

from bot.answer import Name
from bot.ask.index import Index, Words, words
from bot.ask.names import LIKELY, complete

TEXTS = st.lists(
    st.sampled_from(
        [
            "the",
            "sea",
            "harbour",
            "harbor",
            "light",
            "lights",
            "no",
            "24",
            "moon",
            "moons",
            "of",
            "Íñiguez",
            "a",
        ]
    )
    | st.text("abehilmnost", min_size=1, max_size=7),
    min_size=1,
    max_size=5,
).map(" ".join)
NAMES = st.lists(
    st.builds(Name, st.text(max_size=3), TEXTS, st.lists(TEXTS, max_size=2).map(tuple)), max_size=40
)


def likeness(asked: Words, known: Words) -> float:
    """How alike two names are: as a whole, or each asked word with the known word nearest to it."""
    whole = fuzz.ratio(" ".join(asked), " ".join(known))
    each = [max(fuzz.ratio(word, other) for other in known) if len(word) > 2 else 0.0 for word in asked]
    return max(whole, sum(each) / len(each))


@given(TEXTS, NAMES, st.integers(1, 15))
def test_what_is_alike(typed: str, names: list[Name], most: int) -> None:
    """The names that are most alike are found, best first, as many as wanted, and no other."""
    asked, expected = words(typed), {}
    for place, name in enumerate(names):
        best = max(likeness(asked, words(text)) for text in (name.text, *name.aliases))
        if best >= LIKELY:
            expected[place] = round(best, 6)
    found = [(round(score, 6), place) for score, place in Index(names).like(asked, LIKELY, most)]
    assert found == sorted(((s, p) for p, s in expected.items()), key=lambda one: (-one[0], one[1]))[:most]


@given(TEXTS, NAMES)
def test_what_begins_so(typed: str, names: list[Name]) -> None:
    """Names that begin with what is typed come first, then those of which words do, each in their order."""
    asked = words(typed)
    spelt = [[words(text) for text in (name.text, *name.aliases)] for name in names]
    first = [
        place
        for place, known in enumerate(spelt)
        if any(" ".join(one).startswith(" ".join(asked)) for one in known)
    ]
    then = [
        place
        for place, known in enumerate(spelt)
        if any(all(any(word.startswith(part) for word in one) for part in asked) for one in known)
    ]
    expected = [names[place] for place in dict.fromkeys([*first, *then])]
    assert complete(typed, names)[: len(expected)] == expected


@given(TEXTS, NAMES)
def test_an_index_serves_again_and_again(typed: str, names: list[Name]) -> None:
    """An index that is kept gives what one made anew does."""
    index = Index(names)
    assert [complete(typed, index) for _ in range(2)] == [complete(typed, names)] * 2
