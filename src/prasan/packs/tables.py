"""Reads the tables of a reference pack: plain CSV files beside this module."""

from __future__ import annotations

import csv
from pathlib import Path

ROOT = Path(__file__).parent


def folder(pack: str = "thailand") -> Path:
    """Return the folder of a pack; raises FileNotFoundError when there is none of that name."""
    found = ROOT / pack
    if not found.is_dir():
        raise FileNotFoundError(f"no reference pack named {pack!r} in {ROOT}")
    return found


def rows(table: str, pack: str = "thailand") -> list[dict[str, str]]:
    """Return the rows of one table of a pack, each as column → text (an unknown value is "").

    A row with too few or too many cells is an error (ValueError naming file and line): a comma in a
    name that somebody forgot to quote must not shift the columns silently.
    """
    path = folder(pack) / f"{table}.csv"
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.reader(file)
        head = next(reader)
        found = []
        for cells in reader:
            if len(cells) != len(head):
                raise ValueError(f"{path.name} line {reader.line_num}: {len(cells)} cells, expected {len(head)}")
            found.append(dict(zip(head, cells, strict=True)))
        return found
