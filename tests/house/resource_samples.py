"""One subject for every verb of shared resources: lent by DOE-92 (own), booked by DOE-80 (twin)."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils import timezone

from prasan.resources.models import Booking, Resource
from tests.house.rights import Sample
from tests.house.world import World


def resource(world: World) -> Resource:
    """A van of DOE-92."""
    if "resource" not in world.extra:
        world.extra["resource"] = Resource.objects.create(
            office=world.offices["DOE-92"], area=world.areas["92"], kind="vehicle", name="รถตู้ 12 ที่นั่ง"
        )
    found: Resource = world.extra["resource"]
    return found


def booking(world: World) -> Booking:
    """One that DOE-80 asked for and DOE-92 approved."""
    if "resource_booking" not in world.extra:
        world.extra["resource_booking"] = _booking(world, state="approved")
        world.extra["resource_booking"].save()
    found: Booking = world.extra["resource_booking"]
    return found


def _booking(world: World, office: str = "DOE-80", **more: Any) -> Booking:
    now = timezone.now()
    return Booking(
        resource=resource(world), office=world.offices[office], begins=now + dt.timedelta(days=2),
        ends=now + dt.timedelta(days=3), purpose="ออกหน่วย", place="ปากพนัง", asked_at=now, **more,
    )  # fmt: skip


def shown(world: World) -> dict[str, Any]:
    """The values in addresses of the room's pages."""
    return {"resource": resource(world).pk, "resource_booking": booking(world).pk}


RESOURCES: dict[str, Sample] = {
    "resources.offer": lambda world: Resource(office=world.offices["DOE-92"]),
    "resources.change": resource,
    "resources.withdraw": resource,
    "resources.offer_again": resource,
    "resources.ask": lambda world: _booking(world, "DOE-92"),
} | {f"resources.{verb}": booking for verb in ("approve", "decline", "cancel", "hand_over", "take_back")}
