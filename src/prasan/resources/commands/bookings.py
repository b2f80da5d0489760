"""Verbs about bookings: ask, approve, decline, cancel, hand over, take back."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from prasan.platform.commands import Create, Refused, RuleBroken, Step
from prasan.platform.ui.filters import moment
from prasan.registers.commands.frame import need_reason, validate
from prasan.resources import policy as may
from prasan.resources.commands.accounts import charge
from prasan.resources.cycle import BOOKING
from prasan.resources.models import MOST_SATANG, MOST_SEATS, NO_OVERLAP, OUT_ONCE, Booking, Resource
from prasan.resources.queries import in_the_way, left_of, out_with

LONGEST = dt.timedelta(days=366)


def taken_by(other: Booking | None) -> RuleBroken:
    """Return the sentence that says who has it and until when."""
    if other is None:  # it was cancelled between the two looks
        return RuleBroken(_("มีผู้ได้ทรัพยากรนี้ในช่วงเวลาที่ทับกันพอดี โปรดลองอีกครั้ง"), field="begins")
    told = {"office": other.office.name, "begins": moment(other.begins), "ends": moment(other.ends)}
    return RuleBroken(
        _now("%(office)s ได้ทรัพยากรนี้แล้วตั้งแต่ %(begins)s ถึง %(ends)s โปรดเลือกช่วงเวลาอื่นหรือทรัพยากรอื่น") % told,
        field="begins",
    )


@dataclass(kw_only=True)
class Ask(Create[Booking]):
    """Ask another office for something it lends, from a moment to a moment."""

    name = "resources.ask"
    verb = _("ขอยืมทรัพยากร")
    model = Booking
    allowed = may.can_ask

    resource_id: int = 0
    begins: dt.datetime | None = None
    ends: dt.datetime | None = None
    purpose: str = ""
    place: str = ""
    area_id: int | None = None
    people: int | None = None
    amount: int | None = None

    def build(self, actor: Any) -> Booking:
        """Return the booking of the own office at the price of today; 404 for a resource that it does not find."""
        rows = Resource.objects.visible_to(actor).select_related("office").defer("grams", "office__grams")
        found = rows.filter(pk=self.resource_id).first()
        if found is None:
            raise Refused(_("ไม่พบรายการนี้ หรืออยู่นอกขอบเขตของท่าน"), status=404)
        made = Booking(
            resource=found, office_id=actor.office_id, seat_id=actor.seat_id, purpose=self.purpose.strip(),
            place=self.place.strip(), area_id=self.area_id, people=self.people, amount=self.amount,
            exclusive=not found.is_shared, price=found.day_price, share=found.share, asked_at=timezone.now(),
        )  # fmt: skip
        told: Any = made  # judged before it is saved
        told.begins, told.ends = self.begins, self.ends
        return made

    def check(self, actor: Any, subject: Booking) -> None:
        """Refuse a span that is none, a resource that is not lent then, and one that somebody has."""
        judge_span(subject)
        for field, text in (("purpose", _("โปรดบอกว่าใช้ทำอะไร")), ("place", _("โปรดบอกว่าใช้ที่ไหน"))):
            if not getattr(subject, field):
                raise RuleBroken(text, field=field)
        judge_offer(subject)
        if (other := in_the_way(subject)) is not None:
            raise taken_by(other)
        validate(subject)


def judge_span(one: Booking) -> None:
    """Refuse a span without an end, one that is over, and one longer than a year."""
    if one.begins is None:
        raise RuleBroken(_("โปรดใส่วันและเวลาเริ่ม"), field="begins")
    if one.ends is None:
        raise RuleBroken(_("โปรดใส่วันและเวลาสิ้นสุด"), field="ends")
    if one.ends <= one.begins:
        raise RuleBroken(_("เวลาสิ้นสุดต้องอยู่หลังเวลาเริ่ม"), field="ends")
    if one.begins < timezone.now() - dt.timedelta(days=1):
        raise RuleBroken(_("เวลาเริ่มผ่านไปแล้ว โปรดเลือกตั้งแต่วันนี้เป็นต้นไป"), field="begins")
    if one.ends - one.begins > LONGEST:
        raise RuleBroken(_("ยืมได้ครั้งละไม่เกินหนึ่งปี"), field="ends")


def judge_offer(one: Booking) -> None:
    """Refuse what is not lent then, more people than fit, and money that is not told or not there."""
    what = one.resource
    if what.state != Resource.State.OFFERED:
        raise RuleBroken(_("เจ้าของเลิกให้ยืมรายการนี้แล้ว: %(reason)s") % {"reason": what.withdrawn})
    if what.until is not None and timezone.localdate(one.ends) > what.until:
        raise RuleBroken(_("ให้ยืมถึง %(day)s เท่านั้น") % {"day": moment_day(what.until)}, field="ends")
    if one.people is not None and not 0 <= one.people <= MOST_SEATS:
        raise RuleBroken(_("จำนวนคนต้องเป็นจำนวนเต็ม 0 ถึง %(most)s") % {"most": f"{MOST_SEATS:,}"}, field="people")
    if one.people is not None and what.seats is not None and one.people > what.seats:
        raise RuleBroken(_("รองรับได้ %(seats)s คน") % {"seats": f"{what.seats:,}"}, field="people")
    if what.is_shared:
        if one.amount is None or not 0 < one.amount <= MOST_SATANG:
            raise RuleBroken(_("โปรดใส่จำนวนเงินที่ขอเป็นบาท มากกว่า 0"), field="amount")
        judge_money(one)
    elif one.amount is not None:
        raise RuleBroken(_("ใส่จำนวนเงินได้เฉพาะเมื่อขอใช้งบประมาณ"), field="amount")


def judge_money(one: Booking) -> None:
    """Refuse more money than is left."""
    left = left_of(one.resource)
    if left is not None and (one.amount or 0) > left:
        raise RuleBroken(_("เหลือ %(baht)s บาท") % {"baht": f"{left / 100:,.2f}"}, field="amount")


def moment_day(day: dt.date) -> str:
    """Return a day as people read it."""
    from prasan.platform.ui.filters import thaidate

    return thaidate(day)


@dataclass(kw_only=True)
class _Decision(Step[Booking]):
    """What the lender's head answers."""

    abstract = True
    model = Booking
    allowed = may.can_decide
    cycle = BOOKING

    def handle(self, actor: Any, subject: Booking) -> Booking:
        """Note when it was decided."""
        subject.decided_at = timezone.now()
        return super().handle(actor, subject)


@dataclass(kw_only=True)
class Approve(_Decision):
    """Give it; of two bookings whose hours overlap the database lets one be approved."""

    name = "resources.approve"
    verb = _("อนุมัติให้ยืม")

    def check(self, actor: Any, subject: Booking) -> None:
        """Refuse what somebody else has by now, and money that has gone meanwhile."""
        super().check(actor, subject)
        if subject.ends <= timezone.now():
            raise RuleBroken(_("ช่วงเวลาที่ขอผ่านไปแล้ว โปรดไม่อนุมัติหรือให้ผู้ขอยกเลิก"))
        if subject.resource.is_shared:
            subject.resource = Resource.objects.select_for_update(no_key=True).get(pk=subject.resource_id)
            judge_money(subject)
        elif (other := in_the_way(subject)) is not None:
            raise taken_by(other)

    def handle(self, actor: Any, subject: Booking) -> Booking:
        """Approve; where another was a moment faster, say who."""
        try:
            with transaction.atomic():
                return super().handle(actor, subject)
        except IntegrityError as error:
            if NO_OVERLAP not in str(error):
                raise
        raise taken_by(in_the_way(subject))


@dataclass(kw_only=True)
class Decline(_Decision):
    """Do not give it, with the reason."""

    name = "resources.decline"
    verb = _("ไม่อนุมัติให้ยืม")

    def check(self, actor: Any, subject: Booking) -> None:
        """Ask for the reason."""
        super().check(actor, subject)
        self.reason = need_reason(self.reason)

    def handle(self, actor: Any, subject: Booking) -> Booking:
        """Keep the reason: the borrower reads it."""
        subject.reason = self.reason
        return super().handle(actor, subject)


@dataclass(kw_only=True)
class Cancel(Step[Booking]):
    """Cancel before it is handed over, with the reason; the hours are free again."""

    name = "resources.cancel"
    verb = _("ยกเลิกการจองทรัพยากร")
    model = Booking
    allowed = may.can_cancel
    cycle = BOOKING

    def check(self, actor: Any, subject: Booking) -> None:
        """Ask for the reason."""
        super().check(actor, subject)
        self.reason = need_reason(self.reason)

    def handle(self, actor: Any, subject: Booking) -> Booking:
        """Keep the reason: the other side reads it."""
        subject.reason = self.reason
        return super().handle(actor, subject)


@dataclass(kw_only=True)
class HandOver(Step[Booking]):
    """Hand it over, and note in which condition it is."""

    name = "resources.hand_over"
    verb = _("ส่งมอบทรัพยากร")
    model = Booking
    allowed = may.can_hand
    cycle = BOOKING

    condition: str = ""

    def check(self, actor: Any, subject: Booking) -> None:
        """Ask for the condition; refuse what is away with somebody else."""
        super().check(actor, subject)
        self.condition = need_condition(self.condition)
        if subject.exclusive and (other := out_with(subject)) is not None:
            raise still_out(other)

    def handle(self, actor: Any, subject: Booking) -> Booking:
        """Note when and how; where another took it a moment ago, say who."""
        subject.handed_at, subject.handed_condition = timezone.now(), self.condition
        try:
            with transaction.atomic():
                return super().handle(actor, subject)
        except IntegrityError as error:
            if OUT_ONCE not in str(error):
                raise
        raise still_out(out_with(subject))


@dataclass(kw_only=True)
class TakeBack(Step[Booking]):
    """Take it back, and note in which condition it came."""

    name = "resources.take_back"
    verb = _("รับคืนทรัพยากร")
    model = Booking
    allowed = may.can_hand
    cycle = BOOKING

    condition: str = ""

    def check(self, actor: Any, subject: Booking) -> None:
        """Ask for the condition."""
        super().check(actor, subject)
        self.condition = need_condition(self.condition)

    def handle(self, actor: Any, subject: Booking) -> Booking:
        """Note when and how, and post what it costs."""
        subject.returned_at, subject.returned_condition = timezone.now(), self.condition
        found = super().handle(actor, subject)
        charge(found, actor.seat_id)
        return found


def still_out(other: Booking | None) -> RuleBroken:
    """Return the sentence that says who has not given it back."""
    name = other.office.name if other is not None else "–"
    return RuleBroken(_("ยังไม่ได้รับคืนจาก %(office)s โปรดรับคืนก่อนส่งมอบ") % {"office": name})


def need_condition(text: str) -> str:
    """Return how a thing is, without blanks around; RuleBroken where nothing is told."""
    if not text.strip():
        raise RuleBroken(_("โปรดบันทึกสภาพ เช่น ใช้งานได้ดี เลขไมล์ 45,210"), field="condition")
    return text.strip()[:500]
