"""The small ministry with a skills unit in Trang: a welding course, sessions with seats, people who want to learn."""

from __future__ import annotations

import datetime as dt
from typing import Any

from prasan.directory.models import Agency, Office
from prasan.directory.roles import Role
from prasan.registers.models import Tie, Worker
from prasan.training import commands as c
from prasan.training.commands.sessions import every_weekday
from prasan.training.models import Application, Course, Session
from tests.referrals import ground
from tests.referrals.ground import MONDAY, Ground, at, behind_the_door, seat

__all__ = [
    "FIRST", "LAST", "MONDAY", "Ground", "application", "at", "behind_the_door", "build", "course", "mark", "person",
    "seat", "session",
]  # fmt: skip

FIRST, LAST = dt.date(2026, 12, 14), dt.date(2026, 12, 18)
"""A week of five days, three weeks after the tests' Monday."""
NINE, FOUR = dt.time(9), dt.time(16)


def build() -> Ground:
    """Make the small ministry with the skills unit of Trang and a sibling in Nakhon Si Thammarat."""
    g = ground.build()
    Agency.objects.create(code="DSD", order=3, name_th="กพร.", name_en="DSD", short_th="DSD", short_en="DSD")
    for code, area in (("DSD-92", "92"), ("DSD-80", "80")):
        g.offices[code] = Office.objects.create(
            code=code, kind="provincial", agency_id="DSD", area=g.areas[area], name_th=f"สำนักงาน {code}",
            short_th=code,
        )  # fmt: skip
    seat(g, "dsd", Role.AGENCY_OFFICER, "DSD-92")
    seat(g, "dsd-head", Role.AGENCY_HEAD, "DSD-92")
    seat(g, "dsd-80", Role.AGENCY_OFFICER, "DSD-80")
    return g


def course(g: Ground, who: str = "dsd", **more: Any) -> Course:
    """Put a course into the catalogue."""
    told = {"kind": "upgrade", "name_th": "ช่างเชื่อมไฟฟ้า", "name_en": "Arc welding", "skill": "ช่างเชื่อม", "hours": 30}
    made: Course = g.do(who, c.AddCourse(values=told | more))
    return made


def session(g: Ground, of: Course | None = None, who: str = "dsd", *, quotas: Any = (), publish: bool = True,
            **more: Any) -> Session:  # fmt: skip
    """Open a session of two seats."""
    told = {
        "course_id": (of or Course.objects.first() or course(g)).pk, "area_id": g.areas["92"].pk, "place": "โรงฝึก 1",
        "begins": FIRST, "ends": LAST, "seats": 2, "applies_until": dt.date(2026, 12, 7), "joins_until": FIRST,
    } | more  # fmt: skip
    made: Session = g.do(
        who, c.AddSession(values=told, quotas=list(quotas), days=every_weekday(FIRST, LAST, NINE, FOUR))
    )
    if publish:
        g.do(who, c.Publish(target_id=made.pk))
    return Session.objects.get(pk=made.pk)


def person(g: Ground, office: str = "OPS-92", **more: Any) -> Worker:
    """Make a person whom an office knows."""
    told = {"given_name": "สมมติ", "family_name": "ทดลอง", "birth_year": 1990} | more
    made = Worker.objects.create(office=g.offices[office], **told)
    Tie.objects.create(worker=made, office=g.offices[office], ground="public-task", notice_version="test/1")
    return made


def application(g: Ground, to: Session, who: str = "counter", of: Worker | None = None, **more: Any) -> Application:
    """Apply for somebody."""
    office = g.actors[who].office_id
    code = next(code for code, one in g.offices.items() if one.pk == office)
    told = {"session_id": to.pk, "worker_id": (of or person(g, code)).pk, "agreed": True} | more
    made: Application = g.do(who, c.Apply(**told))
    return made


def mark(g: Ground, one: Application, days: int, who: str = "dsd") -> None:
    """Note somebody present on the first days."""
    for day in one.session.days.order_by("day")[:days]:
        with at(dt.datetime.combine(day.day, dt.time(10), MONDAY.tzinfo)):
            g.do(who, c.MarkAttendance(target_id=one.pk, day_id=day.pk))
