"""What every move of a ticket has in common: it is written down, and state and spells follow from what happened."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any, ClassVar

from django.utils import timezone
from django.utils.translation import gettext as _

from prasan.counter.cycle import AT_DESK, ENDS, INSTANT, VISIT
from prasan.counter.models import Desk, Happened, Kiosk, Place, Spell, Ticket
from prasan.kernel.counter import Happening, visit_of
from prasan.platform.commands import Command, RuleBroken


def lock_place_of(model: type[Ticket] | type[Desk] | type[Kiosk], pk: Any) -> None:
    """Lock the row of the place of a ticket, a desk or a kiosk: one query.

    Whatever changes who waits, who is at a desk and which desks are open takes turns there, always before it locks
    anything else: no two of them judge by what the other is changing, and none waits for another in a circle.
    """
    rows: Any = model._default_manager
    list(Place.objects.select_for_update(no_key=True).filter(pk__in=rows.filter(pk=pk).order_by().values("place_id")))


def happen(
    ticket: Ticket, move: str, actor: Any, *, desk: int | None = None, office: int | None = None, code: str = "",
    at_once: bool = False,
) -> dt.datetime:  # fmt: skip
    """Write down a move and what it makes of the visit; return its moment. Does not save the ticket: four queries.

    Parameters: `desk`, who calls or begins; `office`, who is waited for from then on; `at_once`, the move follows the
    one before by one INSTANT, because both are one act. Raises NoSuchMove.
    """
    coming = move == "come"
    now = ticket.came_at if coming else timezone.now()
    rows = [] if coming else list(Happened.objects.filter(ticket=ticket).order_by("id"))
    if rows and (at_once or rows[-1].at >= now):  # a clock set back, or one instant: each takes time
        now = rows[-1].at + INSTANT
    made = Happened(
        ticket=ticket, move=move, at=now, desk_id=desk, office_id=office, seat_id=getattr(actor, "seat_id", None),
        code=code,
    )  # fmt: skip
    told = visit_of(
        Happening(one.move, one.at, str(one.desk_id or ""), str(one.office_id or "")) for one in [*rows, made]
    )
    made.save(force_insert=True)
    if rows:
        Spell.objects.filter(ticket=ticket, end=None).update(end=now)
    ticket.state, ticket.moved_at = told.state, now
    if told.state in ENDS:
        ticket.ended_at = now
        return now
    last = told.periods[-1]
    at, whom = int(last.desk) if last.desk else None, int(last.service) if last.service else None
    Spell.objects.create(ticket=ticket, state=last.state, start=now, desk_id=at, office_id=whom)
    ticket.desk_id, ticket.office_id = at, whom
    return now


@dataclass(kw_only=True)
class TicketMove(Command[Ticket]):
    """A move along a visit."""

    abstract: ClassVar[bool] = True
    model = Ticket
    move: ClassVar[str] = ""

    def subject(self, actor: Any) -> Ticket:
        """Return the ticket, the row of its place locked before it."""
        lock_place_of(Ticket, self.target_id)
        return super().subject(actor)

    def check(self, actor: Any, subject: Ticket) -> None:
        """Refuse a move that the state does not know: somebody was first."""
        if not VISIT.can(subject.state, self.move):
            shown = {"state": subject.get_state_display(), "number": subject.label}
            raise RuleBroken(_("ทำรายการนี้ไม่ได้ เพราะบัตร %(number)s อยู่ในสถานะ “%(state)s” โปรดเปิดดูข้อมูลล่าสุดอีกครั้ง") % shown)

    def handle(self, actor: Any, subject: Ticket) -> Ticket:
        """Write the move down and save the ticket."""
        self.go(actor, subject)
        subject.save()
        return subject

    def go(self, actor: Any, subject: Ticket) -> None:
        """Make the move; more of it in what derives from this."""
        happen(subject, self.move, actor, desk=subject.desk_id)


def free(desk: int, ticket: Ticket) -> None:
    """Refuse to take a desk that has somebody already."""
    other = Ticket.objects.filter(desk_id=desk, state__in=sorted(AT_DESK)).exclude(pk=ticket.pk)
    found = other.select_related("place").first()
    if found is not None:
        raise RuleBroken(_("ช่องนี้มีบัตร %(number)s อยู่ โปรดให้บริการให้เสร็จหรือพักไว้ก่อน") % {"number": found.label})
