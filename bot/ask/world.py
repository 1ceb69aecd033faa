"""What everybody knows of the world, and a question may take for granted: services, places, other shows."""

from __future__ import annotations

from functools import cache
from importlib import resources

from bot.ask.index import words

_PLATFORMS = {
    "Netflix": ("netflix",),
    "Prime Video": ("prime video", "amazon prime", "amazon", "prime", "amazon prime video"),
    "Disney+": ("disney", "disney plus"),
    "Max": ("hbo max", "hbo", "max"),
    "Hulu": ("hulu",),
    "Apple TV+": ("apple tv", "apple tv plus", "apple"),
    "Paramount+": ("paramount", "paramount plus"),
    "Peacock": ("peacock",),
    "Crunchyroll": ("crunchyroll",),
    "YouTube": ("youtube",),
    "Sky": ("sky",),
    "BBC": ("bbc", "bbc iplayer", "iplayer"),
    "ITV": ("itv", "itvx"),
    "Showtime": ("showtime",),
    "Starz": ("starz",),
    "AMC": ("amc", "amc plus"),
    "Syfy": ("syfy",),
    "The CW": ("the cw", "cw"),
    "ABC": ("abc",),
    "CBS": ("cbs",),
    "NBC": ("nbc",),
    "Fox": ("fox",),
    "FX": ("fx",),
    "Globoplay": ("globoplay",),
    "Movistar+": ("movistar", "movistar plus"),
    "Canal+": ("canal plus", "canal"),
    "TF1": ("tf1",),
    "ARD": ("ard",),
    "ZDF": ("zdf",),
    "RTL+": ("rtl", "rtl plus"),
    "WOW": ("wow tv",),
    "Viki": ("viki",),
    "Tubi": ("tubi",),
    "Channel 4": ("channel 4",),
}
PLATFORMS = {" ".join(words(name)): known for known, names in _PLATFORMS.items() for name in names}
"""Streaming services and channels by the names that fans use, in words without case and accents."""

_PLACES = {
    "canada": ("vancouver toronto montreal calgary ottawa winnipeg halifax alberta ontario quebec victoria"),
    "united states": "seattle chicago atlanta hollywood boston texas california georgia florida hawaii",
    "united kingdom": ("london manchester bristol cardiff belfast glasgow edinburgh scotland wales england"),
    "ireland": "dublin galway cork wicklow",
    "spain": (
        "madrid barcelona malaga seville sevilla marbella andalusia antequera segovia "
        "canarias valencia bilbao"
    ),
    "portugal": "lisbon lisboa porto sintra",
    "france": "paris lyon marseille nice",
    "germany": "berlin munich hamburg cologne babelsberg potsdam",
    "italy": "rome roma milan venice naples sicily",
    "czech republic": "prague",
    "hungary": "budapest",
    "australia": "sydney melbourne brisbane",
    "new zealand": "auckland wellington",
    "mexico": "guadalajara",
    "brazil": "rio salvador brasilia",
    "romania": "bucharest",
    "croatia": "dubrovnik zagreb",
    "iceland": "reykjavik",
    "sweden": "stockholm",
    "norway": "oslo bergen",
    "denmark": "copenhagen",
    "belgium": "brussels antwerp",
    "austria": "vienna salzburg",
    "switzerland": "zurich geneva",
    "poland": "warsaw krakow gdansk",
    "south africa": "johannesburg",
    "japan": "tokyo osaka kyoto",
    "korea": "seoul busan",
}
_COUNTRIES = {
    "canada": (
        "canada canadian kanada canadien canadienne canadense canadiense kanadisch kanadische kanadischen"
    ),
    "united states": (
        "usa us america american states eeuu estados unidos etats unis amerika "
        "amerikanisch amerikanische americana americano"
    ),
    "united kingdom": (
        "uk britain british england english kingdom grossbritannien inglaterra angleterre royaume"
    ),
    "ireland": "ireland irish irland irlanda irlande",
    "spain": ("spain spanish espana espanola espanol espagne spanien spanisch spanische espanha espanhola"),
    "portugal": "portugal portuguese portuguesa portugues",
    "france": ("france french francia francesa frankreich franca francaise franzosisch franzosische"),
    "germany": (
        "germany german alemania alemana deutschland deutsch deutsche allemagne allemande alemanha alema"
    ),
    "italy": "italy italian italia italien italie italiana italienisch",
    "czech republic": "czech chequia tschechien tchequie",
    "hungary": "hungary hungarian hungria ungarn hongrie",
    "australia": "australia australian australien australie",
    "new zealand": "zealand neuseeland zelanda",
    "mexico": "mexico mexican mexiko mexique",
    "brazil": "brazil brazilian brasil brasilien bresil",
    "romania": "romania rumania rumanien roumanie romenia",
    "croatia": "croatia croacia kroatien croatie",
    "iceland": "iceland islandia island islande",
    "sweden": "sweden swedish suecia schweden suede",
    "norway": "norway norwegian noruega norwegen norvege",
    "denmark": "denmark danish dinamarca danemark",
    "belgium": "belgium belgian belgica belgien belgique",
    "austria": "austria austrian osterreich autriche",
    "switzerland": "switzerland swiss suiza schweiz suisse suica",
    "poland": "poland polish polonia polen pologne",
    "south africa": "sudafrica sudafrika",
    "japan": "japan japanese japon japao",
    "korea": "korea korean corea coreia coree",
}
_COUNTRY_OF = {word: country for country, given in _COUNTRIES.items() for word in given.split()}
_COUNTRY_OF |= {word: country for country, given in _PLACES.items() for word in given.split()}


def country_of(word: str) -> str:
    """The country that a word names, or in which the place that it names lies; empty if none is known."""
    return _COUNTRY_OF.get(word, "")


def is_country(word: str) -> bool:
    """Whether a word names a whole country, and not just a place there."""
    country = _COUNTRY_OF.get(word, "")
    return bool(country) and word in _COUNTRIES[country].split()


@cache
def well_known_titles() -> frozenset[str]:
    """Titles of series and films that everybody knows, in words without case and accents."""
    file = resources.files("bot.ask") / "well_known_titles.txt"
    return frozenset(" ".join(words(line)) for line in file.read_text(encoding="utf-8").splitlines() if line)


@cache
def title_words() -> frozenset[str]:
    """The words of those titles, which are no misspelt other ones."""
    return frozenset(word for title in well_known_titles() for word in title.split())
