"""Verbs about seats: give and end. Every change closes the person's live streams."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from prasan.directory.models import AreaGroup, Office, Person, Seat
from prasan.directory.policy import can_end_seat, can_give_seat
from prasan.directory.roles import ONE_HOLDER, PLACES, TIME_LIMITED, WITH_REGIONS, Role
from prasan.platform.commands import Command, Create, Refused, RuleBroken

LONGEST_ADMINISTRATION = 366
"""Days that an administrator's seat may last at most; then it is given anew, with a reason."""


def revoke_topic(person_id: int) -> str:
    """Return the live topic that closes a person's streams: their rights have changed."""
    return f"revoke:person:{person_id}"


def found_or_refused(model: Any, pk: Any, text: Any, field: str, **select: Any) -> Any:
    """Return a row by its key; RuleBroken with a sentence about the field when there is none."""
    try:
        return model.objects.select_related(*select.get("related", ())).get(pk=pk)
    except (model.DoesNotExist, ValueError, TypeError):
        raise RuleBroken(text, field=field) from None


def overlapping(start: dt.date, end: dt.date | None) -> Q:
    """Return the condition for seats that share a day with start..end."""
    touching = Q(end=None) | Q(end__gte=start)
    return touching & Q(start__lte=end) if end else touching


@dataclass(kw_only=True)
class GiveSeat(Create[Seat]):
    """Seat a person: from `start` on they work in the office in this role."""

    name = "directory.give_seat"
    verb = _("ให้ดำรงตำแหน่ง")
    model = Seat
    allowed = can_give_seat

    person_id: int
    office_id: int
    role: str
    start: dt.date
    end: dt.date | None = None
    position_th: str = ""
    position_en: str = ""
    capacity: str = Seat.Capacity.HOLDER
    order_no: str = ""
    order_date: dt.date | None = None
    groups: list[int] = field(default_factory=list)

    def build(self, actor: Any) -> Seat:
        """Return the seat with its person and office; the office is locked, so that two cannot be first."""
        person = found_or_refused(Person, self.person_id, _("ไม่พบบุคคลนี้ โปรดเลือกจากรายชื่อ"), "person")
        office = Office.objects.select_for_update(of=("self",)).filter(pk=self.office_id).first()
        if office is None:
            raise RuleBroken(_("ไม่พบหน่วยงานนี้ โปรดเลือกจากทำเนียบ"), field="office")
        if self.role not in Role.values:
            raise RuleBroken(_("ไม่มีบทบาทนี้"), field="role")
        return Seat(
            person=person, office=office, role=self.role, start=self.start, end=self.end, reason=self.reason,
            position_th=self.position_th, position_en=self.position_en, capacity=self.capacity,
            order_no=self.order_no, order_date=self.order_date,
        )  # fmt: skip

    def check(self, actor: Any, subject: Seat) -> None:
        """Refuse seats that contradict their dates, their office, their order or another holder."""
        self._check_dates(subject)
        self._check_office(subject)
        self._check_regions(subject)
        if subject.capacity != Seat.Capacity.HOLDER and not subject.order_no:
            raise RuleBroken(_("การรักษาราชการแทนต้องระบุเลขที่คำสั่ง"), field="order_no")
        if not subject.person.is_active:
            raise RuleBroken(_("บัญชีของบุคคลนี้ปิดอยู่ ให้เปิดบัญชีก่อน"), field="person")
        others = Seat.objects.filter(overlapping(self.start, self.end), office=subject.office, role=subject.role)
        if others.filter(person=subject.person, capacity=subject.capacity).exists():
            raise RuleBroken(_("บุคคลนี้ดำรงตำแหน่งนี้อยู่แล้วในช่วงเวลานี้"), field="start")
        if subject.role in ONE_HOLDER and subject.capacity == Seat.Capacity.HOLDER:
            holder = others.filter(capacity=Seat.Capacity.HOLDER).select_related("person").first()
            if holder is not None:
                told = {"name": holder.person.full_name}
                raise RuleBroken(
                    _("ตำแหน่งนี้มีผู้ดำรงอยู่แล้วคือ %(name)s ให้สิ้นสุดตำแหน่งเดิมก่อน หรือเลือกรักษาราชการแทน") % told,
                    field="start",
                )

    def _check_dates(self, seat: Seat) -> None:
        if seat.end is not None and seat.end < seat.start:
            raise RuleBroken(_("วันสิ้นสุดอยู่ก่อนวันเริ่ม"), field="end")
        if seat.role not in TIME_LIMITED:
            return
        if seat.end is None:
            raise RuleBroken(_("บทบาทนี้ต้องมีวันสิ้นสุด"), field="end")
        if (seat.end - seat.start).days > LONGEST_ADMINISTRATION:
            raise RuleBroken(_("บทบาทนี้ให้ได้ไม่เกินหนึ่งปีต่อครั้ง"), field="end")
        if not seat.reason:
            raise RuleBroken(_("บทบาทนี้ต้องระบุเหตุผล"), field="reason")

    def _check_office(self, seat: Seat) -> None:
        office, role = seat.office, Role(seat.role)
        if office.kind not in PLACES[role] or (role is Role.PLO and not office.leads_province):
            told = {"role": role.label, "office": office.name}
            raise RuleBroken(_("บทบาท “%(role)s” อยู่ใน %(office)s ไม่ได้") % told, field="role")
        closed = office.valid_to is not None and (seat.end is None or seat.end > office.valid_to)
        if closed or (office.valid_from is not None and seat.start < office.valid_from):
            raise RuleBroken(_("หน่วยงานนี้ไม่ได้เปิดอยู่ตลอดช่วงเวลานี้"), field="office")

    def _check_regions(self, seat: Seat) -> None:
        if seat.role in WITH_REGIONS and not self.groups:
            raise RuleBroken(_("บทบาทนี้ต้องระบุเขตตรวจราชการที่รับผิดชอบ"), field="groups")
        if seat.role not in WITH_REGIONS and self.groups:
            raise RuleBroken(_("บทบาทนี้ไม่มีเขตตรวจราชการ"), field="groups")
        if len(set(self.groups)) != AreaGroup.objects.filter(pk__in=self.groups).count():
            raise RuleBroken(_("ไม่พบเขตตรวจราชการที่เลือก"), field="groups")

    def handle(self, actor: Any, subject: Seat) -> Seat:
        """Save the seat with its regions."""
        subject.save(force_insert=True)
        if self.groups:
            subject.groups.set(self.groups)
        return subject

    def announce(self, actor: Any, subject: Seat) -> None:
        """Close the person's streams: they will open again with the new rights."""
        self.publish(self.name, revoke_topic(subject.person_id), id=subject.pk, person=subject.person_id)


@dataclass(kw_only=True)
class EndSeat(Command[Seat]):
    """End a seat: `on` is the last day on which it is held."""

    name = "directory.end_seat"
    verb = _("ให้พ้นจากตำแหน่ง")
    model = Seat
    allowed = can_end_seat

    on: dt.date

    def subject(self, actor: Any) -> Seat:
        """Return the seat, locked, with office and person."""
        try:
            return (
                Seat.objects.visible_to(actor)
                .select_for_update(of=("self",))
                .select_related("office", "person")
                .get(pk=self.target_id)
            )
        except (Seat.DoesNotExist, ValueError, TypeError):
            raise Refused(_("ไม่พบตำแหน่งนี้"), status=404) from None

    def check(self, actor: Any, subject: Seat) -> None:
        """Refuse an end before the start, one after the present end, and losing the last administrator."""
        if self.on < subject.start:
            raise RuleBroken(_("วันสิ้นสุดอยู่ก่อนวันเริ่ม"), field="on")
        if subject.end is not None and subject.end <= self.on:
            raise RuleBroken(_("ตำแหน่งนี้สิ้นสุดแล้ว"), field="on")
        if subject.role == Role.ADMINISTRATOR:
            after = self.on + dt.timedelta(days=1)
            others = Seat.objects.filter(role=Role.ADMINISTRATOR, person__is_active=True).held_on(after)
            if not others.exclude(pk=subject.pk).exists():
                raise RuleBroken(_("เป็นผู้ดูแลระบบคนสุดท้าย ให้ตั้งผู้ดูแลระบบคนอื่นก่อน"), field="on")

    def handle(self, actor: Any, subject: Seat) -> Seat:
        """Set the last day; delegations of the seat end with it."""
        subject.end = self.on
        subject.save(update_fields=["end"])
        subject.delegations.filter(revoked=None, end__gt=self.on, start__lte=self.on).update(end=self.on)
        return subject

    def announce(self, actor: Any, subject: Seat) -> None:
        """Close the streams of the holder and of those who act for them."""
        topics = [revoke_topic(subject.person_id)]
        topics += [revoke_topic(one) for one in subject.delegations.values_list("to_id", flat=True).distinct()]
        self.publish(self.name, *topics, id=subject.pk, person=subject.person_id)
