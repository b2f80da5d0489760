"""Two provinces, a country abroad, the desk's people, sources, and items as the intake leaves them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone

from prasan.directory.actor import SeatActor, actor_for
from prasan.directory.models import Agency, Area, Office, Person, Seat
from prasan.directory.roles import Role
from prasan.platform.commands import Command, perform
from prasan.situation.events.commands import OpenEvent
from prasan.situation.models import Event, Item, ItemPlace, Source

SEATS = {
    "duty": (Role.DUTY_OFFICER, "OPS"),
    "duty2": (Role.DUTY_OFFICER, "OPS"),
    "owner": (Role.POLICY_OWNER, "OPS"),
    "minister": (Role.MINISTER, "OPS"),
    "plo": (Role.PLO, "OPS-92"),
    "plo-80": (Role.PLO, "OPS-80"),
    "doe": (Role.AGENCY_OFFICER, "DOE-92"),
    "doe-80": (Role.AGENCY_OFFICER, "DOE-80"),
    "counsellor": (Role.COUNSELLOR, "ABROAD-TW-TAIPEI"),
    "governor": (Role.GOVERNOR, "GOV-92"),
    "auditor": (Role.AUDITOR, "OPS"),
    "admin": (Role.ADMINISTRATOR, "OPS"),
}


@dataclass
class Ground:
    """What tests of the situation stand on."""

    areas: dict[str, Area] = field(default_factory=dict)
    offices: dict[str, Office] = field(default_factory=dict)
    actors: dict[str, SeatActor] = field(default_factory=dict)
    sources: dict[str, Source] = field(default_factory=dict)
    n: int = 0

    def do(self, who: str, command: Command[Any]) -> Any:
        return perform(self.actors[who], command)

    def item(
        self, title: str = "โรงงานแห่งหนึ่งในตรังเลิกจ้าง 120 คน", *, places: tuple[str, ...] = ("92",), **values: Any
    ) -> Item:
        self.n += 1
        usual = {
            "source": self.sources["feed"], "identity": f"{self.n:064d}", "title": title, "text": f"{title} เมื่อวานนี้",
            "received_at": timezone.now() - dt.timedelta(hours=1), "types": ["layoff"], "model_version": "m1",
            "score": 0.9,
        }  # fmt: skip
        made = Item.objects.create(**usual | values)
        for code in places:
            ItemPlace.objects.create(item=made, area=self.areas[code])
        return made

    def event(self, who: str = "duty", items: tuple[Item, ...] = (), area: str = "92", **values: Any) -> Event:
        told = {"title": "เลิกจ้างที่ตรัง", "type": "layoff", "area_id": self.areas[area].pk} | values
        made: Event = self.do(who, OpenEvent(values=told, items=[one.pk for one in items]))
        return made

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
        ("OPS", "ministry", "OPS", "TH"), ("OPS-92", "provincial", "OPS", "92"), ("DOE-92", "provincial", "DOE", "92"),
        ("OPS-80", "provincial", "OPS", "80"), ("DOE-80", "provincial", "DOE", "80"), ("GOV-92", "outside", None, "92"),
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
            person=person,
            office=g.offices[code],
            role=role,
            start=dt.date(2020, 1, 1),
            end=end,
            reason="ทดสอบ" if end else "",
        )
        g.actors[who] = actor_for(seat)
    for code, kind in (("feed", "rss"), ("call", "call")):
        g.sources[code] = Source.objects.create(code=code, kind=kind, name_th=f"แหล่ง {code}", office=g.offices["OPS"])
    return g
