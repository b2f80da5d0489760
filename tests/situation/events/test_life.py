"""An event's life: verified or refuted, assessed by four answers, handled with clocks, closed with a lesson."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from prasan.platform.commands import SYSTEM, Refused, RuleBroken, perform
from prasan.situation.events import commands as c
from prasan.situation.events.letters import Record, grade_all
from prasan.situation.models import Event, EventPlanLine, EventTask, HeadCount

ANSWERS = {"severity": "severe", "urgency": "immediate", "certainty": "observed", "digit": 2}


def test_from_open_to_closed_and_open_again(g):
    event = g.event(items=(g.item(),))
    g.do("plo", c.Verify(target_id=event.pk))
    with pytest.raises(RuleBroken, match="ครบทุกข้อ"):
        g.do("plo", c.Assess(target_id=event.pk, **{**ANSWERS, "digit": 9}))
    g.do("plo", c.Assess(target_id=event.pk, **ANSWERS))
    command = c.AddTask(target_id=event.pk, office_id=g.offices["DOE-92"].pk, text="สำรวจผู้ถูกเลิกจ้าง", hours=7)
    g.do("plo", command)
    event.refresh_from_db()
    assert (event.state, event.severity, event.digit) == ("responding", "severe", 2)
    g.do("plo", c.Assess(target_id=event.pk, **{**ANSWERS, "severity": "moderate"}))
    event.refresh_from_db()
    assert event.state == "responding", "judging anew does not take the response back"
    with pytest.raises(RuleBroken, match="ไม่เสร็จ 1 งาน"):
        g.do("plo", c.Close(target_id=event.pk, lesson="แจ้งเร็วขึ้น"))
    g.do("doe", c.DoTask(target_id=command.made.pk, note="สำรวจแล้ว 120 คน"))
    with pytest.raises(RuleBroken, match="บทเรียน"):
        g.do("plo", c.Close(target_id=event.pk, lesson=" "))
    g.do("plo", c.Close(target_id=event.pk, lesson="แจ้งเร็วขึ้น"))
    with pytest.raises(RuleBroken, match="เหตุผล"):
        g.do("plo", c.Reopen(target_id=event.pk))
    g.do("plo", c.Reopen(target_id=event.pk, reason="มีผู้ถูกเลิกจ้างเพิ่ม"))
    event.refresh_from_db()
    assert (event.state, event.finding, event.lesson) == ("open", "", "แจ้งเร็วขึ้น")


def test_refuting_tells_how_it_is_known(g):
    event = g.event()
    with pytest.raises(RuleBroken, match="รู้ได้อย่างไร"):
        g.do("duty", c.Refute(target_id=event.pk))
    g.do("duty", c.Refute(target_id=event.pk, reason="โทรถามนายจ้างแล้ว"))
    event.refresh_from_db()
    assert (event.state, event.finding) == ("refuted", "false")


def test_who_handles_what(g):
    event = g.event()
    for who in ("plo-80", "doe-80", "counsellor"):
        with pytest.raises(Refused):
            g.do(who, c.Verify(target_id=event.pk))
    for who in ("minister", "governor"):
        with pytest.raises(Refused, match="เฉพาะ"):
            g.do(who, c.Verify(target_id=event.pk))
    with pytest.raises(Refused):
        g.event("plo-80", area="92")
    assert g.event("plo", area="92").owner == g.offices["OPS-92"]
    abroad = g.event("counsellor", area="TW", type="overseas_distress")
    assert abroad.owner == g.offices["ABROAD-TW-TAIPEI"]
    g.do("counsellor", c.Verify(target_id=abroad.pk))


def test_a_task_runs_in_the_working_time_of_its_office(g):
    event = g.event(area="TW", type="overseas_distress")
    command = c.AddTask(target_id=event.pk, office_id=g.offices["ABROAD-TW-TAIPEI"].pk, text="พบแรงงาน", hours=7)
    g.do("counsellor", command)
    there = command.made.due.astimezone(dt.timezone(dt.timedelta(hours=8)))
    assert there.weekday() < 5
    assert dt.time(8, 30) <= there.time() <= dt.time(16, 30)


def test_people_abroad_by_province_give_the_provinces_their_tasks(g):
    event = g.event("counsellor", area="TW", type="overseas_distress", title="เรือประมงล่ม")
    assert not Event.objects.visible_to(g.actors["plo"]).filter(pk=event.pk).exists()
    people = {g.areas["92"].pk: 3, g.areas["80"].pk: 2}
    g.do("counsellor", c.ListPeople(target_id=event.pk, people=people))
    assert Event.objects.visible_to(g.actors["plo"]).filter(pk=event.pk).exists()
    tasks = EventTask.objects.order_by("area_id", "kind").values_list("office__code", "kind", "people")
    assert list(tasks) == [
        ("OPS-80", "rights", 2), ("OPS-80", "visit", 2), ("OPS-92", "rights", 3), ("OPS-92", "visit", 3),
    ]  # fmt: skip
    g.do("counsellor", c.ListPeople(target_id=event.pk, people={g.areas["92"].pk: 4, g.areas["80"].pk: 0}))
    assert EventTask.objects.count() == 4
    assert set(EventTask.objects.waiting().values_list("office__code", "people")) == {("OPS-92", 4)}
    with pytest.raises(RuleBroken, match="จังหวัด"):
        g.do("counsellor", c.ListPeople(target_id=event.pk, people={g.areas["9201"].pk: 4}))


def test_a_table_of_heads_adds_up_or_is_refused_with_the_sums(g):
    event = g.event()
    told = {"as_of": timezone.now(), "dimension": "legality", "cells": [("ถูกกฎหมาย", 50), ("ผิดกฎหมาย", 76)]}
    with pytest.raises(RuleBroken, match=r"รวมได้ 126 คน ไม่เท่ากับทั้งหมด 150 คน \(ต่างกัน 24\)"):
        g.do("plo", c.CountHeads(target_id=event.pk, total=150, **told))
    told["cells"] = [*told["cells"], ("ไม่ทราบ", 24)]
    g.do("plo", c.CountHeads(target_id=event.pk, total=150, **told))
    assert sum(n for _label, n in HeadCount.objects.get().cells) == 150


def test_another_province_copies_a_plan_once(g):
    event, mine = g.event(), g.event("plo-80", area="80")
    lines = [("before", "ซ้อมแผน", "สสค."), ("during", "ตั้งศูนย์รับเรื่อง", "สรจ."), ("after", "ฟื้นฟูอาชีพ", "สพร.")]
    g.do("plo", c.SavePlan(target_id=event.pk, lines=lines))
    g.do("plo-80", c.SavePlan(target_id=mine.pk, lines=lines[:1]))
    g.do("plo-80", c.CopyPlan(target_id=mine.pk, source=event.pk))
    g.do("plo-80", c.CopyPlan(target_id=mine.pk, source=event.pk))
    found = EventPlanLine.objects.filter(event=mine).values_list("phase", "text", "copied_from_id")
    assert list(found) == [
        ("before", "ซ้อมแผน", None),
        ("during", lines[1][1], event.pk),
        ("after", lines[2][1], event.pk),
    ]
    g.do("duty", c.EditEvent(target_id=event.pk, values={"classification": 1}))
    with pytest.raises(RuleBroken, match="ไม่พบแผน"):
        g.do("counsellor", c.CopyPlan(target_id=g.event("counsellor", area="TW").pk, source=event.pk))


def test_a_letter_is_what_the_record_allows():
    assert Record().letter == Record(4, 0).letter == "F"
    assert Record(5, 0).letter == "C", "five true stories are no A"
    assert [Record(n, 0).letter for n in (11, 12, 34, 35)] == ["C", "B", "B", "A"]
    assert [Record(t, 20 - t).letter for t in (20, 19, 16, 10, 4)] == ["B", "B", "C", "D", "E"]


def test_the_letters_are_counted_from_what_was_judged(g):
    for n in range(6):
        event = g.event(items=(g.item(f"ข่าว {n}"), g.item(f"ข่าวซ้ำ {n}")))
        if n < 5:
            g.do("duty", c.Verify(target_id=event.pk))
    assert grade_all() == 1
    g.sources["feed"].refresh_from_db()
    assert g.sources["feed"].letter == "C"
    assert grade_all() == 0
    with pytest.raises(Refused, match="ระบบเป็นผู้คำนวณ"):
        g.do("duty", c.GradeSource(target_id=g.sources["feed"].pk, letter="A"))


def test_an_event_became_something_in_another_room(g):
    event = g.event()
    g.do("plo", c.LinkOther(target_id=event.pk, kind="plan", target=7, label="โครงการ ก"))
    with pytest.raises(RuleBroken, match="แล้ว"):
        g.do("plo", c.LinkOther(target_id=event.pk, kind="plan", target=7, label="โครงการ ก"))
    link = event.links.get()
    perform(SYSTEM, c.UnlinkOther(target_id=event.pk, link=link.pk))
    assert not event.links.exists()
