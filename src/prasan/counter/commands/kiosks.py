"""A kiosk in the hall: opened and ended by officers; tickets taken there by who comes, and the priority they told."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any, ClassVar

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from prasan.counter import policy as may
from prasan.counter.commands.moving import lock_place_of
from prasan.counter.commands.tickets import MOST_A_DAY, new_ticket, served_at, start
from prasan.counter.links import KIOSK, fresh
from prasan.counter.models import Kiosk, Place, Stop, Ticket
from prasan.counter.models.ticket import Why
from prasan.counter.queue import opens_next, unsure_office
from prasan.platform.commands import Command, Create, RuleBroken
from prasan.platform.ui.filters import moment

MOST_DAYS, MOST_NAME = 90, 60
A_MINUTE, IN_TEN = 6, 30
"""Tickets that one kiosk gives in a minute and in ten: more than people who read and choose can take."""
KEPT_FOR_OFFICERS = 100
"""The last numbers of a day are not given by kiosks: a child at one takes no officer's numbers away."""
SAID_ALONE = (Why.NONE, Why.ELDERLY, Why.DISABLED, Why.PREGNANT)
"""What a person may say of themselves at a kiosk."""
TOO_MANY = 429


@dataclass(kw_only=True)
class OpenKiosk(Create[Kiosk]):
    """Open a kiosk at a counter. Parameters: `place_id`; `title`, where it stands; `days`, how long; `prints`."""

    abstract: ClassVar[bool] = False
    name = "counter.open_kiosk"
    verb = gettext_lazy("เปิดตู้ออกบัตรคิว")
    model = Kiosk
    allowed = may.can_keep_kiosk

    place_id: int = 0
    title: str = ""
    days: int = 1
    prints: bool = False

    def build(self, actor: Any) -> Kiosk:
        """Return the kiosk with its address."""
        place = Place.objects.visible_to(actor).filter(pk=self.place_id).first()
        if place is None:
            raise RuleBroken(_("ไม่พบศูนย์บริการร่วมนี้ หรืออยู่นอกขอบเขตของท่าน"), field="place")
        nonce, kept = fresh(KIOSK)
        now = timezone.now()
        until = now + dt.timedelta(days=min(max(self.days, 1), MOST_DAYS))
        told = {"name": self.title.strip(), "prints": self.prints, "nonce": nonce, "token_hash": kept}
        return Kiosk(place=place, opened_by_id=actor.seat_id, opened_at=now, expires_at=until, **told)

    def check(self, actor: Any, subject: Kiosk) -> None:
        """Refuse one without a name, and a time that is none or has no end."""
        if not 1 <= len(subject.name) <= MOST_NAME:
            raise RuleBroken(_("โปรดบอกว่าตู้ตั้งอยู่ที่ใด ไม่เกิน %(n)s ตัวอักษร") % {"n": MOST_NAME}, field="title")
        if not 1 <= self.days <= MOST_DAYS:
            raise RuleBroken(_("เปิดตู้ได้ครั้งละ 1 ถึง %(n)s วัน") % {"n": MOST_DAYS}, field="days")


@dataclass(kw_only=True)
class EndKiosk(Command[Kiosk]):
    """End a kiosk: its link opens nothing from then on."""

    abstract: ClassVar[bool] = False
    name = "counter.end_kiosk"
    verb = gettext_lazy("ปิดตู้ออกบัตรคิว")
    model = Kiosk
    allowed = may.can_keep_kiosk

    def subject(self, actor: Any) -> Kiosk:
        """Return the kiosk, the row of its place locked before it: no ticket is taken at it meanwhile."""
        lock_place_of(Kiosk, self.target_id)
        return super().subject(actor)

    def check(self, actor: Any, subject: Kiosk) -> None:
        """Refuse one that has ended."""
        if subject.ended_at is not None:
            raise RuleBroken(_("ตู้นี้ปิดแล้ว ลิงก์เดิมใช้ไม่ได้อีก"))

    def handle(self, actor: Any, subject: Kiosk) -> Kiosk:
        """End it."""
        subject.ended_at = timezone.now()
        subject.save(update_fields=["ended_at"])
        return subject


@dataclass(kw_only=True)
class TakeAlone(Create[Ticket]):
    """Take a ticket at a kiosk; nothing is asked about the person.

    Parameters: `kiosk_id`; `office_id`, whom to see, 0: the person does not know, and an officer of the office that
    runs the counter (or of the first open desk) sends them on; `priority`, what they say of themselves.
    """

    abstract: ClassVar[bool] = False
    name = "counter.take_alone"
    verb = gettext_lazy("รับบัตรคิวที่ตู้")
    model = Ticket
    allowed = may.can_take_alone
    without_account: ClassVar[bool] = True

    kiosk_id: int = 0
    office_id: int = 0
    priority: str = Why.NONE

    def build(self, actor: Any) -> Ticket:
        """Return the next ticket of the day; the row of the place is locked, so that limits hold for many taps."""
        lock_place_of(Kiosk, self.kiosk_id)
        living = Kiosk.objects.living(timezone.now()).select_related("place__office__area")
        kiosk = living.filter(pk=self.kiosk_id).first()
        if kiosk is None:
            raise RuleBroken(_("ตู้นี้ปิดแล้ว โปรดรับบัตรคิวจากเจ้าหน้าที่"), status=404)
        made = new_ticket(kiosk.place)
        made.kiosk, made.priority, made.declared = kiosk, self.priority, self.priority != Why.NONE
        return made

    def check(self, actor: Any, subject: Ticket) -> None:
        """Refuse a closed counter, a priority that is not told alone, too many tickets, an office without a desk."""
        place = subject.place
        opens = opens_next(place, subject.came_at)
        if opens is not None:
            raise RuleBroken(_("ขณะนี้ปิดรับบัตรคิว เปิดอีกครั้ง %(when)s") % {"when": moment(opens)})
        if not place.is_open:
            raise RuleBroken(_("ศูนย์บริการร่วมนี้ปิดอยู่ โปรดถามเจ้าหน้าที่"))
        if self.priority not in SAID_ALONE:
            raise RuleBroken(_("โปรดเลือกประเภทผู้รับบริการ"), field="priority")
        self._not_too_many(subject)
        there = served_at(place.pk)
        self.office_id = self.office_id or unsure_office(place, place.desks.all()) or 0
        if self.office_id not in there:
            raise RuleBroken(_("ขณะนี้ไม่มีช่องบริการของหน่วยงานที่เลือก โปรดเลือกใหม่ หรือถามเจ้าหน้าที่"), field="office")

    def _not_too_many(self, subject: Ticket) -> None:
        if subject.number > MOST_A_DAY - KEPT_FOR_OFFICERS:
            raise RuleBroken(_("วันนี้ตู้ออกบัตรคิวครบจำนวนแล้ว โปรดรับบัตรคิวจากเจ้าหน้าที่"), status=TOO_MANY)
        here = Ticket.objects.filter(kiosk_id=self.kiosk_id)
        for most, minutes in ((A_MINUTE, 1), (IN_TEN, 10)):
            since = subject.came_at - dt.timedelta(minutes=minutes)
            if here.filter(came_at__gt=since).count() >= most:
                raise RuleBroken(_("ตู้นี้ออกบัตรถี่เกินไป โปรดรอสักครู่แล้วกดใหม่ หรือรับบัตรจากเจ้าหน้าที่"), status=TOO_MANY)

    def handle(self, actor: Any, subject: Ticket) -> Ticket:
        """Save the ticket, and that somebody came."""
        start(actor, subject, [Stop(office_id=self.office_id)])
        return subject


@dataclass(kw_only=True)
class SeePriority(Command[Ticket]):
    """Note that an officer saw who it is: the priority that was told at a kiosk holds, or it does not.

    Parameters: `holds`. A priority that does not hold is taken off; the visit goes on where it stands.
    """

    abstract: ClassVar[bool] = False
    name = "counter.see_priority"
    verb = gettext_lazy("ตรวจประเภทผู้รับบริการ")
    model = Ticket
    allowed = may.can_serve

    holds: bool = True

    def subject(self, actor: Any) -> Ticket:
        """Return the ticket, the row of its place locked before it."""
        lock_place_of(Ticket, self.target_id)
        return super().subject(actor)

    def check(self, actor: Any, subject: Ticket) -> None:
        """Refuse it where nothing was told alone, or the visit is over."""
        if not subject.declared or not subject.is_open:
            raise RuleBroken(_("บัตรนี้ไม่มีประเภทที่รอการยืนยัน"))

    def handle(self, actor: Any, subject: Ticket) -> Ticket:
        """Save it."""
        subject.declared = False
        if not self.holds:
            subject.priority = Why.NONE
        subject.save(update_fields=["declared", "priority"])
        return subject
