"""Reads a command as it would be typed on Discord: `/cast person:godroy show:harbour`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.answer import Name
from bot.ask import names
from bot.ask.index import words

SHOW, PRIVATE = "show", "private"


@dataclass(frozen=True, slots=True)
class Form:
    """What may stand behind a command."""

    name: str = ""
    """The option that takes a typed name; empty where there is none."""
    choice: str = ""
    """The option that takes one of `choices`; empty where there is none."""
    choices: Mapping[str, str] = field(default_factory=dict)
    """What can be chosen, each with the words that a menu shows for it."""


@dataclass(frozen=True, slots=True)
class Command:
    """A command that was understood, as far as that goes without knowing a show."""

    topic: str
    typed: str = ""
    choice: str = ""
    show: str | None = None


@dataclass(frozen=True, slots=True)
class Misread:
    """A line that is no command, and what would be one, in a sentence for whoever typed it."""

    sentence: str


def parse(line: str, forms: Mapping[str, Form]) -> Command | Misread:
    """The command that a line is, given what may stand behind each of them.

    An option goes by its name (`person:`), and without one where there is no doubt. Whether an answer is
    private makes no difference here, so that option is read and dropped.
    """
    word, rest, *_ = [*line.split(maxsplit=1), "", ""]
    if not word.startswith("/"):
        return Misread(_not_a_command(word, forms))
    topic = word[1:].lower()
    if topic not in forms:
        return Misread(_unknown(word, topic, forms))
    form = forms[topic]
    options, loose = _options(rest, form)
    chosen, typed = options.get(form.choice, ""), options.get(form.name, "")
    if loose and not chosen and _choice(loose, form):
        chosen, loose = loose, ""
    if loose and form.name and not typed:
        typed, loose = loose, ""
    if loose or (chosen and not _choice(chosen, form)):
        return Misread(_misplaced(topic, loose or chosen, form))
    return Command(topic, typed, _choice(chosen, form), options.get(SHOW) or None)


def _options(rest: str, form: Form) -> tuple[dict[str, str], str]:
    """The options by name, and what stands before the first of them."""
    known = "|".join(filter(None, (form.name, form.choice, SHOW, PRIVATE)))
    loose, *pairs = re.split(rf"(?<!\S)({known}):", rest, flags=re.IGNORECASE)
    options = {name.lower(): value.strip() for name, value in zip(pairs[::2], pairs[1::2], strict=True)}
    return options, loose.strip()


def _choice(text: str, form: Form) -> str:
    """The choice that is meant by its own name or by its label, or nothing."""
    asked = words(text)
    for value, label in form.choices.items():
        if asked and asked in (words(value), words(label)):
            return value
    return ""


def _listed(forms: Mapping[str, Form]) -> str:
    return ", ".join(f"/{topic}" for topic in forms)


def _near(word: str, forms: Mapping[str, Form]) -> str:
    match = names.find(word, [Name(topic, topic) for topic in forms])
    near = (match.one,) if match.one else match.near
    return f" Did you mean {' or '.join(f'/{name.id}' for name in near)}?" if near else ""


def _not_a_command(word: str, forms: Mapping[str, Form]) -> str:
    return f"I only understand commands so far.{_near(word, forms)} There are: {_listed(forms)}."


def _unknown(word: str, topic: str, forms: Mapping[str, Form]) -> str:
    return f"There is no command {word}.{_near(topic, forms)} There are: {_listed(forms)}."


def _misplaced(topic: str, text: str, form: Form) -> str:
    if form.choices and not form.name:
        return f"“{text}” is nothing that /{topic} can take. It takes: {', '.join(form.choices)}."
    if form.choices:
        return f"“{text}” is none of the choices of /{topic}: {', '.join(form.choices)}."
    if form.name:
        return f"/{topic} takes one {form.name}, not “{text}” as well."
    return f"/{topic} takes nothing but a show, such as “/{topic} show:…”, so I can't place “{text}”."
