"""Whose figures a seat reads: those of the offices in its scope; sums are no secret of a person's office."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models.functions import Substr
from django.utils import timezone
from django.utils.translation import gettext as _

from prasan.directory.models import Area, Office
from prasan.directory.roles import REACH, Reach
from prasan.platform.commands import Refused, RuleBroken

DAYS = 92
"""Days that figures cover where no time is asked for: a quarter."""
MOST_DAYS = 800
NEVER_ASKED = (Office.Kind.MINISTRY, Office.Kind.DEPARTMENT)
"""Kinds of offices that nobody is referred to (commands.cases.open_office)."""


BELOW: dict[str, str] = {Area.Kind.NATION: Area.Kind.PROVINCE, Area.Kind.PROVINCE: Area.Kind.DISTRICT}
"""What an area is told by."""
PLACES = """
    SELECT a.id, d.id AS place FROM directory_area a
    JOIN directory_area d ON d.kind = %(kind)s AND a.id BETWEEN d.id AND d.last
    WHERE a.id BETWEEN %(first)s AND %(last)s
"""
"""Every area with the place of a kind that it lies in, as SQL."""


def must_read(actor: Any) -> None:
    """Raise Refused for seats that administer accounts and read no figures."""
    if REACH[actor.role] is Reach.NOTHING:
        raise Refused(_("ตำแหน่งนี้ดูแลบัญชีผู้ใช้ จึงไม่เปิดดูข้อมูลผลการดำเนินงาน"))


def period(first: dt.date | None, last: dt.date | None) -> tuple[dt.date, dt.date]:
    """Return (first, last) day of figures, the quarter to today where none is asked for.

    Raises RuleBroken where the first comes after the last, or the time is longer than MOST_DAYS.
    """
    end = last or timezone.localdate()
    begin = first or end - dt.timedelta(days=DAYS)
    if begin > end:
        raise RuleBroken(_("วันที่เริ่มต้องไม่อยู่หลังวันที่สิ้นสุด โปรดแก้ไขวันที่"), field="from")
    if end > timezone.localdate() + dt.timedelta(days=MOST_DAYS):
        raise RuleBroken(_("วันที่สิ้นสุดอยู่ไกลเกินไป โปรดแก้ไขวันที่"), field="to")
    if (end - begin).days > MOST_DAYS:
        raise RuleBroken(_("เลือกช่วงเวลาได้ไม่เกิน %(days)s วัน") % {"days": MOST_DAYS}, field="from")
    return begin, end


def offices(actor: Any, province: str = "", office: str = "") -> list[Any]:
    """Return the offices whose figures the actor reads, each with `province`, its code: one query.

    Parameters: `province`, the code of one; `office`, the code of one.
    """
    must_read(actor)
    rows = Office.objects.exclude(kind__in=NEVER_ASKED)
    rows = rows.filter(actor.scope.condition(area="area_id", office="pk", agency="agency_id"))
    if office:
        rows = rows.filter(code=office)
    if province:
        place = Area.objects.filter(code=province, kind__in=["province", "country"]).values_list("pk", "last").first()
        rows = rows.filter(area_id__gte=place[0], area_id__lte=place[1]) if place else rows.none()
    rows = rows.annotate(province=Substr("area__code", 1, 2))
    return list(rows.order_by("code").values("pk", "code", "name_th", "name_en", "province"))


def place(actor: Any, code: str) -> Area:
    """Return a province, or the nation for "", whose sums the actor reads: one query.

    Everybody reads the sums of the province that the own office stands in. Raises Refused 404 for what there is not or
    the actor does not read.
    """
    must_read(actor)
    wide = actor.scope.everything or actor.scope.agency is not None
    wanted = {"code": code, "kind": Area.Kind.PROVINCE} if code else {"kind": Area.Kind.NATION}
    found = Area.objects.defer("grams", "boundary").filter(**wanted).first()
    if found is not None and (
        wide or (code and (actor.scope.covers(area=found.pk) or found.pk <= actor.area_id <= found.last))
    ):
        return found
    raise Refused(_("ไม่พบจังหวัดนี้ หรืออยู่นอกขอบเขตของท่าน"), status=404)


def own(actor: Any) -> str:
    """Return the code of the province that an actor looks at first, "" for the nation."""
    if actor.scope.everything or actor.scope.agency is not None:
        return ""
    rows = Area.objects.provinces().filter(pk__lte=actor.area_id, last__gte=actor.area_id)
    return str(rows.values_list("code", flat=True).first() or "")


def moments(first: dt.date, last: dt.date) -> tuple[dt.datetime, dt.datetime]:
    """Return [start, end) of some days in the time of the ministry."""
    start = timezone.make_aware(dt.datetime.combine(first, dt.time()))
    return start, timezone.make_aware(dt.datetime.combine(last + dt.timedelta(days=1), dt.time()))
