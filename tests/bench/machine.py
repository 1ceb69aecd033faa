"""On what it was measured, without a name or a path."""

import os
import platform
import sys
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

PACKAGES = ("discord.py", "aiohttp", "orjson", "uvloop", "pydantic", "SQLAlchemy")


def machine() -> str:
    """Cores, memory, processor and system, in a line."""
    parts = [f"{os.cpu_count()} cores", *_memory(), _processor(), platform.system()]
    return ", ".join(part for part in parts if part)


def versions() -> str:
    """Python and what matters for speed, in a line."""
    python = f"{platform.python_implementation()} {sys.version.split()[0]}"
    return ", ".join([python, *filter(None, map(_version, PACKAGES))])


def _version(package: str) -> str:
    try:
        return f"{package} {version(package)}"
    except PackageNotFoundError:
        return ""


def _memory() -> list[str]:
    try:
        size = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (ValueError, OSError, AttributeError):
        return []
    return [f"{size / 2**30:.0f} GiB of memory"]


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.machine()
