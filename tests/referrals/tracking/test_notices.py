"""Words to the person: one for each change, by the way they chose, tried again and never doubled."""

from __future__ import annotations

import datetime as dt
import http.server
import json
import threading

import pytest
from django.core import mail
from django.utils import timezone

from prasan.directory.models import Seat
from prasan.directory.roles import Role
from prasan.platform.commands import perform
from prasan.platform.jobs.listeners import LISTENERS, dispatch, number
from prasan.platform.jobs.models import FailedEvent
from prasan.platform.notices.channels import ChannelError, Message
from prasan.platform.notices.models import Notice
from prasan.platform.notices.sms import SmsChannel
from prasan.referrals import commands as c
from prasan.referrals.bearers import PERSON, Bearer
from prasan.referrals.models import LateWeek, PersonNotice
from prasan.referrals.queries import to_be_told
from prasan.referrals.tracking import late, notices
from tests.referrals import ground
from tests.referrals.ground import at, days, move


class Fake:
    """A gateway that honours the retry key, and loses answers when told to."""

    name = "sms"

    def __init__(self):
        self.went, self.asked, self.lose = {}, 0, 0

    def ready(self):
        return True

    def send(self, message, retry_key):
        self.asked += 1
        self.went.setdefault(retry_key, message)
        if self.lose:
            self.lose -= 1
            raise ChannelError("TimeoutError")


@pytest.fixture
def gateway(monkeypatch):
    fake = Fake()
    monkeypatch.setitem(notices.WAYS, "sms", fake)
    return fake


def person(g, channel="sms", **more):
    one = ground.worker(g)
    one.phone, one.contact, one.channel = "0812345678", "somebody@example.org", channel
    one.consented_at = timezone.now() if channel != "none" else None
    one.save()
    return one


def sent(g, channel="sms"):
    return ground.referral(g, of=ground.case(g, person=person(g, channel)))


def spread():
    number()
    dispatch([LISTENERS["referrals.person-notices"], LISTENERS["desk.referral-reasons"]])
    assert not FailedEvent.objects.exists()


def states():
    return list(PersonNotice.objects.order_by("id").values_list("kind", "state"))


def test_each_change_is_told_once_without_the_number(g, gateway):
    one = sent(g)
    spread()
    spread()
    assert notices.send_due() == 1
    move(g, "doe", c.Receive, one)
    spread()
    assert notices.send_due() == 0  # to be seen is no answer
    move(g, "doe", c.Accept, one)
    spread()
    assert notices.send_due() == 1
    assert notices.send_due() == 0
    (text,) = {message.subject + message.body for message in gateway.went.values()}
    assert "/t/" in text
    # who has the telephone number now has its last digits: with the number of the case they would open it
    for word in (one.case.code, one.case.code[-6:], "ทดลอง", "ตกงาน", "DOE", one.office.name_th):
        assert word not in text
    assert {message.to for message in gateway.went.values()} == {"0812345678"}


def test_several_moves_that_nobody_was_told_yet_are_one_word(g, gateway):
    one = sent(g)
    other = ground.referral(g, of=one.case, to="DOE-80")
    for what in (c.Accept, c.Begin, c.Serve):
        move(g, "doe", what, one)
    move(g, "doe", c.Tell, one, outcome="solved")
    spread()
    assert sorted(PersonNotice.objects.values_list("referral", flat=True)) == [one.pk, other.pk]
    assert notices.send_due() == 2
    move(g, "counter", c.NotDone, one)
    spread()
    (_mine,) = notices._take()
    move(g, "doe", c.Begin, one)
    spread()
    assert notices.send_due() == 1  # the former leaves at this moment, and may be read before this


def test_what_the_person_does_themselves_is_not_told_to_them(g, gateway):
    one = sent(g)
    spread()
    notices.send_due()
    perform(Bearer(PERSON, case_id=one.case_id, by_pin=True), c.Withdraw(target_id=one.pk, text="ได้งานแล้ว"))
    spread()
    assert len(states()) == 1


def test_a_lost_answer_is_tried_again_with_the_same_key_and_not_doubled(g, gateway):
    sent(g)
    spread()
    gateway.lose = 2
    for minutes in (0, 3, 8):
        with at(ground.MONDAY + minutes * notices.PAUSE / 2):
            notices.send_due()
    assert (gateway.asked, len(gateway.went)) == (3, 1)
    assert states() == [("moved", "sent")]


def test_a_worker_that_dies_leaves_the_notice_to_another_with_the_same_key(g, gateway):
    sent(g)
    spread()
    (taken,) = notices._take()
    assert notices.send_due() == 0  # it belongs to who took it
    with at(ground.MONDAY + notices.LEASE):
        assert notices.send_due() == 1
    assert list(gateway.went) == [taken.retry_key]


def test_after_the_last_try_the_office_has_to_tell(g, gateway):
    one = sent(g)
    spread()
    gateway.lose = 99
    for n in range(notices.TRIES):
        with at(days(n)):
            notices.send_due()
    assert states() == [("moved", "failed")]
    assert [row.pk for row in to_be_told(one.case)] == [PersonNotice.objects.get().pk]
    shown = g.client("counter").get(f"/cases/{one.case_id}").content.decode()
    assert "ส่งไม่ได้" in shown
    assert "<h3>รอเจ้าหน้าที่แจ้ง</h3>" in shown
    assert "แจ้งเจ้าของเรื่องแล้ว" not in shown
    assert asked_by_hand() == [(g.actors["counter"].person_id, f"/cases/{one.case_id}")]


def asked_by_hand():
    return list(Notice.objects.filter(kind="referrals.tell_by_hand").values_list("person_id", "url"))


def test_who_has_left_is_not_asked_to_tell_but_who_answers_there_now(g, gateway):
    one = sent(g, "letter")
    ground.seat(g, "counter-2", Role.COUNTER_OFFICER, "OPS-92")
    Seat.objects.filter(pk=one.case.opened_by_id).update(end=timezone.localdate() - dt.timedelta(days=1))
    spread()
    notices.send_due()
    assert asked_by_hand() == [(g.actors["counter-2"].person_id, f"/cases/{one.case_id}")]


@pytest.mark.parametrize(
    ("channel", "state"), [("none", "unwanted"), ("call", "by_hand"), ("letter", "by_hand"), ("email", "sent")]
)
def test_the_way_is_the_one_they_consented_to(g, gateway, channel, state):
    one = sent(g, channel)
    spread()
    notices.send_due()
    assert states() == [("moved", state)]
    assert gateway.asked == 0
    assert len(asked_by_hand()) == (state == "by_hand")
    if channel == "email":
        (letter,) = mail.outbox
        assert letter.to == ["somebody@example.org"]
        assert letter.extra_headers["Message-ID"].startswith(f"<{PersonNotice.objects.get().retry_key}@")
        assert one.case.code not in letter.subject + letter.body


def test_consent_that_was_taken_back_holds_at_the_moment_of_sending(g, gateway):
    one = sent(g)
    spread()
    type(one.case.worker).objects.update(channel="none", consented_at=None)
    assert notices.send_due() == 0
    assert states() == [("moved", "unwanted")]


def test_each_week_of_lateness_brings_a_reason_or_the_word_that_there_is_none(g, gateway):
    one = sent(g)
    spread()
    notices.send_due()
    assert late.pass_weeks() == (0, 0)
    with at(days(2.1)):  # due on Wednesday morning
        assert late.pass_weeks() == (1, 0)
        assert late.pass_weeks() == (0, 0)
        spread()
        assert states()[1:] == []  # asked of the office; the person hears at the end of the week
        assert Notice.objects.filter(kind="referrals.reason_asked", person_id=g.actors["doe"].person_id).exists()
    with at(days(4)):
        g.do("doe", c.WriteReason(target_id=one.pk, text="รอผลสอบประวัติ ได้ผลวันศุกร์"))
        spread()
        assert states()[1:] == [("reason", "waiting")]
        plo = g.actors["plo"].person_id
        assert Notice.objects.filter(kind="referrals.reason_copy", person_id=plo).exists()
    with at(days(10)):
        assert late.pass_weeks() == (1, 0)  # the second week
    with at(days(17)):
        assert late.pass_weeks() == (1, 1)
        spread()
        assert states()[2:] == [("silent", "waiting")]
        assert Notice.objects.filter(kind="referrals.reason_silent", person_id=plo).exists()
    assert [(row.week, bool(row.text), row.told_at is not None) for row in LateWeek.objects.all()] == [
        (1, True, True), (2, False, True), (3, False, False),
    ]  # fmt: skip


def test_what_waits_for_the_person_is_late_by_nobodys_fault(g):
    one = ground.referral(g)
    for what in (c.Accept, c.Begin, c.Serve):
        move(g, "doe", what, one)
    move(g, "doe", c.Tell, one, outcome="solved")
    with at(days(60)):
        assert late.pass_weeks() == (0, 0)


def test_a_gateway_is_asked_with_token_and_key_and_409_means_it_went(settings):
    seen = []

    class Gateway(http.server.BaseHTTPRequestHandler):
        def do_POST(self):
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            seen.append((body, self.headers["Authorization"], self.headers["Idempotency-Key"]))
            self.send_response((200, 409, 400, 503)[len(seen) - 1])
            self.end_headers()

        def log_message(self, *told):
            pass

    server = http.server.HTTPServer(("127.0.0.1", 0), Gateway)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    settings.SMS_URL, settings.SMS_TOKEN = f"http://127.0.0.1:{server.server_port}/", "token"
    way, key = SmsChannel(), PersonNotice().retry_key
    way.send(Message("0812345678", "", "เรื่อง"), key)
    way.send(Message("0812345678", "", "เรื่อง"), key)
    for final in (True, False):
        with pytest.raises(ChannelError) as fault:
            way.send(Message("0812345678", "", "เรื่อง"), key)
        assert fault.value.final is final
    server.shutdown()
    server.server_close()
    assert seen[0] == ({"to": "0812345678", "text": "เรื่อง", "key": str(key)}, "Bearer token", str(key))
    settings.TRAINING = True
    assert not way.ready()


def test_what_an_officer_told_by_hand_waits_for_nobody_any_more(g):
    one = sent(g, "letter")
    spread()
    notices.send_due()
    assert PersonNotice.objects.get().state == "by_hand"
    counter = g.client("counter")
    path = f"/cases/{one.case_id}/keep"
    assert 'name="how"' in counter.get(f"/cases/{one.case_id}").content.decode()
    assert counter.post(path, {"do": "told", "how": "smoke"}).status_code == 409
    assert g.client("doe").post(path, {"do": "told", "how": "phone"}).status_code in {403, 404}
    assert counter.post(path, {"do": "told", "how": "phone"}).status_code == 302
    row = PersonNotice.objects.get()
    assert (row.state, row.channel, row.sent_at is None) == ("told", "phone", False)
    number()
    dispatch([LISTENERS["referrals.told-by-hand"]])
    assert not Notice.objects.unread().filter(kind="referrals.tell_by_hand").exists()
    assert counter.post(path, {"do": "told", "how": "phone"}).status_code == 409
