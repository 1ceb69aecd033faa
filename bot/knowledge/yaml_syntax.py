"""Turns what the YAML parser refuses into a sentence, with a repaired line where the slip is plain to see."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

import yaml

from bot.knowledge.problems import Path, shown
from bot.knowledge.raw_text import Place

_LINE = re.compile(r"(?P<lead>\s*(?:-\s+)*(?:[^\s\"'#:\[\]{}][^:#]*?:\s+)?)(?P<value>\S.*)")
_KEY_LINE = re.compile(r"\s*(?:-\s+)*[\w-]+:(?:\s|$)")
_NO_SPACE = re.compile(r"(?P<lead>\s*(?:-\s+)*[\w-]+:)(?P<value>[^\s:/].*)")
_TABBED = re.compile(r" *\t\s*\S")
_CLOSED = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*'")


@dataclass(frozen=True, slots=True)
class Trouble:
    """Where reading stopped and why. `repairs` gives lines, by index, with which it can go on."""

    place: Place
    message: str
    repairs: dict[int, str] = field(default_factory=dict)


def quoted(text: str) -> str:
    """The text as a YAML editor should write it, between quotes that it does not contain."""
    if '"' in text and "'" not in text:
        return f"'{text}'"
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def explain(error: yaml.MarkedYAMLError, lines: list[str]) -> Trouble:
    """What the editor of the file should do about a parser error."""
    at = _index(error.problem_mark, lines)
    began = _index(error.context_mark or error.problem_mark, lines)
    column = error.problem_mark.column if error.problem_mark is not None else 0
    problem, context = error.problem or "", error.context or ""
    if "quoted scalar" in context:
        return _inside_quotes(problem, began, lines)
    opener = _unclosed(lines, at)
    if opener is not None:
        return _never_closed(opener, lines)
    if _TABBED.match(lines[at]):
        return _tabs(lines)
    if "mapping values are not allowed" in problem:
        return _second_colon(at, column, lines)
    if "could not find expected ':'" in problem:
        return _no_colon(began, lines)
    if "flow" in context and "did not find expected" in problem and lines[began].strip():
        return _brackets(began, error, lines)
    if "block sequence entries" in problem:
        return _at(
            at,
            lines,
            "has a dash after a colon: start the list on the next line, or put quotes around the text",
        )
    if "block scalar" in context or "directive" in context or "alias" in context or "anchor" in context:
        return _needs_quotes(began, lines)
    if "cannot start any token" in problem or "mapping keys are not allowed" in problem or "tag" in context:
        return _needs_quotes(at, lines)
    if _value(lines[at])[:1] in tuple("\"'*&!%@`|>{}[],"):
        return _needs_quotes(at, lines)
    return _at(at, lines, _misplaced(problem, lines[at]))


def _index(mark: yaml.Mark | None, lines: list[str]) -> int:
    return 0 if mark is None else max(0, min(mark.line, len(lines) - 1))


def _at(
    index: int, lines: list[str], message: str, repaired: str | None = None, column: int | None = None
) -> Trouble:
    line = lines[index]
    place = Place(index + 1, (len(line) - len(line.lstrip()) if column is None else column) + 1)
    return Trouble(place, message, {} if repaired is None else {index: repaired})


def _value(line: str) -> str:
    match = _LINE.fullmatch(line.rstrip())
    return match["value"] if match else ""


def _needs_quotes(index: int, lines: list[str]) -> Trouble:
    """The value of a line holds what YAML reads as a sign of its own."""
    match = _LINE.fullmatch(lines[index].rstrip())
    if match is None or match["value"][0].isalnum() or not match["value"][0].isprintable():
        return _at(index, lines, "cannot be read: check the quotes, colons and indentation here and above")
    text = match["value"]
    closed = _CLOSED.match(text)
    if closed is not None:
        inner = text[1:-1] if text.endswith(text[0]) and len(text) > 1 else text
        message = "has quotes inside quotes, or text after the closing one: write it as "
        fixed = quoted(inner)
    else:
        message = f"has a text with `{text[0]}`, a sign of its own in YAML: put quotes around the text: "
        fixed = quoted(text)
    repaired = None if text[0] in "|>" else match["lead"] + fixed
    return _at(index, lines, message + shown(fixed), repaired, match.start("value"))


def _inside_quotes(problem: str, began: int, lines: list[str]) -> Trouble:
    if "escape" in problem:
        fixed = re.sub(r"\\", r"\\\\", lines[began])
        return _at(
            began,
            lines,
            "has a backslash between double quotes: put single quotes '…' around the text, or write \\\\",
            fixed,
        )
    return _never_closed(began, lines)


def _never_closed(index: int, lines: list[str]) -> Trouble:
    line = lines[index].rstrip()
    sign = _value(line)[:1]
    if sign not in ('"', "'"):
        sign = '"' if line.count('"') % 2 else "'"
    message = f"opens a quote {sign} that is never closed: add {sign} at the end of the text"
    return _at(index, lines, message, line + sign)


def _unclosed(lines: list[str], upto: int) -> int | None:
    """The line before `upto` whose value opens a quote that runs on into lines that are keys."""
    for index in range(upto - 1, max(-1, upto - 30), -1):
        value = _value(lines[index])
        if value[:1] in ('"', "'") and _CLOSED.match(value) is None:
            following = next((line for line in lines[index + 1 :] if line.strip()), "")
            return index if _KEY_LINE.match(following) else None
    return None


def _tabs(lines: list[str]) -> Trouble:
    tabbed = [index for index, line in enumerate(lines) if _TABBED.match(line)]
    more = len(tabbed) - 1
    others = "" if not more else "; 1 more line is" if more == 1 else f"; {more} more lines are"
    repairs = {}
    for index in tabbed:
        body = lines[index].lstrip()
        repairs[index] = lines[index][: -len(body)].replace("\t", "  ") + body
    return Trouble(
        Place(tabbed[0] + 1, 1), f"is indented with a tab: use two spaces for each level{others}", repairs
    )


def _second_colon(at: int, column: int, lines: list[str]) -> Trouble:
    """A colon stands where no key can be: inside a text, or on a line that is indented too far."""
    line = lines[at]
    before = line[:column]
    match = _LINE.fullmatch(line.rstrip())
    if match is not None and re.search(r":\s", before) and ":" in match["value"] + " ":
        text = re.split(r"(?<!\s)\s+#(?:\s|$)", match["value"])[0]
        fixed = quoted(text)
        return _at(
            at,
            lines,
            f"has a colon inside the text: put quotes around the text: {shown(fixed)}",
            match["lead"] + fixed,
            match.start("value"),
        )
    above = next((index for index in range(at - 1, -1, -1) if lines[index].strip()), None)
    if above is not None:
        tight = _NO_SPACE.fullmatch(lines[above])
        if tight is not None:
            return _tight(above, lines, tight)
        return _at(
            at,
            lines,
            f"is indented further than line {above + 1}, which has its value already: give both the same "
            f"indentation or, if this line goes on with the text above, put quotes around all of that text",
        )
    return _at(at, lines, "has a colon where none can be: put quotes around the text")


def _tight(index: int, lines: list[str], match: re.Match[str]) -> Trouble:
    fixed = f"{match['lead']} {match['value']}"
    return _at(index, lines, f"needs a space after the colon: `{shown(fixed)}`", fixed)


def _no_colon(index: int, lines: list[str]) -> Trouble:
    tight = _NO_SPACE.fullmatch(lines[index])
    if tight is not None:
        return _tight(index, lines, tight)
    return _at(
        index,
        lines,
        "has no colon: write `key: value`; if it goes on with the text above, indent it further than the key",
    )


def _brackets(index: int, error: yaml.MarkedYAMLError, lines: list[str]) -> Trouble:
    column = error.context_mark.column if error.context_mark is not None else 0
    sign = lines[index][column : column + 1]
    if sign not in ("[", "{"):
        return _needs_quotes(index, lines)
    closing = {"[": "]", "{": "}"}[sign]
    return _at(
        index,
        lines,
        f"opens a bracket {sign} that is not closed rightly: check the commas and add {closing}, "
        "or put quotes around it if it belongs to a text",
    )


def _misplaced(problem: str, line: str) -> str:
    indent = len(line) - len(line.lstrip())
    if "'-' indicator" in problem:
        return (
            "stands among list items that start with a dash: start it with a dash, or move it out of the list"
        )
    if line.lstrip().startswith("- "):
        return "is a list item among keys: indent it under the key that it belongs to"
    if "document start" in problem:
        return "does not line up with the first key of the file: give both the same indentation"
    if indent:
        spaces = "1 space" if indent == 1 else f"{indent} spaces"
        return f"is indented by {spaces}, like no line above it: line it up with the keys that it belongs to"
    return "cannot be read here: check the quotes, colons and indentation of this line and the one above"


def path_at(number: int, lines: tuple[str, ...]) -> Path:
    """The keys that a line (counted from 1) seems to stand under, told by indentation alone."""
    path: list[str] = []
    limit = None
    for line in reversed(lines[:number]):
        match = re.match(r"( *)(?:- +)?([\w-]+):", line)
        if match is not None and (limit is None or len(match[1]) < limit):
            path.insert(0, match[2])
            limit = len(match[1])
        elif limit is None and line.strip():
            limit = len(line) - len(line.lstrip())
        if limit == 0:
            break
    return tuple(path)
