"""The measured figures as tables in Markdown, which can be read in a terminal, too."""

from collections.abc import Callable, Iterable, Sequence
from statistics import median

from .bots import BARE, USHER, Memory
from .children import Spent
from .rounds import Speed

Pair = tuple[float, float]
"""A figure of Usher's and the same of the bare bot's."""
MS, MIB = 1e-3, 2**20
_SMALL_MS = 4.0
"""Packages that take less than this many milliseconds, and less than `_SMALL_MIB`, share a line."""
_SMALL_MIB = 0.5


def comparison(pairs: Sequence[dict[str, Speed]], memories: Sequence[Memory], servers: int) -> str:
    """Both bots side by side; each figure is a median, each ratio the median of the pairs' own ratios."""
    rows = [
        _row("p50, one at a time", "ms", MS, _of(pairs, lambda speed: speed.p50), most=1.15),
        _row("p90, one at a time", "ms", MS, _of(pairs, lambda speed: speed.p90)),
        _row("p99, one at a time", "ms", MS, _of(pairs, lambda speed: speed.p99)),
        _row("the bot's CPU time an answer, one at a time", "ms", MS, _of(pairs, lambda s: s.cpu_alone)),
        _row("answers a second, 64 in flight", "", 1, _of(pairs, lambda s: s.answers_a_second), least=0.90),
        _row("the bot's CPU time an answer, 64 in flight", "ms", MS, _of(pairs, lambda s: s.cpu_in_rush)),
        _row("the stand-in's share of a core meanwhile", "%", 0.01, _of(pairs, lambda s: s.standin_busy)),
        _row("start to ready", "s", 1, _of(pairs, lambda speed: speed.ready), most=2.0),
        _row("start to the first answer", "s", 1, _of(pairs, lambda speed: speed.first_answer)),
        _row("peak memory, 1 server", "MiB", MIB, _memory(memories, lambda m: m.one), most=1.7),
        _row(f"peak memory, {servers:,} servers", "MiB", MIB, _memory(memories, lambda m: m.many)),
        _row(f"growth from 1 to {servers:,} servers", "MiB", MIB, _growth(memories), most=1.05),
    ]
    return _table(("", USHER, BARE, "ratio", "goal"), rows)


def costs(seconds: dict[str, float]) -> str:
    """What the bot's own work costs, without Discord."""
    return _table(("", "ms"), [(name, f"{each / MS:.3f}") for name, each in seconds.items()])


def imports(spent: dict[str, Spent]) -> str:
    """Milliseconds and MiB by package, the costliest first, for both bots."""
    usher, bare = spent[USHER], spent[BARE]
    shown = [
        name for name, (time, size) in usher.items() if time >= _SMALL_MS * MS or size >= _SMALL_MIB * MIB
    ]
    shown.sort(key=lambda name: -usher[name][0])
    rows = [(name, *_figures(usher.get(name)), *_figures(bare.get(name))) for name in shown]
    rest = [_sum(each[name] for name in each if name not in shown) for each in (usher, bare)]
    rows.append(("all others", *_figures(rest[0]), *_figures(rest[1])))
    rows.append(("all", *_figures(_sum(usher.values())), *_figures(_sum(bare.values()))))
    return _table(("", f"{USHER} ms", "MiB", f"{BARE} ms", "MiB"), rows)


def _sum(spent: Iterable[Pair]) -> Pair:
    times, sizes = zip((0.0, 0.0), *spent, strict=True)
    return sum(times), sum(sizes)


def _figures(spent: Pair | None) -> tuple[str, str]:
    return ("", "") if spent is None else (f"{spent[0] / MS:.0f}", f"{spent[1] / MIB:.1f}")


def _of(pairs: Sequence[dict[str, Speed]], figure: Callable[[Speed], float | None]) -> list[Pair]:
    return _known((figure(pair[USHER]), figure(pair[BARE])) for pair in pairs)


def _memory(memories: Sequence[Memory], at: Callable[[Memory], dict[str, int | None]]) -> list[Pair]:
    return _known((at(memory)[USHER], at(memory)[BARE]) for memory in memories)


def _growth(memories: Sequence[Memory]) -> list[Pair]:
    one, many = _memory(memories, lambda memory: memory.one), _memory(memories, lambda memory: memory.many)
    return [(u2 - u1, b2 - b1) for (u1, b1), (u2, b2) in zip(one, many, strict=True)]


def _known(pairs: Iterable[tuple[float | None, float | None]]) -> list[Pair]:
    return [(usher, bare) for usher, bare in pairs if usher is not None and bare is not None]


def _row(
    name: str,
    unit: str,
    scale: float,
    pairs: Sequence[Pair],
    *,
    most: float | None = None,
    least: float | None = None,
) -> tuple[str, ...]:
    """A line of the comparison; what could not be measured on this system stays open."""
    title = f"{name} ({unit})" if unit else name
    if not pairs:
        return (title, "", "", "", "")
    usher, bare = (median(each) / scale for each in zip(*pairs, strict=True))
    ratio = median(usher / bare if bare else 0.0 for usher, bare in pairs)
    goal = ""
    if most is not None:
        goal = f"at most {most:.2f}: {_verdict(reached=ratio <= most)}"
    elif least is not None:
        goal = f"at least {least:.2f}: {_verdict(reached=ratio >= least)}"
    return (title, _short(usher), _short(bare), f"{ratio:.2f}", goal)


def _verdict(*, reached: bool) -> str:
    return "reached" if reached else "**not reached**"


def _short(figure: float) -> str:
    return f"{figure:,.0f}" if figure >= 100 else f"{figure:.3g}"


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    widths = [max(len(row[column]) for row in (head, *rows)) for column in range(len(head))]
    lines = [[text.ljust(widths[0]), *map(str.rjust, texts, widths[1:])] for text, *texts in (head, *rows)]
    rule = ["-" * widths[0], *("-" * (width - 1) + ":" for width in widths[1:])]
    return "\n".join(f"| {' | '.join(line)} |" for line in (lines[0], rule, *lines[1:]))
