"""Kills bulk loads with SIGKILL at random moments: the loading process, or PostgreSQL's own process that serves it.

Run: PYTHONPATH=src:. python bench/kill_loads.py [--kills 50] [--seed 1]. It starts a PostgreSQL of its own that waits
for the disk as in production. Each round loads a file that changes every figure of half its months and adds the
others, in a process of its own, and kills at a moment drawn from the length of a whole load. What the process
acknowledged must be there; what is there must be all of a file or nothing of it, with every former value, a journal
line for each report, and roll-ups equal to the sum of the figures. Prints one line; exit code 1 and the fault where
anything is otherwise.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

PROVINCES, INDICATORS, MONTHS = 20, 50, 6
FIRST = 256501


def child(path: str) -> int:
    """Load one file through the product's verb; say when it begins and, after the commit, what was done."""
    from prasan.platform.commands import SYSTEM, perform
    from prasan.progress.loading import LoadFigures

    raw = Path(path).read_bytes()
    from django.db import connection

    connection.ensure_connection()
    print("ready", flush=True)
    done = perform(SYSTEM, LoadFigures(file_name=path, content=raw, earlier_years=True, reason="kill"))
    print(f"done {done.pk}", flush=True)
    return 0


def ground() -> None:
    """Make provinces, an office in each, and indicators."""
    from prasan.directory.models import Agency, Area, Office
    from prasan.registers.models import Indicator

    nation = Area.objects.create(id=1, last=999_999, code="TH", kind="nation", name_th="ไทย", name_en="Thailand")
    agency = Agency.objects.create(code="K", order=1, name_th="ก", name_en="K", short_th="ก", short_en="K")
    for n in range(10, 10 + PROVINCES):
        area = Area.objects.create(
            id=n * 10_000, last=n * 10_000 + 9_999, code=str(n), kind="province", name_th=f"จ {n}", name_en=f"P {n}",
            parent=nation,
        )  # fmt: skip
        Office.objects.create(code=f"K-{n}", kind="provincial", agency=agency, area=area, name_th=f"ห {n}")
    Indicator.objects.bulk_create(
        [Indicator(code=f"k{n}", name_th=f"ต {n}", unit_th="คน", counted="cases") for n in range(INDICATORS)]
    )


Figures = dict[tuple[str, str, int], int]
"""(indicator, office, month) → value"""


def file_of(number: int) -> Figures:
    """Return the figures of the n-th file: half its months were in the file before."""
    from prasan.progress import periods

    start = periods.add(FIRST, number % 8 * MONTHS // 2)
    return {
        (f"k{i}", f"K-{a}", periods.add(start, m)): number * 1000 + i + a + m
        for i in range(INDICATORS) for a in range(10, 10 + PROVINCES) for m in range(MONTHS)
    }  # fmt: skip


def text_of(figures: Figures) -> bytes:
    """Return the file."""
    lines = [f"{i},{office[2:]},{month},{office},{value}" for (i, office, month), value in figures.items()]
    return ("\n".join(["indicator,area,period,office,value", *lines]) + "\n").encode()


def state() -> dict[str, Any]:
    """Return everything that a load writes, and whether the roll-ups agree with the figures."""
    from django.db import connection

    from prasan.progress import folding

    folding.fold_all()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT i.code, o.code, f.period, f.value FROM progress_figure AS f JOIN registers_indicator AS i"
            " ON i.id = f.indicator_id JOIN directory_office AS o ON o.id = f.office_id"
        )
        figures = {(i, o, p): v for i, o, p, v in cursor.fetchall()}
        cursor.execute("SELECT count(*), coalesce(sum(value), 0) FROM progress_figure_change")
        history = cursor.fetchone()
        cursor.execute("SELECT count(*) FROM platform_journal WHERE verb = 'progress.load'")
        journal = cursor.fetchone()[0]
        cursor.execute("SELECT count(*), coalesce(max(id), 0) FROM progress_load")
        loads, newest = cursor.fetchone()
    return {"figures": figures, "history": history, "journal": journal, "loads": loads, "newest": newest,
            "sums": _sums_agree(figures)}  # fmt: skip


def _sums_agree(figures: Figures) -> bool:
    from prasan.progress import sheets
    from prasan.registers.models import Indicator

    numbers = dict(Indicator.objects.values_list("code", "pk"))
    if not figures:
        return True
    slots = [slot for area, slot in sheets.places().slots.items() if area]
    months = [month for _, _, month in figures]
    found = sheets.read(list(numbers.values()), min(months), max(months), 4)
    expected: dict[tuple[int, int], int] = {}
    for (code, _, month), value in figures.items():
        expected[(numbers[code], month)] = expected.get((numbers[code], month), 0) + value
    stored = {key: found.get(*key, 4) for key in expected}
    return all((v.over(sorted(slots))[0] if v else 0) == expected[key] for key, v in stored.items())


def expected(before: dict[str, Any], content: Figures) -> dict[str, Any]:
    """Return what must be there when all of a file was loaded."""
    old = [before["figures"][key] for key, value in content.items() if before["figures"].get(key, value) != value]
    count, total = before["history"]
    return {
        "figures": before["figures"] | content,
        "history": (count + len(old), total + sum(old)),
        "journal": before["journal"] + PROVINCES * MONTHS + 1,
        "loads": before["loads"] + 1,
        "sums": True,
    }


def reconnect() -> None:
    """Wait until the server takes connections again."""
    from django.db import connection

    end = time.monotonic() + 120
    while True:
        connection.close()
        with contextlib.suppress(Exception):
            connection.ensure_connection()
            return
        if time.monotonic() > end:
            raise SystemExit("the server did not come back")
        time.sleep(0.1)


def backend(own: int) -> int | None:
    """Return PostgreSQL's process that serves the loading process."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pid FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> %s ORDER BY 1", [own]
        )
        row = cursor.fetchone()
    return row[0] if row else None


def run(path: Path, wait: float | None, target: str) -> tuple[bool, float]:
    """Run one load, kill it after `wait` seconds where given; returns whether it was acknowledged, and its seconds."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        own = cursor.fetchone()[0]
    call = [sys.executable, __file__, "--child", str(path)]
    process = subprocess.Popen(call, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    assert process.stdout is not None
    process.stdout.readline()
    begun = time.monotonic()
    if wait is not None:
        victim = process.pid if target == "process" else backend(own)
        time.sleep(wait)
        with contextlib.suppress(ProcessLookupError):
            if victim is not None:
                os.kill(victim, signal.SIGKILL)
    told = process.stdout.read()
    spent = time.monotonic() - begun
    process.wait()
    reconnect()
    return told.startswith("done "), spent


def rounds(kills: int, seed: int, folder: Path) -> tuple[int, int, int]:
    """Kill so many loads; returns how many were acknowledged, how many stored, how many reached the server's end.

    Raises SystemExit with the first fault.
    """
    draw = random.Random(seed)
    path = folder / "figures.csv"
    acknowledged = stored = 0
    length = 0.0
    before = state()
    for number in range(kills + 2):
        content = file_of(number)
        path.write_bytes(text_of(content))
        whole = number < 2  # the first two are not killed: they tell how long a load takes
        target = ("process", "server")[number % 2]
        told, spent = run(path, None if whole else draw.uniform(0, length), target)
        length = spent if whole or told else length
        after = state()
        full, kept = expected(before, content), {k: v for k, v in before.items() if k != "newest"}
        seen = {k: v for k, v in after.items() if k != "newest"}
        done = seen == full
        if not done and (told or seen != kept or whole):
            wrong = [key for key in seen if seen[key] != (full if told else kept)[key]]
            raise SystemExit(f"round {number} ({target}): acknowledged {told}, wrong: {wrong}")
        acknowledged, stored = acknowledged + told, stored + done
        before = after
    return acknowledged, stored, kills


def main() -> int:
    """Make the server and the ground, kill, and tell."""
    import django

    from prasan.platform.postgres import temporary_cluster

    parser = argparse.ArgumentParser()
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--child")
    asked = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "prasan.config.settings")
    if asked.child:
        django.setup()
        return child(asked.child)
    durable = {"fsync": "on", "synchronous_commit": "on", "full_page_writes": "on"}
    with temporary_cluster(extra=durable) as cluster, tempfile.TemporaryDirectory() as var:
        os.environ.update(PRASAN_DATABASE_URL=cluster.url, PRASAN_VAR=var)
        django.setup()
        from django.core.management import call_command
        from django.db import connection

        call_command("migrate", verbosity=0)
        ground()
        acknowledged, stored, kills = rounds(asked.kills, asked.seed, Path(var))
        connection.close()
    print(f"{kills} loads killed: {stored} whole, {kills + 2 - stored} without trace, none in part; "
          f"{acknowledged} acknowledged, 0 of them lost; history, journal and roll-ups complete")  # fmt: skip
    return 0


if __name__ == "__main__":
    sys.exit(main())
