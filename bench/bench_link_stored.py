"""What it costs to find the item that another one repeats among 100,000 stored ones, and how large the index is.

Run: python -m bench bench_link_stored [items]. PRASAN_DATABASE_URL names an empty scratch database with the tables of
this version; the run fills it and empties it again. Items: texts of random words (600 to 6,000 characters), one in ten
an issue of one of a thousand series, one in twenty a reprint, all of them with one of twenty closing paragraphs. Asked
with: new texts, reprints (typing errors, junk, cut) and issues of series. Measured beside it: the same fingerprints as
one array per item under a GIN index.
"""

from __future__ import annotations

import random
import statistics
import sys
import time
from collections.abc import Callable, Iterator

from bench.measure import backend_cpu, backend_pid
from django.db import connection
from tests.kernel.linking.variants import REPRINTS, WORDS, other_numbers, sentence, with_header

from prasan.kernel.linking.profile import Profile, profile
from prasan.situation.linking import candidates
from prasan.situation.linking.store import marks_of

ASKED = 2000


def texts(count: int, rng: random.Random) -> Iterator[str]:
    """Make the texts one after another; reprints are of one of the latest thousand."""
    closings = [" ".join(sentence(rng) for _ in range(2)) for _ in range(20)]
    series = [words(rng, 80) + " จำนวน 125 ราย สะสม 3,400 ราย วันที่ 5 มกราคม 2567 " + words(rng, 20) for _ in range(1000)]
    latest: list[str] = []
    for _ in range(count):
        draw = rng.random()
        if draw < 0.05 and latest:
            text = REPRINTS["header"](rng, rng.choice(latest))
        elif draw < 0.15:
            text = other_numbers(rng, rng.choice(series))
        else:
            text = words(rng, rng.randint(45, 450)) + "\n" + rng.choice(closings)
        latest = [*latest[-999:], text]
        yield text


def words(rng: random.Random, count: int) -> str:
    return " ".join(rng.choices(WORDS, k=count)) + f" จำนวน {rng.randint(2, 9999):,} คน"


def fill(count: int, rng: random.Random) -> tuple[list[str], float]:
    """Store the fingerprints; returns a sample of the texts, and milliseconds per item."""
    kept: list[str] = []
    spent = 0.0
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE situation_fingerprint")
        cursor.execute("CREATE UNLOGGED TABLE bench_marks (item int PRIMARY KEY, marks int[])")
        for first in range(1, count + 1, 1000):
            numbers = range(first, min(first + 1000, count + 1))
            batch = list(zip(numbers, texts(len(numbers), rng), strict=True))
            kept += [text for _, text in rng.sample(batch, max(1, len(batch) * ASKED // count))]
            rows = [(mark, number) for number, text in batch for mark in set(marks_of(profile(text)))]
            began = time.perf_counter()
            with cursor.copy("COPY situation_fingerprint (mark, item) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
            spent += time.perf_counter() - began
            cursor.executemany(
                "INSERT INTO bench_marks VALUES (%s, %s)", [(number, marks_of(profile(text))) for number, text in batch]
            )
        cursor.execute("CREATE INDEX bench_gin ON bench_marks USING gin (marks)")
        cursor.execute("ANALYZE situation_fingerprint")
        cursor.execute("ANALYZE bench_marks")
    return kept, spent / count * 1000


def by_array(made: Profile) -> None:
    """Ask the array column: items that share a fingerprint, the ten that share most."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT item, (SELECT count(*) FROM unnest(marks) AS one WHERE one = ANY(%(m)s::int[])) AS shared "
            "FROM bench_marks WHERE marks && %(m)s::int[] ORDER BY shared DESC, item LIMIT 10",
            {"m": marks_of(made)},
        )
        cursor.fetchall()


def sizes() -> dict[str, float]:
    """Megabytes of each table and index."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname, pg_relation_size(oid) / 1e6 FROM pg_class "
            "WHERE relname IN ('situation_fingerprint', 'situation_fingerprint_pkey', 'bench_marks', 'bench_gin')"
        )
        return {name: float(size) for name, size in cursor.fetchall()}


def times(asked: list[Profile], ask: Callable[[Profile], object]) -> tuple[float, float, float]:
    """Median and 95th percentile of processor time (ours and the database's), 95th of wall time; milliseconds."""
    pid = backend_pid()
    for one in asked[:100]:
        ask(one)
    cpu, wall = [], []
    for one in asked:
        began, here, there = time.perf_counter(), time.process_time(), backend_cpu(pid)
        ask(one)
        wall.append((time.perf_counter() - began) * 1000)
        cpu.append((time.process_time() - here + backend_cpu(pid) - there) * 1000)
    return statistics.median(cpu), statistics.quantiles(cpu, n=20)[18], statistics.quantiles(wall, n=20)[18]


def main() -> int:
    """Fill, ask, print, empty."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    rng = random.Random("stored")
    try:
        kept, each = fill(count, rng)
        print(f"{count} items; rows copied in {each:.2f} ms an item")
        for name, size in sizes().items():
            print(f"| {name} | {size:.0f} MB |")
        kinds = {
            "new": [profile(words(rng, rng.randint(45, 450))) for _ in range(ASKED)],
            "reprint": [profile(REPRINTS["cut, typos, junk"](rng, text)) for text in kept],
            "series": [profile(with_header(rng, other_numbers(rng, text))) for text in kept],
        }
        for kind, asked in kinds.items():
            for way, ask in {"rows": candidates, "array": by_array}.items():
                print("|".join(["", kind, way, *(f" {one:.2f} " for one in times(asked, ask))]), flush=True)
    finally:
        with connection.cursor() as cursor:
            cursor.execute("TRUNCATE situation_fingerprint")
            cursor.execute("DROP TABLE IF EXISTS bench_marks")
    return 0
