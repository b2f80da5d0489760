"""Verbs about volunteers: register, appoint to a sub-district, end, give a new address."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import Any, ClassVar

from django.db import IntegrityError, models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from prasan.directory.models import Area
from prasan.kernel.digits import to_arabic
from prasan.networks import policy as may
from prasan.networks.cycle import VOLUNTEER
from prasan.networks.links import VOLUNTEER as ADDRESS
from prasan.networks.models import Appointment, Volunteer
from prasan.platform.commands import Command, Create, Refused, RuleBroken, Step
from prasan.platform.web.links import fresh
from prasan.registers.commands.frame import FromValues, ToValues, known, need_reason, validate

PHONE = re.compile(r"(0\d{8,9}|66\d{8,9}|\+\d{8,15})")
NO_OVERLAP = "appointment_no_overlap"
"""The constraint that keeps two appointments of one volunteer to one sub-district apart (migration 0002)."""


@dataclass(kw_only=True)
class AddVolunteer(FromValues):
    """Register a volunteer of the own office; their address is made at once."""

    name: ClassVar[str] = "networks.add_volunteer"
    verb = _("ขึ้นทะเบียนอาสาสมัครแรงงาน")
    model = Volunteer
    allowed = may.can_keep
    fields = frozenset({"name", "phone"})

    def build(self, actor: Any) -> models.Model:
        """Return the volunteer."""
        nonce, kept = fresh(ADDRESS)
        told = known(self.values, self.fields)
        return Volunteer(office_id=actor.office_id, nonce=nonce, token_hash=kept, made_at=timezone.now(), **told)

    def judge(self, actor: Any, subject: Any) -> None:
        """Ask for a name; read the telephone."""
        judge(subject)


@dataclass(kw_only=True)
class ChangeVolunteer(ToValues):
    """Change what is known of a volunteer."""

    name: ClassVar[str] = "networks.change_volunteer"
    verb = _("แก้ไขข้อมูลอาสาสมัครแรงงาน")
    model = Volunteer
    allowed = may.can_keep
    fields = frozenset({"name", "phone"})

    def judge(self, actor: Any, subject: Any) -> None:
        """Ask for a name; read the telephone."""
        judge(subject)


def judge(one: Volunteer) -> None:
    """Refuse a volunteer without a name, and what is no telephone number."""
    one.name = " ".join((one.name or "").split())
    if not 2 <= len(one.name) <= 150:
        raise RuleBroken(_("โปรดใส่ชื่อและนามสกุลของอาสาสมัคร"), field="name")
    one.phone = re.sub(r"[^\d+]", "", to_arabic(one.phone or ""))
    if one.phone and not PHONE.fullmatch(one.phone):
        raise RuleBroken(_("หมายเลขโทรศัพท์ไม่ถูกต้อง เช่น 081-234-5678"), field="phone")


@dataclass(kw_only=True)
class EndVolunteer(Step[Volunteer]):
    """Take a volunteer off the register, with the reason: appointments end today, the address opens nothing more."""

    name = "networks.end_volunteer"
    verb = _("ให้อาสาสมัครแรงงานพ้นหน้าที่")
    model = Volunteer
    allowed = may.can_keep
    cycle = VOLUNTEER

    def check(self, actor: Any, subject: Volunteer) -> None:
        """Ask for the reason."""
        super().check(actor, subject)
        self.reason = need_reason(self.reason)

    def handle(self, actor: Any, subject: Volunteer) -> Volunteer:
        """End what holds today; what would begin later is cut to nothing longer than its first day."""
        today = timezone.localdate()
        held = subject.appointments.filter(models.Q(end=None) | models.Q(end__gt=today))
        self.details["appointments"] = [held.count(), 0]
        held.filter(start__lte=today).update(end=today, reason=self.reason)
        held.filter(start__gt=today).update(end=models.F("start"), reason=self.reason)
        subject.reason, subject.name, subject.phone = self.reason, "", ""  # kept no longer than they serve
        subject.nonce, subject.token_hash = fresh(ADDRESS)  # whoever holds the old address holds nothing
        return super().handle(actor, subject)


@dataclass(kw_only=True)
class RenewAddress(Command[Volunteer]):
    """Give a volunteer a new address; the old one opens nothing from this moment."""

    name = "networks.renew_address"
    verb = _("ออกลิงก์ใหม่ให้อาสาสมัครแรงงาน")
    model = Volunteer
    allowed = may.can_keep

    def check(self, actor: Any, subject: Volunteer) -> None:
        """Refuse for one who serves no more."""
        if subject.state != Volunteer.State.ACTIVE:
            raise RuleBroken(_("อาสาสมัครนี้พ้นหน้าที่แล้ว"))

    def handle(self, actor: Any, subject: Volunteer) -> Volunteer:
        """Make it."""
        subject.nonce, subject.token_hash = fresh(ADDRESS)
        subject.save(update_fields=["nonce", "token_hash"])
        return subject


@dataclass(kw_only=True)
class Appoint(Create[Appointment]):
    """Appoint a volunteer to a sub-district of the office's province, from a day until a day or further notice."""

    name = "networks.appoint"
    verb = _("แต่งตั้งอาสาสมัครแรงงานประจำตำบล")
    model = Appointment
    allowed = may.can_appoint

    volunteer_id: int = 0
    area_id: int = 0
    start: dt.date | None = None
    end: dt.date | None = None
    order_no: str = ""

    def build(self, actor: Any) -> Appointment:
        """Return the appointment; 404 for a volunteer of another office."""
        rows = Volunteer.objects.visible_to(actor).select_related("office__area")
        found = rows.filter(pk=self.volunteer_id).first()
        if found is None:
            raise Refused(_("ไม่พบรายการนี้ หรืออยู่นอกขอบเขตของท่าน"), status=404)
        return Appointment(
            volunteer=found, area_id=self.area_id, start=self.start or timezone.localdate(), end=self.end,
            order_no=self.order_no.strip(),
        )  # fmt: skip

    def check(self, actor: Any, subject: Appointment) -> None:
        """Refuse what is no sub-district of the province, an end before the start, and who serves no more."""
        if subject.volunteer.state != Volunteer.State.ACTIVE:
            raise RuleBroken(_("อาสาสมัครนี้พ้นหน้าที่แล้ว"))
        around = subject.volunteer.office.area
        rows = Area.objects.within(around).filter(pk=self.area_id, kind=Area.Kind.SUBDISTRICT)
        if not rows.exists():
            raise RuleBroken(_("โปรดเลือกตำบลในจังหวัดของสำนักงาน"), field="area")
        if subject.end is not None and subject.end < subject.start:
            raise RuleBroken(_("วันสิ้นสุดต้องไม่ก่อนวันเริ่ม"), field="end")
        validate(subject)

    def handle(self, actor: Any, subject: Appointment) -> Appointment:
        """Save it; where they serve there already, say so."""
        try:
            with transaction.atomic():
                return super().handle(actor, subject)
        except IntegrityError as error:
            if NO_OVERLAP not in str(error):
                raise
        raise RuleBroken(_("อาสาสมัครนี้ประจำตำบลนี้ในช่วงเวลานั้นอยู่แล้ว"), field="area")


@dataclass(kw_only=True)
class EndAppointment(Command[Appointment]):
    """End an appointment on a day, today by default, with the reason."""

    name = "networks.end_appointment"
    verb = _("สิ้นสุดการแต่งตั้งอาสาสมัครแรงงาน")
    model = Appointment
    allowed = may.can_appoint

    on: dt.date | None = None

    def check(self, actor: Any, subject: Appointment) -> None:
        """Ask for the reason; refuse one that has ended."""
        self.reason = need_reason(self.reason)
        today = timezone.localdate()
        if subject.end is not None and subject.end < today:
            raise RuleBroken(_("การแต่งตั้งนี้สิ้นสุดแล้ว"))
        if self.on is not None and self.on < subject.start:
            raise RuleBroken(_("วันสิ้นสุดต้องไม่ก่อนวันเริ่ม"), field="on")

    def handle(self, actor: Any, subject: Appointment) -> Appointment:
        """Set its last day."""
        subject.end = max(self.on or timezone.localdate(), subject.start)
        subject.reason = self.reason
        subject.save(update_fields=["end", "reason"])
        return subject
