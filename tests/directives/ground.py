"""Two provinces, a country abroad, the people who give and those who answer; issuing in one line."""

from __future__ import annotations

import datetime as dt
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from unittest import mock
from zoneinfo import ZoneInfo

from django.db import connection, transaction
from django.utils import timezone

from prasan.directives.commands import AnswerGuidance, GiveGuidance, Issue, SendAnswer
from prasan.directives.models import Addressee, Directive, Guidance
from prasan.directory.actor import SeatActor, actor_for
from prasan.directory.models import Agency, Area, Holiday, Office, Person, Seat
from prasan.directory.roles import Role
from prasan.platform.commands import Command, perform
from prasan.registers.models import Indicator

BANGKOK = ZoneInfo("Asia/Bangkok")
MONDAY = dt.datetime(2026, 11, 23, 10, 0, tzinfo=BANGKOK)
"""The tests' own now: a working Monday morning."""

SEATS = {
    "minister": (Role.MINISTER, "OPS"),
    "ps": (Role.PERMANENT_SECRETARY, "OPS"),
    "duty": (Role.DUTY_OFFICER, "OPS"),
    "secretary": (Role.SECRETARY, "OPS"),
    "dg": (Role.DIRECTOR_GENERAL, "DOE"),
    "department": (Role.DEPARTMENT_OFFICER, "DOE"),
    "plo": (Role.PLO, "OPS-92"),
    "plo-officer": (Role.AGENCY_OFFICER, "OPS-92"),
    "doe-head": (Role.AGENCY_HEAD, "DOE-92"),
    "doe": (Role.AGENCY_OFFICER, "DOE-92"),
    "doe-80": (Role.AGENCY_OFFICER, "DOE-80"),
    "plo-80": (Role.PLO, "OPS-80"),
    "counsellor": (Role.COUNSELLOR, "ABROAD-TW-TAIPEI"),
    "governor": (Role.GOVERNOR, "GOV-92"),
    "admin": (Role.ADMINISTRATOR, "OPS"),
}


@contextmanager
def at(moment: dt.datetime) -> Any:
    """Let the product's clock stand at a moment."""
    with mock.patch.object(timezone, "now", side_effect=lambda: moment.astimezone(dt.UTC)):
        yield


def behind_the_door(sql: str) -> None:
    """Write past every command, and ask what the end of a transaction asks."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


@dataclass
class Ground:
    """What tests of directives stand on."""

    areas: dict[str, Area] = field(default_factory=dict)
    offices: dict[str, Office] = field(default_factory=dict)
    actors: dict[str, SeatActor] = field(default_factory=dict)

    def do(self, who: str, command: Command[Any]) -> Any:
        return perform(self.actors[who], command)

    def issue(self, who: str = "minister", lead: str = "OPS-92", **more: Any) -> Directive:
        usual = {"text": "ให้ช่วยเหลือลูกจ้างโรงงานที่ถูกเลิกจ้าง", "lead_id": self.offices[lead].pk,
                 "due_kind": "days", "due_amount": 7}  # fmt: skip
        made: Directive = self.do(who, Issue(**usual | more))
        return made

    def answer(self, directive: Directive, who: str = "plo", **more: Any) -> Directive:
        told = {"text": "ช่วยเหลือแล้ว 120 คน", "evidence": "หนังสือ ตง 0025/12"} | more
        done: Directive = self.do(who, SendAnswer(target_id=directive.pk, **told))
        return done

    def give(self, who: str = "minister", to: tuple[str, ...] = ("OPS-92", "OPS-80"), **more: Any) -> Guidance:
        usual = {"text": "ดูแลแรงงานนอกระบบให้เข้าถึงบริการของรัฐมากขึ้น", "to": [self.offices[one].pk for one in to],
                 "review_on": dt.date(2027, 9, 30)}  # fmt: skip
        made: Guidance = self.do(who, GiveGuidance(**usual | more))
        return made

    def addressee(self, guidance: Guidance, office: str = "OPS-92") -> Addressee:
        return Addressee.objects.current().get(guidance=guidance, office=self.offices[office])

    def reply(self, guidance: Guidance, who: str = "plo", office: str = "OPS-92", how: str = "ออกหน่วยทุกอำเภอ") -> Any:
        return self.do(who, AnswerGuidance(target_id=self.addressee(guidance, office).pk, how=how))

    def indicator(self, **more: Any) -> Indicator:
        usual = {"code": "jobs", "name_th": "คนได้งาน", "unit_th": "คน", "counted": "people"}
        return Indicator.objects.create(**usual | more)

    def client(self, who: str) -> Any:
        from django.test import Client

        client = Client()
        actor = self.actors[who]
        client.force_login(
            Person.objects.get(pk=actor.person_id), "allauth.account.auth_backends.AuthenticationBackend"
        )
        session = client.session
        session["seat"] = actor.seat_id
        session.save()
        return client


def _area(g: Ground, code: str, first: int, last: int, kind: str, name: str, parent: str | None = None) -> None:
    g.areas[code] = Area.objects.create(
        id=first, last=last, code=code, kind=kind, name_th=name, name_en=name, parent=g.areas.get(parent or ""),
        sort_th=name, short_th=name[:2],
    )  # fmt: skip


def build() -> Ground:
    """Make it."""
    g = Ground()
    _area(g, "TH", 1, 999_999, "nation", "ประเทศไทย")
    _area(g, "92", 920_000, 929_999, "province", "ตรัง", "TH")
    _area(g, "9201", 920_100, 920_199, "district", "เมืองตรัง", "92")
    _area(g, "80", 800_000, 809_999, "province", "นครศรีธรรมราช", "TH")
    _area(g, "TW", 2_000_000, 2_000_000, "country", "ไต้หวัน")
    for order, code in enumerate(["OPS", "DOE"], start=1):
        Agency.objects.create(code=code, order=order, name_th=code, name_en=code, short_th=code, short_en=code)
    for code, kind, agency, area in (
        ("OPS", "ministry", "OPS", "TH"), ("DOE", "department", "DOE", "TH"), ("OPS-92", "provincial", "OPS", "92"),
        ("DOE-92", "provincial", "DOE", "92"), ("OPS-80", "provincial", "OPS", "80"),
        ("DOE-80", "provincial", "DOE", "80"), ("GOV-92", "outside", None, "92"),
        ("ABROAD-TW-TAIPEI", "abroad", "OPS", "TW"),
    ):  # fmt: skip
        g.offices[code] = Office.objects.create(
            code=code, kind=kind, agency_id=agency, area=g.areas[area], name_th=f"สำนักงาน {code}",
            leads_province=kind == "provincial" and agency == "OPS",
            time_zone="Asia/Taipei" if kind == "abroad" else "Asia/Bangkok",
        )  # fmt: skip
    for who, (role, code) in SEATS.items():
        person = Person.objects.create(username=who, given_name="สมมติ", family_name=who)
        end = dt.date(2099, 1, 1) if role is Role.ADMINISTRATOR else None
        seat = Seat.objects.create(
            person=person, office=g.offices[code], role=role, start=dt.date(2020, 1, 1), end=end,
            reason="ทดสอบ" if end else "",
        )  # fmt: skip
        g.actors[who] = actor_for(seat)
    Holiday.objects.create(day=dt.date(2026, 12, 10), area=g.areas["TH"], name_th="วันรัฐธรรมนูญ")
    Holiday.objects.create(day=dt.date(2026, 12, 8), area=g.areas["92"], name_th="วันหยุดเฉพาะจังหวัด")
    Holiday.objects.create(day=dt.date(2026, 11, 24), area=g.areas["TW"], name_th="วันหยุดที่ไต้หวัน")
    return g
