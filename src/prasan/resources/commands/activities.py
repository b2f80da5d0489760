"""Verbs about joint activities: plan, change, call off, report; promise, confirm, take back, deliver."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from prasan.directory.models import Area
from prasan.platform.commands import Create, Refused, RuleBroken, Step
from prasan.registers.commands.frame import FromValues, ToValues, known, need_reason, validate
from prasan.registers.models import MobileDay
from prasan.resources import policy as may
from prasan.resources.cycle import ACTIVITY, PROMISE
from prasan.resources.models import MOST_PEOPLE, MOST_SATANG, Booking, Contribution, JointActivity

FIELDS = frozenset({"title", "aim", "first", "last", "area_id", "place", "mobile_day_id"})
MOST_DAYS = 31


@dataclass(kw_only=True)
class PlanActivity(FromValues):
    """Plan a joint activity that the own office leads."""

    name: ClassVar[str] = "resources.plan_activity"
    verb = _("วางแผนกิจกรรมร่วม")
    model = JointActivity
    allowed = may.can_lead
    fields = FIELDS

    def build(self, actor: Any) -> models.Model:
        """Return the activity of the own office."""
        return JointActivity(office_id=actor.office_id, seat_id=actor.seat_id, **known(self.values, self.fields))

    def judge(self, actor: Any, subject: Any) -> None:
        """Refuse what no activity can be."""
        judge(subject)


@dataclass(kw_only=True)
class ChangeActivity(ToValues):
    """Change an activity that is still planned; what was promised stays."""

    name: ClassVar[str] = "resources.change_activity"
    verb = _("แก้ไขกิจกรรมร่วม")
    model = JointActivity
    allowed = may.can_lead
    fields = FIELDS

    def check(self, actor: Any, subject: models.Model) -> None:
        """Refuse one that was held or called off."""
        assert isinstance(subject, JointActivity)
        planned(subject)

    def judge(self, actor: Any, subject: Any) -> None:
        """Refuse what no activity can be."""
        judge(subject)


@dataclass(kw_only=True)
class CallOffActivity(Step[JointActivity]):
    """Call an activity off with the reason; who promised something reads it."""

    name = "resources.call_off_activity"
    verb = _("ยกเลิกกิจกรรมร่วม")
    model = JointActivity
    allowed = may.can_lead
    cycle = ACTIVITY

    def check(self, actor: Any, subject: JointActivity) -> None:
        """Ask for the reason."""
        super().check(actor, subject)
        self.reason = need_reason(self.reason)

    def handle(self, actor: Any, subject: JointActivity) -> JointActivity:
        """Keep the reason beside the state."""
        subject.called_off = self.reason
        return super().handle(actor, subject)


@dataclass(kw_only=True)
class ReportActivity(Step[JointActivity]):
    """Report that it was held, how many people it reached and what came of it; reported again, it is mended."""

    name = "resources.report_activity"
    verb = _("รายงานผลกิจกรรมร่วม")
    model = JointActivity
    allowed = may.can_lead
    cycle = ACTIVITY

    reached: int | None = None
    outcome: str = ""

    def check(self, actor: Any, subject: JointActivity) -> None:
        """Refuse one that has not begun, and a number that is none."""
        super().check(actor, subject)
        if subject.first > timezone.localdate():
            raise RuleBroken(_("กิจกรรมยังไม่ถึงวัน รายงานผลได้ตั้งแต่วันแรกของกิจกรรม"))
        self.reached = people_of(self.reached, "reached", needed=True)

    def handle(self, actor: Any, subject: JointActivity) -> JointActivity:
        """Keep the number and the words."""
        subject.reached, subject.outcome = self.reached, self.outcome.strip()[:1000]
        return super().handle(actor, subject)


@dataclass(kw_only=True)
class Promise(Create[Contribution]):
    """Promise what the own office brings to a joint activity; its head confirms."""

    name = "resources.promise"
    verb = _("เสนอสนับสนุนกิจกรรมร่วม")
    model = Contribution
    allowed = may.can_promise

    activity_id: int = 0
    what: str = ""
    people: int | None = None
    person_days: int | None = None
    amount: int | None = None
    booking_id: int | None = None

    def build(self, actor: Any) -> Contribution:
        """Return the contribution of the own office; 404 for an activity or a booking that it does not read."""
        activity = JointActivity.objects.visible_to(actor).filter(pk=self.activity_id).first()
        booking = None
        if self.booking_id is not None:
            rows = Booking.objects.visible_to(actor).select_related("resource")
            booking = rows.filter(pk=self.booking_id).first()
        if activity is None or (self.booking_id is not None and booking is None):
            raise Refused(_("ไม่พบรายการนี้ หรืออยู่นอกขอบเขตของท่าน"), status=404)
        return Contribution(
            activity=activity, office_id=actor.office_id, seat_id=actor.seat_id, what=self.what.strip()[:300],
            people=self.people, person_days=self.person_days, amount=self.amount, booking=booking,
        )  # fmt: skip

    def check(self, actor: Any, subject: Contribution) -> None:
        """Refuse nothing at all, numbers that are none, and another office's things."""
        planned(subject.activity)
        if not subject.what:
            raise RuleBroken(_("โปรดบอกว่าสนับสนุนอะไร"), field="what")
        subject.people = people_of(subject.people, "people")
        subject.person_days = people_of(subject.person_days, "person_days")
        subject.amount = satang_of(subject.amount, "amount") or None
        if not (subject.people or subject.person_days or subject.amount or subject.booking):
            raise RuleBroken(_("โปรดใส่จำนวนคน วันทำงาน เงิน หรือการจองทรัพยากรอย่างน้อยหนึ่งอย่าง"), field="people")
        if subject.booking is not None:
            self._judge_booking(subject, subject.booking)
        validate(subject)

    def _judge_booking(self, subject: Contribution, booking: Booking) -> None:
        """Refuse a thing of another office, one that is not to be had, and one that is brought already."""
        if booking.resource.office_id != subject.office_id:
            raise RuleBroken(_("สนับสนุนได้เฉพาะทรัพยากรของหน่วยงานเรา"), field="booking")
        if booking.state in {Booking.State.DECLINED, Booking.State.CANCELLED}:
            raise RuleBroken(_("การจองนี้ไม่อนุมัติหรือยกเลิกแล้ว"), field="booking")
        brought = Contribution.objects.filter(booking=booking).exclude(state=Contribution.State.WITHDRAWN)
        if brought.exists():
            raise RuleBroken(_("การจองนี้นับเป็นการสนับสนุนไว้แล้ว"), field="booking")


@dataclass(kw_only=True)
class Confirm(Step[Contribution]):
    """Confirm what one's own office brings."""

    name = "resources.confirm"
    verb = _("ยืนยันการสนับสนุน")
    model = Contribution
    allowed = may.can_confirm
    cycle = PROMISE

    def check(self, actor: Any, subject: Contribution) -> None:
        """Refuse it where the activity is over."""
        super().check(actor, subject)
        planned(subject.activity)


@dataclass(kw_only=True)
class TakeBackPromise(Step[Contribution]):
    """Take back what was promised, with the reason; it stays in sight."""

    name = "resources.take_back_promise"
    verb = _("ถอนการสนับสนุน")
    model = Contribution
    allowed = may.can_promise
    cycle = PROMISE

    def check(self, actor: Any, subject: Contribution) -> None:
        """Ask for the reason."""
        super().check(actor, subject)
        self.reason = need_reason(self.reason)

    def handle(self, actor: Any, subject: Contribution) -> Contribution:
        """Keep the reason beside the state."""
        subject.reason = self.reason
        return super().handle(actor, subject)


@dataclass(kw_only=True)
class Deliver(Step[Contribution]):
    """Tell what really came of what was confirmed; told again, it is mended."""

    name = "resources.deliver"
    verb = _("รายงานการสนับสนุน")
    model = Contribution
    allowed = may.can_promise
    cycle = PROMISE

    people: int | None = None
    person_days: int | None = None
    amount: int | None = None

    def check(self, actor: Any, subject: Contribution) -> None:
        """Refuse it before the first day; what was promised is told, 0 where nothing came."""
        super().check(actor, subject)
        if subject.activity.state == JointActivity.State.CALLED_OFF or subject.activity.first > timezone.localdate():
            raise RuleBroken(_("รายงานการสนับสนุนได้ตั้งแต่วันแรกของกิจกรรมที่ไม่ได้ยกเลิก"))
        self.people = people_of(self.people, "people", needed=subject.people is not None)
        self.person_days = people_of(self.person_days, "person_days", needed=subject.person_days is not None)
        self.amount = satang_of(self.amount, "amount", needed=subject.amount is not None)

    def handle(self, actor: Any, subject: Contribution) -> Contribution:
        """Keep the numbers."""
        subject.delivered_people, subject.delivered_days = self.people, self.person_days
        subject.delivered_amount = self.amount
        return super().handle(actor, subject)


def planned(one: JointActivity) -> None:
    """Refuse an activity that was held or called off."""
    if one.state != JointActivity.State.PLANNED:
        raise RuleBroken(_("กิจกรรมนี้จัดแล้วหรือยกเลิกแล้ว แก้ไขได้เฉพาะที่ยังเป็นแผน"))


def judge(one: JointActivity) -> None:
    """Refuse an activity without a title, days, or a place, or longer than a month."""
    one.title, one.place = (one.title or "").strip(), (one.place or "").strip()
    for name, text in (
        ("title", _("โปรดใส่ชื่อกิจกรรม")), ("first", _("โปรดใส่วันแรก")), ("last", _("โปรดใส่วันสุดท้าย")),
        ("place", _("โปรดบอกว่าจัดที่ไหน")),
    ):  # fmt: skip
        if not getattr(one, name):
            raise RuleBroken(text, field=name)
    if one.last < one.first:
        raise RuleBroken(_("วันสุดท้ายต้องไม่อยู่ก่อนวันแรก"), field="last")
    if (one.last - one.first).days >= MOST_DAYS:
        raise RuleBroken(_("กิจกรรมหนึ่งยาวได้ไม่เกิน %(most)s วัน") % {"most": MOST_DAYS}, field="last")
    if one.first < timezone.localdate():
        raise RuleBroken(_("วันแรกผ่านไปแล้ว วางแผนได้ตั้งแต่วันนี้เป็นต้นไป"), field="first")
    if one.area_id is None or not Area.objects.filter(pk=one.area_id).exists():
        raise RuleBroken(_("โปรดเลือกพื้นที่จัดกิจกรรม"), field="area")
    if one.mobile_day_id is not None:
        day = MobileDay.objects.filter(pk=one.mobile_day_id).first()
        if day is None or not one.first <= day.day <= one.last:
            raise RuleBroken(_("ไม่พบหน่วยเคลื่อนที่หมายเลขนี้ในวันของกิจกรรม"), field="mobile_day")


def people_of(value: int | None, field: str, *, needed: bool = False) -> int | None:
    """Return a number of people or days; RuleBroken for one that is none, or that is missing where it is needed."""
    if value is None and not needed:
        return None
    if value is None or not 0 <= value <= MOST_PEOPLE:
        raise RuleBroken(_("โปรดใส่จำนวนเต็ม 0 ถึง %(most)s") % {"most": f"{MOST_PEOPLE:,}"}, field=field)
    return value


def satang_of(value: int | None, field: str, *, needed: bool = False) -> int | None:
    """Return a sum in satang; RuleBroken for one that is none, or that is missing where it is needed."""
    if value is None and not needed:
        return None
    if value is None or not 0 <= value <= MOST_SATANG:
        raise RuleBroken(_("โปรดใส่จำนวนเงินเป็นบาท ตั้งแต่ 0 ขึ้นไป"), field=field)
    return value
