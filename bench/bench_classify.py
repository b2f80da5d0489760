"""What telling labour from other news costs: whole decisions beside one UTF-8 pass, and where the time goes.

Run: python -m bench.bench_classify [file of JSON Lines with title and text, .gz allowed]. Needs no database. Without
a file, made texts of 2,500 characters are read. Costs are the medians of five rounds, processor time per document.
"""

from __future__ import annotations

import gzip
import json
import random
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

from prasan.kernel.classify import grams
from prasan.kernel.classify.model import BODY_BITS, cut, logits
from prasan.packs.thailand import listening

Pair = tuple[str, str]


def made(count: int = 500, length: int = 2_500) -> list[Pair]:
    """Return texts drawn from the cue words and from letters."""
    dice = random.Random(1)
    words = [phrase for group in listening.cue_groups() for phrase in group.phrases]
    letters = "กขคงจชซดตถทนบปผพฟมยรลวศสหอะาำิีืุูเแโ"
    found = []
    for _ in range(count):
        pieces = []
        while sum(map(len, pieces)) < length:
            pieces.append("".join(dice.choice(letters) for _ in range(dice.randint(8, 30))))
            if dice.random() < 0.1:
                pieces.append(dice.choice(words))
        found.append((pieces[0], " ".join(pieces)))
    return found


def read(path: Path) -> list[Pair]:
    """Return titles and texts of a file."""
    raw = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    rows = [json.loads(line) for line in raw.decode("utf-8").split("\n") if line.strip()]
    return [(row["title"], row["text"]) for row in rows][:1_000]


def cost(act: Callable[[Pair], object], pairs: list[Pair]) -> float:
    """Return microseconds of processor time per document, the median of five rounds."""
    rounds = []
    for _ in range(5):
        began = time.process_time()
        for pair in pairs:
            act(pair)
        rounds.append((time.process_time() - began) / len(pairs) * 1e6)
    return statistics.median(rounds)


def main() -> None:
    """Print the table."""
    pairs = read(Path(sys.argv[1])) if len(sys.argv) > 1 else made()
    model = listening.model()
    finder = model._finder
    parts = {pair: cut(*pair, finder) for pair in pairs}
    coded = {pair: grams.codes(pair[1], grams.MOST_BODY) for pair in pairs}
    placed = {pair: grams.positions(coded[pair], BODY_BITS, grams.BODY_SALT) for pair in pairs}
    acts: dict[str, Callable[[Pair], object]] = {
        "one UTF-8 pass (encode and decode)": lambda pair: (pair[0] + pair[1]).encode().decode(),
        "folding to code points": lambda pair: grams.codes(pair[1], grams.MOST_BODY),
        "hashing runs of two to five": lambda pair: grams.positions(coded[pair], BODY_BITS, grams.BODY_SALT),
        "distinct buckets": lambda pair: grams.distinct(placed[pair], BODY_BITS),
        "cue words": lambda pair: finder.look(grams.letters(coded[pair]), ""),
        "relevance from buckets": lambda pair: logits(model.relevance, parts[pair]),
        "types from buckets": lambda pair: logits(model.types, parts[pair]),
        "decision without words": lambda pair: model.classify(*pair, explain=False),
        "decision with words": lambda pair: model.classify(*pair),
    }
    length = statistics.mean(len(text) for _title, text in pairs)
    print(f"{len(pairs)} documents of {length:.0f} characters\n\n| step | µs a document |\n|---|---|")
    for name, act in acts.items():
        print(f"| {name} | {cost(act, pairs):.0f} |", flush=True)
    began = time.process_time()
    model.classify("ก" * 1_000_000, "ก" * 1_000_000)
    print(f"| twice 1 MB of one letter | {(time.process_time() - began) * 1e6:.0f} |")


if __name__ == "__main__":
    main()
