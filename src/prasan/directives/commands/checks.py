"""Rules that several verbs share: texts, origins, policies, deadlines; each breach names its field."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from prasan.directives.clock import DAY_KINDS, MOST
from prasan.directives.models import Directive, InspectionRound, Origin
from prasan.directives.models.given import NUMBERED
from prasan.directory.models import Office, Seat
from prasan.directory.roles import CLEARANCE, Classification, Role
from prasan.platform.commands import RuleBroken, texts
from prasan.registers.models import Policy

LONG = 10_000
SHORT = 300
FARTHEST = dt.timedelta(days=1100)


def words(value: str, field: str, missing: str, most: int = LONG) -> str:
    """Return a text without space around it; raises RuleBroken where it is too long, or absent and asked for."""
    return texts.words(value, field, missing, most)


def origin(kind: str, ref: int | None, label: str, inspection: int | None = None) -> None:
    """Refuse an origin that is not known, or that names nothing where it must, or something where it cannot.

    Parameters: `ref`, the number of the event or agenda item; `inspection`, the round of an inspection.
    """
    if kind not in Origin.values:
        raise RuleBroken(_("โปรดเลือกที่มา"), field="origin")
    if kind in NUMBERED and not ref:
        raise RuleBroken(_("โปรดระบุว่ามาจากเหตุการณ์หรือวาระใด"), field="origin")
    if kind not in NUMBERED and ref:
        raise RuleBroken(_("ที่มานี้ไม่มีเลขอ้างอิง โปรดเลือกที่มาให้ตรง"), field="origin")
    if kind == Origin.INSPECTION and inspection not in InspectionRound.values:
        raise RuleBroken(_("โปรดเลือกรอบการตรวจราชการ"), field="inspection_round")
    if kind != Origin.INSPECTION and inspection:
        raise RuleBroken(_("รอบการตรวจราชการใช้กับที่มาการตรวจราชการเท่านั้น"), field="inspection_round")
    words(label, "origin_label", "", SHORT)


def classified(told: int, actor: Any) -> None:
    """Refuse a class that does not exist, or that the actor could not read."""
    if told not in Classification.values:
        raise RuleBroken(_("โปรดเลือกชั้นความลับ ปกติ ลับ หรือลับมาก"), field="classification")
    if not getattr(actor, "is_system", False) and told > actor.scope.clearance:
        raise RuleBroken(_("ท่านตั้งชั้นความลับสูงกว่าที่ตนอ่านได้ไม่ได้"), field="classification")


def readers(offices: Iterable[Office], told: int, field: str) -> None:
    """Refuse to give something to offices where nobody may read its class; no query where it is not classified."""
    if not told:
        return
    able = [role for role in Role if CLEARANCE.get(role, 0) >= told]
    wanted = {one.pk: one for one in offices}
    held = Seat.objects.held_on(timezone.localdate()).filter(office_id__in=list(wanted), role__in=able).order_by()
    blind = wanted.keys() - set(held.values_list("office_id", flat=True))
    if blind:
        names = ", ".join(wanted[one].short for one in sorted(blind)[:3])
        raise RuleBroken(_("ไม่มีผู้ใดในหน่วยงาน %(names)s ที่อ่านชั้นความลับนี้ได้") % {"names": names}, field=field)


def policy(told: int | None, actor: Any) -> None:
    """Refuse a policy that the actor does not read."""
    if told and not Policy.objects.visible_to(actor).filter(pk=told).exists():
        raise RuleBroken(_("ไม่พบนโยบายนี้ โปรดเลือกจากรายการ"), field="policy")


def deadline(kind: str, amount: int, day: dt.date | None, today: dt.date) -> None:
    """Refuse a deadline that is not whole, in the past, or farther than anybody follows. Parameters: `today` there."""
    if kind not in Directive.Due.values:
        raise RuleBroken(_("โปรดบอกกำหนดเวลา ข้อสั่งการทุกข้อต้องมีกำหนด"), field="due_kind")
    if kind in MOST and not 1 <= amount <= MOST[kind]:
        raise RuleBroken(_("โปรดใส่จำนวน 1 ถึง %(n)s") % {"n": MOST[kind]}, field="due_amount")
    if kind == "date":
        if day is None:
            raise RuleBroken(_("โปรดใส่วันที่ครบกำหนด"), field="due_day")
        if not today <= day <= today + FARTHEST:
            raise RuleBroken(_("วันที่ครบกำหนดต้องเป็นวันนี้หรือหลังจากนี้ ไม่เกินสามปี"), field="due_day")


def recurring(every: str, until: dt.date | None, kind: str, today: dt.date) -> None:
    """Refuse a recurrence that has no day to count from, or that ends before it begins."""
    if every not in Directive.Every.values:
        raise RuleBroken(_("โปรดเลือกว่าทำครั้งเดียวหรือทำซ้ำ"), field="every")
    if every and kind not in DAY_KINDS:
        raise RuleBroken(_("ข้อสั่งการที่ทำซ้ำต้องกำหนดเป็นวันที่ จำนวนวัน หรือจำนวนเดือน"), field="every")
    if until is not None and (not every or until < today):
        raise RuleBroken(_("วันสิ้นสุดใช้กับข้อสั่งการที่ทำซ้ำ และต้องไม่อยู่ในอดีต"), field="until")


def giver(giver_id: int | None, actor: Any) -> Seat:
    """Return the seat in whose name something is given: the actor's own where none is told."""
    today = timezone.localdate()
    rows = Seat.objects.held_on(today).select_related("office__area", "person")
    found = rows.filter(pk=giver_id or actor.seat_id).first()
    if found is None:
        raise RuleBroken(_("ไม่พบผู้สั่งการ หรือพ้นจากตำแหน่งแล้ว"), field="giver")
    return found


def offices(ids: Iterable[int], field: str) -> list[Office]:
    """Return offices that exist today, in the order of the directory; refuses any that does not."""
    wanted = set(ids)
    rows = Office.objects.open_on(timezone.localdate()).filter(pk__in=wanted).select_related("area")
    found = list(rows.defer("grams", "area__grams", "area__boundary"))
    if len(found) != len(wanted):
        raise RuleBroken(_("ไม่พบบางหน่วยงาน หรือหน่วยงานสิ้นสุดแล้ว โปรดเลือกจากรายการ"), field=field)
    return found
