"""Who sees what on the desk's screens: which provinces open, and who sees them ranked."""

from __future__ import annotations

from django.db.models import OuterRef, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _

from prasan.directory.actor import SeatActor
from prasan.directory.models import Area, GroupKind, Membership
from prasan.directory.roles import EXECUTIVES, REACH, Reach
from prasan.platform.commands import Refused


def sees_country(actor: SeatActor) -> bool:
    """Tell whether a seat opens every province: nation-wide roles and departments."""
    return actor.scope.everything or actor.scope.agency is not None


def opens(actor: SeatActor, first: int, last: int) -> bool:
    """Tell whether a seat opens a province, given its range of numbers: its scope, or where its office is."""
    if REACH[actor.role] is Reach.NOTHING:
        return False
    return sees_country(actor) or actor.scope.covers(area=first) or first <= actor.area_id <= last


def sees_rank(actor: SeatActor) -> bool:
    """Tell whether provinces are shown in order of their gap: the chair's view until it is released.

    Rule: government.md, rank and blame; no rank stands on a province's own brief.
    """
    return sees_country(actor) or actor.role in EXECUTIVES


def must_read_figures(actor: SeatActor) -> None:
    """Raise Refused for seats that administer accounts and read no figures."""
    if REACH[actor.role] is Reach.NOTHING:
        raise Refused(_("ตำแหน่งนี้ดูแลบัญชีผู้ใช้ จึงไม่เปิดดูข้อมูลผลการดำเนินงาน"))


def province_of(actor: SeatActor, code: str) -> Area:
    """Return a province by code, with its inspection region of today as `region_number`: one query.

    Raises Refused 404 when there is none or it lies outside the seat's scope.
    """
    today = Membership.objects.on(timezone.localdate())
    region = today.filter(area=OuterRef("pk"), group__kind=GroupKind.INSPECTION_REGION).values("group__number")
    rows = Area.objects.provinces().annotate(region_number=Subquery(region[:1])).defer("grams", "boundary")
    area = rows.filter(code=code).first()
    if area is None or not opens(actor, area.pk, area.last):
        raise Refused(_("ไม่พบจังหวัดนี้ หรืออยู่นอกขอบเขตของท่าน"), status=404)
    return area
