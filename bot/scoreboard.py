"""What `usher eval` prints: sums by topic and language, confusions and misses, or all of it as JSON."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass

from rich import box
from rich.console import Console, RenderableType
from rich.progress import track
from rich.table import Table
from rich.text import Text

from bot.evaluation import Judged, Tally, confusions, tallies
from bot.markdown import plain

JSON_FORMAT = 1
"""Grows when a key of the JSON goes or means something else; a key that is added leaves it as it is."""
_NONE = "–"
_WIDE = 160
"""How wide it may be in a file or a pipe."""


@dataclass(frozen=True, slots=True)
class Least:
    """The shares that have to be right; nothing where None."""

    answers: float
    abstentions: float


@dataclass(frozen=True, slots=True)
class Scoreboard:
    """What came of all questions, and what was asked of it."""

    judged: Sequence[Judged]
    least: Least | None = None

    @property
    def total(self) -> Tally:
        """The sums of all."""
        return Tally.of(self.judged)

    @property
    def passed(self) -> bool:
        """Whether nothing leaked, and as much is right as had to be."""
        total = self.total
        return not total.leaks and (
            self.least is None or total.reaches(self.least.answers, self.least.abstentions)
        )

    def by(self) -> Mapping[str, Mapping[str, Tally]]:
        """The sums by topic, by language and by show."""
        return {
            "topics": tallies(self.judged, lambda one: one.case.topic or _NONE),
            "languages": tallies(self.judged, lambda one: one.case.language or _NONE),
            "shows": tallies(self.judged, lambda one: one.case.show or _NONE),
        }

    @property
    def misses(self) -> list[Judged]:
        """What is not right, leaks first."""
        return sorted((one for one in self.judged if not one.right), key=lambda one: not one.leaks)


def watched(judged: Iterable[Judged], total: int) -> Iterator[Judged]:
    """What is judged as it comes, with a bar on stderr if that is a terminal."""
    console = Console(stderr=True)
    yield from track(
        judged, "Asking", total, console=console, transient=True, disable=not console.is_terminal
    )


def print_board(board: Scoreboard, console: Console | None = None) -> None:
    """Print it for people."""
    console = console or Console()
    if not console.is_terminal:
        console.width = _WIDE
    names = {"topics": "Topic", "languages": "Language", "shows": "Show"}
    for kind, sums in board.by().items():
        if kind != "shows" or len(sums) > 1:
            console.print(_table(names[kind], sums, board.total))
    console.print(*_confused(board))
    for line in (*_missed(board), *_summary(board)):
        console.print(line, soft_wrap=not console.is_terminal, highlight=False)


def as_json(board: Scoreboard) -> str:
    """One JSON document for programs."""
    document = {
        "format": JSON_FORMAT,
        "passed": board.passed,
        "least": asdict(board.least) if board.least else None,
        "total": asdict(board.total),
        **{kind: {name: asdict(tally) for name, tally in sums.items()} for kind, sums in board.by().items()},
        "confusions": [
            {"expected": expected, "came": came, "count": count}
            for expected, came, count in confusions(board.judged)
        ],
        "misses": [_miss(one) for one in board.misses],
    }
    return json.dumps(document, ensure_ascii=False, indent=2)


def _miss(one: Judged) -> dict[str, object]:
    return {
        "file": str(one.case.file),
        "line": one.case.line,
        "show": one.case.show,
        "question": one.case.ask,
        "after": list(one.case.after),
        "seen": str(one.case.seen),
        "language": one.case.language,
        "topic": one.case.topic,
        "expect": one.case.expect,
        "faults": list(one.faults),
        "leaks": list(one.leaks),
        "outcome": one.outcome,
        "topics": list(one.topics),
        "headline": one.headline,
        "unanswered": one.unanswered,
    }


def _table(name: str, sums: Mapping[str, Tally], total: Tally) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_footer=len(sums) > 1)
    table.add_column(name, "all")
    for title, cell in _COLUMNS.items():
        table.add_column(title, cell(total), justify="right")
    for kind, tally in sums.items():
        table.add_row(Text(plain(kind)), *(cell(tally) for cell in _COLUMNS.values()))
    return table


def _share(right: int, all: int) -> Text:
    if not all:
        return Text(_NONE)
    # Rounded down, so that 100% means all of them.
    return Text(f"{right}/{all} {1000 * right // all / 10:.1f}%")


_COLUMNS: Mapping[str, Callable[[Tally], Text]] = {
    "Questions": lambda tally: Text(str(tally.questions)),
    "Answers right": lambda tally: _share(tally.answered_right, tally.answers),
    "Abstentions right": lambda tally: _share(tally.abstained_right, tally.abstentions),
    "Topic right": lambda tally: _share(tally.topics_right, tally.topics),
    "Leaks": lambda tally: Text(
        f"{tally.leaks}/{tally.spoilers}" if tally.spoilers else _NONE,
        style="bold red" if tally.leaks else "",
    ),
}


def _confused(board: Scoreboard) -> Iterator[RenderableType]:
    found = confusions(board.judged)
    if not found:
        return
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for title in ("Topic", "Taken for"):
        table.add_column(title)
    table.add_column("Times", justify="right")
    for expected, came, count in found:
        table.add_row(Text(plain(expected)), Text(plain(came)), str(count))
    yield table


def _missed(board: Scoreboard) -> Iterator[Text]:
    for one in board.misses:
        case = one.case
        about = ", ".join(filter(None, (case.language, case.topic, case.expect, f"seen {case.seen}")))
        yield Text.assemble((one.case.place, "dim"), " ", (plain(case.ask), "bold"))
        if case.after:
            yield Text(f"  after    {' / '.join(map(plain, case.after))}")
        yield Text(f"  expected {about}")
        yield Text(f"  but it   {'; '.join(map(plain, one.faults))}", style="bold red" if one.leaks else "")
        withheld = " (withheld)" if one.unanswered == "withheld" else ""
        yield Text(f"  came     {', '.join(one.topics)}: {one.headline}{withheld}\n")


def _summary(board: Scoreboard) -> Iterator[Text]:
    total = board.total
    yield Text(
        f"{total.questions} questions: {_share(total.answered_right, total.answers)} of the answers and "
        f"{_share(total.abstained_right, total.abstentions)} of the abstentions are right, "
        f"{total.leaks} of {total.spoilers} spoilers leaked."
    )
    yield Text(
        f"Not answered: {total.withheld + total.unknown}, of which {total.withheld} would be to who has seen "
        f"everything."
    )
    if board.least is not None and not board.passed:
        yield Text(
            f"That is not enough: {board.least.answers:.1%} of the answers and "
            f"{board.least.abstentions:.1%} of the abstentions have to be right, and nothing may leak."
        )
