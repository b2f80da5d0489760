"""Who sees what on the desk's screens: which provinces open, and who sees them ranked."""

from __future__ import annotations

from typing import Any

from django.db.models import OuterRef, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _

from prasan.directory.actor import SeatActor
from prasan.directory.models import Area, GroupKind, Membership
from prasan.directory.roles import REACH, Reach
from prasan.platform.commands import Refused
from prasan.progress import policy

sees_country, opens, sees_rank = policy.opens_country, policy.opens_area, policy.sees_rank
"""Which provinces open, and who sees them ranked: the rules of the room progress, the same for pages and API."""


def must_read_figures(actor: SeatActor) -> None:
    """Raise Refused for seats that administer accounts and read no figures."""
    if REACH[actor.role] is Reach.NOTHING:
        raise Refused(_("ตำแหน่งนี้ดูแลบัญชีผู้ใช้ จึงไม่เปิดดูข้อมูลผลการดำเนินงาน"))


def province_of(actor: SeatActor, code: str, **columns: Any) -> Area:
    """Return a province by code, with its groups of today as `region_number` and `group_number`: one query.

    Parameters: `columns`, what else is read beside it. Raises Refused 404 when there is none or it lies outside the
    seat's scope.
    """
    today = Membership.objects.on(timezone.localdate()).filter(area=OuterRef("pk"))
    region, group = (today.filter(group__kind=kind).values("group__number")[:1] for kind in GroupKind)
    rows = Area.objects.provinces().defer("grams", "boundary")
    rows = rows.annotate(region_number=Subquery(region), group_number=Subquery(group), **columns)
    area = rows.filter(code=code).first()
    if area is None or not opens(actor, area.pk, area.last):
        raise Refused(_("ไม่พบจังหวัดนี้ หรืออยู่นอกขอบเขตของท่าน"), status=404)
    return area
