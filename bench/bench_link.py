"""How many reprints are linked, how many template twins are merged by mistake, and what linking costs a text.

Run: python -m bench.bench_link [texts]. Needs no database; uses the shared inputs (../shared/inputs/news, releases of
the government's own pages) where they are there, says so where they are not, and made-up releases always. Every maker
of reprints and twins (tests/kernel/linking/variants.py) is tried on every text, each in a linker that holds all
originals. Intervals are Wilson's of 95 %. Then the real stream as it is, and milliseconds of processor time a text.
"""

from __future__ import annotations

import gzip
import json
import math
import random
import sys
import time
from pathlib import Path

from tests.kernel.linking.variants import BULLETINS, REPRINTS, TWINS, release, twin

from prasan.kernel.linking import Linker

SHARED = Path(__file__).resolve().parents[2] / "shared" / "inputs" / "news" / "thaigov_weak_train.jsonl.gz"


def interval(hits: int, tried: int) -> str:
    """Write a share in per cent with its interval."""
    if not tried:
        return "–"
    p, z = hits / tried, 1.96
    middle = (p + z * z / (2 * tried)) / (1 + z * z / tried)
    half = z * math.sqrt(p * (1 - p) / tried + z * z / (4 * tried * tried)) / (1 + z * z / tried)
    return f"{100 * p:.1f} % ({100 * max(0, middle - half):.1f}–{100 * min(1, middle + half):.1f}) of {tried}"


def loaded(texts: list[str]) -> Linker:
    linker = Linker()
    for number, text in enumerate(texts):
        linker.add(number, text)
    return linker


def reprints(texts: list[str], name: str) -> tuple[int, int]:
    """Linked, tried."""
    linker, rng = loaded(texts), random.Random(name)
    linked = sum(n in linker.add(("r", n), REPRINTS[name](rng, text)).duplicate_of for n, text in enumerate(texts))
    return linked, len(texts)


def twins(texts: list[str], name: str) -> tuple[int, int, int]:
    """Merged, told as a series, tried."""
    linker, rng = loaded(texts), random.Random(name)
    merged = series = tried = 0
    for number, text in enumerate(texts):
        other = twin(rng, name, text)
        if other is None:
            continue
        links = linker.add(("t", number), other)
        tried += 1
        merged += number in links.duplicate_of
        series += number in links.same_series
    return merged, series, tried


def bulletins(name: str, count: int) -> tuple[int, int, int]:
    rng, linker = random.Random(name), Linker()
    issues = list(dict.fromkeys(BULLETINS[name](rng) for _ in range(count)))
    links = [linker.add(number, issue) for number, issue in enumerate(issues)]
    return sum(bool(one.duplicate_of) for one in links), sum(bool(one.same_series) for one in links), len(issues)


def main() -> None:
    """Print the tables."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 300
    sizes = (600, 1500, 2500, 6000)
    corpora = {"made up": [release(random.Random(n), sizes[n % 4]) for n in range(count)]}
    real: list[tuple[str, str]] = []
    if SHARED.exists():
        with gzip.open(SHARED, "rt") as lines:
            real = [(row["text"], row["title"]) for row in map(json.loads, lines)]
        corpora["real"] = [text for text, _ in random.Random(9).sample(real, min(count, len(real)))]
    else:
        print("the shared releases are not here: made-up ones only")
    for kind, texts in corpora.items():
        total = [0, 0]
        for name in REPRINTS:
            linked, tried = reprints(texts, name)
            total = [total[0] + linked, total[1] + tried]
            print(f"| reprint | {kind} | {name} | {interval(linked, tried)} |", flush=True)
        print(f"| reprint | {kind} | **all** | {interval(*total)} |", flush=True)
        total = [0, 0]
        for name in TWINS:
            merged, series, tried = twins(texts, name)
            total = [total[0] + merged, total[1] + tried]
            print(
                f"| twin | {kind} | {name} | merged {interval(merged, tried)}, series {interval(series, tried)} |",
                flush=True,
            )
        print(f"| twin | {kind} | **all** | merged {interval(*total)} |", flush=True)
    for name in BULLETINS:
        merged, series, tried = bulletins(name, count)
        print(
            f"| bulletin | | {name} | merged {interval(merged, tried)}, series {interval(series, tried)} |", flush=True
        )
    if real:
        linker, began = Linker(), time.process_time()
        links = [linker.add(number, text, title) for number, (text, title) in enumerate(real)]
        spent = (time.process_time() - began) / len(real) * 1000
        found = {name: sum(bool(getattr(one, name)) for one in links) for name in links[0]._fields}
        print(f"the {len(real)} shared releases as they are: {found}; {spent:.2f} ms a text")


if __name__ == "__main__":
    main()
