"""One subject for every verb of shared resources: lent by DOE-92 (own), booked by DOE-80 (twin)."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils import timezone

from prasan.kernel.resources.sharing import lines_of_loan
from prasan.resources.commands.accounts import write
from prasan.resources.models import Booking, Contribution, JointActivity, Need, Posting, Resource
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


def posting(world: World) -> Posting:
    """What the booking cost, carried by the borrower alone."""
    if "resource_posting" not in world.extra:
        one = Posting(
            kind="charge", lender=world.offices["DOE-92"], borrower=world.offices["DOE-80"], booking=booking(world),
            day=timezone.localdate(), days=1, share=100, total=500, charged=500,
        )  # fmt: skip
        world.extra["resource_posting"] = write(one, lines_of_loan(500, 100))
    found: Posting = world.extra["resource_posting"]
    return found


def activity(world: World) -> JointActivity:
    """One that the labour office of Trang leads."""
    if "joint_activity" not in world.extra:
        today = timezone.localdate()
        world.extra["joint_activity"] = JointActivity.objects.create(
            title="มหกรรมแรงงานสัญจร", first=today, last=today, area=world.areas["92"], place="ลานเทศบาล",
            office=world.offices["OPS-92"],
        )  # fmt: skip
    found: JointActivity = world.extra["joint_activity"]
    return found


def contribution(world: World) -> Contribution:
    """What DOE-92 brings to it."""
    if "contribution" not in world.extra:
        world.extra["contribution"] = Contribution.objects.create(
            activity=activity(world), office=world.offices["DOE-92"], what="เจ้าหน้าที่จัดหางาน", people=4
        )
    found: Contribution = world.extra["contribution"]
    return found


def need(world: World) -> Need:
    """What DOE-92 needs."""
    if "resource_need" not in world.extra:
        now = timezone.now()
        world.extra["resource_need"] = Need.objects.create(
            office=world.offices["DOE-92"], area=world.areas["92"], kind="vehicle", begins=now + dt.timedelta(days=5),
            ends=now + dt.timedelta(days=6), purpose="ออกหน่วย", told_at=now,
        )  # fmt: skip
    found: Need = world.extra["resource_need"]
    return found


def shown(world: World) -> dict[str, Any]:
    """The values in addresses of the room's pages."""
    return {
        "resource": resource(world).pk, "resource_booking": booking(world).pk,
        "resource_posting": posting(world).pk, "resource_borrower": world.offices["DOE-80"].pk,
        "joint_activity": activity(world).pk, "contribution": contribution(world).pk,
        "resource_need": need(world).pk,
    }  # fmt: skip


RESOURCES: dict[str, Sample] = {
    "resources.offer": lambda world: Resource(office=world.offices["DOE-92"]),
    "resources.change": resource,
    "resources.withdraw": resource,
    "resources.offer_again": resource,
    "resources.plan_activity": lambda world: JointActivity(office=world.offices["DOE-92"]),
    "resources.change_activity": activity,
    "resources.call_off_activity": activity,
    "resources.report_activity": activity,
    "resources.promise": contribution,
    "resources.confirm": contribution,
    "resources.take_back_promise": contribution,
    "resources.deliver": contribution,
    "resources.tell_need": need,
    "resources.close_need": need,
    "resources.settle": posting,
    "resources.reverse": posting,
    "resources.ask": lambda world: _booking(world, "DOE-92"),
} | {f"resources.{verb}": booking for verb in ("approve", "decline", "cancel", "hand_over", "take_back")}
