"""A breach from the report to its end: who reads it, what is owed, what the clock says to whom."""

import datetime as dt

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from prasan.directory.models import Person
from prasan.platform.commands import Refused, RuleBroken
from prasan.platform.jobs.listeners import LISTENERS, dispatch, number
from prasan.platform.jobs.models import FailedEvent
from prasan.platform.journal.models import Entry
from prasan.platform.notices.models import Notice
from prasan.platform.vault.keys import is_sealed
from prasan.platform.vault.rotate import rotate
from prasan.privacy import commands as c
from prasan.privacy.models import Breach, BreachEvent
from prasan.privacy.notices import remind
from tests.privacy.ground import MONDAY, at, breach, step

CANARY = "ไฟล์นกขมิ้นหลุดทางอีเมล"


def hours(n):
    return MONDAY + dt.timedelta(hours=n)


def spread():
    number()
    dispatch([LISTENERS["privacy.breach-reported"], LISTENERS["privacy.breach-settled"]])
    assert not FailedEvent.objects.exists()


def unread():
    rows = Notice.objects.unread().filter(kind__startswith="privacy.")
    return {(row.kind.rpartition(".")[2], Person.objects.get(pk=row.person_id).username) for row in rows}


def contained(g, one, **more):
    return step(g, c.ContainBreach, one, text="ปิดลิงก์และขอให้ลบไฟล์", **more)


def test_numbers_have_no_gap_and_a_refused_report_takes_none(g):
    first = breach(g)
    for told in ({"what": " "}, {"kind": "lost"}, {"aware_at": hours(1)}, {"people": -1}):
        with pytest.raises(RuleBroken):
            breach(g, **told)
    second = breach(g, "plo")
    assert (first.code, second.code) == ("1/2569", "2/2569")


def test_the_officer_reads_all_the_reporter_the_own_and_nobody_else(g):
    one, other = breach(g, "doe"), breach(g, "plo")
    seen = {who: set(Breach.objects.visible_to(g.actors[who]).values_list("pk", flat=True)) for who in g.actors}
    assert seen.pop("dpo") == {one.pk, other.pk}
    assert seen.pop("doe") == {one.pk}
    assert seen.pop("plo") == {other.pk}
    assert set().union(*seen.values()) == set()


def test_only_the_officer_goes_on(g):
    one = breach(g, "doe")
    for verb in (c.AssessBreach, c.ContainBreach, c.NotifyOffice, c.TellPersons, c.CloseBreach, c.ReopenBreach):
        for who, status in (("doe", 403), ("plo", 404)):
            with pytest.raises(Refused) as refused:
                step(g, verb, one, who)
            assert refused.value.status == status


def test_no_risk_needs_its_reason_and_ends_the_clock(g):
    one = breach(g)
    with pytest.raises(RuleBroken) as refused:
        step(g, c.AssessBreach, one, risk="none")
    assert refused.value.field == "text"
    step(g, c.AssessBreach, one, risk="none", text="ไฟล์เข้ารหัสและผู้รับลบแล้ว")
    with pytest.raises(RuleBroken):  # what was done about it is still to be told
        step(g, c.CloseBreach, one)
    contained(g, one)
    assert step(g, c.CloseBreach, one).state == "closed"


def test_a_high_risk_is_closed_once_office_and_persons_were_told(g):
    one = breach(g)
    with pytest.raises(RuleBroken):  # not judged yet
        step(g, c.CloseBreach, one)
    step(g, c.AssessBreach, one, risk="high", people=40)
    contained(g, one)
    with pytest.raises(RuleBroken) as refused:
        step(g, c.CloseBreach, one)
    assert "สำนักงานคณะกรรมการ" in str(refused.value.text)
    assert "เจ้าของข้อมูล" in str(refused.value.text)
    step(g, c.NotifyOffice, one, reference="สคส 12/2569")
    with pytest.raises(RuleBroken):
        step(g, c.TellPersons, one, people=None, text="ส่งข้อความ")
    step(g, c.TellPersons, one, people=30, text="ส่งข้อความ")
    step(g, c.TellPersons, one, people=10, text="โทรศัพท์")
    assert (one.people, one.told_people) == (40, 40)
    step(g, c.CloseBreach, one)
    with pytest.raises(RuleBroken):
        step(g, c.AssessBreach, one, risk="risk")
    assert step(g, c.ReopenBreach, one, text="พบว่าหลุดอีกไฟล์").state == "assessed"
    assert one.closed_at is None
    moves = list(one.events.values_list("move", flat=True))
    assert moves == [
        "report", "assess", "contain", "notify_office", "tell_persons", "tell_persons", "close", "reopen",
    ]  # fmt: skip


def test_a_late_notice_needs_its_reason_and_the_first_one_counts(g):
    one = breach(g)
    with at(hours(73)):
        with pytest.raises(RuleBroken) as refused:
            step(g, c.NotifyOffice, one, reference="1")
        assert refused.value.field == "text"
        # it was sent in time and is written down later: nothing is late
        step(g, c.NotifyOffice, one, reference="1", at=hours(72))
        step(g, c.NotifyOffice, one, reference="2", text="")
    assert (one.notified_at, one.reference) == (hours(72), "1")


@pytest.mark.parametrize(
    ("when", "field"), [(hours(-1), "at"), (hours(3), "at")], ids=["before it was known", "still to come"]
)
def test_what_was_done_lies_between_knowing_and_now(g, when, field):
    one = breach(g)
    with at(hours(2)), pytest.raises(RuleBroken) as refused:
        step(g, c.NotifyOffice, one, reference="1", at=when)
    assert refused.value.field == field


def test_the_moment_of_becoming_aware_is_set_right_with_a_reason_and_moves_the_clock(g):
    one = breach(g)
    with at(hours(2)):
        contained(g, one)
    with at(hours(10)):
        with pytest.raises(RuleBroken):
            step(g, c.AssessBreach, one, risk="risk", aware_at=hours(-5))
        with pytest.raises(RuleBroken):  # known after it was stopped
            step(g, c.AssessBreach, one, risk="risk", aware_at=hours(5), text="ตรวจสอบแล้ว")
        step(g, c.AssessBreach, one, risk="risk", aware_at=hours(-5), text="เวรทราบก่อนแล้ว")
    assert one.due_at == hours(67)


def test_the_officer_hears_at_the_report_at_48_and_past_72_hours_once_each(g):
    one = breach(g)
    spread()
    assert unread() == {("breach", "dpo")}
    assert [remind(hours(n)) for n in (47, 48, 60, 72, 72.1, 90)] == [
        {"near": 0, "over": 0}, {"near": 1, "over": 0}, {"near": 0, "over": 0}, {"near": 0, "over": 0},
        {"near": 0, "over": 1}, {"near": 0, "over": 0},
    ]  # fmt: skip
    assert unread() == {("breach", "dpo"), ("breach_near", "dpo"), ("breach_over", "dpo")}
    with at(hours(91)):
        step(g, c.NotifyOffice, one, reference="1", text="วันหยุดยาว")
        spread()
        assert unread() == {("breach", "dpo")}  # not judged yet
        step(g, c.AssessBreach, one, risk="risk")
        spread()
    assert unread() == set()
    assert remind(hours(100)) == {"near": 0, "over": 0}


def test_words_stand_encrypted_and_sealed_and_in_no_notice(g):
    one = breach(g, what=CANARY)
    step(g, c.AssessBreach, one, risk="none", text=CANARY)
    spread()
    with connection.cursor() as cursor:
        for table in ("privacy_breach", "privacy_breach_event", "platform_journal", "platform_notice"):
            cursor.execute(f"SELECT count(*) FROM {table} AS t WHERE t::text LIKE %s", [f"%{CANARY}%"])
            assert cursor.fetchone()[0] == 0, table
    entry = Entry.objects.get(verb="privacy.report_breach")
    assert is_sealed(entry.changes["what"][1])
    assert rotate() is not None
    assert BreachEvent.objects.filter(breach=one).first().text == CANARY


def test_the_database_keeps_what_happened(g):
    one = breach(g)
    for sql in (
        "UPDATE privacy_breach_event SET move = 'close'",
        "DELETE FROM privacy_breach_event",
        "DELETE FROM privacy_breach",
    ):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)
    with pytest.raises(IntegrityError), transaction.atomic():
        Breach.objects.filter(pk=one.pk).update(state="closed", risk="high", closed_at=MONDAY)
