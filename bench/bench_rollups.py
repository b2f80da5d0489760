"""What the numbers of the national wall cost: the roll-up of 21 policies × 77 provinces × 24 months.

Run: python -m bench.bench_rollups [rounds]. It loads Thai pack and demo into a throw-away PostgreSQL, then prints
one JSON line per step: processor time of this process, of PostgreSQL, and wall time, medians of the rounds.
Goals: 3 queries beside the rules, ≤ 60 ms of processor time. The page with its drawing: bench/bench_wall.py.
"""

from __future__ import annotations

import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any


def measured(step: str, work: Callable[[], Any], rounds: int, server: int) -> dict[str, Any]:
    """Do some work again and again; return the medians in milliseconds."""
    work()
    cpu, wall, database = [], [], []
    for _ in range(rounds):
        start = time.perf_counter(), time.process_time(), _ticks(server)
        work()
        wall.append((time.perf_counter() - start[0]) * 1000)
        cpu.append((time.process_time() - start[1]) * 1000)
        database.append((_ticks(server) - start[2]) * 1000)
    medians = [round(statistics.median(one), 1) for one in (cpu, wall)]
    mean = round(statistics.mean(database), 1)  # the kernel counts in ticks of 10 ms, so only the mean says something
    return {"step": step, "cpu_ms": medians[0], "wall_ms": medians[1], "postgres_ms": mean, "rounds": rounds}


def _ticks(pid: int) -> float:
    """Return the processor seconds of one backend of PostgreSQL."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def prepare() -> dict[str, int]:
    """Make the tables and load both packs."""
    import django

    django.setup()
    from django.core.management import call_command

    from prasan.packs.loading import load_pack

    call_command("migrate", verbosity=0)
    load_pack("thailand")
    start = time.perf_counter()
    counts: dict[str, int] = load_pack("demo")["counts"]
    print(json.dumps({"step": "load the demo", "wall_ms": round((time.perf_counter() - start) * 1000), **counts}))
    return counts


def compute() -> Callable[[], Any]:
    """Return the work of the wall without drawing: rules, then the board."""
    from django.utils import timezone

    from prasan.progress import periods, rollups
    from prasan.registers import settings
    from prasan.registers.queries import current_set

    today = timezone.localdate()
    policy_set = current_set(today)
    assert policy_set is not None
    period = periods.open_period(today)

    def work() -> Any:
        rules = settings.current()
        board = rollups.board(policy_set.pk, period, rules.thresholds, months=24)
        return board.statuses(), board.reporting(), board.headlines()

    return work


def main() -> None:
    """Measure on a database of its own."""
    from prasan.platform.postgres import temporary_cluster

    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 30
    with temporary_cluster() as cluster, tempfile.TemporaryDirectory() as var:
        os.environ.update(
            PRASAN_DATABASE_URL=cluster.url, PRASAN_VAR=var, DJANGO_SETTINGS_MODULE="prasan.config.settings"
        )
        prepare()
        from django.db import connection

        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_backend_pid()")
            server = cursor.fetchone()[0]
        print(json.dumps(measured("compute 21 × 77 × 24", compute(), rounds, server)))
        connection.close()


if __name__ == "__main__":
    main()
