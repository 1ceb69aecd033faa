"""python -m tests.bench: compares the bot with a bare one, and prints tables.

The figures come on stdout, the progress on stderr.
"""

import argparse
import asyncio
import datetime as dt
import sys
import time
from pathlib import Path

from . import bots, children, tables
from .costs import show_file
from .document import write
from .machine import machine, versions
from .rounds import QUICK, Plan

COST_SECONDS = 0.5
QUICK_SECONDS = 0.001


async def measure(plan: Plan, seconds: float, say: bots.Say) -> str:
    """Measure everything; gives it as Markdown."""
    pairs, card = await bots.speeds(plan, say)
    memories = await bots.memories(plan, say)
    say("costs")
    costs = await children.costs(seconds)
    say("imports")
    imports = await children.imports(plan.import_runs)
    today = dt.datetime.now(dt.UTC).date()
    size = show_file().stat().st_size / 1024
    return "\n\n".join(
        (
            f"Measured on {today:%d %B %Y}: {machine()}; {versions()}. Medians of {len(pairs)} pairs of runs"
            f" ({plan.memory_pairs} for memory); the card has {card.components} components and"
            f" {card.size:,} bytes.",
            tables.comparison(pairs, memories, plan.many_servers),
            f"Usher's own work, on a knowledge file of {size:.0f} KiB:",
            tables.costs(costs),
            "What is imported before a bot logs in, while the garbage collector rests:",
            tables.imports(imports),
        )
    )


def main() -> None:
    """Read the command line and measure."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="try the benchmark; its figures mean nothing")
    parser.add_argument("--write", type=Path, metavar="PAGE", help="put the figures into this page, too")
    arguments = parser.parse_args()
    begun = time.monotonic()

    def say(what: str) -> None:
        print(f"{time.monotonic() - begun:4.0f} s  {what}", file=sys.stderr, flush=True)

    plan, seconds = (QUICK, QUICK_SECONDS) if arguments.quick else (Plan(), COST_SECONDS)
    measured = asyncio.run(measure(plan, seconds, say))
    print(measured)
    if arguments.write:
        write(arguments.write, measured)
    say("done")


if __name__ == "__main__":
    main()
