"""An editor is told of everything at once, each thing in its place."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from bot.knowledge.inspection import inspect
from tests.conftest import DATA


def test_findings_stand_among_the_problems_in_the_order_of_the_file(tmp_path: Path) -> None:
    """What the further checks find is placed on its line, among what is wrong with the file as such."""
    path = tmp_path / "harbour-lights.yaml"
    text = (DATA / path.name).read_text(encoding="utf-8")
    text = text.replace("checked: 2025-12-28", "checked: 2026-12-28", 1)
    text = text.replace("A lamp, a wave, a goose.", "We are #1")
    path.write_text(text, encoding="utf-8")
    ((_, show, problems),) = [
        (one.path, one.show, one.problems)
        for one in inspect([path], dt.date(2026, 1, 1), {"paper-moons", "static-valley"})
    ]
    assert show is not None
    errors = [one for one in problems if one.severity == "error"]
    assert [one.field for one in errors] == ["seasons.one.checked"]
    assert text.splitlines()[errors[0].line - 1].strip() == "checked: 2026-12-28"
    assert any(one.field == "trailers.teaser.text" for one in problems)
    assert [one.line for one in problems] == sorted(one.line for one in problems)
