"""However a question is typed, and in whichever of the languages, it gets the same answer."""

from __future__ import annotations

import pytest

from tests.ask.orchard import answered, ask, body, first_words

PETRA = "Solvår Brännström plays Petra Windahl"
LONG = "Ruben Achterberg plays Gil Windahl"


@pytest.mark.parametrize(
    ("text", "first"),
    [
        # Typos
        ("who playz petra", PETRA),
        ("who plasy Petra", PETRA),
        ("who plays ptera", PETRA),
        ("who plays Petra Windal", PETRA),
        ("who is Ruben Achterburg", LONG),
        ("who directd it", "Directed by Nils Overgaard"),
        ("why was it cancled", "Too few viewers"),
        ("how many epsiodes are there", "14 episodes"),
        ("how many seasns are there", "2 seasons"),
        ("wat genre is it", "Mystery"),
        # Accents left out, or put where there are none
        ("solvar brannstrom", PETRA),
        ("who is Sølvar Brannström", PETRA),
        # Case
        ("WHO PLAYS PETRA", PETRA),
        ("WHO PLAYS PETRA WINDAHL???", PETRA),
        ("SOLVAR BRANNSTROM", PETRA),
        ("HOW MANY EPISODES ARE THERE", "14 episodes"),
        ("hOw MaNy SeAsOnS", "2 seasons"),
        ("IS IT ON NETFLIX", "No: On Crunchyroll"),
        # Chat
        ("wen did s2 come out", "Season 2 came out on 6 May 2023"),
        ("hw many eps r there", "14 episodes"),
        ("y was it cancelled", "Too few viewers"),
        ("what's it abt", "What Glass Orchard is about"),
        ("ok so um who plays gil lol", LONG),
        ("hey usher, how many seasons are there? thx", "2 seasons"),
        ("plssss who wrote it", "Written by Tess Okonjo-Weber"),
        # Letters held down
        ("whooooo plays petra", PETRA),
        ("omg whyyyy did they cancel itttt", "Too few viewers"),
        ("whereeee can i watch it???", "On Crunchyroll"),
        ("who plays petraaaa", PETRA),
        # What Discord and phones put in
        ("whos petra 😍😍", PETRA),
        ("📺 where can i watch it 🍿", "On Crunchyroll"),
        ("<@123456789012345678> who plays petra?", PETRA),
        ("who plays petra <:pear:123456789012345678>", PETRA),
        ("who plays **petra**?", PETRA),
        ("who plays ||petra||?", PETRA),
        ("who’s petra", PETRA),
        ("  who \n plays\tpetra  ", PETRA),
        ("ｗｈｏ plays petra", PETRA),
        ("who plays pe\u0301tra", PETRA),
    ],
)
def test_it_is_understood_however_it_is_typed(text: str, first: str) -> None:
    """Typos, missing accents, capitals, chat spelling, emoji and letters held down make no difference."""
    heard = ask(text)
    assert answered(heard)
    assert first_words(heard).startswith(first)


LANGUAGES = {
    "en": [
        "when did season 2 come out?",
        "who plays Petra?",
        "where can i watch it?",
        "how many episodes are there?",
        "how many seasons are there?",
        "why was it cancelled?",
        "will there be a third season?",
        "what is it about?",
        "who directed it?",
        "where was it filmed?",
        "is it available on Netflix?",
        "who made the music?",
        "how long is an episode?",
        "who created the show?",
    ],
    "es": [
        "¿cuándo salió la segunda temporada?",
        "¿quién interpreta a Petra?",
        "¿dónde puedo verla?",
        "¿cuántos capítulos tiene?",
        "¿cuántas temporadas hay?",
        "¿por qué la cancelaron?",
        "¿habrá tercera temporada?",
        "¿de qué trata?",
        "¿quién la dirigió?",
        "¿dónde se rodó?",
        "¿la serie está en Netflix?",
        "¿quién hizo la música?",
        "¿cuánto dura un capítulo?",
        "¿quién creó la serie?",
    ],
    "de": [
        "wann kam die zweite Staffel raus?",
        "wer spielt Petra?",
        "wo kann man das schauen?",
        "wie viele Folgen hat die Serie?",
        "wie viele Staffeln gibt es?",
        "warum wurde sie abgesetzt?",
        "kommt eine dritte Staffel?",
        "worum geht es?",
        "wer hat Regie geführt?",
        "wo wurde gedreht?",
        "gibt es die Serie auf Netflix?",
        "wer hat die Musik gemacht?",
        "wie lang ist eine Folge?",
        "wer hat die Serie erfunden?",
    ],
    "fr": [
        "quand est sortie la saison 2 ?",
        "qui joue Petra ?",
        "où peut-on la regarder ?",
        "combien d'épisodes y a-t-il ?",
        "combien de saisons y a-t-il ?",
        "pourquoi a-t-elle été annulée ?",
        "y aura-t-il une troisième saison ?",
        "de quoi ça parle ?",
        "qui l'a réalisée ?",
        "où a-t-elle été tournée ?",
        "est-ce que c'est sur Netflix ?",
        "qui a fait la musique ?",
        "combien de temps dure un épisode ?",
        "qui a créé la série ?",
    ],
    "pt": [
        "quando saiu a segunda temporada?",
        "quem interpreta a Petra?",
        "onde posso assistir?",
        "quantos episódios tem?",
        "quantas temporadas são?",
        "por que foi cancelada?",
        "vai ter terceira temporada?",
        "sobre o que é a série?",
        "quem dirigiu?",
        "onde foi filmada?",
        "a série está disponível na Netflix?",
        "quem fez a música?",
        "quanto tempo dura um episódio?",
        "quem criou a série?",
    ],
}
SAID = [
    "Season 2 came out on 6 May 2023",
    PETRA,
    "On Crunchyroll",
    "14 episodes",
    "2 seasons",
    "Too few viewers",
    "No season 3.",
    "What Glass Orchard is about",
    "Directed by Nils Overgaard",
    "Tromsø",
    "No: On Crunchyroll",
    "Music by Choir of the Kiln",
    "47 min",
    "Maud Kessler created it",
]
ASKED = [
    (code, text, first)
    for code, questions in LANGUAGES.items()
    for text, first in zip(questions, SAID, strict=True)
]


@pytest.mark.parametrize(("code", "text", "first"), ASKED)
def test_each_language_is_recognised_by_itself(code: str, text: str, first: str) -> None:
    """The same questions get the same answers in five languages, whatever the asker's Discord speaks."""
    for locale in ("en", "ja"):
        heard = ask(text, locale=locale)
        assert answered(heard)
        assert heard.language == code
        assert first_words(heard).startswith(first)


@pytest.mark.parametrize(("code", "text", "first"), [one for one in ASKED if one[0] != "en"])
def test_accents_and_capitals_may_be_left_out_in_each_language(code: str, text: str, first: str) -> None:
    """People on phones write "cuando salio" and "annulee"."""
    bare = text.translate(str.maketrans("áéíóúñãõçèêàâôöüä¿", "aeiounaoceeaaooua "))
    for typed in (bare.lower(), bare.upper()):
        heard = ask(typed)
        assert answered(heard)
        assert first_words(heard).startswith(first)


def test_the_askers_own_language_decides_what_could_be_of_several() -> None:
    """A single word that several languages have is taken as the asker's own."""
    assert {code: ask("Petra?", locale=code).language for code in LANGUAGES} == {
        code: code for code in LANGUAGES
    }
    assert all("Petra Windahl" in body(ask("Petra?", locale=code).replies[0]) for code in LANGUAGES)
