"""Notices: once each, as people want them, without personal data, and nothing leaves a training site."""

from __future__ import annotations

import datetime as dt
import json
import threading
import uuid
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from django.core import mail
from django.db import transaction
from django.utils import timezone

from prasan.directory.models import Person
from prasan.platform.journal.models import Outbox
from prasan.platform.live.topics import may_listen
from prasan.platform.notices import channels, deliver, kinds
from prasan.platform.notices.channels import ChannelError, LineChannel, Message
from prasan.platform.notices.kinds import DIGEST, IMMEDIATE, OFF, notice_kind, plain_args
from prasan.platform.notices.models import Delivery, Notice
from prasan.platform.notices.notify import notify
from prasan.platform.notices.people import Wishes
from tests.platform.ground import Someone

pytestmark = pytest.mark.django_db


class Line(BaseHTTPRequestHandler):
    """A stand-in of the LINE push address on this machine."""

    def do_POST(self):
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        key = self.headers["X-Line-Retry-Key"]
        self.server.calls.append((self.path, self.headers["Authorization"], key, body))
        code = self.server.answers.pop(0) if self.server.answers else (409 if key in self.server.keys else 200)
        if code == 200:
            self.server.keys.add(key)
        self.send_response(code)
        if code == 302:
            self.send_header("Location", "http://127.0.0.1:1/elsewhere")
        self.end_headers()
        self.wfile.write(b"{}")

    def log_message(self, *args):
        pass


@pytest.fixture
def line(settings):
    server = ThreadingHTTPServer(("127.0.0.1", 0), Line)
    server.calls, server.keys, server.answers = [], set(), []
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    settings.LINE_BASE_URL, settings.LINE_TOKEN, settings.LINE_QUOTA = (
        f"http://127.0.0.1:{server.server_port}",
        "t0ken",
        0,
    )
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture(autouse=True)
def _own_kinds(monkeypatch, settings):
    monkeypatch.setattr(kinds, "KINDS", kinds.KINDS)
    before = dict(kinds.KINDS)
    settings.TRAINING = False
    yield
    kinds.KINDS.clear()
    kinds.KINDS.update(before)


@pytest.fixture
def due():
    return notice_kind("test.due", "ครบกำหนด", "รายงานงวด %(period)s ครบกำหนด %(day)s", default=IMMEDIATE, urgent=True)


@pytest.fixture
def person():
    return make()


def make(name="a", **wishes) -> Person:
    return Person.objects.create(
        username=name, given_name="สมหญิง", email=f"{name}@example.go.th", notice_channels=wishes
    )


def tell(people, kind, key="1", **more):
    args = {"period": 256909, "day": dt.date(2026, 7, 5), **more}
    return notify([one.pk for one in people], kind, url="/reports/7", key=key, **args)


def run(what=deliver.deliver):
    what.function(None)


def test_told_once_by_mail_and_in_the_product(person, due):
    assert tell([person], due) == 1
    assert tell([person], due) == 0
    run()
    run()
    assert Notice.objects.get().text == "รายงานงวด 256909 ครบกำหนด 5 ก.ค. 2569"
    (message,) = mail.outbox
    assert message.to == ["a@example.go.th"]
    assert message.subject == "รายงานงวด 256909 ครบกำหนด 5 ก.ค. 2569"
    assert "/reports/7" in message.body
    assert "สมหญิง" not in message.body
    assert str(Delivery.objects.get().retry_key) in message.extra_headers["Message-ID"]
    assert Outbox.objects.get().topics == [f"notices:{person.pk}"]


def test_a_notice_goes_with_its_transaction(person, due):
    with transaction.atomic():
        tell([person], due)
        transaction.set_rollback(True)
    run()
    assert not mail.outbox
    assert not Notice.objects.exists()


@pytest.mark.parametrize("value", ["นางสาวสมหญิง ใจดี", "free text", None, 1.5, ["x"], True, "a" * 61])
def test_words_take_no_names_and_no_free_text(value):
    with pytest.raises(ValueError, match="only numbers"):
        plain_args({"x": value})


def test_a_missing_value_is_an_error_where_it_is_made(person, due):
    with pytest.raises(KeyError):
        notify([person.pk], due, url="/x", key="k", period=1)


def test_a_link_out_of_the_product_is_refused(person, due):
    from django.db import IntegrityError

    with pytest.raises(IntegrityError), transaction.atomic():
        notify([person.pk], due, url="//evil.example", key="k", period=1, day=1)


def test_wishes_by_kind(due):
    at_once, later, never = (
        make(name, modes={"test.due": mode}) for name, mode in (("x", IMMEDIATE), ("y", DIGEST), ("z", OFF))
    )
    assert tell([at_once, later, never], due) == 3
    run()
    assert [m.to for m in mail.outbox] == [["x@example.go.th"]]
    run(deliver.digest)
    assert [m.to for m in mail.outbox[1:]] == [["y@example.go.th"]]
    assert Notice.objects.filter(person_id=never.pk).count() == 1


def test_a_digest_is_one_message_without_what_was_read(due):
    one = make(modes={"test.due": DIGEST})
    for number in range(25):
        tell([one], due, key=str(number))
    Notice.objects.filter(key="3").update(read=timezone.now())
    run(deliver.digest)
    run(deliver.digest)
    (message,) = mail.outbox
    assert message.subject == "มี 24 เรื่องรอท่าน"
    assert message.body.count("•") == deliver.LINES
    assert "อีก 4 เรื่อง" in message.body
    assert not Delivery.objects.exclude(state="sent").exists()


def test_quiet_hours():
    zone = timezone.get_current_timezone()
    wishes = Wishes(quiet=("20:00", "06:00"))
    late, early, noon = (dt.datetime(2026, 7, 5, hour, 30, tzinfo=zone) for hour in (22, 3, 12))
    assert wishes.not_before(late) == dt.datetime(2026, 7, 6, 6, tzinfo=zone)
    assert wishes.not_before(early) == dt.datetime(2026, 7, 5, 6, tzinfo=zone)
    assert wishes.not_before(noon) == noon
    assert Wishes(quiet=None).not_before(late) == late


def test_a_notice_in_quiet_hours_waits_unless_urgent(due, monkeypatch):
    one = make(quiet=["00:00", "23:59"])
    calm = notice_kind("test.calm", "ทั่วไป", "%(period)s %(day)s", default=IMMEDIATE)
    tell([one], calm)
    run()
    assert not mail.outbox or timezone.localtime().strftime("%H:%M") == "23:59"
    tell([one], due)
    run()
    assert len(mail.outbox) == 1


def test_broken_wishes_are_the_usual_ones():
    wishes = Wishes.read({"modes": {"test.none": "x", "a": 1}, "channels": ["fax", "line"], "quiet": ["25:00", "1"]})
    assert (dict(wishes.modes), wishes.channels, wishes.quiet) == ({}, ("line",), None)
    assert Wishes.read({}) == Wishes()


def test_line_is_sent_once_for_a_retry_key(line, due):
    one = make(channels=["line"], line_id="U123")
    line.answers = [500]
    tell([one], due)
    run()
    delivery = Delivery.objects.get()
    assert (delivery.state, delivery.tries) == ("waiting", 1)
    Delivery.objects.update(not_before=timezone.now())
    run()
    delivery.refresh_from_db()
    assert delivery.state == "sent"
    keys = {key for _path, _auth, key, _body in line.calls}
    assert keys == {str(delivery.retry_key)}
    path, auth, _key, body = line.calls[-1]
    assert (path, auth, body["to"]) == ("/v2/bot/message/push", "Bearer t0ken", "U123")
    LineChannel().send(Message("U123", "x", "y"), delivery.retry_key)  # 409: it was accepted before
    assert len(line.keys) == 1


@pytest.mark.parametrize(("code", "final"), [(400, True), (401, True), (429, False), (500, False), (302, False)])
def test_line_errors(line, code, final):
    line.answers = [code]
    with pytest.raises(ChannelError) as caught:
        LineChannel().send(Message("U1", "a", "b"), uuid.uuid4())
    assert caught.value.final is final
    assert len(line.calls) == 1  # a redirect is not followed


def test_line_keeps_to_its_quota(line, due, settings):
    settings.LINE_QUOTA = 1
    tell([make("p", channels=["line"], line_id="U1"), make("q", channels=["line"], line_id="U2")], due)
    run()
    assert len(line.calls) == 1
    assert sorted(Delivery.objects.values_list("state", flat=True)) == ["failed", "sent"]


def test_nothing_leaves_a_training_site(line, due, settings):
    settings.TRAINING = True
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    tell([make(channels=["line", "email"], line_id="U1")], due)
    run()
    assert Notice.objects.count() == 1
    assert not Delivery.objects.exists()
    assert not line.calls
    with pytest.raises(ChannelError):
        LineChannel().send(Message("U1", "a", "b"), uuid.uuid4())
    assert not line.calls


def test_a_closed_account_gets_nothing_outside(person, due):
    tell([person], due)
    Person.objects.update(is_active=False)
    run()
    assert not mail.outbox
    assert Delivery.objects.get().state == "failed"


def test_a_worker_that_died_leaves_the_message_to_another(person, due, monkeypatch):
    tell([person], due)

    def dies(message, key):
        raise KeyboardInterrupt

    monkeypatch.setattr(channels.CHANNELS["email"], "send", dies)
    with pytest.raises(KeyboardInterrupt):
        run()
    monkeypatch.undo()
    run()
    assert not mail.outbox  # it may still be at work
    Delivery.objects.update(not_before=timezone.now())
    run()
    assert len(mail.outbox) == 1


def test_only_the_person_hears():
    assert may_listen(Someone(person_id=7), "notices:7")
    assert not may_listen(Someone(person_id=7), "notices:8")
