"""What a list of 25 rows costs: page and JSON, beside a hello that knows its caller, at 10,000 to 1,000,000 rows.

Run: python -m bench.bench_lists [seconds per run] [rounds]. Needs wrk. It starts a throw-away PostgreSQL and one
granian (WSGI, one worker) for each size, asks all of them in turn, and adds up the CPU of the server's process
tree and of PostgreSQL. Goals: page <= 13 times the hello (aim 8) at 100,000 rows; page and JSON flat (<= 1.2)
from 10,000 to 1,000,000 rows; JSON <= 1.3 times the same values written by hand.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
import urllib.request
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
from bench.procs import cpu, free_port, median, running, wait_port

from prasan.platform.postgres import temporary_cluster

SIZES = (10_000, 100_000, 1_000_000)
OFFICES = 400
PATHS = {
    "hello": "/bench/hello",
    "page": "/reports",
    "json": "/api/v1/reports?limit=25",
    "by hand": "/bench/by-hand",
}
READERS = ("minister", "plo")
COUNT = 'done = function(s, l, r) io.write(string.format("R %d %d\\n", s.requests, s.errors.status + s.errors.read'
COUNT += " + s.errors.connect + s.errors.timeout)) end\n"
FILL = """
INSERT INTO progress_report (office_id, area_id, period, state, due, version, submitted_at, returned_reason)
SELECT o.id, o.area_id, (2569 - m / 12) * 100 + 12 - m %% 12, CASE WHEN m < 2 THEN 'submitted' ELSE 'draft' END,
       date '2026-07-05', 1, now(), ''
FROM generate_series(0, %(months)s) m, (SELECT id, area_id FROM directory_office ORDER BY id) o
ORDER BY m DESC, o.id LIMIT %(rows)s
"""


@dataclass
class Site:
    """One running server with its data: process id, port, and a cookie for each reader."""

    pid: int
    port: int
    cookies: dict[str, str]


def at(url: str, name: str) -> str:
    """Return the address of another database of the same server."""
    return urlunsplit(urlsplit(url)._replace(path=f"/{name}"))


def ground() -> dict[str, str]:
    """Migrate the database, make a ministry with a minister and a labour officer, return their session keys."""
    import django

    django.setup()
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore
    from django.core.management import call_command

    from prasan.directory.models import Agency, Area, Office, Person, Seat

    call_command("migrate", verbosity=0)
    nation = Area.objects.create(id=1, last=999_999, code="TH", kind="nation", name_th="ประเทศไทย", name_en="Thailand")
    provinces = [
        Area(id=n * 10_000, last=n * 10_000 + 9_999, code=str(n), kind="province", name_th=f"จังหวัดที่ {n}", parent=nation)
        for n in range(10, 87)
    ]
    Area.objects.bulk_create(provinces)
    Agency.objects.create(code="DOE", order=1, name_th="กกจ.", name_en="DOE", short_th="กกจ.", short_en="DOE")
    Office.objects.bulk_create(
        Office(code=f"DOE-{n}", kind="provincial", agency_id="DOE", area=provinces[n % 77], leads_province=n < 77,
               name_th=f"สำนักงานจัดหางานจังหวัดที่ {n}", short_th=f"สจจ. {n}")
        for n in range(OFFICES)
    )  # fmt: skip
    offices = Office.objects.order_by("id")
    keys = {}
    for role in READERS:
        person = Person.objects.create_user(role, None, given_name="สมชาย", family_name="ใจดี", title="นาย")
        seat = Seat.objects.create(person=person, office=offices[0], role=role, start="2020-01-01")
        session = SessionStore()
        session[SESSION_KEY], session[HASH_SESSION_KEY] = str(person.pk), person.get_session_auth_hash()
        session[BACKEND_SESSION_KEY] = "allauth.account.auth_backends.AuthenticationBackend"
        session["seat"] = seat.pk
        session.create()
        keys[role] = session.session_key
    from django.db import connection

    connection.close()
    return keys


def fill(url: str, rows: int) -> None:
    """Give a database its reports: the same offices, more months."""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(FILL, {"rows": rows, "months": rows // OFFICES + 1})
        found = connection.execute("SELECT count(*) FROM progress_report").fetchone()[0]
        assert found == rows, found
        connection.execute("VACUUM ANALYZE")


def sites(stack: ExitStack, url: str) -> dict[int, Site]:
    """Make a database for each size out of one, and start a server on each."""
    var = stack.enter_context(tempfile.TemporaryDirectory())
    base = {"PRASAN_VAR": var, "DJANGO_SETTINGS_MODULE": "bench.lists_settings", "PRASAN_SECRET_KEY": "b" * 40}
    with psycopg.connect(url, autocommit=True) as admin:
        admin.execute("CREATE DATABASE lists_base")
        os.environ |= base | {"PRASAN_DATABASE_URL": at(url, "lists_base")}
        keys = ground()
        found = {}
        for rows in SIZES:
            admin.execute(f"CREATE DATABASE lists_{rows} TEMPLATE lists_base")
            fill(at(url, f"lists_{rows}"), rows)
            port = free_port()
            command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--workers", 1, "--no-ws",
                       "--blocking-threads", 2, "--log-level", "critical", "--host", "127.0.0.1", "--port", port,
                       "prasan.config.wsgi:application"]  # fmt: skip
            pid = stack.enter_context(running(*command, env=base | {"PRASAN_DATABASE_URL": at(url, f"lists_{rows}")}))
            found[rows] = Site(pid, port, {role: f"prasan_session={key}" for role, key in keys.items()})
    for site in found.values():
        wait_port(site.port)
        for path in PATHS.values():  # the first answer imports and compiles; it must not be measured
            for cookie in site.cookies.values():
                asked = urllib.request.Request(f"http://127.0.0.1:{site.port}{path}", headers={"Cookie": cookie})
                urllib.request.urlopen(asked, timeout=60).close()
    return found


def ask(site: Site, path: str, reader: str, seconds: int, script: str) -> int:
    """Ask with wrk (one thread, two connections) and return the number of answers; an error ends the run."""
    command = ["wrk", "-t1", "-c2", f"-d{seconds}s", "-s", script, "-H", f"Cookie: {site.cookies[reader]}"]
    told = subprocess.run([*command, f"http://127.0.0.1:{site.port}{path}"], capture_output=True, text=True, check=True)
    requests, errors = map(int, re.search(r"^R (\d+) (\d+)$", told.stdout, re.M).groups())
    if errors or not requests or "Non-2xx" in told.stdout:
        raise SystemExit(f"{path}: {told.stdout}")
    return requests


Arm = tuple[int, str, str]


def measure(started: dict[int, Site], database: int, seconds: int, rounds: int) -> dict[Arm, list[tuple[float, float]]]:
    """Ask every path at every size by every reader in turn; return (app, database) CPU seconds of one answer."""
    arms: list[Arm] = [(rows, name, reader) for reader in READERS for name in PATHS for rows in SIZES]
    found: dict[Arm, list[tuple[float, float]]] = {arm: [] for arm in arms}
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder) / "count.lua"
        script.write_text(COUNT)
        for turn in range(rounds + 1):
            for arm in arms:
                rows, name, reader = arm
                site = started[rows]
                app, base = cpu([site.pid]), cpu([database])
                answers = ask(site, PATHS[name], reader, 1 if turn == 0 else seconds, str(script))
                if turn:
                    found[arm].append(((cpu([site.pid]) - app) / answers, (cpu([database]) - base) / answers))
    return found


def ratios(found: dict[Arm, list[tuple[float, float]]], one: Arm, other: Arm) -> tuple[float, float]:
    """Return (median, worst) of one/other over the rounds, app and database together."""
    each = [sum(a) / sum(b) for a, b in zip(found[one], found[other], strict=True)]
    return median(each), max(each)


def report(found: dict[Arm, list[tuple[float, float]]]) -> bool:
    """Print what was measured; tell whether every goal is met."""
    for (rows, name, reader), costs in found.items():
        app, base = (median([cost[part] for cost in costs]) * 1e6 for part in (0, 1))
        print(f"{reader:9} {name:8} {rows:9,} rows: app {app:6.0f} µs  database {base:6.0f} µs")
    middle, small, large = SIZES[1], SIZES[0], SIZES[2]
    good = True
    for reader in READERS:
        for text, one, other, goal in (
            ("page / hello", (middle, "page", reader), (middle, "hello", reader), 13),
            ("page, 1,000,000 / 10,000 rows", (large, "page", reader), (small, "page", reader), 1.2),
            ("JSON, 1,000,000 / 10,000 rows", (large, "json", reader), (small, "json", reader), 1.2),
            ("JSON / by hand", (middle, "json", reader), (middle, "by hand", reader), 1.3),
        ):
            half, worst = ratios(found, one, other)
            good &= half <= goal
            print(f"{reader:9} {text}: {half:.2f} (worst {worst:.2f}), goal {goal}")
    return good


def main() -> int:
    """Measure and print; exit code 1 where a goal is missed."""
    seconds = int(sys.argv[1]) if len(sys.argv) > 1 else 2
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 7
    quiet = {"autovacuum": "off", "synchronous_commit": "off", "max_wal_size": "4GB"}
    with ExitStack() as stack:
        server = stack.enter_context(temporary_cluster(extra=quiet))
        started = sites(stack, server.url)
        with psycopg.connect(server.url) as connection:
            backend = connection.execute("SELECT pg_backend_pid()").fetchone()[0]
            postmaster = int(Path(f"/proc/{backend}/stat").read_text().rpartition(")")[2].split()[1])
        return 0 if report(measure(started, postmaster, seconds, rounds)) else 1


if __name__ == "__main__":
    sys.exit(main())
