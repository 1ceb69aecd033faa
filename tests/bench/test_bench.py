"""The benchmark itself, tried with figures that mean nothing."""

import asyncio
import re
import sys
from pathlib import Path

import pytest

from tests.wire.processes import ROOT

from .children import IMPORTED
from .document import BEGIN, END, write
from .imports import PYTHON, package_of
from .rounds import Speed
from .tables import comparison

SPEED = Speed(1.0, 1.1, 0.001, 0.002, 0.003, 0.0005, 900.0, 0.0005, 0.9)


async def test_measures_both_bots_and_writes_its_page(tmp_path: Path) -> None:
    """A quick run compares the bots in every line, tells its progress, and puts the same into a page."""
    page = tmp_path / "benchmarks.md"
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "tests.bench", "--quick", "--write", str(page)),
        cwd=ROOT,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    out, err = await process.communicate()
    printed, progress = out.decode(), err.decode()
    assert process.returncode == 0, progress
    assert progress.rstrip().endswith("done")
    for line in ("p50", "answers a second", "start to ready", "peak memory", "reading a knowledge file"):
        assert line in printed
    for package in ("discord", "sqlalchemy", PYTHON):
        assert re.search(rf"^\| {package} +\|", printed, re.MULTILINE)
    assert printed.strip() in page.read_text(encoding="utf-8")


def test_ratios_are_judged_by_the_goals() -> None:
    """A ratio within its goal is reached, another one is said not to be, and what is unknown stays open."""
    slow = Speed(2.5, 2.6, 0.001, 0.002, 0.003, None, 450.0, None, None)
    table = comparison([{"Usher": slow, "bare": SPEED}], [], 2_000)
    lines = {line.split("|")[1].strip(): line for line in table.splitlines()}
    assert "at most 1.15: reached" in lines["p50, one at a time (ms)"]
    assert "0.50 | at least 0.90: **not reached**" in lines["answers a second, 64 in flight"]
    assert "2.50 |  at most 2.00: **not reached**" in lines["start to ready (s)"]
    assert not re.search(r"\d", lines["the bot's CPU time an answer, one at a time (ms)"])


def test_a_page_keeps_what_people_wrote(tmp_path: Path) -> None:
    """Only what stands between the marks is written; a page without marks is left alone."""
    page = tmp_path / "page.md"
    page.write_text(f"Before.\n{BEGIN}\nold\n{END}\nAfter.\n", encoding="utf-8")
    write(page, "new")
    assert page.read_text(encoding="utf-8") == f"Before.\n{BEGIN}\n\nnew\n\n{END}\nAfter.\n"
    page.write_text("No marks.\n", encoding="utf-8")
    with pytest.raises(ValueError, match="no marks"):
        write(page, "new")
    assert page.read_text(encoding="utf-8") == "No marks.\n"


@pytest.mark.parametrize(
    ("module", "package"), [("_ssl", PYTHON), ("email.message", PYTHON), ("bot.app", "bot"), ("attr", "attr")]
)
def test_imports_are_counted_by_package(module: str, package: str) -> None:
    """What comes with Python is one line, and every other package its own."""
    assert package_of(module) == package


async def test_a_start_loads_nothing_that_answering_does_not_need() -> None:
    """What a migration, PostgreSQL, the terminal, misspelt names or plain questions need comes with them."""
    lazy = {
        "alembic",
        "asyncpg",
        "babel.messages",
        "bot.ask.understand",
        "rapidfuzz",
        "rich",
        "sqlalchemy.orm",
    }
    script = f"import sys, {', '.join(IMPORTED['Usher'])}; print(*({lazy} & sys.modules.keys()))"
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", script), cwd=ROOT, stdout=asyncio.subprocess.PIPE
    )
    out, _ = await process.communicate()
    assert (process.returncode, out.decode().strip()) == (0, "")
