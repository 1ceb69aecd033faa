"""What a plain question gets: the smallest answer, about what it names, and Yes or No first."""

from __future__ import annotations

import pytest

from bot.answer import Answer
from bot.ask.conversation import Before
from bot.knowledge.show import Show
from bot.spoilers import EVERYTHING, NOTHING, Limit
from tests.ask.orchard import (
    answered,
    ask,
    body,
    build,
    card,
    fact,
    file,
    first_words,
    headline,
    orchard,
    with_fields,
)


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("how many episodes are there?", "14 episodes"),
        ("how many seasons?", "2 seasons"),
        ("how many episodes in season 2?", "8 episodes"),
        ("who directed it?", "Directed by Nils Overgaard"),
        ("who wrote it", "Written by Tess Okonjo-Weber"),
        ("who created it?", "Maud Kessler created it"),
        ("who ran the show", "Tess Okonjo-Weber ran the show"),
        ("who produced it", "Produced by Maud Kessler"),
        ("which company made it", "Made by Kiln & Sons"),
        ("who made the music", "Music by Choir of the Kiln"),
        ("where can i watch it?", "On Crunchyroll"),
        ("how long is an episode", "47 min"),
        ("is it weekly or all at once", "All at once"),
        ("age rating?", "16"),
        ("what's it called in sweden", "Glasskogen"),
        ("what languages is it dubbed in?", "It is spoken in English"),
        ("when was it cancelled", "It was cancelled on 10 September 2023"),
        ("who cancelled it?", "Crunchyroll cancelled it."),
        ("why was it cancelled", "Too few viewers"),
        ("does it end on a cliffhanger", "The last scene leaves the gate open."),
        ("what was planned for season 3", "The third season was to lead into the quarry."),
        ("can it be saved?", "Fans collect signatures"),
        ("what genre is it", "Mystery"),
        ("where is it set?", "It is set on an island off Norway."),
        ("where was it filmed", "Tromsø"),
        ("when was it filmed?", "Filming ran from May to July 2021."),
        ("which country is it from", "Norway"),
        ("what's the score on rotten tomatoes", "71 of 100"),
        ("did it win any awards?", "It won the Golden Pear"),
        ("how many people watched it", "It was seen by 900,000 households."),
        ("when did the teaser come out", "A teaser came out on 13 December 2021"),
    ],
)  # fmt: skip
def test_the_smallest_answer_comes_first(text: str, first: str) -> None:
    """A question about one thing is answered with that thing, and a count with the number."""
    heard = ask(text)
    assert answered(heard)
    assert first_words(heard).startswith(first)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("who plays petra?", "Solvår Brännström plays Petra Windahl"),
        ("who is Petra Windahl?", "Solvår Brännström plays Petra Windahl"),
        ("petra", "Petra Windahl"),
        ("Gil Windahl", "Ruben Achterberg plays Gil Windahl"),
        ("who does ruben play", "Ruben Achterberg plays Gil Windahl"),
        ("what else has Solvår Brännström been in", "Slow Trains"),
        ("where have i seen iman dalgaard before", "The Paper Fleet"),
        ("what are petra's powers", "Petra hears glass before it breaks."),
    ],
)
def test_people_and_characters_are_known_by_any_name(text: str, said: str) -> None:
    """A character leads to who plays it, and a person to the part, by full name, first name or alias."""
    heard = ask(text)
    assert answered(heard)
    assert said in body(heard.replies[0])


@pytest.mark.parametrize(
    ("text", "character"),
    [
        ("who is the beekeeper", "Odd Sandvik"),
        ("who plays the one who owes money to everybody?", "Odd Sandvik"),
        ("which character grows pears", "Petra Windahl"),
        ("the girl who grows pears", "Petra Windahl"),
        ("who plays the one with the diving helmet?", "Gil Windahl"),
        ("who is the ghost in the well", "Ottilie Fenn"),
    ],
)
def test_who_is_not_named_may_be_described(text: str, character: str) -> None:
    """ "The one who …" is found by what is written of somebody."""
    heard = ask(text)
    assert answered(heard)
    assert character in first_words(heard)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("when did season 2 come out?", "Season 2 came out on 6 May 2023"),
        ("when did s2 come out", "Season 2 came out on 6 May 2023"),
        ("when did the second season come out", "Season 2 came out on 6 May 2023"),
        ("when did season one come out", "Season 1 came out on 4 March 2022"),
        ("how many eps in s1", "6 episodes"),
        ("s1e4", "Season 1, episode 4: The Beekeeper's Debt"),
        ("season 1 episode 4", "Season 1, episode 4: The Beekeeper's Debt"),
        ("what happens in episode four of season one?", "Season 1, episode 4: The Beekeeper's Debt"),
        ("what's 1x04 called", "Season 1, episode 4: The Beekeeper's Debt"),
        ("what's the name of s02e08", "Season 2, episode 8: Cider"),
        ("what happens in 2x03?", "Season 2, episode 3: Grafting Season"),
        ("what happens in windfall", "Season 1, episode 1: Windfall"),
        ("when did 2x03 air", "Season 2, episode 3 came out on 6 May 2023"),
        ("when is the finale", "Season 2, episode 8 came out on 6 May 2023"),
        ("whats the last episode called", "Season 2, episode 8: Cider"),
    ],
)  # fmt: skip
def test_seasons_and_episodes_however_they_are_written(text: str, said: str) -> None:
    """In figures, in words, as codes, by title, and the last one by its place."""
    heard = ask(text)
    assert answered(heard)
    assert first_words(heard).startswith(said)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("what is Salt Choir?", "Salt Choir"),
        ("is Slow Trains good?", "Slow Trains"),
        ("what's moss parliament", "Moss Parliament"),
        ("was slow trains cancelled?", "Slow Trains"),
    ],
)
def test_other_titles_are_told_of(text: str, title: str) -> None:
    """A title on the lists leads to its own card."""
    heard = ask(text)
    assert answered(heard)
    assert first_words(heard).startswith(title)


@pytest.mark.parametrize(
    ("text", "decided"),
    [
        ("is it on crunchyroll?", "Yes"),
        ("is it on netflix?", "No"),
        ("isn't it on crunchyroll", "Yes"),
        ("isn't it on netflix?", "No"),
        ("is it not on hulu", "No"),
        ("was it cancelled?", "Yes"),
        ("wasn't it cancelled?", "Yes"),
        ("was it renewed", "No"),
        ("will there be a season 3?", "No"),
        ("does it have 14 episodes?", "Yes"),
        ("has it got 15 episodes", "No"),
        ("does season 2 have 8 episodes?", "Yes"),
        ("does season 2 have 9 episodes?", "No"),
        ("are there two seasons", "Yes"),
        ("does it have four seasons?", "No"),
        ("did Solvi play petra?", "Yes"),
        ("does Ruben play Petra?", "No"),
        ("did it come out in 2023", "Yes"),
        ("did it come out in 1999?", "No"),
        ("is it from norway", "Yes"),
        ("was it filmed in norway?", "Yes"),
        ("is it set in norway?", "Yes"),
        ("is it a mystery?", "Yes"),
        ("did nils overgaard direct it?", "Yes"),
        ("was it made by Maud Kessler", "Yes"),
    ],
)  # fmt: skip
def test_what_wants_yes_or_no_gets_it_first(text: str, decided: str) -> None:
    """The first word is Yes or No; where the question says "not", it is about the thing itself."""
    heard = ask(text)
    assert answered(heard)
    assert first_words(heard).replace(":", " ").split()[0] == decided


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        ("who made it and where can i watch it?", "Maud Kessler", "On Crunchyroll"),
        ("how many episodes are there and who directed it?", "14 episodes", "Directed by"),
        ("who plays gil? when is it out?", "Ruben Achterberg", "Season 2 came out"),
        ("who plays gil and who plays petra", "Ruben Achterberg", "Solvår Brännström"),
        ("what is the story? who directed?", "What Glass Orchard is about", "Directed by"),
        ("¿cuántos capítulos tiene? ¿quién la dirigió?", "14 episodes", "Directed by"),
    ],
)
def test_two_questions_get_two_answers_in_their_order(text: str, first: str, second: str) -> None:
    """Two sentences, or two halves of one, are answered each."""
    heard = ask(text)
    assert answered(heard)
    assert [
        headline(reply).startswith(start) for reply, start in zip(heard.replies, (first, second), strict=True)
    ] == [True, True]


def test_never_more_than_two_answers() -> None:
    """Whoever asks much at once gets the first two, so that a message stays readable."""
    heard = ask("who directed it? who wrote it? how many seasons? where was it filmed?")
    assert [headline(reply) for reply in heard.replies] == [
        "Directed by Nils Overgaard",
        "Written by Tess Okonjo-Weber",
    ]


@pytest.mark.parametrize(
    ("earlier", "text", "said"),
    [
        ("who is petra?", "and who plays her?", "Solvår Brännström plays Petra Windahl"),
        ("who is petra?", "where do i know her from?", "Slow Trains"),
        ("who plays gil", "what else has he been in?", "Copper Bay"),
        ("where was it filmed?", "and when?", "Filming ran from May to July 2021."),
        ("how many episodes are there?", "and in season 2?", "8 episodes"),
        ("why was it cancelled?", "when?", "It was cancelled on 10 September 2023"),
        ("¿quién es petra?", "¿y quién la interpreta?", "Solvår Brännström plays Petra Windahl"),
        ("wo wurde gedreht?", "und wann?", "Filming ran from May to July 2021."),
    ],
)
def test_a_follow_up_goes_on_from_what_was_told(earlier: str, text: str, said: str) -> None:
    """A pronoun, or half a question, means what was talked of just before."""
    before = ask(earlier).before
    assert before is not None
    heard = ask(text, before=before)
    assert answered(heard)
    assert said in body(heard.replies[0])


def test_a_follow_up_on_another_show_goes_on_from_nothing() -> None:
    """What was told of one show says nothing about whom "her" means in another."""
    before = ask("who is petra?").before
    assert before is not None
    elsewhere = Before("another-show", before.questions)
    assert ask("and who plays her?", before=before).outcome == "answered"
    assert ask("and who plays her?", before=elsewhere).outcome == "asked_back"


@pytest.mark.parametrize("text", ["who plays windahl?", "who plays her?", "who is windahl", "and when?"])
def test_it_asks_back_where_it_can_not_know(text: str) -> None:
    """With nothing said before, a name of two, a pronoun or half a question is not guessed."""
    heard = ask(text)
    assert heard.outcome == "asked_back"
    assert first_words(heard) in ("Who do you mean?", "What do you mean?")
    assert heard.before is None


def test_those_who_may_be_meant_are_offered() -> None:
    """Where a name is that of two, both are there to press."""
    asked = ask("who plays windahl?")
    offered = [str(lead.label) for lead in asked.replies[0].content.leads]
    assert {"Petra Windahl", "Gil Windahl"} <= set(offered)


@pytest.mark.parametrize(
    ("text", "truth"),
    [
        ("did it come out in october 2021?", "It came out on 4 March 2022."),
        ("wasn't it due in october 2021?", "It came out on 4 March 2022."),
        ("is it an adaptation of a novel by a lighthouse keeper?", "It goes back to a board game."),
    ],
)
def test_an_outdated_claim_is_put_right(text: str, truth: str) -> None:
    """Who believes what was once said gets what is true, and that the other is out of date."""
    heard = ask(text)
    assert answered(heard)
    assert first_words(heard) == f"No: {truth}"
    assert "out of date" in card(heard.replies[0])


@pytest.mark.parametrize(
    "text",
    [
        "did it come out in march 2022?",
        "is it based on a board game?",
        "when did it come out?",
        "who is the keeper?",
        "was it cancelled in september 2023?",
        "is it based on a book?",
    ],
)
def test_what_is_true_is_called_no_claim(text: str) -> None:
    """A question that is right, or takes nothing for true, does not get the old claim."""
    heard = ask(text)
    assert all("out of date" not in headline(reply) for reply in heard.replies)
    assert all(not reply.content.question.subject.startswith("claims.") for reply in heard.replies)
    assert not first_words(heard).startswith("No")


FACTS_OF_ALL_KINDS = [
    ("release", "rating", "16"),
    ("timeline", "hail", "A hailstorm destroys the greenhouse"),
    ("renewal", "plans", "The third season was to lead into the quarry."),
    ("plot", "event", "The beekeeper sells the hives."),
    ("people", "ruben", "Ruben Achterberg plays Gil Windahl"),
    ("cast", "gil", "Ruben Achterberg plays Gil Windahl"),
    ("credits", "composer", "Music by Choir of the Kiln"),
    ("production", "bees", "The bees on the set"),
    ("titles", "salt-choir", "Salt Choir"),
    ("reception", "award", "It won the Golden Pear"),
    ("claims", "novel", "It goes back to a board game."),
    ("episodes", "s2e8", "Season 2, episode 8: Cider"),
    ("trailers", "trailer", "The trailer came out"),
]


def _taught(section: str, id: str, reveals: str = "nothing") -> Show:
    sections = file()
    sections[section][id] |= {"asked_as": ["wobbly frumps of zanzibar plox"], "reveals": reveals}
    return build("taught", "Taught", **sections)


@pytest.mark.parametrize(("section", "id", "first"), FACTS_OF_ALL_KINDS, ids=lambda part: str(part)[:12])
def test_a_fact_answers_what_its_editor_wrote_to_be_asked(section: str, id: str, first: str) -> None:
    """Words that mean nothing to the bot lead to the fact beside which they stand."""
    show = _taught(section, id)
    for text in ("wobbly frumps of zanzibar plox", "WOBBLY frumps of Zanzibar, plox?"):
        heard = ask(text, show, EVERYTHING)
        assert answered(heard)
        assert first_words(heard).startswith(first)
    assert not answered(ask("wobbly frumps of zanzibar plox", orchard(), EVERYTHING))


@pytest.mark.parametrize(("section", "id", "first"), FACTS_OF_ALL_KINDS, ids=lambda part: str(part)[:12])
def test_what_is_hidden_is_not_asked_by_its_editors_words(section: str, id: str, first: str) -> None:
    """Beyond the limit, an editor's words are as strange as any others."""
    show = _taught(section, id, "S02E03")
    assert answered(ask("wobbly frumps of zanzibar plox", show, Limit.parse("S02E03")))
    for limit in (NOTHING, Limit.parse("S02E02")):
        assert ask("wobbly frumps of zanzibar plox", show, limit).outcome == "abstained"


def test_an_editors_words_go_before_what_the_bot_would_understand() -> None:
    """Where the bot would take a question for another one, the editor has the last word."""
    places = {**orchard().file.production}
    places["bees"] = places["bees"].model_copy(update={"asked_as": ("who directed the bees",)})
    show = with_fields(orchard(), production=places)
    assert first_words(ask("who directed the bees?", show)).startswith("The bees on the set")
    assert first_words(ask("who directed it?", show)) == "Directed by Nils Overgaard"


def test_what_is_remembered_holds_ids_alone() -> None:
    """A follow-up rests on questions, and on no text of the fan or of a fact."""
    heard = ask("who plays petra and how many episodes are there?")
    assert heard.before is not None
    assert heard.before.show == "glass-orchard"
    assert [(one.topic, one.subject, one.choice) for one in heard.before.questions] == [
        ("cast", "r.petra", ""),
        ("episodes", "", "count"),
    ]


def test_what_is_understood_but_not_known_is_said_so() -> None:
    """A show without the fact says that it doesn't know, rather than something else of the topic."""
    show = build("bare", "Bare", plot={"p": fact(kind="premise", text="Two rivers meet.")})
    for text, said in (
        ("who directed it?", "I don't know who directed it."),
        ("how many seasons are there?", "I don't know how many seasons there are."),
    ):
        heard = ask(text, show)
        assert heard.outcome == "abstained"
        assert not isinstance(heard.replies[0].content, Answer)
        assert first_words(heard) == said
