"""Things that the offices of the small ministry lend each other."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace
from typing import Any

from django.utils import timezone

from prasan.platform.commands import perform
from prasan.resources import commands as c
from prasan.resources.models import Booking, Resource
from tests.house import world as house

__all__ = ["at", "booking", "build", "handed", "resource"]


def at(days: float, hour: int = 9) -> dt.datetime:
    """Return an hour so many days from today."""
    day = timezone.localdate() + dt.timedelta(days=days)
    return dt.datetime.combine(day, dt.time(hour), timezone.get_current_timezone())


def build() -> SimpleNamespace:
    """Make the small ministry: DOE-92 lends, DOE-80 and DSD-92 borrow."""
    world = house.build()
    return SimpleNamespace(
        world=world, head=world.actors["agency-head", "own"], officer=world.actors["agency-officer", "own"],
        twin=world.actors["agency-officer", "twin"], twin_head=world.actors["agency-head", "twin"],
        sibling=world.actors["agency-officer", "sibling"], sibling_head=world.actors["agency-head", "sibling"],
        plo=world.actors["plo", "lead"], partner=world.actors["partner", "own"],
        far_partner=world.actors["partner", "twin"],
        administrator=world.actors["administrator", "ministry"], minister=world.actors["minister", "ministry"],
        far=world.actors["plo", "far"],
    )  # fmt: skip


def resource(m: Any, actor: Any = None, **more: Any) -> Resource:
    """Offer something, by default a van of DOE-92 for 1,200 baht a day, half of it the borrower's."""
    told = {
        "kind": "vehicle", "name": "รถตู้ 12 ที่นั่ง", "area_id": m.world.areas["92"].pk, "seats": 12,
        "day_price": 120_000, "share": 50,
    } | more  # fmt: skip
    return perform(actor or m.officer, c.Offer(values=told))


def booking(m: Any, what: Resource, actor: Any = None, **more: Any) -> Booking:
    """Ask for it, by default DOE-80 for two days."""
    told = {"begins": at(5), "ends": at(6, 16), "purpose": "ออกหน่วย", "place": "อำเภอปากพนัง"} | more
    return perform(actor or m.twin, c.Ask(resource_id=what.pk, **told))


def handed(m: Any, what: Resource, actor: Any = None, **more: Any) -> Booking:
    """Ask, approve and hand over."""
    made = booking(m, what, actor, **more)
    perform(m.head, c.Approve(target_id=made.pk))
    return perform(m.officer, c.HandOver(target_id=made.pk, condition="เลขไมล์ 45,210"))
