"""The demo's people, cases and referrals: invented ones in every state, by the doors that officers use."""

from __future__ import annotations

import datetime as dt
from itertools import cycle
from typing import Any

from django.utils import timezone

from prasan.directory.actor import SeatActor, actor_for
from prasan.directory.models import Area, Office, Seat
from prasan.directory.roles import Role
from prasan.platform.commands import perform
from prasan.referrals import commands as c
from prasan.referrals.models import Case, OutreachLine, Referral
from prasan.registers.commands import RegisterWorker
from prasan.registers.commands.worker_checks import look_for
from prasan.registers.models import Service, Worker

PROVINCES = ("80", "92")
VISITED = "80"
"""The province whose labour office has set out to visit people."""
NOTICE = "ตัวอย่าง/1"
PEOPLE: tuple[tuple[str, str, str, int, dict[str, str], str, str, str], ...] = (
    ("นาง", "สมมติ", "เย็บผ้าที่บ้าน", 2515, {"employment": "informal", "informal_group": "home"},
     "รับงานเย็บผ้าที่บ้าน ค้างค่าจ้างสองเดือน และอยากมีประกันสังคม", "DLPW home-worker-complaint", "offered"),
    ("นาย", "ตัวอย่าง", "ขับรถส่งของ", 2538, {"employment": "informal", "informal_group": "rider"},
     "รถล้มขณะส่งอาหาร ต้องการรู้สิทธิรักษาและเงินทดแทน", "SSO workmens-compensation", "accepted"),
    ("นางสาว", "สาธิต", "ขายของตลาดนัด", 2527, {"employment": "informal", "informal_group": "vendor"},
     "ขายของไม่ได้ อยากฝึกอาชีพทำอาหาร", "DSD skill-additional", "scheduled"),
    ("นาย", "จำลอง", "ออกจากโรงงาน", 2532, {"employment": "unemployed", "section": "33"},
     "โรงงานปิด ต้องการหางานใหม่และขึ้นทะเบียนว่างงาน", "DOE unemployment-registration", "asked"),
    ("นาง", "ทดลอง", "แม่บ้าน", 2510, {"employment": "informal", "informal_group": "domestic"},
     "นายจ้างไม่ให้วันหยุด อยากรู้สิทธิของลูกจ้างทำงานบ้าน", "DLPW domestic-worker-protection", "declined"),
    ("นาย", "แบบอย่าง", "ทำสวนยาง", 2520, {"employment": "informal", "informal_group": "own"},
     "อยากสมัครมาตรา 40", "SSO section-40-option-2", "confirmed"),
)  # fmt: skip
"""Title, given and family name, birth year, facts, the need, agency and service that is asked, how far it has gone."""
ASKED = "ขอสำเนาหนังสือเลิกจ้าง"
STEPS: dict[str, tuple[tuple[str, dict[str, Any]], ...]] = {
    "offered": (),
    "accepted": (("accept", {}),),
    "scheduled": (("accept", {}), ("schedule", {})),
    "asked": (("accept", {}), ("ask", {"text": ASKED})),
    "declined": (("decline", {"decline": "no_capacity", "next_step": "later", "text": "รอบถัดไปวันจันทร์หน้า"}),),
    "confirmed": (
        ("accept", {}), ("begin", {}), ("serve", {}), ("tell", {"outcome": "solved", "text": "สมัครทางเลือกที่ 2 แล้ว"}),
    ),
}  # fmt: skip


def seat_at(role: Role, code: str) -> SeatActor | None:
    """Return who sits in a role at an office, None where nobody does."""
    rows = Seat.objects.held_on(timezone.localdate()).filter(role=role, office__code=code)
    found = rows.select_related("office__area", "person").order_by("pk").first()
    return actor_for(found) if found is not None else None


def load() -> dict[str, int]:
    """Make them, once, in two provinces; nothing where nobody sits at the counter."""
    if Case.objects.exists():
        return {"cases": 0}
    for province in PROVINCES:
        labour = f"OPS-{province}"
        counter = seat_at(Role.COUNTER_OFFICER, labour) or seat_at(Role.AGENCY_OFFICER, labour)
        homes = list(Area.objects.filter(parent__code=province, kind=Area.Kind.DISTRICT).values_list("pk", flat=True))
        if counter is None or not homes:
            continue
        for row, home in zip(PEOPLE, cycle(homes), strict=False):
            _come(counter, province, home, row)
        if province == VISITED:
            _visits(counter, province)
    return {"workers": Worker.objects.count(), "cases": Case.objects.count(), "referrals": Referral.objects.count()}


def _come(counter: SeatActor, province: str, home: int, row: tuple[Any, ...]) -> None:
    """Let one person come to the counter, and their case go as far as it is to stand."""
    title, given, family, year, facts, need, asks, stage = row
    agency, template = asks.split()
    told = {
        "title": title,
        "given_name": given,
        "family_name": family,
        "birth_year": year,
        "home_area_id": home,
    } | facts
    look = look_for(counter, told)
    person = perform(
        counter,
        RegisterWorker(told=told, check_id=look.target_id, apart=True, ground="public-task", notice_version=NOTICE),
    )
    made = perform(counter, c.OpenCase(worker_id=person.pk, need=need))
    office = Office.objects.filter(code=f"{agency}-{province}").first()
    there = (
        None if office is None else seat_at(Role.AGENCY_OFFICER, office.code) or seat_at(Role.AGENCY_HEAD, office.code)
    )
    if office is None or there is None:
        return
    service = Service.objects.taking().filter(office=office, template__code=template).first()
    asked: dict[str, Any] = {"service_id": service.pk if service else None, "consent": True}
    sent = perform(counter, c.Refer(case_id=made.pk, office_id=office.pk, **asked))
    for move, told_with in STEPS[stage]:
        when = {"when": timezone.now() + dt.timedelta(days=3)} if move == "schedule" else {}
        perform(there, c.BY_MOVE[move](target_id=sent.pk, **{**told_with, **when}))
    if stage == "confirmed":
        perform(counter, c.Confirm(target_id=sent.pk))


def _visits(counter: SeatActor, province: str) -> None:
    """Let the labour office set out to visit them: one was met, one was not at home, one has a case."""
    area = Area.objects.values_list("pk", flat=True).get(code=province)
    made = perform(counter, c.MakeOutreachList(title="แรงงานในทะเบียน รอบเดือนนี้ (สมมติ)", area_id=area))
    lines = list(OutreachLine.objects.filter(list=made).order_by("pk")[:3])
    soon = timezone.localdate() + dt.timedelta(days=3)
    told: tuple[dict[str, Any], ...] = (
        {"state": "reached", "text": "ได้รับแผ่นพับมาตรา 40 แล้ว ขอคิดดูก่อน"},
        {"state": "not_found", "text": "เพื่อนบ้านบอกว่ากลับค่ำ", "next_on": soon},
        {"state": "referred"},
    )
    OutreachLine.objects.filter(list=made).update(seat=counter.seat_id)
    for line, what in zip(lines, told, strict=False):
        if what["state"] == "referred":
            what |= {"case_code": Case.objects.filter(worker=line.worker_id).values_list("code", flat=True)[0]}
        perform(counter, c.RecordVisit(target_id=line.pk, **what))
