"""News by LINE: pushed once with its key; where LINE does not take it, by the next way they consented to."""

from __future__ import annotations

import pytest
from django.utils import timezone

from prasan.platform.jobs.listeners import LISTENERS, dispatch, number
from prasan.platform.notices.channels import sent_this_month
from prasan.platform.notices.models import Notice
from prasan.referrals.models import PersonNotice
from prasan.referrals.tracking import notices
from prasan.registers.commands import ChangeWorker
from prasan.registers.models import Worker
from tests.dying import dies
from tests.referrals import ground
from tests.referrals.ground import at, days
from tests.referrals.line.conftest import ACCOUNT, person
from tests.referrals.tracking.test_notices import Fake


@pytest.fixture
def sms(monkeypatch):
    fake = Fake()
    monkeypatch.setitem(notices.WAYS, "sms", fake)
    return fake


def sent(g, channel="none"):
    one = person(g, channel, line_id=ACCOUNT, line_at=timezone.now())
    made = ground.referral(g, of=ground.case(g, person=one))
    number()
    dispatch([LISTENERS["referrals.person-notices"]])
    return made


def row():
    one = PersonNotice.objects.get()
    return one.state, one.channel, one.missed


def test_who_linked_line_is_told_there_with_the_key_of_the_notice(g, fake, sms):
    one = sent(g, "sms")
    assert notices.send_due() == 1
    ((key, to, text),) = fake.pushes
    assert (key, to) == (str(PersonNotice.objects.get().retry_key), ACCOUNT)
    assert "/t/" in text
    for word in (one.case.code, "ทดลอง", "ตกงาน", one.office.name_th):
        assert word not in text
    assert row() == ("sent", "line", "")
    assert sms.asked == 0


def test_a_key_that_line_knows_counts_as_sent(g, fake, sms):
    sent(g, "sms")
    fake.answers = [409]
    assert notices.send_due() == 1
    assert row() == ("sent", "line", "")
    assert sms.asked == 0


@pytest.mark.parametrize("code", [400, 401, 403, 429])
def test_where_line_refuses_the_next_way_is_used_at_once_and_the_office_sees_it(g, fake, sms, code):
    one = sent(g, "sms")
    fake.answers = [code]
    assert notices.send_due() == 1
    assert row() == ("sent", "sms", "line")
    assert list(sms.went) == [PersonNotice.objects.get().retry_key]
    assert {message.to for message in sms.went.values()} == {"0812345678"}
    shown = g.client("counter").get(f"/cases/{one.case_id}").content.decode()
    assert "ส่งทาง LINE ไม่ได้ จึงใช้ช่องทางถัดไป" in shown
    assert ACCOUNT not in shown


def test_where_nobody_knows_whether_line_took_it_line_is_asked_again_first(g, fake, sms):
    sent(g, "sms")
    fake.answers = [500] * 9
    for n in range(notices.LINE_TRIES + 1):
        with at(days(n)):
            notices.send_due()
    assert len(fake.pushes) == notices.LINE_TRIES
    assert len({key for key, _to, _text in fake.pushes}) == 1
    assert row() == ("sent", "sms", "line")


def test_over_quota_the_next_way_is_used(g, fake, sms, settings):
    settings.LINE_QUOTA = 1
    for _n in range(2):
        sent(g, "sms")
    assert notices.send_due() == 2
    assert len(fake.pushes) == 1
    assert sorted(PersonNotice.objects.values_list("channel", "missed")) == [("line", ""), ("sms", "line")]
    assert sent_this_month("line") == 1  # staff's notices count it too


def test_who_has_no_other_way_is_the_offices_to_tell(g, fake, sms):
    one = sent(g)
    fake.answers = [400]
    assert notices.send_due() == 0
    assert row() == ("failed", "line", "")
    assert Notice.objects.filter(kind="referrals.tell_by_hand", url=f"/cases/{one.case_id}").exists()
    assert "<h3>รอเจ้าหน้าที่แจ้ง</h3>" in g.client("counter").get(f"/cases/{one.case_id}").content.decode()


def test_a_call_behind_line_is_the_offices(g, fake, sms):
    sent(g, "call")
    fake.answers = [400]
    assert notices.send_due() == 0
    assert row() == ("by_hand", "call", "line")


def test_a_site_whose_line_was_taken_out_uses_the_next_way(g, fake, sms, settings):
    sent(g, "sms")
    settings.LINE_TOKEN = ""
    assert notices.send_due() == 1
    assert (row(), fake.pushes) == (("sent", "sms", "line"), [])


def test_consent_taken_back_bites_at_the_moment_of_sending(g, fake, sms):
    one = sent(g, "sms")
    g.do("counter", ChangeWorker(target_id=one.case.worker_id, told={"channel": "none"}))
    assert notices.send_due() == 0
    assert row() == ("unwanted", "none", "")
    assert (fake.pushes, sms.asked) == ([], 0)


def test_linked_alone_it_needs_no_other_consent(g, fake, sms):
    sent(g)
    assert notices.send_due() == 1
    assert row() == ("sent", "line", "")


@pytest.mark.django_db(transaction=True)
def test_a_worker_killed_between_push_and_mark_sends_again_with_the_same_key(fake):
    with at(ground.MONDAY):
        g = ground.build()
        sent(g)
        for n in range(1, 40):
            PersonNotice.objects.update(not_before=ground.MONDAY)  # what one that died before the push held
            died = dies(notices.send_due, n, after=False)
            if fake.pushes or not died:
                break
        assert died
        assert len(fake.pushes) == 1
        assert PersonNotice.objects.get().state == "waiting"
    with at(ground.MONDAY + notices.LEASE):
        assert notices.send_due() == 1
    keys = [key for key, _to, _text in fake.pushes]
    assert keys == [str(PersonNotice.objects.get().retry_key)] * 2  # the second was answered 409
    assert fake.keys == set(keys)
    assert row() == ("sent", "line", "")
    assert Worker.objects.exclude(line_key="").count() == 1
