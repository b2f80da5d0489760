"""Verbs about what offices need: tell it, close it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from prasan.directory.models import Area
from prasan.platform.commands import RuleBroken, Step
from prasan.registers.commands.frame import FromValues, known, need_reason
from prasan.resources import policy as may
from prasan.resources.commands.bookings import LONGEST
from prasan.resources.cycle import NEED
from prasan.resources.models import MOST_SEATS, Need, Resource


@dataclass(kw_only=True)
class TellNeed(FromValues):
    """Tell what the own office needs, whosever it is; a joint plan looks for it."""

    name: ClassVar[str] = "resources.tell_need"
    verb = _("แจ้งความต้องการทรัพยากร")
    model = Need
    allowed = may.can_need
    fields = frozenset({"kind", "skill", "seats", "begins", "ends", "area_id", "purpose", "priority"})

    def build(self, actor: Any) -> models.Model:
        """Return the need of the own office."""
        told = known(self.values, self.fields)
        return Need(office_id=actor.office_id, seat_id=actor.seat_id, told_at=timezone.now(), **told)

    def judge(self, actor: Any, subject: Any) -> None:
        """Refuse what no need can be."""
        judge(subject)


@dataclass(kw_only=True)
class CloseNeed(Step[Need]):
    """Close a need: met, or needed no more; with the reason."""

    name = "resources.close_need"
    verb = _("ปิดความต้องการทรัพยากร")
    model = Need
    allowed = may.can_need
    cycle = NEED

    def check(self, actor: Any, subject: Need) -> None:
        """Ask for the reason."""
        super().check(actor, subject)
        self.reason = need_reason(self.reason)

    def handle(self, actor: Any, subject: Need) -> Need:
        """Keep the reason beside the state."""
        subject.reason = self.reason
        return super().handle(actor, subject)


def judge(one: Need) -> None:
    """Refuse a need without a kind, a span to come, a place, or a purpose; money is asked of who lends it."""
    one.purpose, one.skill = (one.purpose or "").strip(), (one.skill or "").strip()
    if one.kind not in Resource.Kind or one.kind == Resource.Kind.MONEY:
        raise RuleBroken(_("โปรดเลือกชนิด ส่วนงบประมาณให้ขอจากหน่วยงานที่เปิดให้ยืม"), field="kind")
    if one.begins is None or one.begins <= timezone.now():
        raise RuleBroken(_("เวลาเริ่มต้องอยู่ข้างหน้า"), field="begins")
    if one.ends is None or one.ends <= one.begins:
        raise RuleBroken(_("เวลาสิ้นสุดต้องอยู่หลังเวลาเริ่ม"), field="ends")
    if one.ends - one.begins > LONGEST:
        raise RuleBroken(_("ยืมได้ครั้งละไม่เกินหนึ่งปี"), field="ends")
    if one.seats is not None and not 0 < one.seats <= MOST_SEATS:
        raise RuleBroken(_("จำนวนที่รองรับต้องเป็น 1 ถึง %(most)s หรือเว้นว่าง") % {"most": f"{MOST_SEATS:,}"}, field="seats")
    if one.area_id is None or not Area.objects.filter(pk=one.area_id).exists():
        raise RuleBroken(_("โปรดเลือกจังหวัดหรืออำเภอที่จะใช้"), field="area")
    if not one.purpose:
        raise RuleBroken(_("โปรดบอกว่าใช้ทำอะไร"), field="purpose")
    if one.priority not in Need.Priority:
        raise RuleBroken(_("โปรดเลือกความเร่งด่วน"), field="priority")
