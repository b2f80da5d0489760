"""The watch log and handing over."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from prasan.desk.journal_words import sentences
from prasan.platform.commands import Refused, RuleBroken
from prasan.platform.journal.models import Entry
from prasan.situation.models import EventTask, HandOver, Item, LogEntry, Source
from prasan.situation.watch.commands.log import AcceptHandOver, MakeHandOver, MarkLog, WriteLog
from prasan.situation.watch.commands.urgent import RaiseUrgent


def write(g, who="duty", **more):
    return g.do(who, WriteLog(**{"text": "รับแจ้งไฟไหม้ทางโทรศัพท์"} | more))


def test_a_line_stands_as_written(g):
    one = write(g)
    for change in ({"text": "อื่น"}, {"happened_at": timezone.now() - dt.timedelta(hours=3)}):
        with pytest.raises(IntegrityError), transaction.atomic():
            LogEntry.objects.filter(pk=one.pk).update(**change)
    with pytest.raises(IntegrityError), transaction.atomic():
        LogEntry.objects.filter(pk=one.pk).delete()


def test_a_correction_is_a_further_line_of_the_same_office(g):
    one = write(g)
    again = write(g, text="ที่เกิดเหตุคือ อ.ปะเหลียน", corrects_id=one.pk)
    assert list(one.corrections.all()) == [again]
    with pytest.raises(RuleBroken, match="หน่วยงานอื่น"):
        write(g, who="plo", corrects_id=one.pk)


@pytest.mark.parametrize("text", ["", "   ", "ก" * 4001])
def test_a_line_says_something_short(g, text):
    with pytest.raises(RuleBroken) as broken:
        write(g, text=text)
    assert broken.value.field == "text"


def test_a_line_is_neither_of_the_future_nor_of_long_ago(g):
    now = timezone.now()
    for moment in (now + dt.timedelta(hours=1), now - dt.timedelta(days=32)):
        with pytest.raises(RuleBroken) as broken:
            write(g, happened_at=moment)
        assert broken.value.field == "happened_at"


def test_the_second_step_makes_it_significant(g):
    one, event = write(g), g.event()
    g.do("duty", MarkLog(target_id=one.pk))
    one.refresh_from_db()
    assert one.marked_at is not None
    assert one.event_id is None
    g.do("duty", MarkLog(target_id=one.pk, event_id=event.pk))
    with pytest.raises(RuleBroken):
        g.do("duty", MarkLog(target_id=one.pk, event_id=event.pk))


def test_an_event_out_of_sight_is_not_joined(g):
    one, secret = write(g, who="plo-80"), g.event()
    with pytest.raises(RuleBroken) as broken:
        g.do("plo-80", MarkLog(target_id=one.pk, event_id=secret.pk))
    assert broken.value.field == "event_id"


def waiting_item(g):
    source = Source.objects.create(code="s", kind="paste", name_th="ส่งต่อ", office=g.offices["CENTRE"])
    return Item.objects.create(source=source, identity="1", title="ข่าว", received_at=timezone.now())


def test_the_sheet_holds_what_is_open(g):
    waiting_item(g)
    event, hidden = g.event(severity="severe"), g.event(title="ความลับ", classification=1)
    g.do("duty", RaiseUrgent(target_id=event.pk))
    line = write(g, text="ประสานโรงพยาบาลแล้ว")
    g.do("duty", MarkLog(target_id=line.pk, event_id=event.pk))
    sheet = g.do("duty", MakeHandOver(word="ติดตามผู้บาดเจ็บ")).sheet
    assert sheet["queue"]["count"] == 1
    rows = {row["code"]: row for row in sheet["events"]["rows"]}
    assert rows[event.code]["word"] == "ประสานโรงพยาบาลแล้ว"
    assert rows[hidden.code]["title"] == ""
    assert "ความลับ" not in str(sheet)
    assert sheet["urgent"]["count"] == 4
    assert [row["text"] for row in sheet["log"]] == ["ประสานโรงพยาบาลแล้ว"]


def test_the_sheet_holds_open_tasks_and_says_which_are_late(g):
    now, event = timezone.now(), g.event()
    for text, due, done in (("เยี่ยมผู้บาดเจ็บ", -1, None), ("ตรวจโรงงาน", 5, None), ("เสร็จแล้ว", 1, now)):
        EventTask.objects.create(
            event=event, office=g.offices["DOE-92"], text=text, given_at=now - dt.timedelta(hours=9),
            due=now + dt.timedelta(hours=due),
            done_at=done, note="เสร็จ" if done else "",
        )  # fmt: skip
    tasks = g.do("plo", MakeHandOver()).sheet["tasks"]
    assert [(one["text"], one["late"]) for one in tasks] == [("เยี่ยมผู้บาดเจ็บ", True), ("ตรวจโรงงาน", False)]


def test_a_provinces_sheet_holds_its_own_events(g):
    here, _there = g.event(), g.event(area=g.areas["80"], owner=g.offices["OPS-80"])
    sheet = g.do("plo", MakeHandOver()).sheet
    assert [row["code"] for row in sheet["events"]["rows"]] == [here.code]
    assert "silent" not in sheet


def test_the_sheet_is_frozen(g):
    event = g.event()
    sheet = g.do("duty", MakeHandOver())
    event.title = "เปลี่ยนแล้ว"
    event.save()
    sheet.refresh_from_db()
    assert sheet.sheet["events"]["rows"][0]["title"] == "ไฟไหม้โรงงาน"


def test_another_person_of_the_office_accepts_once(g):
    sheet = g.do("duty", MakeHandOver(word="ฝากด้วย"))
    with pytest.raises(RuleBroken, match="ตนเอง"):
        g.do("duty", AcceptHandOver(target_id=sheet.pk))
    with pytest.raises(RuleBroken, match="รอรับอยู่แล้ว"):
        g.do("duty-2", MakeHandOver())
    with pytest.raises(Refused):
        g.do("plo", AcceptHandOver(target_id=sheet.pk))
    g.do("duty-2", AcceptHandOver(target_id=sheet.pk, remark="ครบ"))
    with pytest.raises(RuleBroken, match="มีผู้รับเวรใบนี้แล้ว"):
        g.do("duty-3", AcceptHandOver(target_id=sheet.pk))
    assert HandOver.objects.get().remark == "ครบ"


def test_the_journal_says_it_in_words(g):
    g.do("duty-2", AcceptHandOver(target_id=g.do("duty", MakeHandOver(word="ฝากด้วย")).pk))
    told = sentences(Entry.objects.filter(model="situation.handover").order_by("-pk")[:1])[0]
    assert told.thing == "ใบรับ–ส่งเวร"
    assert told.verb == "รับเวร"
    assert "ผู้รับเวร" in {one.name for one in told.changes}
