"""Verbs about days of mobile units: plan, change, call off, report how many came."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from prasan.directory.models import Agency, Area
from prasan.kernel.cycle import LifeCycle, Move
from prasan.platform.commands import RuleBroken, Step
from prasan.registers import policy_mobile as may
from prasan.registers.commands.frame import FromValues, ToValues, known, need_reason, validate
from prasan.registers.models import MobileDay
from prasan.registers.models.mobile import MOST_CAME
from prasan.registers.queries_mobile import can_bring, province_of

FIELDS = frozenset({
    "area_id", "day", "begins", "ends", "place", "latitude", "longitude", "services", "agencies", "others",
})  # fmt: skip
CYCLE = LifeCycle(
    "planned",
    Move("call_off", {"planned"}, "called_off"),
    Move("report_held", {"planned", "held"}, "held"),
)


@dataclass(kw_only=True)
class PlanMobileDay(FromValues):
    """Plan a day on which the own office goes out to people."""

    name: ClassVar[str] = "registers.plan_mobile_day"
    verb = _("วางแผนหน่วยเคลื่อนที่")
    model = MobileDay
    allowed = may.can_keep_day
    fields = FIELDS

    def build(self, actor: Any) -> models.Model:
        """Return the day of the own office; what was not told is named before anything else is asked."""
        made = MobileDay(**known(self.values, self.fields))
        made.office_id = actor.office_id
        return made

    def judge(self, actor: Any, subject: Any) -> None:
        """Refuse what no day can be."""
        judge(subject)


@dataclass(kw_only=True)
class ChangeMobileDay(ToValues):
    """Change a day that is still planned."""

    name: ClassVar[str] = "registers.change_mobile_day"
    verb = _("แก้ไขแผนหน่วยเคลื่อนที่")
    model = MobileDay
    allowed = may.can_keep_day
    fields = FIELDS

    def check(self, actor: Any, subject: models.Model) -> None:
        """Refuse one that was held or called off: what people were told stays as it was."""
        assert isinstance(subject, MobileDay)
        if subject.state != MobileDay.State.PLANNED:
            raise RuleBroken(_("แก้ไขได้เฉพาะวันที่ยังเป็นแผน วันนี้จัดแล้วหรือยกเลิกแล้ว"))

    def handle(self, actor: Any, subject: models.Model) -> models.Model:
        """Set the values; a service that stands there already stays, whoever offers it now."""
        assert isinstance(subject, MobileDay)
        had = list(subject.services)
        for name, value in known(self.values, self.fields).items():
            setattr(subject, name, value)
        judge(subject, had)
        subject.save()
        return subject


@dataclass(kw_only=True)
class CallOffMobileDay(Step[MobileDay]):
    """Call a planned day off with its reason; it stays in the list, so that who noted it learns of it."""

    name = "registers.call_off_mobile_day"
    verb = _("ยกเลิกหน่วยเคลื่อนที่")
    model = MobileDay
    allowed = may.can_keep_day
    cycle = CYCLE
    move = "call_off"

    def check(self, actor: Any, subject: MobileDay) -> None:
        """Ask for the reason."""
        super().check(actor, subject)
        self.reason = need_reason(self.reason)

    def handle(self, actor: Any, subject: MobileDay) -> MobileDay:
        """Keep the reason beside the state: it is shown to everybody."""
        subject.called_off = self.reason
        return super().handle(actor, subject)


@dataclass(kw_only=True)
class ReportMobileDay(Step[MobileDay]):
    """Report that a day was held and how many came; reported again, the number is mended."""

    name = "registers.report_mobile_day"
    verb = _("รายงานผลหน่วยเคลื่อนที่")
    model = MobileDay
    allowed = may.can_keep_day
    cycle = CYCLE
    move = "report_held"

    came: int | None = None

    def check(self, actor: Any, subject: MobileDay) -> None:
        """Refuse a day that has not begun, and a number that is none."""
        super().check(actor, subject)
        if subject.day > timezone.localdate():
            raise RuleBroken(_("วันนี้ยังไม่ถึง รายงานผลได้ตั้งแต่วันที่จัด"))
        if self.came is None or not 0 <= self.came <= MOST_CAME:
            raise RuleBroken(
                _("โปรดใส่จำนวนผู้มารับบริการเป็นจำนวนเต็ม 0 ถึง %(most)s") % {"most": f"{MOST_CAME:,}"}, field="came"
            )

    def handle(self, actor: Any, subject: MobileDay) -> MobileDay:
        """Keep the number."""
        subject.came = self.came
        return super().handle(actor, subject)


def judge(day: MobileDay, had: Any = ()) -> None:
    """Refuse a day outside the office's province, in the past, without hours, or with services nobody there offers.

    The departments of the services are added to those that come. Parameters: `had`, services that stand there already.
    """
    for name, text in (("day", _("โปรดใส่วันที่")), ("begins", _("โปรดใส่เวลาเริ่ม")), ("ends", _("โปรดใส่เวลาสิ้นสุด"))):
        if getattr(day, name) is None:
            raise RuleBroken(text, field=name)
    if day.ends <= day.begins:
        raise RuleBroken(_("เวลาสิ้นสุดต้องอยู่หลังเวลาเริ่ม"), field="ends")
    if day.day < timezone.localdate():
        raise RuleBroken(_("วันที่ผ่านไปแล้ว วางแผนได้ตั้งแต่วันนี้เป็นต้นไป"), field="day")
    if (day.latitude is None) != (day.longitude is None):
        raise RuleBroken(_("ใส่พิกัดให้ครบทั้งละติจูดและลองจิจูด หรือเว้นว่างทั้งสองช่อง"), field="longitude")
    province = province_of(day.office.area_id)
    area = Area.objects.filter(pk=day.area_id).only("pk", "last").first()
    if area is None or province is None or not province.holds(area.pk):
        raise RuleBroken(_("เลือกพื้นที่ในจังหวัดของหน่วยงานเท่านั้น"), field="area")
    _judge_what_comes(day, province, had)
    validate(day)


def _judge_what_comes(day: MobileDay, province: Area, had: Any) -> None:
    """Refuse services and departments that are none; without any, nobody would know why to come."""
    offered = {one.code: one.agency_id for one in can_bring(province, had)}
    if strange := sorted(set(day.services) - set(offered)):
        raise RuleBroken(_("ไม่มีหน่วยงานในจังหวัดให้บริการ %(codes)s") % {"codes": ", ".join(strange)}, field="services")
    order = {code: place for place, code in enumerate(Agency.objects.order_by("order").values_list("pk", flat=True))}
    if strange := sorted(set(day.agencies) - set(order)):
        raise RuleBroken(_("ไม่รู้จักหน่วยงาน %(codes)s") % {"codes": ", ".join(strange)}, field="agencies")
    if not day.services and not day.agencies and not day.others.strip():
        raise RuleBroken(_("โปรดเลือกบริการหรือหน่วยงานที่ไปด้วยอย่างน้อยหนึ่งอย่าง"), field="services")
    listed = list(offered)
    day.services = sorted(set(day.services), key=listed.index)
    day.agencies = sorted({*day.agencies, *(offered[code] for code in day.services)}, key=lambda one: order[one])
