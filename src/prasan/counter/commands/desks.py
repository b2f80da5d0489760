"""The desks of a joint counter: adding, changing, opening and closing, ending."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, ClassVar

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from prasan.counter import policy as may
from prasan.counter.commands.moving import lock_place_of
from prasan.counter.cycle import OPEN
from prasan.counter.models import Desk, Place
from prasan.directory.models import Office
from prasan.platform.commands import Command, Create, RuleBroken

MOST_NAME = 60


@dataclass(kw_only=True)
class DeskFields(Command[Desk]):
    """What is told of a desk: `number`; `title`, what stands over it; `also`, further offices that it serves for."""

    abstract: ClassVar[bool] = True
    model = Desk
    allowed = may.can_set_desk

    number: int = 0
    title: str = ""
    also: list[int] = field(default_factory=list)

    def fill(self, subject: Desk) -> None:
        """Write them; raises RuleBroken for a number that is taken and an office that is none."""
        subject.number, subject.name = self.number, self.title.strip()
        subject.also = [one for one in dict.fromkeys(self.also) if one != subject.office_id]
        if not 1 <= self.number <= 99:
            raise RuleBroken(_("หมายเลขช่องต้องเป็น 1 ถึง 99"), field="number")
        if len(subject.name) > MOST_NAME:
            raise RuleBroken(_("ชื่อช่องยาวได้ไม่เกิน %(n)s ตัวอักษร") % {"n": MOST_NAME}, field="title")
        if Desk.objects.living().filter(place_id=subject.place_id, number=self.number).exclude(pk=subject.pk).exists():
            raise RuleBroken(_("มีช่องหมายเลขนี้แล้ว"), field="number")
        if Office.objects.filter(pk__in=subject.also).count() != len(subject.also):
            raise RuleBroken(_("ไม่พบหน่วยงานนี้ โปรดเลือกจากรายการ"), field="also")


@dataclass(kw_only=True)
class AddDesk(DeskFields, Create[Desk]):
    """Add a desk. Parameters: `place_id`; `office_id`, the office that staffs it."""

    abstract: ClassVar[bool] = False
    name = "counter.add_desk"
    verb = gettext_lazy("เพิ่มช่องบริการ")

    place_id: int = 0
    office_id: int = 0

    def build(self, actor: Any) -> Desk:
        """Return the desk of a place that the actor sees."""
        places = Place.objects.visible_to(actor).select_for_update(of=("self",), no_key=True)
        place = places.filter(pk=self.place_id).first()
        if place is None:
            raise RuleBroken(_("ไม่พบศูนย์บริการร่วมนี้ หรืออยู่นอกขอบเขตของท่าน"), field="place")
        return Desk(place=place, office_id=self.office_id)

    def check(self, actor: Any, subject: Desk) -> None:
        """Refuse an office that does not serve people."""
        kinds = [Office.Kind.MINISTRY, Office.Kind.DEPARTMENT]
        if not Office.objects.filter(pk=self.office_id).exclude(kind__in=kinds).exists():
            raise RuleBroken(_("ไม่พบหน่วยงานนี้ โปรดเลือกจากรายการ"), field="office")
        self.fill(subject)


@dataclass(kw_only=True)
class ChangeDesk(DeskFields):
    """Change a desk's number, its name, and whom it serves for."""

    abstract: ClassVar[bool] = False
    name = "counter.change_desk"
    verb = gettext_lazy("แก้ไขช่องบริการ")

    def subject(self, actor: Any) -> Desk:
        """Return the desk, the row of its place locked before it."""
        lock_place_of(Desk, self.target_id)
        return super().subject(actor)

    def check(self, actor: Any, subject: Desk) -> None:
        """Refuse to leave people behind: who waits for what only this desk serves, who walks to its number."""
        still_there(subject)
        if self.number != subject.number and subject.tickets.filter(state="called").exists():
            raise RuleBroken(_("เปลี่ยนหมายเลขช่องไม่ได้ขณะมีผู้ที่ถูกเรียกกำลังเดินมา โปรดเริ่มให้บริการก่อน"), field="number")
        self.fill(subject)
        keep_served(subject, subject.serves() if subject.is_open else frozenset())

    def handle(self, actor: Any, subject: Desk) -> Desk:
        """Save it."""
        subject.save()
        return subject


@dataclass(kw_only=True)
class StaffDesk(Command[Desk]):
    """Open or close a desk. Parameters: `is_open`."""

    abstract: ClassVar[bool] = False
    name = "counter.staff_desk"
    verb = gettext_lazy("เปิดหรือปิดช่องบริการ")
    model = Desk
    allowed = may.can_staff

    is_open: bool = True

    def subject(self, actor: Any) -> Desk:
        """Return the desk, the row of its place locked before it."""
        lock_place_of(Desk, self.target_id)
        return super().subject(actor)

    def check(self, actor: Any, subject: Desk) -> None:
        """Refuse to close where somebody is at the desk, or waits for what only this desk serves."""
        still_there(subject)
        if self.is_open:
            return
        if subject.tickets.filter(state__in=["called", "served"]).exists():
            raise RuleBroken(_("ยังมีผู้รับบริการที่ช่องนี้ โปรดให้บริการให้เสร็จ ส่งไปหน่วยงานถัดไป หรือบันทึกว่าเรียกแล้วไม่มา ก่อนปิดช่อง"))
        keep_served(subject, frozenset())

    def handle(self, actor: Any, subject: Desk) -> Desk:
        """Save it."""
        subject.is_open = self.is_open
        subject.save(update_fields=["is_open"])
        return subject


@dataclass(kw_only=True)
class EndDesk(Command[Desk]):
    """End a desk for good: it closes and may never open again; its row stays for the visits that it served.

    Who waits is called by the other desks of the same office, as the queue has it for a closed desk.
    """

    abstract: ClassVar[bool] = False
    name = "counter.end_desk"
    verb = gettext_lazy("ยกเลิกช่องบริการ")
    model = Desk
    allowed = may.can_set_desk

    def subject(self, actor: Any) -> Desk:
        """Return the desk, the row of its place locked before it."""
        lock_place_of(Desk, self.target_id)
        return super().subject(actor)

    def check(self, actor: Any, subject: Desk) -> None:
        """Refuse it while somebody is at the desk, rests there, or waits for what only this desk serves."""
        still_there(subject)
        here = subject.tickets.filter(state__in=["called", "served", "held"]).select_related("place").order_by("pk")
        first = here.first()
        if first is not None:
            told = {"number": first.label, "state": first.get_state_display()}
            raise RuleBroken(
                _("ยกเลิกช่องนี้ไม่ได้ เพราะบัตร %(number)s อยู่ที่ช่องนี้ (%(state)s) โปรดให้บริการให้เสร็จ ส่งต่อ หรือให้กลับเข้าแถวก่อน")
                % told
            )
        if subject.is_open:
            keep_served(subject, frozenset())

    def handle(self, actor: Any, subject: Desk) -> Desk:
        """Close it for good."""
        subject.is_open, subject.ended_at = False, timezone.now()
        subject.save(update_fields=["is_open", "ended_at"])
        return subject


def still_there(desk: Desk) -> None:
    """Refuse a desk that has ended."""
    if desk.ended_at is not None:
        raise RuleBroken(_("ช่องบริการนี้ยกเลิกแล้ว โปรดเพิ่มช่องใหม่"))


def keep_served(desk: Desk, serves: frozenset[str]) -> None:
    """Refuse what would leave somebody to an office that this desk alone serves now.

    Parameters: `serves`, what this desk is going to serve for.
    """
    alone: set[str] = set()
    others = set(serves)
    for one in Desk.objects.filter(place_id=desk.place_id, is_open=True):
        if one.pk == desk.pk:
            alone |= one.serves()
        else:
            others |= one.serves()
    left = desk.place.tickets.filter(state__in=sorted(OPEN), office__in=[int(office) for office in alone - others])
    if n := left.count():
        raise RuleBroken(
            _("ยังมีผู้รอหรือพักไว้ %(n)s คนที่มีเพียงช่องนี้ให้บริการ โปรดให้บริการ ยกคิว หรือบันทึกว่ากลับไปก่อน หรือให้ช่องอื่นรับแทนก่อน")
            % {"n": n}
        )
