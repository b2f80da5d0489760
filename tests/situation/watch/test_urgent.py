"""Urgent reports: who is told by the ladder, receipts, lateness; news that may be false."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from prasan.directory.models import Delegation, Seat
from prasan.platform.commands import Refused, RuleBroken
from prasan.platform.notices.models import Notice
from prasan.situation.models import Claim, EventPlace, Rung, Urgent
from prasan.situation.watch.commands.claims import AskCheck, CorrectClaim, JudgeClaim
from prasan.situation.watch.commands.urgent import ConfirmUrgent, RaiseUrgent, SaveRung
from prasan.situation.watch.jobs import chase_urgent


def told(event):
    return set(Urgent.objects.filter(event=event).values_list("person__username", flat=True))


def test_the_ladder_of_a_severity_reaches_place_and_centre(g):
    event = g.event(severity="severe", area=g.areas["9201"])
    g.do("duty", RaiseUrgent(target_id=event.pk))
    assert told(event) == {"plo", "duty", "duty-2", "duty-3"}
    one = Urgent.objects.get(event=event, person_id=g.person("plo"))
    assert one.due_at - one.raised_at == dt.timedelta(minutes=30)
    assert Notice.objects.filter(person_id=g.person("plo"), kind="situation.urgent").count() == 1


def test_an_event_abroad_reaches_the_counsellor_and_the_home_province(g):
    event = g.event(severity="extreme", area=g.areas["TW"], owner=g.offices["ABROAD-TW-TAIPEI"])
    EventPlace.objects.create(event=event, area=g.areas["80"], role="origin", people=3)
    g.do("duty", RaiseUrgent(target_id=event.pk))
    assert told(event) == {"counsellor", "plo-80", "minister"}


def test_who_was_told_is_not_told_again_when_it_gets_worse(g):
    event = g.event(severity="severe")
    g.do("duty", RaiseUrgent(target_id=event.pk))
    event.severity = "extreme"
    event.save()
    g.do("duty", RaiseUrgent(target_id=event.pk))
    assert told(event) == {"plo", "duty", "duty-2", "duty-3", "minister"}
    assert Urgent.objects.filter(event=event, person_id=g.person("plo")).count() == 1
    g.do("duty", RaiseUrgent(target_id=event.pk))
    assert len(told(event)) == 5


def test_a_delegate_is_told(g):
    seat = Seat.objects.get(person_id=g.person("plo"))
    Delegation.objects.create(
        seat=seat, to_id=g.person("doe"), start=timezone.localdate(), end=timezone.localdate(), order_no="1/2569"
    )
    event = g.event(severity="severe")
    g.do("duty", RaiseUrgent(target_id=event.pk))
    assert "doe" in told(event)


def test_what_is_not_judged_has_no_ladder(g):
    for severity in ("unknown", "minor"):
        with pytest.raises(RuleBroken):
            g.do("duty", RaiseUrgent(target_id=g.event(severity=severity).pk))
    with pytest.raises(Refused):
        g.do("plo", RaiseUrgent(target_id=g.event(severity="severe").pk))


def test_a_receipt_is_given_once_by_the_person_or_by_telephone(g):
    event = g.event(severity="severe")
    g.do("duty", RaiseUrgent(target_id=event.pk))
    own = Urgent.objects.get(person_id=g.person("plo"))
    g.do("plo", ConfirmUrgent(target_id=own.pk))
    own.refresh_from_db()
    assert (own.read_how, own.confirmed_by_id) == ("notice", g.person("plo"))
    with pytest.raises(RuleBroken):
        g.do("plo", ConfirmUrgent(target_id=own.pk))
    other = Urgent.objects.get(person_id=g.person("duty-2"))
    g.do("duty", ConfirmUrgent(target_id=other.pk))
    other.refresh_from_db()
    assert (other.read_how, other.confirmed_by_id) == ("phone", g.person("duty"))
    assert not Notice.objects.unread().filter(person_id=g.person("plo"), kind="situation.urgent").exists()


def test_somebody_else_confirms_nothing(g):
    event = g.event(severity="severe")
    g.do("duty", RaiseUrgent(target_id=event.pk))
    with pytest.raises(Refused):
        g.do("plo", ConfirmUrgent(target_id=Urgent.objects.get(person_id=g.person("duty")).pk))


def test_a_missing_receipt_is_told_to_the_centre_once(g):
    event = g.event(severity="severe")
    g.do("duty", RaiseUrgent(target_id=event.pk))
    chase_urgent.function(None)
    assert not Notice.objects.filter(kind="situation.urgent_late").exists()
    past = timezone.now() - dt.timedelta(minutes=1)
    Urgent.objects.update(due_at=past)
    for _twice in range(2):
        chase_urgent.function(None)
    late = Notice.objects.filter(kind="situation.urgent_late")
    assert set(late.values_list("person_id", flat=True)) == {g.person(one) for one in ("duty", "duty-2", "duty-3")}
    assert late.count() == 3
    for one in Urgent.objects.filter(event=event):
        g.do("duty", ConfirmUrgent(target_id=one.pk))
    assert not late.filter(read=None).exists()


def test_rungs_are_set_by_the_centre_within_a_day(g):
    g.do("duty", SaveRung(severity="minor", role="plo", where="place", minutes=60, channel="phone"))
    g.do("owner", SaveRung(severity="minor", role="plo", where="place", minutes=90, channel="notice", is_active=False))
    one = Rung.objects.get(severity="minor")
    assert (one.minutes, one.channel, one.is_active) == (90, "notice", False)
    for wrong in ({"minutes": 0}, {"minutes": 1441}, {"severity": "unknown"}, {"role": "x"}, {"channel": "fax"}):
        usual = {"severity": "minor", "role": "plo", "where": "place", "minutes": 60, "channel": "phone"}
        with pytest.raises(RuleBroken):
            g.do("duty", SaveRung(**usual | wrong))


def test_false_news_has_two_clocks(g):
    one = g.do("spokesperson", AskCheck(text="กระทรวงยกเลิกประกันสังคม"))
    assert one.check_by - one.asked_at == dt.timedelta(hours=2)
    with pytest.raises(RuleBroken):
        g.do("duty", CorrectClaim(target_id=one.pk, correction="ไม่จริง", where="เว็บไซต์กระทรวง"))
    with pytest.raises(RuleBroken):
        g.do("duty", JudgeClaim(target_id=one.pk, verdict="false"))
    g.do("duty", JudgeClaim(target_id=one.pk, verdict="false", evidence="สำนักงานประกันสังคมยืนยัน"))
    one.refresh_from_db()
    assert one.correct_by - one.checked_at == dt.timedelta(hours=4)
    g.do("spokesperson", CorrectClaim(target_id=one.pk, correction="ไม่เป็นความจริง", where="เว็บไซต์กระทรวง"))
    with pytest.raises(RuleBroken):
        g.do("duty", JudgeClaim(target_id=one.pk, verdict="true", evidence="กลับคำ"))


def test_true_news_needs_no_correction(g):
    one = g.do("duty", AskCheck(text="ปรับค่าแรง"))
    g.do("duty", JudgeClaim(target_id=one.pk, verdict="true", evidence="มติคณะรัฐมนตรี"))
    one.refresh_from_db()
    assert one.correct_by is None
    assert not one.needs_correction()
    with pytest.raises(IntegrityError), transaction.atomic():
        Claim.objects.filter(pk=one.pk).update(corrected_at=timezone.now(), correction="x")
