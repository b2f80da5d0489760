"""One subject for every verb of networks: kept and asked by the labour office of Trang (lead)."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils import timezone

from prasan.directory.models import Area
from prasan.networks.links import VOLUNTEER
from prasan.networks.models import Appointment, Partner, Response, Survey, Volunteer
from prasan.platform.web.links import hash_of, token_of
from tests.house.rights import Sample
from tests.house.world import World, make_area


def tambon(world: World) -> Area:
    """A sub-district of Trang."""
    if "tambon" not in world.extra:
        kept = Area.objects.filter(code="920101").first()
        district = Area.objects.filter(code="9201").first() or make_area(
            "9201", 920_100, 920_199, "district", "เมืองตรัง", world.areas["92"]
        )
        world.extra["tambon"] = kept or make_area("920101", 920_101, 920_101, "subdistrict", "ทับเที่ยง", district)
    found: Area = world.extra["tambon"]
    return found


def volunteer(world: World) -> Volunteer:
    """One who serves it."""
    if "labour_volunteer" not in world.extra:
        made = Volunteer.objects.create(
            office=world.offices["OPS-92"], name="สมมติ ใจดี", nonce="volunteer", made_at=timezone.now(),
            token_hash=hash_of(token_of(VOLUNTEER, "volunteer")),
        )  # fmt: skip
        world.extra["labour_volunteer"] = made
        world.extra["volunteer_appointment"] = Appointment.objects.create(
            volunteer=made, area=tambon(world), start=dt.date(2025, 1, 1)
        )
    found: Volunteer = world.extra["labour_volunteer"]
    return found


def appointment(world: World) -> Appointment:
    """That they serve it."""
    volunteer(world)
    found: Appointment = world.extra["volunteer_appointment"]
    return found


def survey(world: World) -> Survey:
    """An open one over Trang."""
    if "labour_survey" not in world.extra:
        now = timezone.now()
        question = {"name": "q1", "label": "มีคนว่างงานกี่คน", "kind": "integer", "required": True, "choices": []}
        world.extra["labour_survey"] = Survey.objects.create(
            title="สำรวจผู้ว่างงาน", area=world.areas["92"], office=world.offices["OPS-92"], questions=[question],
            deadline=now + dt.timedelta(days=3), form_id="prasan-sample", state="open", opened_at=now,
        )  # fmt: skip
    found: Survey = world.extra["labour_survey"]
    return found


def partner(world: World) -> Partner:
    """A partner that DOE-92 keeps."""
    if "network_partner" not in world.extra:
        world.extra["network_partner"] = Partner.objects.create(
            name="ชมรมนายจ้าง", sector="employers", area=world.areas["92"], keeper=world.offices["DOE-92"]
        )
    found: Partner = world.extra["network_partner"]
    return found


def shown(world: World) -> dict[str, Any]:
    """The values in addresses of the room's pages."""
    return {
        "labour_volunteer": volunteer(world).pk, "volunteer_appointment": appointment(world).pk,
        "labour_survey": survey(world).pk, "survey_token": token_of(VOLUNTEER, "volunteer"), "volunteer_act": "renew",
        "survey_act": "close", "network_partner": partner(world).pk,
    }  # fmt: skip


NETWORKS: dict[str, Sample] = {
    "networks.add_partner": lambda world: Partner(keeper=world.offices["DOE-92"]),
    "networks.change_partner": partner,
    "networks.retire_partner": partner,
    "networks.restore_partner": partner,
    "networks.add_volunteer": lambda world: Volunteer(office=world.offices["OPS-92"]),
    "networks.change_volunteer": volunteer,
    "networks.end_volunteer": volunteer,
    "networks.renew_address": volunteer,
    "networks.appoint": lambda world: Appointment(volunteer=volunteer(world), area=tambon(world)),
    "networks.end_appointment": appointment,
    "networks.add_survey": lambda world: Survey(office=world.offices["OPS-92"], area=world.areas["92"]),
    "networks.change_survey": survey,
    "networks.open_survey": survey,
    "networks.close_survey": survey,
    "networks.reopen_survey": survey,
    "networks.answer_survey": lambda world: Response(survey=survey(world), volunteer=volunteer(world)),
}
