"""The values: how they are written, and which ceiling holds where."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.knowledge.episodes import Episode
from bot.storage.values import (
    AIRED,
    ALL_SHOWS,
    NO_CEILING,
    NOTHING_SET,
    PREMISE,
    UNREAD_SETTINGS,
    WHOLE_SERVER,
    Ceiling,
    Place,
    ServerSettings,
)

episodes = st.builds(Episode, st.integers(0, 99), st.integers(1, 999))
ceilings = st.one_of(
    st.sampled_from([PREMISE, NO_CEILING]),
    st.builds(lambda days: Ceiling("aired", delay=days), st.integers(0, 999)),
    st.builds(lambda point: Ceiling("episode", point), episodes),
)


@given(ceilings)
def test_round_trip(ceiling: Ceiling) -> None:
    """What a ceiling writes is read back as the same ceiling."""
    assert Ceiling.parse(str(ceiling)) == ceiling


@pytest.mark.parametrize(
    "text", ["", "nothing", "episode", "aired+0", "aired+1000", "aired-1", "S01", "Premise"]
)
def test_no_ceiling(text: str) -> None:
    """What no ceiling writes is refused."""
    with pytest.raises(ValueError, match=r"\w"):
        Ceiling.parse(text)


def test_written_as_said() -> None:
    """Ceilings are written in the words of the interface's values."""
    written = [str(one) for one in (PREMISE, AIRED, Ceiling("aired", delay=3), NO_CEILING)]
    assert written == ["premise", "aired", "aired+3", "everything"]
    assert str(Ceiling("episode", Episode(1, 4))) == "S01E04"


def test_impossible_values() -> None:
    """Values that contradict themselves can't be made."""
    with pytest.raises(ValueError, match="last episode"):
        Place(None, finished=True)
    with pytest.raises(ValueError, match="episode"):
        Ceiling("episode")
    with pytest.raises(ValueError, match="episode"):
        Ceiling("premise", Episode(1, 1))
    with pytest.raises(ValueError, match="delay"):
        Ceiling("everything", delay=1)


def test_nobody_set_anything() -> None:
    """Where nothing is set or nothing can be read, only the premise may be told."""
    assert NOTHING_SET.ceiling("show", [1, 2]) == PREMISE
    assert UNREAD_SETTINGS.ceiling("show", [1, 2]) == PREMISE


def test_inheritance() -> None:
    """The nearest scope wins, and in it a ceiling for the show goes before one for all shows."""
    four, five = (Ceiling("episode", Episode(1, number)) for number in (4, 5))
    settings = ServerSettings(
        ceilings={
            (WHOLE_SERVER, "show"): NO_CEILING,
            (2, ALL_SHOWS): four,
            (2, "show"): five,
            (1, "other"): AIRED,
        }
    )
    assert settings.ceiling("show", [1, 2]) == five
    assert settings.ceiling("other", [1, 2]) == AIRED
    assert settings.ceiling("third", [1, 2]) == four
    assert settings.ceiling("show", [3]) == NO_CEILING
    assert settings.ceiling("third", []) == PREMISE
