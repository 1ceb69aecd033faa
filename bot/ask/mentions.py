"""What a clause speaks of: people, characters, titles, seasons, episodes, years, services."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from bot.ask.index import FORMS_OF_ADDRESS
from bot.ask.lexicon import lexicon
from bot.ask.lookup import Lookup
from bot.ask.reading import Clause, Word
from bot.ask.things import EPISODE, PERSON, ROLE, TITLE, WORK, Thing
from bot.ask.world import PLATFORMS, well_known_titles
from bot.knowledge.episodes import Episode

_LONGEST_NAME = 6
_YEARS = range(1800, 2100)
_ORDER = (ROLE, PERSON, TITLE, EPISODE, WORK)
_BEFORE_A_NAME = frozenset(
    (
        "plays play played playing is was does did and about with interpreta hace faz spielt joue es est "
        "ist e quien quem wer qui"
    ).split()
)


@dataclass(slots=True)
class Mentions:
    """What was recognised in a clause, by kind; `places` are the words that name something."""

    things: dict[str, list[Thing]] = field(default_factory=dict)
    season: int | None = None
    point: Episode | None = None
    platforms: list[str] = field(default_factory=list)
    years: list[int] = field(default_factory=list)
    months: list[str] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)
    unsure: list[Thing] = field(default_factory=list)
    """Several things that one name could mean."""

    def one(self, kind: str) -> Thing | None:
        """The first thing of a kind."""
        found = self.things.get(kind)
        return found[0] if found else None


def recognise(clause: Clause, look: Lookup) -> Mentions:
    """Find out what a clause speaks of, and mark its words with it."""
    mentions = Mentions()
    _names(clause, look, mentions)
    _platforms(clause, mentions)
    _other_shows(clause)
    _points(clause, look, mentions)
    return mentions


def _mark(word: Word, kind: str) -> None:
    word.meanings = frozenset({kind})
    word.plain = False


def _names(clause: Clause, look: Lookup, mentions: Mentions) -> None:
    words = clause.words
    taken = [False] * len(words)
    named = [look.is_name(word.text) for word in words]
    for length in range(min(_LONGEST_NAME, len(words)), 0, -1):
        for start in range(len(words) - length + 1):
            span = words[start : start + length]
            if any(taken[start : start + length]) or not any(named[start : start + length]):
                continue
            name = " ".join(word.text for word in span)
            if name in look.titles:
                if length > 1 or _is_name(words, start):
                    for place in range(start, start + length):
                        taken[place] = True
                        _mark(words[place], "@show")
                continue
            things = look.called(name)
            if not things or not (_says_enough(span) or _is_name(words, start)):
                continue
            for place in range(start, start + length):
                taken[place] = True
            _add(mentions, things, span)
    _parts(clause, taken, look, mentions)


def _says_enough(span: list[Word]) -> bool:
    """Whether words can hardly be anything but a name: several, or one that means nothing else."""
    return len(span) > 1 or not span[0].everyday


def _is_name(words: list[Word], start: int) -> bool:
    word = words[start]
    if word.capital:
        return True
    if not word.everyday:
        return True
    before = words[start - 1].text if start else ""
    return word.plain and not word.meanings and before in _BEFORE_A_NAME and start == len(words) - 1


def _parts(clause: Clause, taken: list[bool], look: Lookup, mentions: Mentions) -> None:
    """Single words of names, those that stand together counted together."""
    words = clause.words
    start = 0
    while start < len(words):
        run: list[tuple[int, list[Thing]]] = []
        place = start
        while place < len(words) and not taken[place]:
            things = look.with_word(words[place].text) if _is_name(words, place) else []
            things = [thing for thing in things if thing.kind != WORK]
            if not things:
                break
            run.append((place, things))
            place += 1
        if run:
            counted = Counter(thing for _, things in run for thing in things)
            counted = Counter(
                {thing: count for thing, count in counted.items() if _enough(thing, count, look)}
            )
            if counted:
                if start and "relative" in words[start - 1].meanings:
                    # A form of address: "Sister Beatrice"
                    words[start - 1].meanings, words[start - 1].plain = frozenset(), True
                most = max(counted.values())
                best = [thing for thing, count in counted.items() if count == most]
                _add(mentions, best, [words[at] for at, _ in run])
                if start:
                    _address(words[start - 1], best[0], look, clause.language)
            start = place
        else:
            start = place + 1


def _address(word: Word, thing: Thing, look: Lookup, language: str) -> None:
    """Pass over a form of address before a name in another language: "la doctora Burke"."""
    own = lexicon(language).english(word.text).own
    if own & (look.names_of(thing) | FORMS_OF_ADDRESS) and not word.meanings:
        word.plain = True


def _enough(thing: Thing, count: int, look: Lookup) -> bool:
    """Whether so many words of a name are enough; of titles, one of several is not."""
    return thing.kind in (ROLE, PERSON) or count > 1 or len(look.names_of(thing)) == 1


def _add(mentions: Mentions, things: list[Thing], span: list[Word]) -> None:
    """Take what a name means; where it means several of one kind, remember that it isn't clear."""
    kind = next(kind for kind in _ORDER if any(thing.kind == kind for thing in things))
    same = [thing for thing in things if thing.kind == kind]
    if len(same) > 1:
        mentions.unsure.extend(same)
    for word in span:
        _mark(word, kind)
    known = mentions.things.setdefault(kind, [])
    if same[0] not in known:
        known.append(same[0])


def _platforms(clause: Clause, mentions: Mentions) -> None:
    words = clause.words
    for start in range(len(words)):
        for length in (3, 2, 1):
            name = " ".join(word.text for word in words[start : start + length])
            if name in PLATFORMS and not any(
                word.meanings & {"@show", ROLE, PERSON, TITLE} for word in words[start : start + length]
            ):
                mentions.platforms.append(PLATFORMS[name])
                for word in words[start : start + length]:
                    _mark(word, "@platform")
                break


def _other_shows(clause: Clause) -> None:
    """Mark the titles of shows that everybody knows, but this one says nothing of."""
    titles, words = well_known_titles(), clause.words
    for length in range(_LONGEST_NAME, 0, -1):
        for start in range(len(words) - length + 1):
            span = words[start : start + length]
            title = " ".join(word.text for word in span)
            if title not in titles or title.isdigit():
                continue
            if any(one.startswith("@") for word in span for one in word.meanings):
                continue
            if length > 1 or not span[0].plain or span[0].capital:
                for word in span:
                    _mark(word, "@elsewhere")


def _points(clause: Clause, look: Lookup, mentions: Mentions) -> None:
    """Seasons and episodes, as numbers or in words, and what numbers are left."""
    words = clause.words
    season, number, used = _counted(words)
    if season is None and number is None:
        season = _named_season(words, look, used)
    finale = any({"last", "end_of_story"} <= word.alone for word in words)
    if number is None and (finale or any("episode" in word.meanings | word.alone for word in words)):
        number = _named_episode(words, look, season)
    if number is not None:
        _episode(words, look, mentions, season, number, used)
    elif season is not None:
        for place in used:
            _mark(words[place], "@s_known" if season in look.seasons else "@s_new")
    mentions.season = mentions.point.season if mentions.point else season
    for place, word in enumerate(words):
        if place not in used:
            _figure(word, mentions)
        if "month" in word.meanings and (word.capital or not word.plain or _beside_number(words, place)):
            mentions.months.append(word.text)
            word.meanings |= {"@month"}


def _counted(words: list[Word]) -> tuple[int | None, int | None, set[int]]:
    """The season and the episode that stand there as numbers, and the places of the words that say so."""
    season = number = None
    used: set[int] = set()
    for place, word in enumerate(words):
        if word.ordinal and word.text.startswith("pilot"):
            number = 1
            used.add(place)
        elif word.episode:
            season, number = word.episode
            _mark(word, EPISODE)
            used.add(place)
        elif word.number is not None and place not in used and (side := _beside(words, place, used)):
            kind, at = side
            if kind == "season" and season is None:
                season = word.number
            elif kind == "episode" and number is None and word.number:
                number = word.number
            else:
                continue
            used |= {place, at}
    return season, number, used


def _episode(
    words: list[Word], look: Lookup, mentions: Mentions, season: int | None, number: int, used: set[int]
) -> None:
    """Take an episode, where its season is clear: the only one, or the last one for the finale."""
    if season is None and look.seasons:
        latest = list(look.seasons)[-1]
        if not used and number == look.seasons[latest]:
            season = latest
        elif len(look.seasons) == 1 or number == 1:
            season = next(iter(look.seasons))
    elif season is None:
        season = 1
    for place, word in enumerate(words):
        if place in used or (not used and "episode" in word.meanings):
            _mark(word, EPISODE)
    if season is not None:
        mentions.point = Episode(season, number)


def _figure(word: Word, mentions: Mentions) -> None:
    """Take a number that counts neither seasons nor episodes."""
    if word.number is None:
        return
    if word.number in _YEARS:
        mentions.years.append(word.number)
        word.meanings |= {"@year"}
    elif word.text.isdigit() or not word.meanings:
        mentions.numbers.append(word.number)
        word.meanings |= {"@number"}
    elif not word.meanings & {"first", "next"}:
        mentions.numbers.append(word.number)


def _beside(words: list[Word], place: int, used: set[int]) -> tuple[str, int] | None:
    """What a number counts: the season or the episode whose word stands next to it."""
    value = words[place].number or 0
    if value in _YEARS:
        return None
    for at in (place - 1, place + 1):
        if not 0 <= at < len(words) or at in used:
            continue
        meanings = words[at].meanings | words[at].alone
        # "10 episodes" is a count, "the 10th episode" and "episode 10" are not
        if at > place and not words[place].ordinal and not words[place].text.isdigit():
            continue
        plural = words[at].text.endswith(("s", "n"))
        if at > place and words[place].text.isdigit() and ("season" not in meanings or plural):
            continue
        if (
            at > place
            and words[at].text.endswith(("s", "n"))
            and not words[place].text[-1:].isdigit()
            and value > 1
            and not words[place].ordinal
        ):
            continue
        if "season" in meanings:
            return "season", at
        if "episode" in meanings:
            return "episode", at
    return None


def _named_season(words: list[Word], look: Lookup, used: set[int]) -> int | None:
    """The number of "the last season", where something is asked about it and not whether it was the last."""
    if not look.seasons or not any(word.meanings & _ABOUT_A_SEASON for word in words):
        return None
    for place, word in enumerate(words[1:], 1):
        if word.number in look.seasons and words[place - 1].text in _THE:
            # "la 3", where Spanish and Portuguese leave the season out
            used.add(place)
            return word.number
        if "season" in word.alone and "last" in words[place - 1].alone:
            used |= {place - 1, place}
            return list(look.seasons)[-1]
    return None


_THE = frozenset(["la", "da", "na"])
_ABOUT_A_SEASON = frozenset(["how_many", "how_long", "when", "where", "year", "release"])


def _named_episode(words: list[Word], look: Lookup, season: int | None) -> int | None:
    """The number of "the last episode" and "the first episode", where the season is clear."""
    texts = {meaning for word in words for meaning in word.meanings | word.alone}
    seasons = look.seasons
    chosen = season if season in seasons else (list(seasons)[-1] if seasons and season is None else None)
    if "last" in texts and chosen is not None and "when" not in texts:
        return seasons[chosen]
    return None


def _beside_number(words: list[Word], place: int) -> bool:
    return any(0 <= at < len(words) and words[at].number is not None for at in (place - 1, place + 1))
