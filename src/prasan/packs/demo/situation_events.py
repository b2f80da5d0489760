"""The demo's events: invented ones in many provinces and two abroad, in every state, by the doors that people use."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils import timezone

from prasan.directory.actor import SeatActor, actor_for
from prasan.directory.models import Area, Office, Seat
from prasan.directory.roles import Role
from prasan.platform.commands import perform
from prasan.situation.events import commands as c
from prasan.situation.models import Event, Item

HOME: tuple[tuple[str, str, str, str, int | None, str], ...] = (
    ("92", "layoff", "โรงงานแปรรูปไม้เลิกจ้างพนักงาน", "อำเภอห้วยยอด", 124, "responding"),
    ("21", "accident", "ถังสารเคมีรั่วในนิคมอุตสาหกรรม", "นิคมอุตสาหกรรม", 18, "responding"),
    ("20", "strike", "พนักงานโรงงานชิ้นส่วนยื่นข้อเรียกร้องและนัดหยุดงาน", "", 640, "assessed"),
    ("10", "wage_arrears", "บริษัทรักษาความปลอดภัยค้างจ่ายค่าจ้างสองงวด", "", 85, "verified"),
    ("63", "irregular_migrants", "พบแรงงานต่างด้าวไม่มีเอกสารในโกดัง", "อำเภอแม่สอด", 37, "assessed"),
    ("41", "fraud", "ชักชวนไปทำงานเกาหลีทางเพจปลอม เก็บเงินล่วงหน้า", "", 22, "responding"),
    ("74", "trafficking", "ร้องเรียนกักหนังสือเดินทางลูกเรือประมง", "", 9, "watching"),
    ("73", "closure", "โรงงานเสื้อผ้าประกาศปิดกิจการ", "", 310, "assessed"),
    ("50", "false_news", "ข่าวลวงแจกเงินผู้ประกันตนคนละห้าพันบาท", "", None, "refuted"),
    ("90", "disaster", "น้ำท่วมสวนยางและโรงงาน คนงานหยุดงาน", "อำเภอหาดใหญ่", 420, "responding"),
    ("57", "accident", "คนงานก่อสร้างตกจากที่สูง", "", 2, "closed"),
    ("30", "skills", "ผู้ประกอบการขาดช่างเชื่อมสองร้อยอัตรา", "", 200, "verified"),
    ("83", "social_security", "ระบบนัดหมายสำนักงานประกันสังคมขัดข้อง", "", None, "closed"),
    ("13", "layoff", "บริษัทอิเล็กทรอนิกส์ปรับลดคนทำงานสัญญาจ้าง", "", 58, "open"),
    ("24", "strike", "ข้อพิพาทเงินรางวัลประจำปีโรงงานยาง", "", 150, "watching"),
    ("84", "accident", "เครนล้มในเขตก่อสร้าง", "", 4, "verified"),
    ("40", "policy", "จังหวัดเสนอขยายเวลาจดทะเบียนแรงงานภาคเกษตร", "", None, "open"),
    ("86", "wage_arrears", "แพปลาค้างค่าจ้างคนคัดปลา", "", 31, "closed"),
    ("76", "irregular_migrants", "สกัดรถตู้ขนแรงงานลักลอบเข้าเมือง", "", 14, "closed"),
    ("45", "fraud", "นายหน้าเถื่อนเก็บค่าหัวไปเก็บเบอร์รีป่า", "", 46, "open"),
    ("34", "skills", "นัดรับสมัครช่างไฟฟ้ารุ่นใหม่หลังโรงไฟฟ้าเปิด", "", 60, "open"),
    ("80", "disaster", "พายุพัดบ้านพักคนงานเสียหาย", "", 75, "watching"),
    ("14", "false_news", "ข้อความลวงว่าปิดศูนย์บริการแรงงาน", "", None, "refuted"),
)
"""Code of the province, type, title, place, people, and how far it went."""
ABROAD: tuple[tuple[str, str, str, int, dict[str, int], str], ...] = (
    ("IL", "overseas_distress", "แรงงานภาคเกษตรต้องย้ายออกจากพื้นที่เสี่ยง", 48,
     {"41": 17, "30": 14, "57": 9, "34": 8}, "responding"),
    ("TW", "accident", "ไฟไหม้หอพักแรงงานไทย", 11, {"45": 6, "40": 5}, "assessed"),
)  # fmt: skip
ANSWERS: dict[str, tuple[str, str, str, int]] = {
    "overseas_distress": ("extreme", "immediate", "observed", 1), "accident": ("severe", "immediate", "observed", 2),
    "closure": ("severe", "expected", "likely", 2), "strike": ("severe", "expected", "observed", 2),
    "disaster": ("severe", "immediate", "observed", 1),
}  # fmt: skip
USUAL = ("moderate", "expected", "likely", 3)
LESSON = "แจ้งนายจ้างและหน่วยงานในจังหวัดพร้อมกันตั้งแต่ชั่วโมงแรก ลดเวลาตรวจสอบลงได้ครึ่งหนึ่ง"
PLAN = [
    ("before", "ทบทวนรายชื่อสถานประกอบการเสี่ยงและผู้ประสานงาน", "สรจ."),
    ("before", "ซ้อมการแจ้งเหตุและผังโทรศัพท์ปีละครั้ง", "สสค."),
    ("during", "ตั้งจุดรับเรื่องและนับคนให้ครบทุกหกชั่วโมง", "สรจ."),
    ("after", "ติดตามสิทธิประโยชน์และการกลับเข้าทำงาน", "สปส. และ สจจ."),
]


def _actors() -> tuple[SeatActor | None, dict[int, SeatActor]]:
    """Return the duty officer, and the labour officers and counsellors by area."""
    rows = Seat.objects.held_on(timezone.localdate()).select_related("office", "office__area", "person").order_by("pk")
    duty = rows.filter(role=Role.DUTY_OFFICER).first()
    local = rows.filter(role__in=[Role.PLO, Role.COUNSELLOR])
    return (actor_for(duty) if duty else None), {one.office.area_id: actor_for(one) for one in reversed(local)}


def load() -> dict[str, int]:
    """Make the events, once; each links the waiting items of its province and type, if there are some."""
    if Event.objects.exists():
        return {"events": 0}
    duty, local = _actors()
    if duty is None:
        return {"events": 0}
    areas = {
        one.code: one for one in Area.objects.filter(code__in=[*(row[0] for row in HOME), *(row[0] for row in ABROAD)])
    }
    made = 0
    for n, (code, kind, title, place, people, stage) in enumerate(HOME):
        if code not in areas:
            continue
        who = local.get(areas[code].pk, duty) if n % 3 == 0 else duty
        event = _opened(who, areas[code], kind, title, place, people, n)
        _brought(duty, event, stage)
        made += 1
    for n, (code, kind, title, total, origin, stage) in enumerate(ABROAD):
        if code in areas:
            event = _opened(local.get(areas[code].pk, duty), areas[code], kind, title, "", total, n)
            _brought(duty, event, stage)
            _of_people(duty, event, total, origin)
            made += 1
    return {"events": made}


def _opened(who: SeatActor, area: Area, kind: str, title: str, place: str, people: int | None, n: int) -> Event:
    waiting = (
        Item.objects.visible_to(who).waiting().filter(places__area_id__gte=area.pk, places__area_id__lte=area.last)
    )
    items = list(waiting.filter(types__0=kind).values_list("pk", flat=True)[:3])
    when = timezone.now() - dt.timedelta(hours=7 * n + 5)
    values = {
        "title": title, "type": kind, "area_id": area.pk, "place": place, "affected": people, "happened_at": when,
        "summary": "ข้อมูลสมมติเพื่อการสาธิต", "is_public": kind not in {"trafficking", "fraud"},
    }  # fmt: skip
    return perform(who, c.OpenEvent(values=values, items=items))


def _brought(duty: SeatActor, event: Event, stage: str) -> None:
    """Take an event as far along its life as told."""
    if stage == "watching":
        perform(duty, c.Watch(target_id=event.pk))
    elif stage == "refuted":
        perform(duty, c.Refute(target_id=event.pk, reason="ตรวจสอบกับหน่วยงานเจ้าของข่าวแล้วไม่มีการประกาศ"))
    elif stage != "open":
        perform(duty, c.Verify(target_id=event.pk))
    if stage in {"assessed", "responding", "closed"}:
        severity, urgency, certainty, digit = ANSWERS.get(event.type, USUAL)
        answers: dict[str, Any] = {"severity": severity, "urgency": urgency, "certainty": certainty, "digit": digit}
        perform(duty, c.Assess(target_id=event.pk, **answers))
    if stage in {"responding", "closed"}:
        _handled(duty, event, stage)


def _handled(duty: SeatActor, event: Event, stage: str) -> None:
    agencies = {"accident": "DLPW", "wage_arrears": "DLPW", "strike": "DLPW", "fraud": "DOE", "layoff": "SSO"}
    here = Office.objects.filter(area_id=event.area_id, kind=Office.Kind.PROVINCIAL).order_by("code")
    office = here.filter(agency_id=agencies.get(event.type, "OPS")).first() or event.owner
    task = c.AddTask(
        target_id=event.pk, office_id=office.pk, text="สำรวจผู้ได้รับผลกระทบและรายงานจำนวน", kind="check", hours=7
    )
    perform(duty, task)
    perform(duty, c.SavePlan(target_id=event.pk, lines=PLAN))
    if stage == "closed":
        perform(duty, c.DoTask(target_id=task.made.pk, note="สำรวจครบแล้ว ส่งรายชื่อให้หน่วยงานที่เกี่ยวข้อง"))
        perform(duty, c.Close(target_id=event.pk, lesson=LESSON))


def _of_people(duty: SeatActor, event: Event, total: int, origin: dict[str, int]) -> None:
    """List people by province, and count them in two ways; the parts are the whole."""
    numbers = dict(Area.objects.provinces().filter(code__in=origin).values_list("code", "pk"))
    perform(duty, c.ListPeople(target_id=event.pk, people={numbers[code]: n for code, n in origin.items()}))
    legal = total * 3 // 4
    for dimension, cells in (
        ("legality", [("ถูกกฎหมาย", legal), ("ไม่มีเอกสาร", total - legal)]),
        ("condition", [("ปลอดภัย", total - 3), ("บาดเจ็บ", 2), ("ติดต่อไม่ได้", 1)]),
    ):
        told: dict[str, Any] = {"as_of": timezone.now(), "dimension": dimension, "cells": cells, "total": total}
        perform(duty, c.CountHeads(target_id=event.pk, source="สำนักงานแรงงานในต่างประเทศ (สมมติ)", **told))
