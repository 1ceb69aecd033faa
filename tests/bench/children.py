"""Runs the measurements that need a fresh process, and reads what they print."""

import asyncio
import json
import sys
from pathlib import Path
from statistics import median
from typing import Any

from tests.wire.processes import ROOT

from .imports import FINDING

HERE = Path(__file__).parent
IMPORTED = {
    "Usher": ("bot.cli", "bot.config", "bot.gateway", "uvloop"),
    "bare": ("tests.wire.bare_bot", "uvloop"),
}
"""What each of the bots has imported by the time it logs in."""

Spent = dict[str, tuple[float, float]]


async def costs(seconds: float) -> dict[str, float]:
    """Seconds that each piece of the bot's work takes, each tried for about `seconds`."""
    told: dict[str, float] = await _told("-m", "tests.bench.costs", str(seconds))
    return told


async def imports(runs: int) -> dict[str, Spent]:
    """The seconds and bytes that importing each package takes, by the bot's name; medians of some runs."""
    found: dict[str, list[dict[str, list[float]]]] = {}
    for _ in range(runs):
        for name, modules in IMPORTED.items():
            found.setdefault(name, []).append(await _told(str(HERE / "imports.py"), *modules))
    return {name: _medians(each) for name, each in found.items()}


def _medians(runs: list[dict[str, list[float]]]) -> Spent:
    packages = [package for package in runs[0] if package != FINDING]
    return {
        package: (median(run[package][0] for run in runs), median(run[package][1] for run in runs))
        for package in [*packages, FINDING]
    }


async def _told(*arguments: str) -> Any:
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *arguments,
        cwd=ROOT,
        env={"PYTHONPATH": str(ROOT)},
        stdout=asyncio.subprocess.PIPE,
    )
    out, _ = await process.communicate()
    if process.returncode:
        raise RuntimeError(f"{arguments} ended with {process.returncode}")
    return json.loads(out)
