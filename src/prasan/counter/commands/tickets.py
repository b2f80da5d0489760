"""Taking a ticket: one visit, one number, the agencies to see."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any, ClassVar

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from prasan.counter import policy as may
from prasan.counter.commands.moving import happen
from prasan.counter.links import LINE, fresh
from prasan.counter.models import Desk, Place, Stop, Ticket
from prasan.counter.models.ticket import Why
from prasan.directory.models import Office
from prasan.platform.commands import Create, Refused, RuleBroken

MOST_STOPS = 6
MOST_A_DAY = 999


def served_at(place: int) -> set[int]:
    """Return the offices for which an open desk of a place serves: one query."""
    desks = Desk.objects.living().filter(place_id=place, is_open=True)
    return {office for desk in desks for office in (desk.office_id, *desk.also)}


def has_desk(place: int, office: int) -> None:
    """Refuse to send somebody to an office for which no open desk of a place serves, and say what to do instead."""
    if office not in served_at(place):
        found = Office.objects.defer("grams").filter(pk=office).first()
        told = {"office": found.short if found is not None else _("หน่วยงานนี้")}
        raise RuleBroken(
            _("ขณะนี้ไม่มีช่องบริการของ %(office)s เปิดอยู่ โปรดให้เปิดช่องก่อน พักบัตรไว้ หรือเลือกหน่วยงานอื่น") % told, field="office"
        )


def served_here(place: int, offices: Collection[int]) -> None:
    """Refuse offices for which no open desk of a place serves: nobody waits for a desk that is not there."""
    if not set(offices) <= served_at(place):
        raise RuleBroken(_("ขณะนี้ไม่มีช่องบริการของหน่วยงานที่เลือกเปิดอยู่ โปรดเลือกหน่วยงานอื่น"), field="offices")


def locked_place(actor: Any, number: int) -> Place:
    """Return a place that the actor sees, its row locked: numbers are given one after another; Refused 404 for none."""
    found = Place.objects.visible_to(actor).select_for_update(of=("self",), no_key=True).filter(pk=number).first()
    if found is None:
        raise Refused(_("ไม่พบศูนย์บริการร่วมนี้ หรืออยู่นอกขอบเขตของท่าน"), status=404)
    return found


def new_ticket(place: Place) -> Ticket:
    """Return the next ticket of today, not yet saved; RuleBroken where the day has no more numbers."""
    now = timezone.now()
    day = timezone.localdate(now)
    last = place.tickets.filter(day=day).order_by("-number").values_list("number", flat=True).first() or 0
    if last >= MOST_A_DAY:
        raise RuleBroken(_("วันนี้ออกบัตรคิวครบจำนวนแล้ว"))
    nonce, kept = fresh(LINE)
    told = {"came_at": now, "since": now, "moved_at": now, "nonce": nonce, "token_hash": kept}
    return Ticket(place=place, day=day, number=last + 1, **told)


@dataclass(kw_only=True)
class TakeTicket(Create[Ticket]):
    """Take one ticket for all that a person came for; it names nobody.

    Parameters: `place_id`; `priority`, a code; `offices`, whom to see, in order; `agreed`, the person agrees that these
    offices are told of the need once it is written down.
    """

    abstract: ClassVar[bool] = False
    name = "counter.take"
    verb = gettext_lazy("ออกบัตรคิว")
    model = Ticket
    allowed = may.can_work

    place_id: int = 0
    priority: str = Why.NONE
    offices: list[int] = field(default_factory=list)
    agreed: bool = False

    def build(self, actor: Any) -> Ticket:
        """Return the next ticket of the day."""
        made = new_ticket(locked_place(actor, self.place_id))
        made.priority, made.agreed = self.priority, self.agreed
        return made

    def check(self, actor: Any, subject: Ticket) -> None:
        """Refuse a closed counter, an unknown priority, and offices that have no open desk here."""
        if not subject.place.is_open:
            raise RuleBroken(_("ศูนย์บริการร่วมนี้ปิดอยู่"))
        if self.priority not in Why.values:
            raise RuleBroken(_("โปรดเลือกประเภทผู้รับบริการ"), field="priority")
        self.offices = list(dict.fromkeys(self.offices))
        if not 1 <= len(self.offices) <= MOST_STOPS:
            told = {"n": MOST_STOPS}
            raise RuleBroken(_("โปรดเลือกหน่วยงานที่จะพบ 1 ถึง %(n)s แห่ง") % told, field="offices")
        served_here(subject.place_id, self.offices)

    def handle(self, actor: Any, subject: Ticket) -> Ticket:
        """Save the ticket with its stops, and that the person came."""
        start(actor, subject, [Stop(office_id=one) for one in self.offices])
        return subject


def start(actor: Any, ticket: Ticket, stops: list[Stop]) -> None:
    """Save a new ticket with its stops, and that the person came."""
    ticket.office_id = stops[0].office_id
    ticket.save(force_insert=True)
    for order, stop in enumerate(stops):
        stop.ticket, stop.order = ticket, order
    Stop.objects.bulk_create(stops)
    happen(ticket, "come", actor, office=ticket.office_id)
