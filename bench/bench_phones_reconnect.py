"""500 phones whose answers to a policy brief waited for a signal and are sent at once, some of them twice: none lost.

Run: python -m bench bench_phones_reconnect [--phones 500] [--workers 16] [--lost 0.3]

PRASAN_DATABASE_URL names an empty, migrated database that may be filled. A server of the product is started (granian,
as `prasan up` does, on a free port of 127.0.0.1) and 500 signed-in phones connect at a barrier, each with its own
session and its own key. A share `lost` of the phones drops the connection before it reads the answer and sends the
same again under the same key, as a phone does after a lost answer. Afterwards readings, answers and journal entries
are counted. The floor is the same number of requests, from the same phones, to a page that writes nothing.
"""

from __future__ import annotations

import argparse
import http.client
import json
import random
import statistics
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from typing import Any

from bench.procs import free_port, running, wait_port
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection, connections
from django.utils import timezone
from tests.understanding import ground

from prasan.directory.models import Person, Seat
from prasan.platform.journal.models import Entry
from prasan.understanding.models import Answer, Brief, Reading

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
CSRF = "a" * 32


def readers(small: Any, count: int) -> list[Person]:
    """Make so many officers of one office, each with a seat."""
    people = Person.objects.bulk_create(
        Person(username=f"phone-{n}", given_name="สมมติ", family_name=f"ที่ {n}") for n in range(count)
    )
    office = small.world.offices["DOE-92"]
    Seat.objects.bulk_create(
        Seat(person=one, office=office, role="agency-officer", start=timezone.localdate()) for one in people
    )
    return list(people)


def signed_in(person: Person) -> str:
    """Return the key of a session of a person."""
    session = SessionStore()
    session[SESSION_KEY], session[BACKEND_SESSION_KEY] = str(person.pk), BACKEND
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session.create()
    return str(session.session_key)


def served(stack: ExitStack, workers: int) -> int:
    """Start the product on a free port; returns the port."""
    port = free_port()
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--workers", "1", "--no-ws", "--backlog", "1024"]
    command += ["--blocking-threads", workers, "--log-level", "critical", "--host", "127.0.0.1", "--port", port]
    stack.enter_context(running(*command, "prasan.config.wsgi:application"))
    wait_port(port)
    return port


def post(port: int, address: str, headers: dict[str, str], body: str, *, read: bool) -> int:
    """Send one request; without `read` hang up before the answer. Returns the status, 0 where it was not read."""
    link = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
    try:
        link.request("POST", address, body, headers)
        if not read:
            return 0
        answer = link.getresponse()
        answer.read()
        return answer.status
    finally:
        link.close()


def burst(phones: int, act: Any) -> tuple[float, list[float]]:
    """Let every phone act at once; returns the seconds until the last is served, and those of each."""
    ready = threading.Barrier(phones)

    def one(number: int) -> float:
        ready.wait(120)
        begun = time.perf_counter()
        act(number)
        return time.perf_counter() - begun

    begun = time.perf_counter()
    with ThreadPoolExecutor(phones) as pool:
        each = list(pool.map(one, range(phones)))
    return time.perf_counter() - begun, each


def main() -> None:
    """Reconnect, count, print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--phones", type=int, default=500)
    parser.add_argument("--workers", type=int, default=16)
    parser.add_argument("--lost", type=float, default=0.3)
    asked = parser.parse_args()
    if Reading.objects.exists():
        raise SystemExit("the database is not empty: this bench writes into it and takes nothing back")
    small = ground.build()
    brief = ground.issued(small)
    people = readers(small, asked.phones)
    sessions = [signed_in(one) for one in people]
    connection.close()
    with ExitStack() as stack:
        reconnect(asked, served(stack, asked.workers), brief, sessions)


def reconnect(asked: argparse.Namespace, port: int, brief: Brief, sessions: list[str]) -> None:
    """Let the phones read, then send; count what came."""
    body = json.dumps({"choices": {str(item.pk): item.right for item in brief.items.all()}})
    dice = random.Random(7)  # the same phones in every run
    drops = [dice.random() < asked.lost for _n in range(asked.phones)]
    refused: list[int] = []

    def headers(number: int) -> dict[str, str]:
        cookies = f"{settings.SESSION_COOKIE_NAME}={sessions[number]}; {settings.CSRF_COOKIE_NAME}={CSRF}"
        return {
            "Content-Type": "application/json", "Cookie": cookies, "X-CSRFToken": CSRF,
            "Idempotency-Key": f"phone-{number}",
        }  # fmt: skip

    def send(number: int) -> None:
        address = f"/api/v1/policy-briefs/{brief.pk}/answers"
        if drops[number]:
            post(port, address, headers(number), body, read=False)
        while (status := post(port, address, headers(number), body, read=True)) in {429, 500, 502, 503}:
            time.sleep(0.2)
        if status != 200:
            refused.append(status)

    def look(number: int) -> None:
        link = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
        link.request("GET", "/api/v1/policy-brief-duties", headers=headers(number))
        assert link.getresponse().status == 200
        link.close()

    floor, _each = burst(asked.phones, look)
    took, each = burst(asked.phones, send)
    connections.close_all()
    sent = Entry.objects.filter(verb="understanding.understand").count()
    assert refused == [], refused[:5]
    assert Reading.objects.filter(done_at__isnull=False).count() == asked.phones
    assert Answer.objects.count() == 3 * asked.phones
    assert sent == asked.phones, sent
    each.sort()
    print(f"{asked.phones} phones at once, {sum(drops)} of them twice: {asked.phones} readings, 0 lost, 0 doubled; all"
          f" in {took:.1f} s ({statistics.median(each):.1f} s median), the floor (reading one's duties) {floor:.1f} s,"
          f" ratio {took / floor:.1f}")  # fmt: skip


if __name__ == "__main__":
    main()
