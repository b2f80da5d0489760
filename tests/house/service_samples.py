"""One subject for every verb of the service directory."""

from __future__ import annotations

import datetime as dt

from prasan.directory.models import Office
from prasan.registers.models import MobileDay, Service, ServiceTemplate
from tests.house.rights import Sample
from tests.house.world import World


def template(world: World) -> ServiceTemplate:
    """A national service of the employment department."""
    return ServiceTemplate(code="job-placement", agency_id="DOE", name_th="จัดหางาน", state="in_force")


def service(world: World) -> Service:
    """The copy of the subject's office."""
    return Service(template=template(world), office=world.offices["DOE-92"], area=world.areas["92"])


def partners(world: World) -> Service:
    """A service of a partner in Trang."""
    outside = Office(kind="outside", code="NGO-92", area=world.areas["92"], name_th="มูลนิธิ")
    return Service(office=outside, area=world.areas["92"], name_th="ที่พักชั่วคราว")


def mobile_day(world: World) -> MobileDay:
    """A day on which the subject's office goes out to people."""
    return MobileDay(
        office=world.offices["DOE-92"], area=world.areas["92"], day=dt.date(2030, 1, 7), begins=dt.time(9),
        ends=dt.time(15), place="หอประชุมอำเภอ", agencies=["DOE"],
    )  # fmt: skip


SERVICES: dict[str, Sample] = {
    "registers.add_service": partners,
    "registers.add_template": template,
    "registers.change_service": service,
    "registers.change_template": template,
    "registers.close_service": service,
    "registers.confirm_service": service,
    "registers.copy_template": service,
    "registers.pause_service": service,
    "registers.put_in_force": template,
    "registers.reopen_service": service,
    "registers.call_off_mobile_day": mobile_day,
    "registers.change_mobile_day": mobile_day,
    "registers.plan_mobile_day": mobile_day,
    "registers.report_mobile_day": mobile_day,
    "registers.withdraw_template": template,
}


def shown(world: World) -> dict[str, object]:
    """Return values for the addresses of the directory: a national service and a copy that are there."""
    if "service_rows" not in world.extra:
        national = template(world)
        national.save()
        copy = Service.objects.create(template=national, office=world.offices["DOE-92"], area=world.areas["92"])
        day = mobile_day(world)
        day.save()
        world.extra["service_rows"] = {
            "template": national.code, "service": copy.pk, "act": "confirm", "mobile_day": day.pk,
        }  # fmt: skip
    rows: dict[str, object] = world.extra["service_rows"]
    return rows
