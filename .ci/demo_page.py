"""The demo, opened in headless Chromium as a person would open it."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, ViewportSize, expect, sync_playwright

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
PATIENCE = 20_000
"""Milliseconds to wait for what a person would see at once, on a machine that has much else to do."""
_ADDRESS = re.compile(r"http://127\.0\.0\.1:\S+")


@contextmanager
def demo_page(width: int, height: int, *arguments: str, scale: float = 1) -> Iterator[tuple[Page, str]]:
    """A page of that size with the demo on it, and what the demo printed; all that it starts is ended.

    The demo is started with `arguments`.
    """
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        sys.exit("There is no Chromium here. Install it with: apt install chromium")
    expect.set_options(timeout=PATIENCE)
    with (
        _demo(arguments) as (url, printed),
        tempfile.TemporaryDirectory() as profile,
        sync_playwright() as tool,
    ):
        browser = tool.chromium.launch_persistent_context(
            Path(profile),
            executable_path=chromium,
            headless=True,
            args=list(FLAGS),
            viewport=ViewportSize(width=width, height=height),
            device_scale_factor=scale,
        )
        try:
            page = browser.pages[0]
            page.set_default_timeout(PATIENCE)
            page.goto(url)
            yield page, printed
        finally:
            browser.close()


@contextmanager
def _demo(arguments: Iterable[str]) -> Iterator[tuple[str, str]]:
    """A running demo: its address, and what it printed up to there."""
    command = [sys.executable, "-m", "bot", "demo", "--port", "0", *arguments]
    with subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True) as demo:
        assert demo.stdout is not None, "piped"
        try:
            printed = ""
            for line in demo.stdout:
                printed += line
                if found := _ADDRESS.search(line):
                    yield found[0], printed
                    break
            else:
                sys.exit(f"The demo ended without an address:\n{printed}")
        finally:
            demo.terminate()
            demo.wait(30)
    if demo.returncode != 0:
        sys.exit(f"The demo ended with {demo.returncode}.")
