"""A public event in Trang, and the people who word and publish notices about it."""

from __future__ import annotations

import datetime as dt

from django.test import Client
from django.utils import timezone

from prasan.directory.actor import actor_for
from prasan.directory.models import Agency, Area, Office, Person, Seat
from prasan.directory.roles import Role
from prasan.platform.commands import perform
from prasan.situation.cap.commands import PrepareAlert, PublishAlert
from prasan.situation.models import Event

SEATS = {
    "duty": (Role.DUTY_OFFICER, "OPS"), "owner": (Role.POLICY_OWNER, "OPS"), "voice": (Role.SPOKESPERSON, "OPS"),
    "plo": (Role.PLO, "OPS-92"), "far-plo": (Role.PLO, "OPS-80"), "minister": (Role.MINISTER, "OPS"),
    "admin": (Role.USER_ADMINISTRATOR, "OPS"),
}  # fmt: skip
WORDS = {
    "headline_th": "ระวังถูกหลอกไปทำงานต่างประเทศ", "description_th": "มีผู้แอบอ้างชื่อกรม <เรียกเก็บเงิน> & หลบหนี\nโปรดระวัง",
    "instruction_th": "สอบถามสายด่วน 1506", "headline_en": "Beware of job fraud", "description_en": "Somebody pretends",
}  # fmt: skip


class Ground:
    """What tests of notices stand on."""

    def __init__(self):
        self.areas, self.offices, self.actors = {}, {}, {}
        for code, first, last, kind, name in (
            ("TH", 1, 999_999, "nation", "ประเทศไทย"), ("92", 920_000, 929_999, "province", "ตรัง"),
            ("80", 800_000, 809_999, "province", "นครศรีธรรมราช"), ("TW", 2_000_000, 2_000_000, "country", "ไต้หวัน"),
        ):  # fmt: skip
            self.areas[code] = Area.objects.create(
                id=first, last=last, code=code, kind=kind, name_th=name, name_en=f"{name} (en)"
            )
        Agency.objects.create(code="OPS", order=1, name_th="สป.", name_en="OPS", short_th="สป.", short_en="OPS")
        for code, kind, area in (
            ("OPS", "ministry", "TH"),
            ("OPS-92", "provincial", "92"),
            ("OPS-80", "provincial", "80"),
        ):
            self.offices[code] = Office.objects.create(
                code=code,
                kind=kind,
                agency_id="OPS",
                area=self.areas[area],
                name_th=code,
                leads_province=kind != "ministry",
            )
        for name, (role, code) in SEATS.items():
            person = Person.objects.create(username=name, given_name="สมมติ", family_name=name)
            seat = Seat.objects.create(person=person, office=self.offices[code], role=role, start=dt.date(2020, 1, 1))
            self.actors[name] = actor_for(seat)
        self.event = self.new_event()

    def new_event(self, number=1, **more):
        usual = {
            "title": "หลอกลวงคนหางาน", "type": "fraud", "area": self.areas["92"], "owner": self.offices["OPS-92"],
            "is_public": True, "severity": "severe", "urgency": "immediate", "certainty": "likely",
            "latitude": "7.55000", "longitude": "99.61000",
        }  # fmt: skip
        return Event.objects.create(number=number, year=2569, **(usual | more))

    def draft(self, who="duty", event=None, **more):
        told = WORDS | {"expires": timezone.now() + dt.timedelta(days=7)} | more
        return perform(self.actors[who], PrepareAlert(event_id=(event or self.event).pk, **told))

    def publish(self, alert, who="voice"):
        return perform(self.actors[who], PublishAlert(target_id=alert.pk))

    def told(self, **more):
        return self.publish(self.draft(**more))

    def client(self, who):
        client = Client()
        actor = self.actors[who]
        person = Person.objects.get(pk=actor.person_id)
        client.force_login(person, "allauth.account.auth_backends.AuthenticationBackend")
        session = client.session
        session["seat"] = actor.seat_id
        session.save()
        return client
