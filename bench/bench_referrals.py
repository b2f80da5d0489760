"""The worklist, a referral, a case and a new case at size: CPU of program and database for each request.

Run: python -m bench bench_referrals [--cases 100000] [--each 1] [--offices 380] [--requests 200] [--committed]
    [--redmine MS,MS,MS|FILE]

PRASAN_DATABASE_URL names an empty, migrated database of a superuser (rows are made without their triggers); everything
happens in one transaction that is taken back. With `--committed` the rows are committed and vacuumed first, as they lie
in use, so that indexes alone can answer, and each new case is committed; the database is then to be thrown away.

The cases are spread over so many offices of 76 provinces and five departments; every case has `--each` referrals in
mixed states, every person a living tie with both offices. Requests go through the whole stack of views and middleware
in this process, three rounds of so many, of which the cheapest is told. CPU is that of this process plus that of the
database's process behind the connection (in steps of 10 ms over all requests); time is that of the wall.

Goals of issue 6: at 100,000 cases at most 1/10 of Redmine 5's CPU for the list and 1/15 for view and create, which were
85.6, 96.8 and 71.4 ms for each request on another machine; `--redmine` takes what it needs on this one, as such three
numbers with commas or as the file that bench_redmine writes. At 2 million people and 5 million referrals the worklist's
p95 within 100 ms. The floor is the site's own page that asks nothing of the database (`/healthz`).
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from django.db import connection, transaction
from django.test import Client
from django.test.utils import setup_test_environment
from tests.referrals import ground

from prasan.referrals.models import Case, Referral
from prasan.referrals.queries import VIEWS

ROUNDS = 3
TICKS = os.sysconf("SC_CLK_TCK")
REDMINE = {"list": 85.6, "view": 96.8, "create": 71.4}
EARLIER = "now() - n %% {} * interval '1 minute'"
HERE = "(SELECT area_id FROM directory_office WHERE code = 'OPS-92')"
"""Five offices are of the reader's province, as everywhere; the others of another."""
OPEN = "n %% 10 < 2"
"""Two of ten referrals are open."""
COPIES: dict[str, tuple[str, dict[str, str]]] = {
    "directory_office": ("WHERE b.code = 'DOE-80'", {
        "id": "1000000 + n", "code": "'X-' || n", "name_th": "'สำนักงานที่ ' || n", "leads_province": "false",
        "area_id": f"CASE WHEN n < 5 THEN {HERE} ELSE b.area_id END",
    }),
    "registers_worker": ("WHERE b.id = %(worker)s", {"id": "10000000 + n", "given_name": "'สมมติ' || n"}),
    "referrals_case": ("WHERE b.id = %(case)s", {
        "id": "10000000 + n", "worker_id": "10000000 + 1 + (n - 1) %% %(people)s",
        "code": "substr(md5(n::text), 1, 4) || '-' || lpad(to_hex(n), 6, '0')",
        "opened_at": "now() - n * interval '1 minute'",
        "office_id": "CASE WHEN n %% %(offices)s = 0 THEN %(ours)s ELSE 1000000 + n %% %(offices)s END",
    }),
    "referrals_referral": ("WHERE b.id = %(referral)s", {
        "id": "10000000 + n", "case_id": "10000000 + c",
        "sender_id": "CASE WHEN c %% %(offices)s = 0 THEN %(ours)s ELSE 1000000 + c %% %(offices)s END",
        "office_id": "CASE WHEN m %% %(offices)s = 0 THEN %(ours)s ELSE 1000000 + m %% %(offices)s END",
        "owner_id": f"CASE WHEN {OPEN} THEN"
                    " CASE WHEN m %% %(offices)s = 0 THEN %(ours)s ELSE 1000000 + m %% %(offices)s END END",
        "due_at": f"CASE WHEN {OPEN} THEN now() + (n %% 9000 - 3000) * interval '1 minute' END",
        "rises_at": f"CASE WHEN {OPEN} THEN now() + interval '9 days' END",
        "contact_id": f"CASE WHEN {OPEN} THEN b.contact_id END", "level": f"CASE WHEN {OPEN} THEN b.level ELSE '' END",
        "state": f"CASE WHEN {OPEN} THEN b.state ELSE 'confirmed' END",
        "outcome": f"CASE WHEN {OPEN} THEN b.outcome ELSE 'solved' END",
        "area_id": f"CASE WHEN m %% %(offices)s < 5 THEN {HERE} ELSE (SELECT area_id FROM directory_office"
                   " WHERE code = 'DOE-80') END",
        "offered_at": EARLIER.format(500000), "moved_at": EARLIER.format(500000),
        "ended_at": f"CASE WHEN {OPEN} THEN NULL ELSE {EARLIER.format(400000)} END",
    }),
}  # fmt: skip
"""Tables to fill with copies of one row, numbered `n`: which row, and what differs; `m` and `c` spread referrals."""
MANY = {
    "directory_office": "offices", "registers_worker": "people", "referrals_case": "cases",
    "referrals_referral": "referrals",
}  # fmt: skip
BESIDE = """
ANALYZE referrals_case, referrals_referral;
INSERT INTO referrals_event (referral_id, move, at, office_id, seat_id, code, text, on_word, origin)
SELECT id, 'create', offered_at, office_id, sender_seat_id, '', '', false, ''
FROM referrals_referral WHERE id > 10000000;
INSERT INTO registers_tie (worker_id, office_id, purpose, ground, notice_version, given_at)
SELECT DISTINCT c.worker_id, r.office_id, 'referral', 'consent', 'bench/1', now()
FROM referrals_referral r JOIN referrals_case c ON c.id = r.case_id WHERE r.id > 10000000;
"""


def copies(table: str) -> str:
    """Return the statement that fills a table with copies of one of its rows."""
    which, differs = COPIES[table]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT attname FROM pg_attribute WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped"
            " AND attgenerated = ''", [table],
        )  # fmt: skip
        columns = [row[0] for row in cursor.fetchall()]
    values = ", ".join(differs.get(name, f"b.{name}") for name in columns)
    numbers = f"SELECT n, 1 + (n - 1) / %(each)s AS c, n * 7 AS m FROM generate_series(1, %({MANY[table]})s) n"
    return f"INSERT INTO {table} ({', '.join(columns)}) SELECT {values} FROM {table} b, ({numbers}) made {which}"


def fill(many: int, each: int, offices: int) -> tuple[Any, Referral, Case]:
    """Fill the registry, cases and referrals; returns the small ministry, a referral and a case of its counter."""
    small = ground.build()
    one = ground.referral(small)
    told = {
        "offices": offices, "people": max(1, many * 2 // 5), "cases": many, "each": each, "referrals": many * each,
        "worker": one.case.worker_id, "case": one.case_id, "referral": one.pk, "ours": small.offices["OPS-92"].pk,
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        for statement in [copies(table) for table in COPIES] + BESIDE.split(";\n"):
            if statement.strip():
                cursor.execute(statement, told if "%(" in statement else None)
        cursor.execute("SET LOCAL session_replication_role = origin")
        cursor.execute("ANALYZE")
    return small, one, one.case


def spent(pid: int) -> float:
    """Return the CPU seconds of this process and of the database's process behind it."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return time.process_time() + sum(int(fields[place]) for place in (11, 12)) / TICKS


def redmine(told: str) -> dict[str, float]:
    """Return Redmine's CPU ms for list, view and create out of "85.6,96.8,71.4" or a file of bench_redmine."""
    numbers = json.loads(Path(told).read_text()) if Path(told).is_file() else dict(
        zip(REDMINE, map(float, told.split(",")), strict=True)
    )  # fmt: skip
    return {name: float(numbers[name]) for name in REDMINE}


def run(name: str, ask: Callable[[int], Any], requests: int, pid: int) -> tuple[float, float]:
    """Ask so often in each of three rounds; returns (CPU ms a request, p95 ms of the wall) of the best and prints them.

    The best, as bench_redmine does: what else runs on the machine makes the same work dearer, never cheaper.
    """
    for n in range(10):
        ask(-1 - n)
    rounds = [_round(ask, range(requests * at, requests * (at + 1)), pid) for at in range(ROUNDS)]
    cpu, median, p95 = min(rounds)
    print(f"{name:<10} CPU {cpu:6.2f} ms, wall median {median:6.2f} ms, p95 {p95:6.2f} ms", end="")
    print(f", CPU of the rounds {' '.join(f'{one[0]:.1f}' for one in rounds)}", end="")
    print(f"; Redmine's {REDMINE[name]} ms: 1/{REDMINE[name] / cpu:.1f}" if name in REDMINE else "")
    return cpu, p95


def _round(ask: Callable[[int], Any], numbers: range, pid: int) -> tuple[float, float, float]:
    before, times = spent(pid), []
    for n in numbers:
        start = time.perf_counter()
        answer = ask(n)
        times.append((time.perf_counter() - start) * 1000)
        assert answer.status_code in {200, 302}, (answer.status_code, answer.content[:500])
    cpu = (spent(pid) - before) / len(numbers) * 1000
    return cpu, statistics.median(times), statistics.quantiles(times, n=20)[-1]


def measure(small: Any, one: Referral, case: Case, requests: int) -> None:
    """Ask for pages and print what each cost."""
    client: Client = small.client("counter")
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        pid = cursor.fetchone()[0]
    run("floor", lambda n: client.get("/healthz"), requests, pid)
    run("list", lambda n: client.get("/referrals"), requests, pid)
    for box in VIEWS:
        run(box, lambda n, box=box: client.get(f"/referrals?view={box}"), requests, pid)
    run("view", lambda n: client.get(f"/referrals/{one.pk}"), requests, pid)
    run("case", lambda n: client.get(f"/cases/{case.pk}"), requests, pid)
    told = {"worker": case.worker_id, "need": "หางานใกล้บ้าน", "channel": "counter"}

    def create(n: int) -> Any:
        client.cookies.pop("messages", None)  # a browser shows them on the next page, and they are gone
        form = urlencode(told | {"key": f"bench-{n}"})  # as a browser sends a form without files
        return client.post("/cases/new", form, content_type="application/x-www-form-urlencoded")

    run("create", create, requests, pid)
    assert Case.objects.filter(worker=case.worker_id).count() > requests


def main() -> None:
    """Fill, ask, print; take everything back unless it was to be committed."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--cases", type=int, default=100_000)
    parser.add_argument("--each", type=int, default=1)
    parser.add_argument("--offices", type=int, default=380)
    parser.add_argument("--requests", type=int, default=200)
    parser.add_argument("--redmine", type=redmine, default=REDMINE)
    parser.add_argument("--committed", action="store_true")
    asked = parser.parse_args()
    REDMINE.update(asked.redmine)
    setup_test_environment()
    start = time.perf_counter()
    with transaction.atomic():
        small, one, case = fill(asked.cases, asked.each, asked.offices)
        print(f"{asked.cases:,} cases, {asked.cases * asked.each:,} referrals in {time.perf_counter() - start:.0f} s")
        if not asked.committed:
            measure(small, one, case, asked.requests)
            transaction.set_rollback(True)
    if asked.committed:
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")
        measure(small, one, case, asked.requests)
