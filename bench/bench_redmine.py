"""Redmine 5 of Debian on equal data: CPU of program and database for its list, an issue and a new issue.

Run: python -m bench.bench_redmine --database URL [--folder /usr/share/redmine] [--json redmine.json], then
python -m bench bench_referrals --redmine redmine.json, which prints our share of what Redmine needed here.

Debian 12, once: `apt-get install --no-install-recommends redmine redmine-pgsql puma`, no database by dbconfig. Before
it and before each run `export BUNDLER_VERSION=2.3.15`: since its security update Ruby's own bundler hides Debian's and
finds no package. /etc/redmine/default/database.yml needs `production: {adapter: postgresql}`; which database, say
DATABASE_URL and --database, by a socket postgresql:///redmine?host=/run/postgresql&user=me. In the folder, with
REDMINE_INSTANCE=default RAILS_ENV=production SCHEMA=/dev/null REDMINE_LANG=en: `bundle exec rake db:migrate`,
then `bundle exec rake redmine:load_default_data`. An empty Redmine is filled; one that this bench filled is used again.

Equal data, and where unequal, in favour of Redmine: an office is a private project with one officer, a referral an
issue in the project that sent it, assigned there; two of ten are open; one journal entry each (ours: one event). The
reader is a developer in the nine projects that hold the rows which the reader of bench_referrals sees: what five
offices of her province sent or received. The list has all of them, open and closed, the newest first, 50 a page, as
ours. Redmine has here no people, ties, deadlines or boxes, no module but issues, and nobody is told of a new issue;
`mailed` is create where its author alone is told, which writes one letter in the same process and sends none.

One puma of one thread in production mode. CPU is user and system time of it and of its database processes from /proc
(in steps of 10 ms over all requests); parsing of HTTP is in it, which bench_referrals has not. Ten requests warm up; of
the rounds the one with the least CPU counts. Create counts the POST alone; its token is fetched once before.
"""

from __future__ import annotations

import argparse
import html
import json
import re
import shutil
import statistics
import sys
import time
from collections.abc import Callable
from http.client import HTTPConnection
from http.cookies import SimpleCookie
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import psycopg
from bench.procs import TICKS, free_port, running, wait_port
from bench.redmine_fill import LOGIN, PASSWORD, backends, fill, forget

LIST = "/issues?set_filter=1&f[]=status_id&op[status_id]=*&per_page=50"
ISSUE = """
SELECT i.id, i.project_id, count(*) OVER () FROM issues i JOIN members m USING (project_id)
WHERE m.user_id = 1000 AND status_id = 2 ORDER BY i.id DESC OFFSET 20 LIMIT 1
"""
Database = psycopg.Connection[Any]
Sent = tuple[int, str, str]
Act = tuple[Callable[[], Sent], Callable[[Sent], bool]]
"""What to ask, and whether the answer is the page that was asked for."""


class Browser:
    """One officer's browser on one kept connection, with cookies."""

    def __init__(self, port: int) -> None:
        self.line = HTTPConnection("127.0.0.1", port, timeout=60)
        self.cookies: SimpleCookie = SimpleCookie()

    def ask(self, path: str, form: dict[str, Any] | None = None) -> Sent:
        """Ask for a page, or post a form; returns (status, page, where it sends us)."""
        head = {"Cookie": "; ".join(f"{name}={one.value}" for name, one in self.cookies.items())}
        if form:
            head["Content-Type"] = "application/x-www-form-urlencoded"
        self.line.request("POST" if form else "GET", path, urlencode(form) if form else None, head)
        answer = self.line.getresponse()
        page = answer.read().decode()
        for one in answer.headers.get_all("Set-Cookie", []):
            self.cookies.load(one)
        return answer.status, page, answer.headers.get("Location", "")

    def token(self, path: str) -> str:
        """Return the token that the forms of a page carry."""
        found = re.search(r'name="authenticity_token" value="([^"]+)"', self.ask(path)[1])
        return html.unescape(found[1]) if found else sys.exit(f"No form in Redmine's {path}.")


def acts(browser: Browser, issue: int, project: int) -> dict[str, Act]:
    """Sign in; returns what is measured. Exits where Redmine refuses the reader."""
    told = {"username": LOGIN, "password": PASSWORD, "authenticity_token": browser.token("/login")}
    if browser.ask("/login", told)[0] != 302:
        sys.exit("Redmine refuses the reader that this bench made.")
    new, form = f"/projects/{project}/issues", {"authenticity_token": browser.token(f"/projects/{project}/issues/new")}
    form |= {"issue[tracker_id]": "1", "issue[status_id]": "1", "issue[priority_id]": "2"}
    form |= {"issue[subject]": "หางานใกล้บ้าน", "issue[description]": "หางานใกล้บ้าน"}
    create: Act = (lambda: browser.ask(new, form), lambda got: got[0] == 302 and "/issues/" in got[2])
    return {
        "list": (lambda: browser.ask(LIST), lambda got: got[1].count('<tr id="issue-') == 50),
        "view": (lambda: browser.ask(f"/issues/{issue}"), lambda got: f'action="/issues/{issue}"' in got[1]),
        "create": create, "mailed": create,
    }  # fmt: skip


def spent(pids: list[int]) -> float:
    """Return the CPU seconds of these processes, read as `bench_referrals.spent` does."""
    stats = [Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split() for pid in pids]
    return sum(int(fields[place]) for fields in stats for place in (11, 12)) / TICKS


def run(act: Act, many: int, puma: int, database: Database) -> dict[str, float]:
    """Ask ten times to warm, then so often; returns milliseconds of CPU for each request and of the wall.

    A process of the database that comes in between counts whole; exits where one ended, as its CPU is not known.
    """
    for _warm in range(10):
        act[0]()
    pids, times = backends(database), []
    before, inside = spent([puma, *pids]), spent(pids)
    for _request in range(many):
        start = time.perf_counter()
        answer = act[0]()
        times.append((time.perf_counter() - start) * 1000)
        if not act[1](answer):
            sys.exit(f"Redmine answered {answer[0]}, another page than was asked for: {answer[1][:500]}")
    time.sleep(0.5)  # a letter of the last request may still be written
    now = backends(database)
    if not set(pids) <= set(now):
        sys.exit("Redmine changed its connection to the database.")
    return {
        "cpu": (spent([puma, *now]) - before) / many * 1000, "database": (spent(now) - inside) / many * 1000,
        "median": statistics.median(times), "p95": statistics.quantiles(times, n=20)[-1],
    }  # fmt: skip


def measure(database: Database, browser: Browser, puma: int, asked: argparse.Namespace) -> dict[str, float]:
    """Measure all in turn, so often; returns the CPU ms of each one's best round, and prints them."""
    issue, project, open_ = database.execute(ISSUE).fetchall()[0]
    print(f"{asked.cases:,} issues, {open_:,} open ones of the reader")
    found: dict[str, list[dict[str, float]]] = {}
    wanted = acts(browser, issue, project)
    for name, act in list(wanted.items()) * asked.rounds:
        told = "only_my_events" if name == "mailed" else "none"
        database.execute("UPDATE users SET mail_notification = %s WHERE login = %s", [told, LOGIN])
        found.setdefault(name, []).append(run(act, asked.requests, puma, database))
        print(f"{name} {found[name][-1]['cpu']:.1f}", end=" ", flush=True)
    best = {name: min(tries, key=lambda one: one["cpu"]) for name, tries in found.items()}
    for name, one in best.items():
        print(f"\n{name:<7} CPU {one['cpu']:6.2f} ms, of which database {one['database']:5.2f},", end=" ")
        print(f"wall median {one['median']:6.2f}, p95 {one['p95']:6.2f} ms", end="")
    print()
    return {name: round(one["cpu"], 2) for name, one in best.items()}


def main() -> None:
    """Fill, start Redmine, sign in, ask, print, stop Redmine, delete what was posted."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--database", required=True)
    parser.add_argument("--folder", type=Path, default=Path("/usr/share/redmine"))
    parser.add_argument("--json", type=Path)
    for name, usual in (("--cases", 100_000), ("--requests", 200), ("--rounds", 3)):
        parser.add_argument(name, type=int, default=usual)
    asked = parser.parse_args()
    if asked.cases < 10_000:
        parser.error("fewer than 10,000 cases give the reader no full page")
    if not (asked.folder / "config.ru").exists() or not shutil.which("puma"):
        sys.exit(f"There is no Redmine in {asked.folder}, or no puma; the head of this file says how to install both.")
    kept = f"{asked.database}{'&' if '?' in asked.database else '?'}idle_timeout=0"  # Rails ends no idle connection
    port, env = free_port(), {"DATABASE_URL": kept, "REDMINE_INSTANCE": "default", "RAILS_ENV": "production"}
    with psycopg.connect(asked.database, autocommit=True, cursor_factory=psycopg.ClientCursor) as database:
        fill(database, asked.cases)
        command = ("puma", "-e", "production", "-t", "1:1", "-b", f"tcp://127.0.0.1:{port}")
        with running(*command, env=env, cwd=str(asked.folder)) as pid:
            wait_port(port, 60)
            found = measure(database, Browser(port), pid, asked)
        forget(database)
    if asked.json:
        asked.json.write_text(json.dumps(found) + "\n")


if __name__ == "__main__":
    main()
