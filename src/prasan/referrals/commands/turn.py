"""What every move of a referral has in common: an event is written, and everything else follows from the events."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any, ClassVar

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from prasan.platform.commands import Command, RuleBroken
from prasan.platform.commands.texts import words
from prasan.referrals import policy as may
from prasan.referrals.bearers import origin_of
from prasan.referrals.cycle import moves_of
from prasan.referrals.models import Event, Referral
from prasan.referrals.standing import settle


@dataclass(kw_only=True)
class Turn(Command[Referral]):
    """A move along a referral's life. Parameters: `text`, what is said with it."""

    abstract: ClassVar[bool] = True
    model = Referral
    move: ClassVar[str] = ""
    needs_text: ClassVar[str | Promise] = ""
    """What to say where nothing was said with it; empty where nothing needs to be."""

    text: str = ""

    def check(self, actor: Any, subject: Referral) -> None:
        """Refuse a move that the state does not know (somebody was first), and one without its words."""
        if self.move not in moves_of(subject.state):
            shown = {"state": subject.get_state_display()}
            raise RuleBroken(_("ทำรายการนี้ไม่ได้ เพราะการส่งต่ออยู่ในสถานะ “%(state)s” โปรดเปิดดูข้อมูลล่าสุดอีกครั้ง") % shown)
        self.text = words(self.text, "text", str(self.needs_text))

    def event(self, actor: Any, subject: Referral, now: dt.datetime) -> Event:
        """Return the event, not yet saved."""
        event = Event(referral=subject, move=self.move, at=now, text=self.text, origin=origin_of(actor))
        if not may.is_system(actor):
            event.seat_id = actor.seat_id
        return event

    def handle(self, actor: Any, subject: Referral) -> Referral:
        """Write the event, compute where the referral stands and save it."""
        now = timezone.now()
        before = list(subject.events.order_by("id"))
        if before and before[-1].at > now:  # a clock was set back: no event lies before another
            now = before[-1].at
        event = self.event(actor, subject, now)
        self.fill(actor, subject)
        try:
            settle(subject, [*before, event], now)
        except ValueError as fault:
            raise RuleBroken(_("ทำรายการนี้ไม่ได้ในขณะนี้ โปรดเปิดดูข้อมูลล่าสุดอีกครั้ง")) from fault
        event.save(force_insert=True)
        subject.save()
        self.details["event"] = [None, event.pk]
        return subject

    def fill(self, actor: Any, subject: Referral) -> None:
        """Write what the move says beside state and clock."""

    def announce(self, actor: Any, subject: Referral) -> None:
        """Publish the move; where somebody without an account made it, who."""
        origin = {"origin": origin_of(actor)} if origin_of(actor) else {}
        self.publish(self.name, *subject.topics(), id=subject.pk, **origin, **self.beside())

    def beside(self) -> dict[str, Any]:
        """Return what is told with the move to those who listen: never words, never people."""
        return {}


@dataclass(kw_only=True)
class OfReceiver(Turn):
    """A move of the office that was asked; who makes it answers for it from then on."""

    abstract: ClassVar[bool] = True
    allowed = may.can_answer

    def fill(self, actor: Any, subject: Referral) -> None:
        """Note who acts."""
        subject.taker_id = actor.seat_id
