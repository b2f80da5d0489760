"""Each duty on the page about electronic meetings names tests that exist."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
NAMED = re.compile(r"`([\w/]+\.py)::(test_\w+)`")


def rows(text: str) -> list[list[str]]:
    """Return the cells of the table's rows."""
    lines = [line for line in text.splitlines() if line.startswith("| ") and not line.startswith(("| Duty", "| ---"))]
    return [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines]


def missing(text: str, folder: Path) -> list[str]:
    """Return what is named and not there, and duties that name no test."""
    found = []
    for duty, _what, tests in rows(text):
        named = NAMED.findall(tests)
        if not named:
            found.append(f"no test: {duty}")
        for name, function in named:
            path = folder / name
            if not path.is_file() or f"def {function}(" not in path.read_text(encoding="utf-8"):
                found.append(f"{name}::{function}")
    return found


def test_every_duty_has_its_tests():
    text = (ROOT / "docs" / "electronic-meetings.md").read_text(encoding="utf-8")
    assert len(rows(text)) == 11
    assert missing(text, ROOT / "tests") == []


def test_a_test_that_is_gone_is_found():
    text = "| a | b | `meetings/test_votes.py::test_that_never_was` |\n| c | d | – |"
    assert len(missing(text, ROOT / "tests")) == 2
