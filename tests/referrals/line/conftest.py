"""A stand-in of LINE on this machine: what we push and reply to it, and what it would send us."""

from __future__ import annotations

import base64
import hashlib
import hmac
import itertools
import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from django.test import Client

from prasan.referrals import commands as c
from tests.referrals import ground

SECRET = "channel-secret"
ACCOUNT = "U" + "0123456789abcdef" * 2
OTHER = "U" + "f" * 32
_numbers = itertools.count(1)


class Handler(BaseHTTPRequestHandler):
    """Takes pushes by their retry key, and replies."""

    def do_POST(self):
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        key = self.headers["X-Line-Retry-Key"]
        if self.path.endswith("/reply"):
            self.server.replies.append((body["replyToken"], body["messages"][0]["text"]))
            code = 200
        else:
            self.server.pushes.append((key, body["to"], body["messages"][0]["text"]))
            code = self.server.answers.pop(0) if self.server.answers else (409 if key in self.server.keys else 200)
            if code == 200:
                self.server.keys.add(key)
        self.send_response(code)
        self.end_headers()
        self.wfile.write(b"{}")

    def log_message(self, *args):
        pass


@pytest.fixture
def fake(settings):
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.pushes, server.replies, server.keys, server.answers = [], [], set(), []
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    settings.LINE_BASE_URL, settings.LINE_TOKEN = f"http://127.0.0.1:{server.server_port}", "t0ken"
    settings.LINE_SECRET, settings.LINE_ACCOUNT, settings.LINE_QUOTA = SECRET, "@prasan-test", 0
    settings.TRAINING = False
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


def person(g, channel="none", **more):
    """A person of the registry with a telephone, and the way they consented to."""
    from django.utils import timezone

    one = ground.worker(g)
    told = {"phone": "0812345678", "contact": "somebody@example.org", "channel": channel} | more
    for name, value in told.items():
        setattr(one, name, value)
    one.consented_at = timezone.now() if channel != "none" else None
    one.save()
    return one


def opened(g, case):
    """The browser of a case's person, who came by the PIN."""
    pin = c.MakePin(target_id=case.pk)
    g.do("counter", pin)
    client = Client()
    assert client.post("/t/", {"code": case.code, "word": pin.pin}).status_code == 302
    return client


def code_of(client):
    """Ask for a code on the page and return it."""
    answer = client.post("/t/line", {"do": "code"})
    assert answer.status_code == 200
    shown = answer.content.decode()
    assert "@prasan-test" in shown
    return shown.partition('<p class="said"><b>')[2][:9]


def event(kind="message", account=ACCOUNT, text="", key="", **more):
    """An event as LINE sends it."""
    made = {
        "type": kind, "mode": "active", "timestamp": int(time.time() * 1000),
        "source": {"type": "user", "userId": account},
        "webhookEventId": key or f"01EVENT{next(_numbers):08d}", "deliveryContext": {"isRedelivery": False},
    }  # fmt: skip
    if kind == "message":
        made |= {"replyToken": f"token-{made['webhookEventId']}", "message": {"type": "text", "id": "1", "text": text}}
    return made | more


def post(*events, secret=SECRET, body=None, signature=None):
    """Send events to the webhook as LINE does; return the answer."""
    body = json.dumps({"destination": "U0", "events": list(events)}).encode() if body is None else body
    made = base64.b64encode(hmac.new(secret.encode(), body, hashlib.sha256).digest()).decode()
    headers = {"X-Line-Signature": made if signature is None else signature}
    return Client(enforce_csrf_checks=True).post(
        "/line/webhook", body, content_type="application/json", headers=headers
    )
