"""What can be asked: for each question, the meanings that have to come together in its words.

A pattern is a row of groups. A group needs one of its alternatives (`when|year`); `!word` forbids one; what
ends with `?` may be there, and `*` lets anything be there. `@role` and the like stand for what was recognised
in the show.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from bot.ask.lexicon import Meanings

STRONG, WEAK = 2.0, 1.0
_WEAK = frozenset(
    (
        "who what when year where why how how_many how_long show season episode film first last next only "
        "another title watch character happen ended tell_about request yes_or_no negation pronoun_person "
        "pronoun_thing month similar release lead meaning good country maker announced announcement play "
        "setting lives relative value_genres value_countries @number @month @year"
    ).split()
)
_UNWEIGHED = frozenset(["@show", "request", "yes_or_no", "negation", "pronoun_person", "pronoun_thing"])
ALWAYS = frozenset(
    (
        "@s_known request yes_or_no negation pronoun_person pronoun_thing what show tell_about @show how only"
    ).split()
)
"""Meanings that never stand against an understanding."""


def weight(meaning: str) -> float:
    """How much a meaning says about what is asked."""
    if meaning in _UNWEIGHED:
        return 0.0
    return WEAK if meaning in _WEAK else STRONG


@dataclass(frozen=True, slots=True)
class Pattern:
    """Groups of meanings that have to come together, and such as may or must not."""

    needed: tuple[Meanings, ...]
    allowed: Meanings
    forbidden: Meanings
    open: bool = False
    """Whether anything else may be there, as it is looked for in what is known of the thing itself."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One kind of question: the topic and choice that answer it, and the kinds of things it can be about."""

    topic: str
    choice: str
    patterns: tuple[Pattern, ...]
    about: tuple[str, ...] = ()
    """The kinds of things of which one becomes the subject: `@role`, `@episode`."""
    required: bool = False
    """Whether it means nothing without one of them."""

    any_of: Meanings = frozenset()
    """Meanings of which each of its patterns has at least one."""

    @property
    def id(self) -> str:
        """How it is written in a language's examples: `release`, `production.director`."""
        return f"{self.topic}.{self.choice}" if self.choice else self.topic


def _pattern(text: str) -> Pattern:
    needed: list[Meanings] = []
    allowed: set[str] = set()
    forbidden: set[str] = set()
    open_ = False
    for piece in text.split():
        if piece.startswith("!"):
            forbidden.update(piece[1:].split("|"))
        elif piece == "*":
            open_ = True
        elif piece.endswith("?"):
            allowed.update(piece[:-1].split("|"))
        else:
            needed.append(frozenset(piece.split("|")))
    return Pattern(tuple(needed), frozenset(allowed), frozenset(forbidden), open_)


def _asked(topic: str, choice: str, *patterns: str, about: str = "", required: bool = False) -> Asked:
    made = tuple(map(_pattern, patterns))
    any_of = frozenset().union(*(pattern.needed[0] for pattern in made))
    return Asked(topic, choice, made, tuple(about.split()), required, any_of)


NONE = "none"
"""The topic of what the bot stays away from."""

ASKED: tuple[Asked, ...] = (
    # What it stays away from
    _asked(
        NONE,
        "personal",
        "personal @person? @role? known_for? cast? age_rating? play?",
        "only @person",
        "where @person !known_for|watch|film|show|release",
        "lives @person|@role|cast|play play? cast?",
    ),
    _asked(NONE, "forbidden", "forbidden *"),
    _asked(NONE, "orders", "orders *"),
    _asked(NONE, "elsewhere", "elsewhere *"),
    # When, where and how it came out
    _asked(
        "release",
        "",
        "when|year release @platform? @s_known?",
        "when|year show|watch|season|episode|first|last|@s_known|@show @platform?",
        "release episode yes_or_no @s_known? @platform?",
        "release @s_known? @platform? @year? @month?",
        "release yes_or_no pronoun_thing|show|@show @s_known? @platform? announced? @year? @month?",
        "@s_known @year? @month?",
        "@year release|season|show",
        "@month release|season|show",
        about="@s_known",
    ),
    _asked(
        "release",
        "finale",
        "when|year last|ended release? episode? show? season? @s_known? end_of_story? @platform?",
        "when ended",
        about="@s_known",
    ),
    _asked(
        "release",
        "platform",
        "where watch|release|show|@show|film|season|episode|@s_known|more platform? @s_known? @platform?",
        "platform @s_known? @platform?",
        "@platform watch|release|show|yes_or_no|@show|where @s_known? platform? !when|year",
        "watch yes_or_no @platform? platform?",
        "watch how platform?",
        "watch",
    ),
    _asked(
        "release",
        "schedule",
        "schedule @s_known? @platform? platform? release?",
        "how release episode",
        about="@s_known",
    ),
    _asked(
        "release",
        "runtime",
        "how_long episode|season|show|@show|watch|@s_known|film|first|last|@episode",
        "how_long !when|film_it|cancel|renew|power",
        "@number how_long",
        about="@s_known",
    ),
    _asked("release", "rating", "age_rating score? personal? platform?"),
    _asked(
        "release", "languages", "language platform? @platform? abroad? music?", "language value_countries"
    ),
    _asked(
        "release",
        "title-abroad",
        "abroad",
        "language show abroad",
        "title value_countries release?",
        "title language",
    ),
    # Is there more?
    _asked(
        "renewal",
        "",
        "renew @s_new? @s_known? @platform? cancel? more?",
        "more @s_new? @platform? @s_known? plans? based_on? plot? renew?",
        "next season|episode|show|film @s_new? @platform? more? renew?",
        "another season|episode|show @s_new? @platform? more? renew?",
        "@s_new renew? trailer? @platform? more?",
        "ended yes_or_no|show|season|@show @s_known? !how",
        "last season yes_or_no|show|only @s_known?",
        "cancel renew|more @s_new?",
        about="",
    ),
    _asked("renewal", "cancelled", "cancel @s_new? @s_known? @platform? @year? @month?"),
    _asked(
        "renewal",
        "reason",
        "why cancel|ended|renew|only|revive|@s_new|next *",
        "cancel viewers|popular|review|budget yes_or_no @platform? score? good?",
        "why more|@platform cancel? @platform? renew? viewers? popular?",
    ),
    _asked("renewal", "date", "when|year cancel @platform? @s_known?"),
    _asked(
        "renewal",
        "ordered",
        "when|year renew|announcement @s_known @platform? announced?",
        about="@s_known",
        required=True,
    ),
    _asked("renewal", "by", "who cancel @platform? platform?"),
    _asked(
        "renewal",
        "loose-ends",
        "loose_ends end_of_story? plot? @s_known? cancel?",
        "ended end_of_story loose_ends",
        "loose_ends end_of_story|ended",
        about="@s_known",
    ),
    _asked(
        "renewal",
        "revival",
        "revive cancel? @role? @person? film? @platform? platform? renew? @s_new? loose_ends? plans?",
        "film more|next|release|announced|ended|happen|another|plans plans? @platform? plot?",
        "film when|year|who|where|maker|happen|release|plans|renew|announced|cast @platform? plans? cast?",
        "film show|@show happen|more|what|yes_or_no",
        "platform more|next renew?",
        "more @platform|platform renew?",
    ),
    _asked(
        "renewal",
        "plans",
        "plans more|next|another|season *",
        "plans @s_new? plot? cancel? @s_known? writer? @person? @role? based_on?",
    ),
    # The story
    _asked(
        "plot",
        "",
        "plot @s_known? !@title",
        "tell_about show|@show",
        "happen show|season|@show|@s_known plot?",
        "show what yes_or_no @show",
    ),
    _asked(
        "plot", "genre", "genre", "value_genres show|@show|pronoun_thing|genre|more", "value_genres yes_or_no"
    ),
    _asked(
        "plot",
        "setting",
        "setting where|when|year|what|yes_or_no|show plot?",
        "where setting|happen|plot plot?",
        "setting value_countries",
        "setting",
    ),
    _asked(
        "plot",
        "power",
        "power what|who|how|@role|@person|lead|character|yes_or_no @role? @person? plot? villain?",
        "power",
        about="@role @person",
    ),
    _asked(
        "plot",
        "ending",
        "end_of_story plot? @s_known? !how_many|@number",
        "how ended @s_known? plot?",
        "happen last|ended",
        "how end_of_story",
    ),
    # The episodes
    _asked(
        "episodes",
        "count",
        "how_many episode @s_known? end_of_story? ended? last?",
        "how_many @s_known !film_it|watch|viewers",
        "@number episode yes_or_no|season|only|how_many @s_known? !how_long",
        about="@s_known",
    ),
    _asked(
        "episodes",
        "seasons",
        "how_many season end_of_story? ended? last? more?",
        "only season|@s_known yes_or_no !why",
        "@number season how_many|yes_or_no|only|show",
    ),
    _asked(
        "episodes",
        "",
        "@episode plot? end_of_story?",
        "episode what|how|yes_or_no|tell_about @s_known?",
        "episode @s_known?",
        about="@episode",
    ),
    _asked("episodes", "title", "title @episode", about="@episode", required=True),
    _asked("episodes", "date", "when|year @episode", about="@episode", required=True),
    # Who plays whom
    _asked(
        "cast",
        "",
        "cast @s_known? villain?",
        "who lead|character|play show|@show|season|lead|character|film|@s_known cast?",
        "who show|@show yes_or_no !maker",
        "how_many character|lead|play|cast cast?",
        "lead who|what|play|show|yes_or_no cast?",
        "character what|how_many|who|show|request cast? plot?",
        "play !who",
    ),
    _asked(
        "cast",
        "",
        "@role *",
        "@role|@person who|play *",
        "@person *",
        "@person @work *",
        "@role @person play|character|yes_or_no|who cast?",
        "who play !show",
        "@work who|play|what|cast|known_for *",
        about="@role @person @work",
        required=True,
    ),
    _asked(
        "cast",
        "known",
        "known_for @person|@role cast? recommend?",
        "where|what @person|@role known_for|watch|film|show",
        "known_for pronoun_person",
        about="@person @role",
        required=True,
    ),
    # Pictures
    _asked("trailer", "teaser", "when|year|first teaser trailer?"),
    _asked(
        "trailer", "", "trailer|teaser|clip teaser? trailer? @s_known? @s_new? @platform? source? platform?"
    ),
    # What to watch next
    _asked(
        "recommendations",
        "",
        "similar show|film|recommend|watch|more|another|what recommend? @platform? plot? platform?",
        "similar @show|yes_or_no|value_genres recommend? @platform? plot? platform?",
        "recommend @platform? cancel? platform?",
        "similar",
    ),
    _asked(
        "recommendations",
        "makers",
        "makers_work known_for? writer? producer? company? showrunner? @person?",
        "known_for maker|showrunner|writer|company",
    ),
    _asked(
        "recommendations",
        "announced",
        "announced what|platform|@platform|more @platform? platform?",
    ),
    _asked(
        "recommendations",
        "",
        "@title *",
        about="@title",
        required=True,
    ),
    # Who made it, how and where
    _asked(
        "production",
        "creator",
        "who|what maker plot? writer?",
        "maker",
        "who plot maker",
        "@person maker",
    ),
    _asked("production", "showrunner", "showrunner @person? producer? writer? director?"),
    _asked("production", "director", "director @episode? @person? @s_known? writer? producer?"),
    _asked("production", "writer", "writer @episode? plot? @person? music? producer? director?"),
    _asked("production", "company", "company producer? @platform? country?"),
    _asked(
        "production",
        "producer",
        "producer @person? company? showrunner? writer? director?",
        "who producer company?",
    ),
    _asked(
        "production",
        "composer",
        "music who|what|maker|writer|play|yes_or_no|tell_about|show|where writer? @person? source?",
        "music",
    ),
    _asked("production", "song", "song music?"),
    _asked(
        "production",
        "filming-place",
        "where film_it|maker @s_known? setting? country?",
        "film_it|maker value_countries setting? country?",
        "film_it where|what|country|how setting? country?",
        "film_it",
        about="@s_known",
    ),
    _asked(
        "production",
        "filming-dates",
        "when|year|how_long film_it|maker @s_known?",
        "film_it ended|first|yes_or_no @year? @month? @number?",
        "film_it @year|@month",
        about="@s_known",
    ),
    _asked(
        "production",
        "country",
        "country maker|show|what company? plot?",
        "country company? plot?",
        "value_countries show|@show|pronoun_thing",
    ),
    _asked("production", "origin", "based_on plot? writer? @platform?"),
    _asked(
        "production",
        "announcement",
        "when|year announcement|announced|renew @platform? @s_known?",
        "announcement who|how|where",
        "when announcement|announced first",
    ),
    _asked("production", "budget", "budget @platform? @episode?"),
    # How it was received
    _asked("reception", "score", "score review? @s_known? viewers? popular?", about="@s_known"),
    _asked(
        "reception",
        "review",
        "good yes_or_no|how pronoun_thing|show|@show",
        "good show|@show",
        "review score? @s_known? popular? cast? plot?",
        about="@s_known",
    ),
    _asked(
        "reception",
        "chart",
        "popular @platform? viewers? platform? schedule? @s_known? cancel?",
        about="@s_known",
    ),
    _asked(
        "reception",
        "viewing",
        "viewers @platform? popular? schedule? review? end_of_story? @episode? @s_known?",
        "how_many watch",
        "how_many how_long watch @s_known?",
        about="@s_known",
    ),
    _asked("reception", "award", "award cast? @person? popular? music?", about="@s_known"),
    # About the bot
    _asked("sources", "", "source *"),
    _asked("help", "", "help source?"),
    _asked("privacy", "", "privacy help? source? plot? known_for?"),
)


@cache
def echo(topic: str, choice: str) -> Meanings:
    """What a question was about, in meanings: what "and when?" goes on from."""
    found = _ECHOES.get((topic, choice), _ECHOES.get((topic, "")))
    return frozenset(found.split()) if found else frozenset()


_ECHOES: Mapping[tuple[str, str], str] = {
    ("release", ""): "release",
    ("release", "platform"): "watch",
    ("renewal", ""): "cancel",
    ("plot", ""): "plot",
    ("cast", ""): "play",
    ("trailer", ""): "trailer",
    ("recommendations", ""): "recommend",
    ("production", "filming-place"): "film_it",
    ("production", "filming-dates"): "film_it",
    ("production", ""): "maker",
    ("episodes", ""): "episode",
    ("episodes", "count"): "episode how_many",
    ("reception", ""): "review",
}


def all_meanings() -> Iterable[str]:
    """Every meaning that a pattern names, apart from what is recognised in a show."""
    names: set[str] = set()
    for asked in ASKED:
        for pattern in asked.patterns:
            names.update(pattern.allowed, pattern.forbidden, *pattern.needed)
    return sorted(name for name in names if not name.startswith(("@", "value_", "pronoun_")))
