"""Setting up a joint counter and its desks."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, ClassVar

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from prasan.counter import policy as may
from prasan.counter.commands.moving import lock_place_of
from prasan.counter.cycle import OPEN
from prasan.counter.links import BOARD, fresh
from prasan.counter.models import Desk, Place
from prasan.counter.models.place import MOST_MINUTES
from prasan.counter.models.ticket import Why
from prasan.directory.models import Office
from prasan.platform.commands import Command, Create, RuleBroken


@dataclass(kw_only=True)
class PlaceFields(Command[Place]):
    """What is told of a counter: `title`, `prefix` (a letter), `head_starts` (minutes by priority), `carries`."""

    abstract: ClassVar[bool] = True
    model = Place
    allowed = may.can_set_up

    title: str = ""
    prefix: str = "A"
    head_starts: dict[str, int] = field(default_factory=dict)
    carries: bool = False

    def fill(self, subject: Place) -> None:
        """Write them; raises RuleBroken for what is no name, no letter, or no bounded head start."""
        subject.name, subject.prefix = self.title.strip(), self.prefix.strip().upper()
        if not 1 <= len(subject.name) <= 200:
            raise RuleBroken(_("โปรดใส่ชื่อศูนย์บริการร่วม ไม่เกิน 200 ตัวอักษร"), field="title")
        if len(subject.prefix) != 1 or not "A" <= subject.prefix <= "Z":
            raise RuleBroken(_("อักษรนำหน้าหมายเลขต้องเป็นอักษร A ถึง Z หนึ่งตัว"), field="prefix")
        for code, minutes in self.head_starts.items():
            if code not in Why.values or code == Why.NONE or not 0 <= minutes <= MOST_MINUTES:
                told = {"n": MOST_MINUTES}
                raise RuleBroken(_("เวลานำหน้าต้องเป็น 0 ถึง %(n)s นาที") % told, field=f"head-{code}")
        subject.head_starts, subject.carries = self.head_starts, self.carries
        same = Place.objects.filter(office_id=subject.office_id, name=subject.name).exclude(pk=subject.pk)
        if same.exists():
            raise RuleBroken(_("มีศูนย์บริการร่วมชื่อนี้แล้ว"), field="title")


@dataclass(kw_only=True)
class OpenPlace(PlaceFields, Create[Place]):
    """Set up a joint counter at the own office."""

    abstract: ClassVar[bool] = False
    name = "counter.open_place"
    verb = gettext_lazy("ตั้งศูนย์บริการร่วม")

    def build(self, actor: Any) -> Place:
        """Return the counter, with the address of its board."""
        nonce, kept = fresh(BOARD)
        return Place(office_id=actor.office_id, board_nonce=nonce, board_hash=kept)

    def check(self, actor: Any, subject: Place) -> None:
        """Read what was told."""
        self.fill(subject)


@dataclass(kw_only=True)
class ChangePlace(PlaceFields):
    """Change a counter. Parameters: `is_open`, it takes people; `new_board`, the board gets another address."""

    abstract: ClassVar[bool] = False
    name = "counter.change_place"
    verb = gettext_lazy("แก้ไขศูนย์บริการร่วม")

    is_open: bool = True
    new_board: bool = False

    def check(self, actor: Any, subject: Place) -> None:
        """Read what was told."""
        self.fill(subject)

    def handle(self, actor: Any, subject: Place) -> Place:
        """Save it."""
        subject.is_open = self.is_open
        if self.new_board:
            subject.board_nonce, subject.board_hash = fresh(BOARD)
        subject.save()
        return subject


@dataclass(kw_only=True)
class DeskFields(Command[Desk]):
    """What is told of a desk: `number`; `also`, further offices that it serves for."""

    abstract: ClassVar[bool] = True
    model = Desk
    allowed = may.can_set_desk

    number: int = 0
    also: list[int] = field(default_factory=list)

    def fill(self, subject: Desk) -> None:
        """Write them; raises RuleBroken for a number that is taken and an office that is none."""
        subject.number = self.number
        subject.also = [one for one in dict.fromkeys(self.also) if one != subject.office_id]
        if not 1 <= self.number <= 99:
            raise RuleBroken(_("หมายเลขช่องต้องเป็น 1 ถึง 99"), field="number")
        if Desk.objects.filter(place_id=subject.place_id, number=self.number).exclude(pk=subject.pk).exists():
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
        place = Place.objects.visible_to(actor).filter(pk=self.place_id).first()
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
    """Change a desk's number and whom it serves for."""

    abstract: ClassVar[bool] = False
    name = "counter.change_desk"
    verb = gettext_lazy("แก้ไขช่องบริการ")

    def subject(self, actor: Any) -> Desk:
        """Return the desk, the row of its place locked before it."""
        lock_place_of(Desk, self.target_id)
        return super().subject(actor)

    def check(self, actor: Any, subject: Desk) -> None:
        """Refuse to leave people behind who wait for an office that only this desk serves."""
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
