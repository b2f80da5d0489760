"""The demo's two data calls: one open, with answers in every state, one closed and frozen; made relative to today."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import F
from django.utils import timezone

from prasan.directory.models import Office, Person, Seat
from prasan.directory.roles import Role
from prasan.packs.demo.figures import chance
from prasan.platform.comments.models import Comment, Follow
from prasan.platform.rows import update_rows
from prasan.progress.calls.columns import Column, Kind, Sum
from prasan.progress.calls.models import CallAnswer, CallVersion, DataCall
from prasan.progress.calls.totals import freeze

OPEN_TITLE = "สถานประกอบกิจการที่หยุดกิจการเพราะน้ำท่วม (ข้อมูลสมมติ)"
CLOSED_TITLE = "ตำแหน่งงานว่างรับแรงงานกลับภูมิลำเนา (ข้อมูลสมมติ)"
TABLES: dict[str, list[Column]] = {
    OPEN_TITLE: [
        Column("c1", "สถานประกอบกิจการที่หยุด", unit="แห่ง", help="นับ ณ วันที่ตอบ ถ้าไม่มีให้ใส่ 0"),
        Column("c2", "ลูกจ้างที่ได้รับผลกระทบ", unit="คน"),
        Column("c3", "ชาย", unit="คน"),
        Column("c4", "หญิง", unit="คน"),
        Column("c5", "ต้องการให้ส่วนกลางช่วย", kind=Kind.YES_NO, sum=Sum.NONE),
        Column("c6", "เรื่องที่ขอให้ช่วย", kind=Kind.TEXT, sum=Sum.NONE, required=False),
    ],
    CLOSED_TITLE: [
        Column("c1", "ตำแหน่งงานว่าง", unit="อัตรา"),
        Column("c2", "ค่าจ้างเฉลี่ยต่อวัน", unit="บาท", decimals=2, sum=Sum.AVERAGE, required=False),
        Column("c3", "กลุ่มงานหลัก", kind=Kind.CHOICE, sum=Sum.NONE, choices=("เกษตร", "ผลิต", "บริการ")),
    ],
}
RULE = [{"total": "c2", "parts": ["c3", "c4"]}]
QUESTION = "ตัวเลขนี้รวมลูกจ้างรายวันแล้วหรือยัง (ความเห็นสมมติ)"
RETURNED = "จำนวนลูกจ้างต่างจากที่แจ้งทางโทรศัพท์ โปรดตรวจอีกครั้ง"


def load() -> dict[str, int]:
    """Make both calls with their answers; nothing where there is no duty officer to ask them."""
    seat = Seat.objects.filter(role=Role.DUTY_OFFICER).order_by("pk").first()
    if seat is None:
        return {"calls": 0, "call_answers": 0}
    now = timezone.now()
    today = timezone.localtime().replace(hour=16, minute=30, second=0, microsecond=0)
    first = _make(seat, OPEN_TITLE, "DLPW", today + dt.timedelta(days=2), now - dt.timedelta(days=1), rules=RULE)
    second = _make(seat, CLOSED_TITLE, "DOE", today - dt.timedelta(days=20), now - dt.timedelta(days=27), rules=[])
    _answer(first, now, closed=False)
    _answer(second, now, closed=True)
    closed = now - dt.timedelta(days=18)
    DataCall.objects.filter(pk=second.pk).update(
        state="closed", closed_at=closed, frozen={**freeze(second), "at": closed.isoformat()}
    )
    return {"calls": 2, "call_answers": CallAnswer.objects.count(), "comments": _comments(seat, first)}


def _comments(seat: Seat, call: DataCall) -> int:
    """Let the centre ask about two answers, and Trang's office answer; followers see what is new."""
    rows = list(call.answers.filter(state="answered").order_by("office__code")[:2])
    rows += list(call.answers.filter(area__code="92"))
    asker = f"{seat.person.full_name} · {seat.title}"
    for one in rows:
        about = {"model": "progress.callanswer", "object_id": one.pk}
        place = {"area_id": one.area_id, "office_id": one.office_id}
        Comment.objects.create(**about, **place, person_id=seat.person_id, author=asker, text=QUESTION)
        for person in {seat.person_id, one.sent_by_id or seat.person_id}:
            Follow.objects.get_or_create(model="progress.callanswer", object_id=one.pk, person_id=person)
    return len(rows)


def _make(
    seat: Seat, title: str, agency: str, deadline: dt.datetime, sent: dt.datetime, *, rules: list[dict[str, Any]]
) -> DataCall:  # fmt: skip
    call = DataCall.objects.create(
        title=title, why="เตรียมวาระประชุมศูนย์ปฏิบัติการ", reference="ข้อสั่งการในที่ประชุม (สมมติ)", rules=rules,
        columns=[one.as_json() for one in TABLES[title]], deadline=deadline, state="sent", sent_at=sent,
        office_id=seat.office_id, made_by_id=seat.person_id, pick={"kinds": ["provincial"], "agencies": [agency]},
        head_confirms=agency == "DLPW",
    )  # fmt: skip
    offices = Office.objects.filter(kind=Office.Kind.PROVINCIAL, agency_id=agency).order_by("area_id")
    CallAnswer.objects.bulk_create(CallAnswer(call=call, office=one, area_id=one.area_id) for one in offices)
    return call


def _answer(call: DataCall, now: dt.datetime, *, closed: bool) -> None:
    """Give every office's answer a state by its luck; the same installation day gives the same answers."""
    people = dict(
        Person.objects.filter(seats__role=Role.AGENCY_OFFICER).annotate(o=F("seats__office_id")).values_list("o", "pk")
    )
    heads = dict(
        Person.objects.filter(seats__role=Role.AGENCY_HEAD).annotate(o=F("seats__office_id")).values_list("o", "pk")
    )
    rows, versions = list(call.answers.select_related("office", "area").order_by("office__code")), []
    for one in rows:
        luck = chance("call", call.title, one.office.code)
        state = "answered" if closed or luck < 0.55 else _state(luck)
        if one.area.code == "92":  # the province of the sign-in table has something to do
            state = "answered" if closed else "waiting"
        one.state = state
        values = _values(call, one.office.code)
        if state in {"answered", "confirming", "returned"}:
            one.values = values
            one.sent_by_id = people.get(one.office_id) or heads.get(one.office_id)
        if state in {"answered", "declined", "returned"}:
            at = call.sent_at + (now - call.sent_at) * (0.1 + luck * 0.5) if call.sent_at else now
            one.answered_at, one.number = min(at, now), 0 if state == "declined" else 1
            one.late = one.answered_at > call.deadline
        one.declined_why = "ไม่มีสถานประกอบกิจการในพื้นที่น้ำท่วม" if state == "declined" else ""
        one.returned_reason = RETURNED if state == "returned" else ""
        one.rows = [{key: "" if v is None else str(v) for key, v in row.items()} for row in values]
        if state in {"waiting", "declined"}:
            one.rows = []
        if one.number and one.answered_at:
            versions.append(CallVersion(answer=one, number=1, values=values, at=one.answered_at, by_id=one.sent_by_id))
    fields = [
        "state", "values", "rows", "sent_by", "answered_at", "number", "late", "declined_why", "returned_reason",
    ]  # fmt: skip
    update_rows(rows, fields)
    CallVersion.objects.bulk_create(versions)


def _state(luck: float) -> str:
    for limit, state in ((0.65, "confirming"), (0.72, "declined"), (0.78, "returned"), (0.86, "draft")):
        if luck < limit:
            return state
    return "waiting"


def _values(call: DataCall, code: str) -> list[dict[str, Any]]:
    luck = chance("values", call.title, code)
    size = int(5 + luck * 40) * (10 if luck > 0.985 else 1)
    if call.title == OPEN_TITLE:
        workers, men = size * 23, int(size * 23 * (0.4 + 0.2 * luck))
        return [
            {"c1": size, "c2": workers, "c3": men, "c4": workers - men, "c5": luck > 0.6,
             "c6": "ขอวิทยากรฝึกอาชีพระยะสั้น" if luck > 0.6 else None}
        ]  # fmt: skip
    choices = TABLES[CLOSED_TITLE][2].choices
    return [{"c1": size * 7, "c2": 33_000 + int(luck * 60) * 100, "c3": choices[int(luck * 2.99)]}]
