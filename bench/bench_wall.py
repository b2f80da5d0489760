"""What the national wall costs the server: 77 provinces × 24 months × 21 policies, with its queries and its drawing.

Run against a local server: PRASAN_DATABASE_URL=… python bench/bench_wall.py [rounds]
It makes a database of its own beside the given one, loads the Thai pack and the demo, and drops it.
Goal: the wall in ≤ 150 ms of CPU, application and database together (they take turns, so on a quiet machine that
is its time; the median time beside it counts other work of the machine too), and at most 12 queries a page.
Exit code 1 where the goal is missed.
"""

from __future__ import annotations

import os
import statistics
import sys
import time

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "prasan.config.settings")
sys.path[:0] = [os.path.join(os.path.dirname(__file__), "..", "src"), os.path.join(os.path.dirname(__file__), "..")]
django.setup()

from bench.measure import backend_cpu, backend_pid  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import setup_databases, teardown_databases  # noqa: E402

from prasan.directory.models import Area, Person  # noqa: E402
from prasan.packs.loading import load_pack  # noqa: E402
from prasan.progress.models import Report  # noqa: E402
from prasan.registers.models import Policy  # noqa: E402

GOAL_MS, GOAL_QUERIES, ROUNDS = 150.0, 12, 20
PAGES = ("/wall", "/wall?view=grid", "/wall/part", "/province/50", "/executive", "/provinces")


def measured(client: Client, url: str, rounds: int) -> tuple[float, float, float, int, int]:
    """Return (median ms, app CPU ms, database CPU ms, queries, bytes) of a page."""
    client.get(url)
    asked: list[str] = []

    def count(execute, sql, params, many, context):
        asked.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(count):
        size = len(client.get(url).content)
    pid, walls = backend_pid(), []
    app, base = time.process_time(), backend_cpu(pid)
    for _ in range(rounds):
        begun = time.perf_counter()
        client.get(url)
        walls.append((time.perf_counter() - begun) * 1000)
    app, base = time.process_time() - app, backend_cpu(pid) - base
    return statistics.median(walls), app / rounds * 1000, base / rounds * 1000, len(asked), size


def main() -> int:
    """Measure and say whether the goal is met."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    made = setup_databases(verbosity=0, interactive=False)
    try:
        load_pack("thailand")
        load_pack("demo")
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        provinces = Area.objects.provinces().count()
        months = Report.objects.values("period").distinct().count()
        policies = Policy.objects.filter(policy_set__is_demo=True).count()
        print(f"{provinces} provinces × {months} months × {policies} policies")
        client = Client(SERVER_NAME="localhost")
        client.force_login(
            Person.objects.get(username="minister"), "allauth.account.auth_backends.AuthenticationBackend"
        )
        met = True
        for url in PAGES:
            wall, app, base, queries, size = measured(client, url, rounds)
            print(
                f"{url:18} median {wall:6.1f} ms · app {app:6.1f} ms · database {base:5.1f} ms"
                f" · {queries} queries · {size / 1024:.1f} KB"
            )
            met = met and queries <= GOAL_QUERIES and (app + base <= GOAL_MS or not url.startswith("/wall"))
        return 0 if met else 1
    finally:
        teardown_databases(made, verbosity=0)


if __name__ == "__main__":
    sys.exit(main())
