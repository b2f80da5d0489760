"""What the benchmarks of figures share: a country at full size in a database of its own, and timing in turns."""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from bench import national
from bench.measure import backend_cpu
from django.core.management import call_command
from django.db import connection
from django.test.utils import setup_databases, teardown_databases

from prasan.directory.models import Area
from prasan.packs.loading import load_pack
from prasan.progress.models import Figure

ROUNDS = 7


def took(act: Callable[[], Any], pid: int, times: int = 1) -> tuple[float, float]:
    """Return (CPU ms of application and database, wall ms) of one call."""
    app, base, wall = time.process_time(), backend_cpu(pid), time.perf_counter()
    for _ in range(times):
        act()
    spent = time.process_time() - app + backend_cpu(pid) - base
    return spent / times * 1000, (time.perf_counter() - wall) / times * 1000


def table(title: str, arms: dict[str, Callable[[], Any]], pid: int, times: dict[str, int] | None = None) -> None:
    """Time the arms in turns and print the first one's ratio to each of the others."""
    found: dict[str, list[tuple[float, float]]] = {name: [] for name in arms}
    for act in arms.values():
        act()
    for _ in range(ROUNDS):
        for name, act in arms.items():
            found[name].append(took(act, pid, (times or {}).get(name, 1)))
    first = next(iter(arms))
    print(f"\n{title}")
    for name, one in found.items():
        cpu, wall = (statistics.median(each[i] for each in one) for i in (0, 1))
        against = statistics.median(a[0] / b[0] for a, b in zip(found[first], one, strict=True))
        p95 = sorted(each[1] for each in one)[-1]
        print(f"  {name:28} {cpu:10.3f} ms CPU {wall:10.3f} ms  worst {p95:9.3f} ms   product/this {against:8.4f}")


def arguments(parts: list[str]) -> argparse.Namespace:
    """Return what the command line asks for: the size of the country, and which parts are run."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--indicators", type=int, default=200)
    parser.add_argument("--months", type=int, default=120)
    parser.add_argument("--areas", choices=("district", "subdistrict"), default="district")
    parser.add_argument("--keep", action="store_true", help="make the country in the given database itself, once")
    parser.add_argument("parts", nargs="*", default=parts)
    return parser.parse_args()


@contextmanager
def country(asked: argparse.Namespace) -> Iterator[national.Country]:
    """Make the country, load and fold it: in a new database that is dropped at the end, or in the given one, once."""
    if asked.keep:
        call_command("migrate", verbosity=0)
        yield _made(asked)
        return
    made = setup_databases(verbosity=0, interactive=False)
    try:
        yield _made(asked)
    finally:
        teardown_databases(made, verbosity=0)


def _made(asked: argparse.Namespace) -> national.Country:
    if not Area.objects.filter(kind="district").exists():
        load_pack("thailand")
    found = national.build(asked.indicators, asked.months, asked.areas)
    if not Figure.objects.exists():
        begun = time.perf_counter()
        count = national.load(found)
        spent = time.perf_counter() - begun
        print(f"{count} figures, {len(found.truth)} slips; loaded and folded in {spent:.0f} s, {count / spent:.0f}/s")
        with connection.cursor() as cursor:
            cursor.execute("VACUUM (ANALYZE)")
    sys.stdout.flush()
    return found
