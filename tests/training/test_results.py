"""From the first day to the certificate and what became of the trainees: nobody passes unseen, nothing is made up."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

import pytest
from django.db import DatabaseError
from django.utils import timezone

from prasan.platform.commands import Refused, RuleBroken
from prasan.training import commands as c
from prasan.training.models import Application, Attendance, Certificate, Claim, FollowUp
from tests.training.ground import FIRST, LAST, MONDAY, application, at, behind_the_door, course, mark, session

pytestmark = pytest.mark.django_db
AFTER = dt.datetime(2026, 12, 18, 17, 0, tzinfo=MONDAY.tzinfo)


def closed(g: Any, passed: int = 1, failed: int = 0) -> list[Application]:
    """Train some people to the end and close the session."""
    there = session(g, seats=passed + failed)
    made = [application(g, there) for _one in range(passed + failed)]
    for one in made:
        mark(g, one, 5)
    with at(AFTER):
        for number, one in enumerate(made):
            kind = c.Pass if number < passed else c.Fail
            g.do("dsd", kind(target_id=one.pk))
        g.do("dsd-head", c.CloseSession(target_id=there.pk))
    return made


def test_a_day_counts_once_and_what_was_taken_back_counts_not(g: Any) -> None:
    there = session(g)
    one = application(g, there)
    day = there.days.first()
    with at(dt.datetime.combine(FIRST, dt.time(9, 5), MONDAY.tzinfo)):
        g.do("dsd", c.MarkAttendance(target_id=one.pk, day_id=day.pk))
        g.do("dsd", c.MarkAttendance(target_id=one.pk, day_id=day.pk))
        assert Attendance.objects.filter(taken_back_at=None).count() == 1
        g.do("dsd", c.TakeBackAttendance(target_id=one.pk, day_id=day.pk))
        with pytest.raises(RuleBroken, match="ไม่มีบันทึก"):
            g.do("dsd", c.TakeBackAttendance(target_id=one.pk, day_id=day.pk))
        client = uuid.uuid4()
        for _sent in range(2):
            g.do("dsd", c.MarkAttendance(target_id=one.pk, day_id=day.pk, client=client, way="qr"))
    rows = list(Attendance.objects.values_list("way", "taken_back_at"))
    assert len(rows) == 2
    assert [way for way, gone in rows if gone is None] == ["qr"]
    with pytest.raises(DatabaseError, match="stays as it was noted"):
        behind_the_door("UPDATE training_attendance SET taken_back_at = NULL")


def test_nobody_was_there_on_a_day_that_has_not_come_or_of_another_session(g: Any) -> None:
    there, other = session(g), session(g)
    one = application(g, there)
    with pytest.raises(RuleBroken, match="ยังไม่ถึง"):
        g.do("dsd", c.MarkAttendance(target_id=one.pk, day_id=there.days.first().pk))
    with at(AFTER), pytest.raises(RuleBroken, match="ไม่ใช่ของรุ่นนี้"):
        g.do("dsd", c.MarkAttendance(target_id=one.pk, day_id=other.days.first().pk))


def test_who_was_away_too_often_does_not_pass(g: Any) -> None:
    there = session(g)
    one, two = application(g, there), application(g, there)
    mark(g, one, 3)
    mark(g, two, 4)
    with at(AFTER):
        with pytest.raises(RuleBroken, match="เข้าฝึก 60 % ไม่ถึงเกณฑ์ 80 %"):
            g.do("dsd", c.Pass(target_id=one.pk))
        g.do("dsd", c.Pass(target_id=two.pk))
    two.refresh_from_db()
    assert (two.state, two.seat_no) == ("completed", 2)


def test_points_are_asked_where_the_course_asks_for_them(g: Any) -> None:
    there = session(g, course(g, kind="test", level=1, pass_score=60))
    one = application(g, there)
    mark(g, one, 5)
    with at(AFTER):
        for score, said in ((None, "ต้องใส่คะแนน"), (59, "ต่ำกว่าเกณฑ์"), (101, "0 ถึง 100")):
            with pytest.raises(RuleBroken, match=said):
                g.do("dsd", c.Pass(target_id=one.pk, score=score))
        g.do("dsd", c.Pass(target_id=one.pk, score=60))
        g.do("dsd", c.Fail(target_id=one.pk, score=40))
    one.refresh_from_db()
    assert (one.state, one.score) == ("failed", 40)


def test_results_are_closed_by_the_head_when_all_is_said(g: Any) -> None:
    there = session(g)
    one, waits = application(g, there), None
    application(g, there)
    waits = application(g, there)
    mark(g, one, 5)
    with pytest.raises(RuleBroken, match="ยังฝึกไม่จบ"):
        g.do("dsd-head", c.CloseSession(target_id=there.pk))
    with at(AFTER):
        with pytest.raises(Refused, match="เฉพาะหัวหน้า"):
            g.do("dsd", c.CloseSession(target_id=there.pk))
        g.do("dsd", c.Pass(target_id=one.pk))
        with pytest.raises(RuleBroken, match="ยังไม่บันทึกผลของผู้รับการฝึก 1 คน"):
            g.do("dsd-head", c.CloseSession(target_id=there.pk))
        g.do("dsd", c.DropOut(target_id=there.applications.get(state="enrolled").pk, why="not_came"))
        g.do("dsd-head", c.CloseSession(target_id=there.pk))
        with pytest.raises(RuleBroken, match="สรุปผลหรือยกเลิกแล้ว"):
            g.do("dsd", c.Fail(target_id=one.pk))
    waits.refresh_from_db()
    assert waits.state == "closed"


def test_completers_get_numbered_certificates_without_an_id_number_and_are_asked_three_times(g: Any) -> None:
    done = closed(g, passed=2, failed=1)
    labels = [one.label for one in Certificate.objects.order_by("number")]
    assert labels == ["DSD-92 1/2570", "DSD-92 2/2570"]
    assert {one.name_printed for one in Certificate.objects.all()} == {"สมมติ ทดลอง"}
    assert not Certificate.objects.filter(application=done[2]).exists()
    asked = FollowUp.objects.filter(application=done[0]).order_by("months").values_list("months", "due_on")
    assert list(asked) == [(3, dt.date(2027, 3, 18)), (6, dt.date(2027, 6, 18)), (12, dt.date(2027, 12, 18))]
    assert FollowUp.objects.count() == 6


def test_which_group_somebody_belonged_to_is_forgotten_with_the_results(g: Any) -> None:
    from prasan.training.commands.sessions import Kept

    there = session(g, quotas=[Kept("disability", 1)], kept_until=MONDAY + dt.timedelta(days=2))
    one = application(g, there, disability=True)
    assert Claim.objects.count() == 1
    mark(g, one, 5)
    with at(AFTER):
        g.do("dsd", c.Pass(target_id=one.pk))
        g.do("dsd-head", c.CloseSession(target_id=there.pk))
    assert Claim.objects.count() == 0


def test_a_certificate_is_taken_back_once_and_another_follows(g: Any) -> None:
    closed(g)
    one = Certificate.objects.get()
    with at(AFTER):
        with pytest.raises(Refused, match="เฉพาะหัวหน้า"):
            g.do("dsd", c.Revoke(target_id=one.pk, why="mistake"))
        with pytest.raises(RuleBroken, match="เหตุผล"):
            g.do("dsd-head", c.Revoke(target_id=one.pk))
        with pytest.raises(RuleBroken, match="อยู่แล้ว"):
            g.do("dsd-head", c.Issue(application_id=one.application_id))
        g.do("dsd-head", c.Revoke(target_id=one.pk, why="mistake"))
        with pytest.raises(RuleBroken, match="เพิกถอนแล้ว"):
            g.do("dsd-head", c.Revoke(target_id=one.pk, why="fraud"))
        new = g.do("dsd-head", c.Issue(application_id=one.application_id))
    assert (new.number, new.token_hash != one.token_hash) == (2, True)


def test_a_skill_test_holds_for_its_years(g: Any) -> None:
    there = session(g, course(g, kind="test", level=2, valid_years=5))
    one = application(g, there)
    mark(g, one, 5)
    with at(AFTER):
        g.do("dsd", c.Pass(target_id=one.pk))
        g.do("dsd-head", c.CloseSession(target_id=there.pk))
    assert Certificate.objects.get().holds_until == dt.date(2031, 12, 18)


def test_an_answer_waits_for_its_day_goes_through_three_ways_and_can_be_mended(g: Any) -> None:
    closed(g)
    one = FollowUp.objects.get(months=3)
    with at(AFTER), pytest.raises(RuleBroken, match="ยังไม่ถึงกำหนด"):
        g.do("dsd", c.AnswerFollowUp(target_id=one.pk, answer="hired"))
    with at(dt.datetime(2027, 3, 18, 9, 0, tzinfo=MONDAY.tzinfo)):
        for step in ("call", "visit", "over"):
            g.do("counter", c.AskFurther(target_id=one.pk))
            one.refresh_from_db()
            assert one.step == step
        with pytest.raises(RuleBroken, match="ครบทุกทาง"):
            g.do("dsd", c.AskFurther(target_id=one.pk))
        g.do("counter", c.AnswerFollowUp(target_id=one.pk, answer="hired", uses_skill=True, earns_more=False))
        one.refresh_from_db()
        assert (one.works, one.uses_skill, one.earns_more, one.answered_by) == (True, True, False, "over")
        g.do("dsd", c.AnswerFollowUp(target_id=one.pk, answer="looking", uses_skill=True))
        one.refresh_from_db()
        assert (one.works, one.uses_skill, one.earns_more) == (False, None, None)
    with pytest.raises(Refused):
        g.do("dsd-80", c.AnswerFollowUp(target_id=one.pk, answer="hired"))


def test_costs_are_lines_that_stay(g: Any) -> None:
    there = session(g)
    g.do("dsd", c.AddCost(session_id=there.pk, kind="trainer", amount=600_000, note="5 วัน วันละ 1,200"))
    for told, field in (({"kind": "", "amount": 1}, "kind"), ({"kind": "food", "amount": 0}, "amount")):
        with pytest.raises(RuleBroken) as broken:
            g.do("dsd", c.AddCost(session_id=there.pk, **told))
        assert broken.value.field == field
    with pytest.raises(DatabaseError, match="append-only"):
        behind_the_door("UPDATE training_cost SET amount = 1")


def test_the_last_day_is_soon_enough_to_close(g: Any) -> None:
    there = session(g)
    with at(dt.datetime.combine(LAST, dt.time(0, 1), MONDAY.tzinfo)):
        assert timezone.localdate() == LAST
        g.do("dsd-head", c.CloseSession(target_id=there.pk))
    there.refresh_from_db()
    assert there.state == "closed"
