"""Words to people while the worker that sends them is killed: none is missing, none doubled.

`run` lets offices move referrals in rounds. In each a forked process writes and sends what people are to be told, and
is killed with SIGKILL: before or after one of its statements, or by the gateway once that has taken a message and
before it answers. The next worker comes eleven minutes later, when what the dead one held is free again. Half of the
people are told by short message, through a gateway that honours the retry key, half by e-mail, where the message's id
is all that a mail server can go by.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import random
import signal
import socketserver
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from django.conf import settings
from django.db import connection
from django.utils import timezone

from prasan.platform.jobs.listeners import LISTENERS, dispatch, number
from prasan.platform.jobs.models import FailedEvent
from prasan.referrals import commands as c
from prasan.referrals.models import PersonNotice, Referral
from prasan.referrals.tracking import notices
from tests.dying import dies
from tests.referrals import ground

ROUND = dt.timedelta(minutes=11)
"""Longer than a dead worker's hold on what it took."""
EACH = 4
"""New referrals a round."""


@dataclass
class Gateways:
    """What reached the two gateways: how often each retry key asked, what was sent, and whom to kill."""

    sms: Counter[str] = field(default_factory=Counter)
    sent: dict[str, str] = field(default_factory=dict)
    mail: Counter[str] = field(default_factory=Counter)
    victim: int = 0
    """How many messages from now the process that sends is killed; 0, none."""
    in_flight: int = 0

    def strike(self, pid: int) -> bool:
        """Count a message; kill the process that waits for its answer if it is its turn."""
        if not self.victim:
            return False
        self.victim -= 1
        if self.victim:
            return False
        self.in_flight += 1
        os.kill(pid, signal.SIGKILL)
        return True


@dataclass
class Outcome:
    """What happened: rounds, deaths at a statement, deaths with a message in flight, words, what is wrong."""

    rounds: int = 0
    deaths: int = 0
    in_flight: int = 0
    words: int = 0
    repeated: int = 0
    mails_twice: int = 0
    wrong: list[str] = field(default_factory=list)


def _sms_gateway(seen: Gateways) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            told = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            key = self.headers["Idempotency-Key"]
            again = key in seen.sent
            seen.sms[key] += 1
            seen.sent.setdefault(key, told["to"])
            if not seen.strike(int(self.headers["X-Pid"])):
                self.send_response(409 if again else 200)
                self.end_headers()

        def log_message(self, *_words: Any) -> None:
            pass

    return Handler


class _Mail(socketserver.StreamRequestHandler):
    """Takes mail by as much of SMTP (RFC 5321) as a client needs."""

    seen: Gateways
    pid = 0

    def handle(self) -> None:
        self._say("220 ready")
        while line := self.rfile.readline():
            word = line.split()[0].upper() if line.split() else b""
            if word == b"EHLO":
                self.pid = int(line.split(b"p")[-1])
                self._say("250 ready")
            elif word == b"DATA":
                self._say("354 go on")
                if self._take():
                    return
                self._say("250 taken")
            else:
                self._say("221 bye" if word == b"QUIT" else "250 well")

    def _take(self) -> bool:
        """Read a letter; tell whether its sender was killed before it heard that it was taken."""
        key = ""
        while (line := self.rfile.readline()) not in {b".\r\n", b""}:
            if line.lower().startswith(b"message-id:"):
                key = line.split(b"<")[1].split(b"@")[0].decode()
        self.seen.mail[key] += 1
        return self.seen.strike(self.pid)

    def _say(self, words: str) -> None:
        self.wfile.write(words.encode() + b"\r\n")


class _MailServer(socketserver.ThreadingTCPServer):
    daemon_threads = True
    allow_reuse_address = True


@contextmanager
def gateways() -> Iterator[Gateways]:
    """Serve both gateways and let the product's settings point to them."""
    seen = Gateways()
    _Mail.seen = seen
    sms = ThreadingHTTPServer(("127.0.0.1", 0), _sms_gateway(seen))
    mail = _MailServer(("127.0.0.1", 0), _Mail)
    for one in (sms, mail):
        threading.Thread(target=one.serve_forever, daemon=True).start()
    told = {
        "SMS_URL": f"http://127.0.0.1:{sms.server_address[1]}/", "SMS_TOKEN": "t", "EMAIL_HOST": "127.0.0.1",
        "EMAIL_PORT": mail.server_address[1], "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST_USER": "", "EMAIL_USE_TLS": False, "EMAIL_USE_SSL": False, "TRAINING": False,
    }  # fmt: skip
    before = {name: getattr(settings, name) for name in told}
    for name, value in told.items():
        setattr(settings, name, value)
    try:
        yield seen
    finally:
        for name, value in before.items():
            setattr(settings, name, value)
        for one in (sms, mail):
            one.shutdown()
            one.server_close()


def work() -> None:
    """Do what a worker does: write what people are to be told, and send it."""
    _name_process()
    number()
    dispatch([LISTENERS["referrals.person-notices"]])
    notices.send_due()


def _name_process() -> None:
    """Let the gateways know whom they are talking with."""
    from django.core.mail.utils import DNS_NAME

    from prasan.platform.notices import channels

    DNS_NAME._fqdn = f"p{os.getpid()}"
    channels._opener.addheaders = [("X-Pid", str(os.getpid()))]


def run(g: ground.Ground, kills: int, seed: int) -> Outcome:
    """Let workers die so many times, then let one live; return what reached the people."""
    chance, found, moment = random.Random(seed), Outcome(), ground.MONDAY
    people = {"sms": [], "email": []}  # type: dict[str, list[Any]]
    with ground.at(moment):
        for n in range(20):
            people["email" if n % 2 else "sms"].append(_person(g, n))
    made: list[Referral] = []
    with gateways() as seen:
        while found.deaths + seen.in_flight < kills:
            moment += ROUND
            found.rounds += 1
            with ground.at(moment):
                made += [_sent(g, people[chance.choice(["sms", "email"])], chance) for _ in range(EACH)]
                _accept(g, made[-2 * EACH : -EACH])
                seen.victim = chance.randrange(1, EACH) if chance.random() < 0.5 else 0
                struck = seen.in_flight
                died = dies(work, 10**9 if seen.victim else chance.randrange(1, 60), after=chance.random() < 0.5)
                found.deaths += died and seen.in_flight == struck
                seen.victim = 0
            connection.close()
        for _ in range(3):
            moment += ROUND
            with ground.at(moment):
                work()
        _judge(found, seen, made)
    return found


def _person(g: ground.Ground, n: int) -> Any:
    one = ground.worker(g)
    one.phone, one.contact, one.channel = f"08123456{n:02d}", f"somebody{n}@example.org", "email" if n % 2 else "sms"
    one.consented_at = timezone.now()
    one.save()
    return one


def _sent(g: ground.Ground, people: list[Any], chance: random.Random) -> Referral:
    return ground.referral(g, of=ground.case(g, person=chance.choice(people)))


def _accept(g: ground.Ground, some: list[Referral]) -> None:
    for one in some:
        ground.move(g, "doe", c.Accept, one)


def _judge(found: Outcome, seen: Gateways, made: list[Referral]) -> None:
    """Compare what was written, what is said to have been sent, and what the gateways have."""
    rows = list(PersonNotice.objects.filter(referral__in=made))
    found.words, found.in_flight = len(rows), seen.in_flight
    found.repeated = sum(n - 1 for n in seen.sms.values())
    found.mails_twice = sum(n - 1 for n in seen.mail.values())
    found.wrong += [f"not sent: {one.key} {one.state} {one.error}" for one in rows if one.state != "sent"]
    keys = {str(one.retry_key): one for one in rows}
    found.wrong += [
        f"said to be sent, not there: {key}" for key in keys if key not in seen.sent and key not in seen.mail
    ]
    found.wrong += [f"there and unknown: {key}" for key in (*seen.sent, *seen.mail) if key not in keys]
    if found.mails_twice > seen.in_flight + found.deaths:
        found.wrong.append(f"{found.mails_twice} letters twice")
    found.wrong += [f"letter sent {n} times" for n in seen.mail.values() if n > 1 + seen.in_flight + found.deaths]
    last: dict[int, dt.datetime] = {}
    for one in rows:
        last[one.referral_id] = max(last.get(one.referral_id, one.not_before), one.not_before)
    for one in made:
        one.refresh_from_db()
        told = [row for row in rows if row.referral_id == one.pk]
        if not told:
            found.wrong.append(f"nothing was said of {one.pk}")
        elif one.state == "accepted" and max(row.sent_at or row.made_at for row in told) < one.moved_at:
            found.wrong.append(f"the last move of {one.pk} was not said")
    found.wrong += [f"set aside: {one.name} {one.error}" for one in FailedEvent.objects.all()]
