"""The demo's training: a catalogue, sessions in every state, a line that waits, demand; people are the demo's own."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils import timezone

from prasan.directory.models import Area
from prasan.directory.roles import Role
from prasan.packs.demo.referrals import seat_at
from prasan.platform.commands import RuleBroken, perform
from prasan.platform.web.links import fresh
from prasan.registers.models import Worker
from prasan.training import commands as c
from prasan.training.commands.certificates import issue_for
from prasan.training.commands.sessions import every_weekday
from prasan.training.models import Application, Course, Demand, FollowUp, Session
from prasan.training.models.applications import State

HOME, NEAR = "80", "93"
"""The province of the demo's counter, and the one where welders are wanted."""
COURSES: tuple[dict[str, Any], ...] = (
    {"code": "arc-welding", "kind": "upgrade", "name_th": "ช่างเชื่อมไฟฟ้าด้วยมือ", "name_en": "Manual arc welding",
     "skill": "ช่างเชื่อม", "hours": 60, "about": "ความปลอดภัย การเตรียมงาน เชื่อมท่าราบ ท่าตั้ง และท่าเหนือศีรษะ"},
    {"code": "food-stall", "kind": "extra", "name_th": "ประกอบอาหารเพื่อจำหน่าย", "name_en": "Cooking for sale",
     "skill": "ประกอบอาหาร", "hours": 30},
    {"code": "elder-care", "kind": "prepare", "name_th": "ผู้ดูแลผู้สูงอายุ", "name_en": "Care of the elderly",
     "skill": "ผู้ดูแลผู้สูงอายุ", "hours": 420, "conditions": "อายุ 18 ปีขึ้นไป สุขภาพแข็งแรง"},
    {"code": "electrician-1", "kind": "test", "name_th": "ช่างไฟฟ้าภายในอาคาร", "name_en": "Building electrician",
     "skill": "ช่างไฟฟ้า", "hours": 6, "level": 1, "pass_score": 60, "valid_years": 5},
)  # fmt: skip
DEMAND: tuple[tuple[str, str, str, int, str], ...] = (
    ("employer", "ช่างเชื่อม", "9301", 12, "บริษัท ตัวอย่างโครงเหล็กพัทลุง จำกัด"), ("survey", "ช่างเชื่อม", "9303", 9, ""),
    ("survey", "ประกอบอาหาร", "8001", 22, ""), ("employer", "ช่างไฟฟ้า", "8009", 5, "ห้างหุ้นส่วนจำกัด สมมติก่อสร้าง"),
)  # fmt: skip
"""Source, skill, district, people, enterprise."""


def load() -> dict[str, int]:
    """Make it, once; nothing where the skills unit has no head and officer."""
    head, staff = seat_at(Role.AGENCY_HEAD, f"DSD-{HOME}"), seat_at(Role.AGENCY_OFFICER, f"DSD-{HOME}")
    counter = seat_at(Role.COUNTER_OFFICER, f"OPS-{HOME}")
    if Course.objects.exists() or head is None or staff is None or counter is None:
        return {"courses": 0}
    made = {told["code"]: perform(staff, c.AddCourse(values=told)) for told in COURSES}
    people = list(Worker.objects.served_by(counter).active().filter(protected="").order_by("pk")[:5])
    today = timezone.localdate()
    _open(staff, counter, made["food-stall"], people, today)
    _draft(staff, made["elder-care"], today)
    _closed(head, staff, counter, made["arc-welding"], people[:3], today)
    for source, skill, district, many, employer in DEMAND:
        area = Area.objects.filter(code=district).first()
        office = seat_at(Role.AGENCY_OFFICER, f"DOE-{district[:2]}")
        if area is not None and office is not None:
            told: dict[str, Any] = {"source": source, "skill": skill, "people": many, "employer": employer}
            perform(office, c.AddDemand(area_id=area.pk, **told))
    return {"courses": len(made), "sessions": Session.objects.count(), "training_demand": Demand.objects.count()}


def _session(staff: Any, course: Any, begins: dt.date, days: int, **more: Any) -> Session:
    ends = begins + dt.timedelta(days=days - 1)
    area = Area.objects.get(code=f"{HOME}01")
    told = {
        "course_id": course.pk, "area_id": area.pk, "place": "โรงฝึก 2 (สมมติ)", "begins": begins, "ends": ends,
        "applies_until": begins, "joins_until": begins, "trainer": "วิทยากรตัวอย่าง", "seats": 20,
    } | more  # fmt: skip
    hours = every_weekday(begins, ends, dt.time(9), dt.time(16))
    made: Session = perform(staff, c.AddSession(values=told, days=hours))
    return made


def _open(staff: Any, counter: Any, course: Any, people: list[Worker], today: dt.date) -> None:
    """Open a session of two seats: two have them, the others wait."""
    one = _session(staff, course, today + dt.timedelta(days=14), 5, seats=2, allowance=12_000)
    perform(staff, c.Publish(target_id=one.pk))
    for person in people:
        try:
            perform(counter, c.Apply(session_id=one.pk, worker_id=person.pk, agreed=True))
        except RuleBroken:  # pragma: no cover - the demo's people may differ
            continue


def _draft(staff: Any, course: Any, today: dt.date) -> None:
    """Prepare one that nobody knows of yet."""
    _session(staff, course, today + dt.timedelta(days=60), 28, seats=25)


def _closed(head: Any, staff: Any, counter: Any, course: Any, people: list[Worker], today: dt.date) -> None:
    """Write one that ended four months ago, with certificates and the first answers: the past is written, not acted."""
    begins = today - dt.timedelta(days=135)
    one = _session(staff, course, begins, 12)
    one.state, one.closed_at = Session.State.CLOSED, timezone.now() - dt.timedelta(days=120)
    one.save()
    for number, person in enumerate(people, start=1):
        nonce, kept = fresh("prasan.training.applicant")
        at = timezone.now() - dt.timedelta(days=150)
        done = Application.objects.create(
            session=one, worker=person, state=State.COMPLETED, office_id=counter.office_id, seat_id=counter.seat_id,
            applied_at=at, since=at, moved_at=at, seat_no=number, nonce=nonce, token_hash=kept,
        )  # fmt: skip
        issue_for(head, done)
        FollowUp.objects.bulk_create(
            FollowUp(application=done, months=months, due_on=one.ends + dt.timedelta(days=30 * months))
            for months in (3, 6, 12)
        )
    first = FollowUp.objects.filter(application__session=one, months=3).order_by("pk").first()
    if first is not None:
        perform(counter, c.AnswerFollowUp(target_id=first.pk, answer="hired", uses_skill=True, earns_more=True))
