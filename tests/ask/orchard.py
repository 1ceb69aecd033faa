"""An invented show with a fact of every kind, and a fan who asks about it in plain words."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from bot.answer import Answer
from bot.ask.conversation import Before
from bot.card import make_card
from bot.desk import Desk, Heard, Reply
from bot.knowledge.schema import ShowFile
from bot.knowledge.shelf import Shelf
from bot.knowledge.show import Show
from bot.spoilers import EVERYTHING, Limit
from bot.texts import PLAIN, Voice
from tests.conftest import NOW

SOURCES = {
    "paper": {"title": "Apples of glass", "publisher": "The Paper", "date": "2023-01-02"},
    "list": {"title": "Twenty shows to wait for", "publisher": "Lists and Lists", "date": "undated"},
}


def fact(reveals: str = "nothing", **fields: Any) -> dict[str, Any]:
    """A fact that the paper tells, from `reveals` on."""
    return {"sources": ["paper"], "checked": "2025-12-01", "reveals": reveals, **fields}


def build(id: str, title: str, **sections: Any) -> Show:
    """A show of a few sections."""
    file = {"format": "1", "title": title, "sources": SOURCES, **sections}
    return Show.build(id, ShowFile.model_validate(file))


def file() -> dict[str, Any]:
    """What is written of Glass Orchard: two seasons, the first all at once; cancelled; set on an island."""
    return {
        "aliases": ["Glass Orchards", "GO"],
        "seasons": {
            "one": fact(
                number="1",
                state="released",
                date="2022-03-04",
                episodes="6",
                released="together",
                platform="Crunchyroll",
            ),
            "two": fact(
                number="2",
                state="released",
                date="2023-05-06",
                episodes="8",
                released="together",
                platform="Crunchyroll",
            ),
        },
        "episodes": {
            "s1e1": fact(episode="S01E01", title="Windfall", date="2022-03-04"),
            "s1e4": fact(episode="S01E04", title="The Beekeeper's Debt", date="2022-03-04"),
            "s2e3": fact(episode="S02E03", title="Grafting Season", date="2023-05-06"),
            "s2e8": fact(episode="S02E08", title="Cider", date="2023-05-06"),
        },
        "release": {
            "platform": fact(kind="platform", text="It streams on Crunchyroll.", value="Crunchyroll"),
            "schedule": fact(kind="schedule", text="Each season came out all at once."),
            "runtime": fact(kind="runtime", text="An episode lasts about 47 minutes.", value="47 min"),
            "rating": fact(kind="rating", text="It is rated 16, for bees.", value="16"),
            "abroad": fact(
                kind="title-abroad", text="In Sweden it is called Glasskogen.", value="Glasskogen"
            ),
            "languages": fact(kind="languages", text="It is spoken in English, with dubs in Finnish."),
        },
        "verdict": fact(
            outcome="cancelled",
            season="3",
            by="Crunchyroll",
            date="2023-09-10",
            text="There will be no third season.",
        ),
        "timeline": {
            "ordered": fact(date="2021-02-03", text="Crunchyroll orders the first season."),
            "hail": fact(date="2022-08", text="A hailstorm destroys the greenhouse that was built for it."),
        },
        "renewal": {
            "reason": fact(kind="reason", text="Too few viewers finished the second season."),
            "loose-ends": fact(kind="loose-ends", text="The last scene leaves the gate open."),
            "plans": fact(kind="plans", text="The third season was to lead into the quarry."),
            "revival": fact(kind="revival", text="Fans collect signatures; nobody has taken it over."),
        },
        "plot": {
            "premise": fact(
                kind="premise",
                text="On an island where every tree bears fruit of glass, two rival growers share one well.",
                about=["petra"],
            ),
            "genre": fact(kind="genre", text="A mystery with a little horror.", value="Mystery"),
            "setting": fact(kind="setting", text="It is set on an island off Norway."),
            "power": fact(kind="power", text="Petra hears glass before it breaks.", about=["petra"]),
            "event": fact(
                "S01E04", kind="event", text="The beekeeper sells the hives.", episode="S01E04", about=["odd"]
            ),
            "ending": fact("S02E08", kind="ending", text="The orchard melts in one night.", episode="S02E08"),
        },
        "people": {
            "solvar": fact(name="Solvår Brännström", aliases=["Solvi"], known_for=["Slow Trains"]),
            "ruben": fact(name="Ruben Achterberg", known_for=["Copper Bay"], bio="Before, he built boats."),
            "iman": fact(name="Iman Dalgaard", known_for=["The Paper Fleet"]),
            "maud": fact(name="Maud Kessler"),
            "nils": fact(name="Nils Overgaard"),
            "tess": fact(name="Tess Okonjo-Weber"),
        },
        "cast": {
            "petra": fact(
                character="Petra Windahl",
                played_by="solvar",
                description="She grows pears and never sleeps.",
            ),
            "gil": fact(
                character="Gil Windahl",
                played_by="ruben",
                description="Her brother, who wears a diving helmet indoors.",
            ),
            "odd": fact(
                character="Odd Sandvik",
                played_by="iman",
                description="The beekeeper, who owes money to everybody.",
                billing="supporting",
            ),
            "ghost": fact("S02E03", character="Ottilie Fenn", description="A ghost in the well."),
        },
        "credits": {
            "creator": fact(job="creator", people=["maud"]),
            "director": fact(job="director", people=["nils"]),
            "writer": fact(job="writer", people=["tess"]),
            "composer": fact(job="composer", companies=["Choir of the Kiln"]),
            "company": fact(job="company", companies=["Kiln & Sons"]),
            "producer": fact(job="executive-producer", people=["maud"]),
            "showrunner": fact(job="showrunner", people=["tess"]),
        },
        "production": {
            "place": fact(kind="filming-place", text="It was filmed in Tromsø, Norway.", value="Tromsø"),
            "dates": fact(kind="filming-dates", text="Filming ran from May to July 2021."),
            "country": fact(kind="country", text="It is a Norwegian production.", value="Norway"),
            "origin": fact(kind="origin", text="It goes back to a board game.", value="Board game"),
            "announcement": fact(kind="announcement", text="It was announced at a fruit fair in 2020."),
            "music": fact(kind="music", text="The opening song is hummed by glass blowers."),
            "bees": fact(kind="other", text="The bees on the set had a keeper of their own and a union."),
        },
        "trailers": {
            "teaser": fact(kind="teaser", date="2021-12-13", url="https://example.org/t"),
            "trailer": fact(kind="trailer", date="2022-01-20", url="https://example.org/u"),
        },
        "titles": {
            "slow-trains": fact(
                title="Slow Trains",
                list="makers",
                kind="series",
                began="2018",
                premise="A night train that never arrives.",
                why="The same creator.",
                fate="It ended as planned.",
                tags=["slow"],
            ),
            "salt-choir": fact(
                title="Salt Choir",
                list="similar",
                kind="film",
                began="2019",
                premise="Divers sing under the ice.",
                why="The same cold.",
                fate="It is a single film.",
                tags=["sea"],
            ),
            "moss": fact(
                title="Moss Parliament",
                list="announced",
                kind="planned",
                premise="Trees vote.",
                fate="It is expected in 2028.",
                tags=["trees"],
            ),
        },
        "reception": {
            "score": fact(kind="score", text="Critics gave it 71 of 100.", value="71 of 100"),
            "review": fact(kind="review", text="Reviews called it cold and lovely."),
            "chart": fact(kind="chart", text="It stood at number four of the weekly chart."),
            "viewing": fact(kind="viewing", text="It was seen by 900,000 households."),
            "award": fact(kind="award", text="It won the Golden Pear for its sound."),
        },
        "claims": {
            "autumn": fact(
                topic="release",
                said="It was due in October 2021.",
                truth="It came out on 4 March 2022.",
                sources=["list"],
                corrected_by=["paper"],
            ),
            "novel": fact(
                topic="production",
                said="It was said to be an adaptation of a novel by a lighthouse keeper.",
                truth="It goes back to a board game.",
                sources=["list"],
                corrected_by=["paper"],
            ),
        },
    }


@cache
def orchard() -> Show:
    """Glass Orchard, built once."""
    return build("glass-orchard", "Glass Orchard", **file())


def with_fields(show: Show, **sections: Any) -> Show:
    """The same show with sections written otherwise."""
    return Show.build(show.id, show.file.model_copy(update=sections))


def desk(*shows: Show, default: str | None = None) -> Desk:
    """A desk over some shows, at the tests' time."""
    shelf = Shelf({show.id: show for show in shows}, default)
    return Desk(lambda: shelf, lambda: NOW)


def ask(
    text: str,
    show: Show | None = None,
    limit: Limit = EVERYTHING,
    *,
    before: Before | None = None,
    locale: str = "en",
) -> Heard:
    """What is made of a message about a show, which is Glass Orchard if none is given."""
    show = show or orchard()
    return desk(show).hear(text, show=show, limit=limit, before=before, locale=locale)


def card(reply: Reply) -> str:
    """All that stands on the card of a reply."""
    return str(make_card(reply, Voice("en", PLAIN, NOW)))


def headline(reply: Reply) -> str:
    """What a reply says first."""
    return make_card(reply, Voice("en", PLAIN, NOW)).headline


def first_words(heard: Heard) -> str:
    """What is said first to a message."""
    return headline(heard.replies[0])


def body(reply: Reply) -> str:
    """What a reply tells, without its buttons and small print."""
    made = make_card(reply, Voice("en", PLAIN, NOW))
    return f"{made.headline}\n{re.sub(r' +', ' ', str(made.parts))}"


def answered(heard: Heard) -> bool:
    """Whether a message was answered, in each of its replies."""
    return heard.outcome == "answered" and all(isinstance(one.content, Answer) for one in heard.replies)
