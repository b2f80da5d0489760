"""Two provinces, a country with its labour office, the centre, and the people who watch."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from django.test import Client

from prasan.directory.actor import SeatActor, actor_for
from prasan.directory.models import Agency, Area, Office, Person, Seat
from prasan.directory.roles import TIME_LIMITED, Role
from prasan.platform.commands import Command, perform
from prasan.situation.models import Event, Rung

SEATS = {
    "duty": (Role.DUTY_OFFICER, "CENTRE"),
    "duty-2": (Role.DUTY_OFFICER, "CENTRE"),
    "duty-3": (Role.DUTY_OFFICER, "CENTRE"),
    "owner": (Role.POLICY_OWNER, "OPS"),
    "secretary": (Role.PERMANENT_SECRETARY, "OPS"),
    "minister": (Role.MINISTER, "OPS"),
    "spokesperson": (Role.SPOKESPERSON, "OPS"),
    "plo": (Role.PLO, "OPS-92"),
    "plo-officer": (Role.AGENCY_OFFICER, "OPS-92"),
    "doe": (Role.AGENCY_OFFICER, "DOE-92"),
    "doe-head": (Role.AGENCY_HEAD, "DOE-92"),
    "plo-80": (Role.PLO, "OPS-80"),
    "department": (Role.DEPARTMENT_OFFICER, "DOE"),
    "counsellor": (Role.COUNSELLOR, "ABROAD-TW-TAIPEI"),
    "admin": (Role.ADMINISTRATOR, "OPS"),
    "partner": (Role.PARTNER, "NGO"),
}


@dataclass
class Ground:
    """What tests of the situation stand on."""

    areas: dict[str, Area] = field(default_factory=dict)
    offices: dict[str, Office] = field(default_factory=dict)
    actors: dict[str, SeatActor] = field(default_factory=dict)

    def do(self, who: str, command: Command[Any]) -> Any:
        return perform(self.actors[who], command)

    def person(self, who: str) -> int:
        return self.actors[who].person_id

    def client(self, who: str) -> Client:
        client = Client()
        person = Person.objects.get(pk=self.person(who))
        client.force_login(person, "allauth.account.auth_backends.AuthenticationBackend")
        return client

    def event(self, **more: Any) -> Event:
        number = Event.objects.count() + 1
        usual = {
            "number": number, "year": 2569, "title": "ไฟไหม้โรงงาน", "type": "accident",
            "area": self.areas["92"], "owner": self.offices["OPS-92"],
        }  # fmt: skip
        return Event.objects.create(**usual | more)


def build() -> Ground:
    g = Ground()
    rows = [
        ("TH", 1, 999_999, "nation", "ประเทศไทย"),
        ("92", 920_000, 929_999, "province", "ตรัง"),
        ("9201", 920_100, 920_199, "district", "เมืองตรัง"),
        ("80", 800_000, 809_999, "province", "นครศรีธรรมราช"),
        ("TW", 2_000_000, 2_000_999, "country", "ไต้หวัน"),
    ]
    for code, number, last, kind, name in rows:
        parent = g.areas.get("92" if kind == "district" else "TH" if kind == "province" else "")
        g.areas[code] = Area.objects.create(
            id=number, last=last, code=code, kind=kind, name_th=name, name_en=name, parent=parent
        )
    for order, code in enumerate(["OPS", "DOE"], start=1):
        Agency.objects.create(code=code, order=order, name_th=code, name_en=code, short_th=code, short_en=code)
    for code, kind, agency, area in (
        ("OPS", "ministry", "OPS", "TH"), ("CENTRE", "centre", "OPS", "TH"), ("DOE", "department", "DOE", "TH"),
        ("OPS-92", "provincial", "OPS", "92"), ("DOE-92", "provincial", "DOE", "92"),
        ("OPS-80", "provincial", "OPS", "80"), ("ABROAD-TW-TAIPEI", "abroad", "OPS", "TW"),
        ("NGO", "outside", None, "92"),
    ):  # fmt: skip
        g.offices[code] = Office.objects.create(
            code=code, kind=kind, agency_id=agency, area=g.areas[area], name_th=f"สำนักงาน {code}",
            leads_province=code.startswith("OPS-"), phone="02-000-0000",
            time_zone="Asia/Taipei" if kind == "abroad" else "Asia/Bangkok",
        )  # fmt: skip
    for who, (role, office) in SEATS.items():
        person = Person.objects.create(username=who, given_name="สมมติ", family_name=who)
        limited = {"end": dt.date(2099, 1, 1), "reason": "ทดสอบ"} if role in TIME_LIMITED else {}
        seat = Seat.objects.create(
            person=person, office=g.offices[office], role=role, start=dt.date(2020, 1, 1), **limited
        )
        g.actors[who] = actor_for(Seat.objects.for_actor().get(pk=seat.pk))
    _ladder()
    return g


def _ladder() -> None:
    for severity, role, where, minutes in (
        ("severe", Role.PLO, "place", 30), ("severe", Role.DUTY_OFFICER, "centre", 30),
        ("extreme", Role.PLO, "place", 10), ("extreme", Role.PLO, "origin", 30),
        ("extreme", Role.MINISTER, "centre", 60), ("extreme", Role.COUNSELLOR, "place", 10),
    ):  # fmt: skip
        Rung.objects.create(severity=severity, role=role, where=where, minutes=minutes)
