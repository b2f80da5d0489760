"""Whether two entries are one person: what is found, what of it is right, and what a comparison costs.

Run: python -m bench.bench_people_match [--pairs 20000] [--seed 77]

Pairs are made (tests/kernel/people/made.py). The floor is difflib's ratio of the two full names in the same run: what
a program without a rule would ask.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from difflib import SequenceMatcher
from typing import Any

from tests.kernel.people.made import pairs

from prasan.kernel.people import Claim, claim_of, match

STEPS = [step / 20 for step in range(10, 20)]
"""Ratios from which the floor may call two names alike; the best of them on the pairs themselves counts."""


def quality(told: Counter[tuple[bool, bool]]) -> str:
    """Return recall and precision. Parameters: (one person, proposed) → how many."""
    right, missed, wrong = told[True, True], told[True, False], told[False, True]
    return f"recall {right / (right + missed):.3f}, precision {right / max(1, right + wrong):.3f}"


def ours(rows: list[tuple[Claim, Claim, bool]]) -> None:
    """Print what the rule finds and what a comparison costs."""
    proposed: Counter[tuple[bool, bool]] = Counter()
    called: Counter[tuple[bool, bool]] = Counter()
    start = time.perf_counter()
    for a, b, same in rows:
        verdict = match(a, b).verdict
        proposed[same, verdict != "different"] += 1
        called[same, verdict == "same"] += 1
    each = (time.perf_counter() - start) / len(rows)
    print(f"  same or maybe: {quality(proposed)}; same: {quality(called)}; {each * 1e6:.0f} µs a pair")


def floor(rows: list[tuple[Claim, Claim, bool]]) -> None:
    """Print what a plain likeness of names finds."""
    start = time.perf_counter()
    ratios = [SequenceMatcher(None, f"{a.given} {a.family}", f"{b.given} {b.family}").ratio() for a, b, _same in rows]
    each = (time.perf_counter() - start) / len(rows)
    found = [Counter((row[2], ratio >= step) for row, ratio in zip(rows, ratios, strict=True)) for step in STEPS]
    best = max(found, key=lambda told: told[True, True] - told[False, True])
    print(f"  floor, difflib from {STEPS[found.index(best)]}: {quality(best)}; {each * 1e6:.0f} µs a pair")


def main() -> None:
    """Measure with identity numbers and without."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--pairs", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=77)
    given: Any = parser.parse_args()
    for with_id in (True, False):
        rows = [(claim_of(a), claim_of(b), same) for a, b, same in pairs(given.seed, given.pairs, with_id)]
        print("with identity numbers" if with_id else "without")
        ours(rows)
        floor(rows)


if __name__ == "__main__":
    main()
