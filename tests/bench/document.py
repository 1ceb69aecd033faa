"""The page that keeps the last measured figures, between what people wrote."""

from pathlib import Path

BEGIN, END = "<!-- measured: `make bench` writes this part -->", "<!-- /measured -->"
_NEW = f"# Benchmarks\n\n{BEGIN}\n{END}\n"


def write(path: Path, measured: str) -> None:
    """Put the figures between the marks of a page, which is made if need be.

    Raises ValueError where a page has no such marks, and leaves it alone.
    """
    page = path.read_text(encoding="utf-8") if path.exists() else _NEW
    before, begun, rest = page.partition(BEGIN)
    _, ended, after = rest.partition(END)
    if not begun or not ended:
        raise ValueError(f"{path.name} has no marks between which figures could go: {BEGIN} {END}")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"{before}{BEGIN}\n\n{measured.strip()}\n\n{END}{after}", encoding="utf-8")
