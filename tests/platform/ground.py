"""Ground for the tests of mechanisms: a small country with offices and reports, and an actor."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from django.db.models import F

from prasan.directory.models import Area, Office
from prasan.directory.scope import Scope
from prasan.platform.commands.many import InSets, words
from prasan.progress.models import Report

EVERYTHING = Scope(everything=True, clearance=2)

REPORT_IN_SETS = InSets(
    label=words(F("office__name_th"), " ", F("period")),
    area=F("area_id"),
    office=F("office_id"),
    topics=(words("report:", F("pk")), words("office:", F("office_id")), words("desk:", F("area_id"))),
)


@dataclass(frozen=True)
class Someone:
    """An actor for tests."""

    person_id: int = 7
    seat_id: int = 70
    office_id: int = 700
    label: str = "นางทดสอบ ระบบดี · หัวหน้าหน่วยงาน"
    scope: Scope = field(default=EVERYTHING)
    is_system: bool = False


def country(provinces: int = 3) -> list[Office]:
    """Make a nation, provinces and one office in each; return the offices."""
    nation = Area.objects.create(id=0, last=999_999, code="00", kind="nation", name_th="ประเทศไทย", name_en="Thailand")
    offices = []
    for number in range(1, provinces + 1):
        first = number * 10_000
        area = Area.objects.create(
            id=first,
            last=first + 9_999,
            code=f"{number:02}",
            kind="province",
            parent=nation,
            name_th=f"จังหวัดที่ {number}",
            name_en=f"Province {number}",
        )
        offices.append(
            Office.objects.create(code=f"T-{number}", kind="provincial", area=area, name_th=f"สำนักงานที่ {number}")
        )
    return offices


def reports(offices: list[Office], each: int = 2, state: str = "submitted") -> list[Report]:
    """Make reports of each office."""
    rows = [
        Report(office=office, area_id=office.area_id, period=256900 + month, due=dt.date(2026, 7, 5), state=state)
        for office in offices
        for month in range(1, each + 1)
    ]
    return Report.objects.bulk_create(rows)
