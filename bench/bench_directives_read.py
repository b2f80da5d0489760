"""How well and how fast directives are read: accuracy by field, sentences a second beside one look-up pass.

Run: python -m bench.bench_directives_read [file.jsonl]. Needs no database. Without a file it reads the pack's labelled
sentences; a file holds lines {"id", "text", "published", "directives"} and may mark its `part`. Speed: the ways take
turns over the same sentences (A, B, C, A, B, C …), median of seven rounds in processor time.
"""

from __future__ import annotations

import json
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from prasan.kernel.directives import as_json, read_directives
from prasan.kernel.directives.scoring import score
from prasan.packs.tables import folder
from prasan.packs.thailand.directives import SAMPLE_FILE, directive_gazetteer

ROUNDS = 7
FLOOR = 1_000
"""Sentences a second and core that the reader has to reach."""


def labelled(path: Path) -> list[dict[str, Any]]:
    """Return the labelled sentences of a file of JSON Lines."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def accuracy(rows: list[dict[str, Any]]) -> dict[str, tuple[int, int]]:
    """Return field → (right, asked)."""
    gazetteer = directive_gazetteer()
    pairs = []
    for row in rows:
        found = read_directives(row["text"], row.get("published") or "", gazetteer)
        pairs.append((row["text"], row["directives"], as_json(row["id"], found)["directives"]))
    return score(pairs)


def speed(rows: list[dict[str, Any]]) -> dict[str, float]:
    """Return the median processor time of each way for one sentence, in seconds."""
    gazetteer = directive_gazetteer()
    acts: dict[str, Callable[[], object]] = {
        "one UTF-8 pass": lambda: [row["text"].encode().decode() for row in rows],
        "one look-up pass": lambda: [list(gazetteer.names.automaton.iter(row["text"])) for row in rows],
        "read": lambda: [read_directives(row["text"], row.get("published") or "", gazetteer) for row in rows],
    }
    times: dict[str, list[float]] = {name: [] for name in acts}
    for _ in range(ROUNDS):
        for name, act in acts.items():
            start = time.process_time()
            act()
            times[name].append((time.process_time() - start) / len(rows))
    return {name: statistics.median(found) for name, found in times.items()}


def main() -> int:
    """Print both tables; 1 where the reader is slower than the floor."""
    rows = labelled(Path(sys.argv[1]) if len(sys.argv) > 1 else folder() / SAMPLE_FILE)
    parts = sorted({row.get("part", "all") for row in rows})
    scores = {part: accuracy([row for row in rows if row.get("part", "all") == part]) for part in parts}
    print("| field | " + " | ".join(parts) + " |\n|---|" + "---|" * len(parts))
    for name in next(iter(scores.values())):
        told = [f"{right} of {asked} ({right / asked:.1%})" if asked else "–" for right, asked in
                (scores[part][name] for part in parts)]  # fmt: skip
        print(f"| {name} | " + " | ".join(told) + " |")
    found = speed(rows)
    print(f"\n{len(rows)} sentences of {statistics.mean(len(row['text']) for row in rows):,.0f} characters\n")
    print("| way | µs a sentence | sentences/s/core | look-up passes |\n|---|---|---|---|")
    for name, seconds in found.items():
        passes = seconds / found["one look-up pass"]
        print(f"| {name} | {seconds * 1e6:,.0f} | {1 / seconds:,.0f} | {passes:,.1f} |")
    fast = 1 / found["read"] >= FLOOR
    print(f"\nfloor of {FLOOR:,} sentences a second: {'reached' if fast else 'MISSED'}")
    return 0 if fast else 1


if __name__ == "__main__":
    sys.exit(main())
