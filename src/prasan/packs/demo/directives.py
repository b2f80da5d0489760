"""The demo's directives and guidance: invented ones in every state, by the doors that people use."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils import timezone

from prasan.directives import commands as c
from prasan.directives.models import Addressee, Directive
from prasan.directory.actor import SeatActor, actor_for
from prasan.directory.models import Area, Office, Seat
from prasan.directory.roles import Role
from prasan.platform.commands import perform
from prasan.situation.models import Event

ORDERS: tuple[tuple[str, str, str, int, str], ...] = (
    ("OPS-92", "ให้แรงงานจังหวัดตรังช่วยเหลือลูกจ้างโรงงานแปรรูปไม้ให้ครบทุกสิทธิ และรายงานผล", "days", 7, "answered"),
    ("OPS-21", "ให้ตรวจความปลอดภัยสถานประกอบการเก็บสารเคมีในนิคมอุตสาหกรรมทุกแห่ง", "months", 1, "working"),
    ("OPS-90", "ให้สำรวจแรงงานที่หยุดงานเพราะน้ำท่วมและแจ้งสิทธิว่างงาน", "days", 3, "acknowledged"),
    ("OPS-41", "ให้เตือนประชาชนเรื่องการชักชวนไปทำงานต่างประเทศทางเพจปลอม", "at_once", 0, "issued"),
    ("OPS-73", "ให้เจรจานายจ้างโรงงานเสื้อผ้าที่ประกาศปิดกิจการเรื่องค่าชดเชย", "days", 15, "returned"),
    ("OPS-57", "ให้ทบทวนมาตรการป้องกันคนงานตกจากที่สูง", "days", 10, "closed"),
    ("ABROAD-TW-TAIPEI", "ให้เยี่ยมแรงงานไทยที่หอพักและรายงานความช่วยเหลือ", "hours", 14, "acknowledged"),
)
"""Code of the lead office, words, kind and amount of the deadline, how far it went."""
TABLE = "ให้ส่งตารางการรับเรื่องร้องทุกข์ประจำสัปดาห์: จำนวนคน สถานที่ และเรื่องที่ส่งต่อ"
SPLIT = "ให้ประสานผู้ว่าราชการจังหวัดเตรียมแผนก่อน ระหว่าง และหลังพายุ แล้วรายงานผล"
FOLLOW_UP = "ให้รายงานผลตามข้อเสนอแนะของผู้ตรวจราชการเรื่องศูนย์บริการแรงงานแบบเบ็ดเสร็จ"
INSPECTION = "การตรวจราชการ ปีงบประมาณ 2570"
MONTH: dict[str, Any] = {"due_kind": "months", "due_amount": 1}
STORM = ("80", "92", "90")
GUIDANCE = "ดูแลแรงงานนอกระบบให้เข้าถึงบริการของรัฐมากขึ้น และให้บรรจุในแผนพัฒนาจังหวัด"
HOW = "ออกหน่วยบริการเคลื่อนที่ทุกอำเภอ และเสนอบรรจุโครงการในแผนพัฒนาจังหวัด"


def _seats() -> tuple[SeatActor | None, SeatActor | None, dict[str, SeatActor]]:
    """Return the minister, the duty officer, and who acts for provinces' labour offices and those abroad, by code."""
    rows = Seat.objects.held_on(timezone.localdate()).select_related("office__area", "person").order_by("pk")
    minister, duty = (rows.filter(role=role).first() for role in (Role.MINISTER, Role.DUTY_OFFICER))
    local = rows.filter(role__in=[Role.PLO, Role.COUNSELLOR])
    return (
        actor_for(minister) if minister else None, actor_for(duty) if duty else None,
        {one.office.code: actor_for(one) for one in reversed(local)},
    )  # fmt: skip


def load() -> dict[str, int]:
    """Make them, once; nothing where nobody gives."""
    minister, duty, local = _seats()
    if minister is None or duty is None or Directive.objects.exists():
        return {"directives": 0}
    offices = dict(Office.objects.values_list("code", "pk"))
    event = Event.objects.filter(area__code="92").order_by("pk").first()
    for code, text, kind, amount, stage in ORDERS:
        if code not in offices or code not in local:
            continue
        told: dict[str, Any] = {"text": text, "lead_id": offices[code], "due_kind": kind, "due_amount": amount}
        if code == "OPS-92" and event is not None:
            label = f"{event.code} {event.title}"
            told |= {"origin": "event", "origin_ref": event.pk, "origin_label": label, "areas": [event.area_id]}
        made = perform(minister, c.Issue(**told))
        _brought(made, local[code], duty, stage)
    _others(minister, duty, local, offices)
    return {"directives": Directive.objects.count(), "guidance": _guidance(minister, local, offices)}


def _brought(made: Directive, who: SeatActor, duty: SeatActor, stage: str) -> None:
    """Bring a directive as far as it is to stand."""
    if stage == "issued":
        return
    perform(who, c.Acknowledge(target_id=made.pk))
    if stage == "acknowledged":
        return
    perform(who, c.Start(target_id=made.pk))
    if stage == "working":
        return
    done, proof = "ดำเนินการแล้วตามที่สั่งการ", "หนังสือรายงานของหน่วยงาน"
    perform(who, c.SendAnswer(target_id=made.pk, text=done, evidence=proof))
    if stage == "closed":
        perform(duty, c.Close(target_id=made.pk))
    elif stage == "returned":
        perform(duty, c.Return(target_id=made.pk, reason="ขอจำนวนลูกจ้างที่ได้รับค่าชดเชยแล้ว"))


def _others(minister: SeatActor, duty: SeatActor, local: dict[str, SeatActor], offices: dict[str, int]) -> None:
    """Issue a weekly one, and one that is split to the provinces of a storm."""
    weekly: dict[str, Any] = {"due_kind": "days", "due_amount": 7, "every": "week"}
    if "OPS-92" in local:
        perform(duty, c.Issue(text=TABLE, lead_id=offices["OPS-92"], giver_id=minister.seat_id, **weekly))
    if "OPS-80" in local:
        label: dict[str, Any] = {"origin": "inspection", "inspection_round": 2, "origin_label": INSPECTION}
        perform(duty, c.Issue(text=FOLLOW_UP, lead_id=offices["OPS-80"], giver_id=minister.seat_id, **MONTH, **label))
    areas = list(Area.objects.filter(code__in=STORM).values_list("pk", flat=True))
    if areas and duty.office_code in offices:
        told: dict[str, Any] = {
            "lead_id": offices[duty.office_code],
            "areas": areas,
            "split": True,
            "due_kind": "days",
            "due_amount": 5,
        }
        perform(minister, c.Issue(text=SPLIT, **told))


def _guidance(minister: SeatActor, local: dict[str, SeatActor], offices: dict[str, int]) -> int:
    """Give guidance to every province's labour office; a third of them have answered."""
    to = sorted(offices[code] for code in local if code.startswith("OPS-"))
    if not to:
        return 0
    review = timezone.localdate() + dt.timedelta(days=180)
    made = perform(minister, c.GiveGuidance(text=GUIDANCE, to=to, review_on=review))
    rows = Addressee.objects.filter(guidance=made).select_related("office").order_by("pk")
    for n, row in enumerate(rows):
        who = local[row.office.code]
        if n % 3 == 0:
            perform(who, c.AnswerGuidance(target_id=row.pk, how=HOW))
        elif n % 3 == 1:
            perform(who, c.AcknowledgeGuidance(target_id=row.pk))
    return 1
