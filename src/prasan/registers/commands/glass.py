"""Verbs of break-glass: open one person's entry in an emergency, look at it afterwards."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any, ClassVar

from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from prasan.directory.models import Person
from prasan.platform.commands import Command, Create, Refused, RuleBroken
from prasan.registers import policy_workers as may
from prasan.registers.models import OPEN_FOR, Glass, Worker
from prasan.registers.queries_workers import kept_number

MOST, IN_HOURS = 5, 24
"""So many entries one person opens in so many hours: an emergency is rare, a list of people is another matter."""
SHORTEST, LONGEST = 10, 500
TOO_MANY = 429


def words(typed: str, field: str, ask: Any) -> str:
    """Return what was written; raises RuleBroken where it says next to nothing."""
    told = " ".join(typed.split())
    if not SHORTEST <= len(told) <= LONGEST:
        raise RuleBroken(ask, field=field)
    return told


@dataclass(kw_only=True)
class OpenGlass(Create[Glass]):
    """Open the entry of one person out of one's scope for an hour, for a reason; heads and the DPO hear of it.

    Parameters: `worker_id`, a number from a look or a slip; of a merged entry the kept one is opened. Reading only.
    """

    abstract: ClassVar[bool] = False
    name = "registers.open_glass"
    verb = _("เปิดข้อมูลฉุกเฉินของแรงงาน")
    model = Glass
    allowed = may.can_break_glass

    worker_id: int = 0
    why: str = ""

    def build(self, actor: Any) -> Glass:
        """Return the opening, an hour from now; 404 for a number that nobody has."""
        now = timezone.now()
        return Glass(
            worker_id=kept_number(self.worker_id), person_id=actor.person_id, seat_id=actor.seat_id,
            office_id=actor.office_id, at=now, until=now + OPEN_FOR,
        )  # fmt: skip

    def check(self, actor: Any, subject: Glass) -> None:
        """Refuse one without a reason, one too many, one that is not needed, and a number that nobody has."""
        subject.why = words(self.why, "why", _("โปรดบอกเหตุฉุกเฉินให้ชัดเจน อย่างน้อย 10 ตัวอักษร"))
        list(Person.objects.select_for_update(of=("self",), no_key=True).filter(pk=actor.person_id).values_list("pk"))
        since = timezone.now() - dt.timedelta(hours=IN_HOURS)
        if Glass.objects.filter(person_id=actor.person_id, at__gt=since).count() >= MOST:
            told = {"most": MOST, "hours": IN_HOURS}
            raise RuleBroken(gettext("เปิดข้อมูลฉุกเฉินได้ไม่เกิน %(most)s รายการใน %(hours)s ชั่วโมง") % told, status=TOO_MANY)
        if not Worker.objects.active().filter(pk=subject.worker_id).exists():
            raise Refused(_("ไม่พบรายการนี้"), status=404)
        if Worker.objects.visible_to(actor).filter(pk=subject.worker_id).exists():
            raise RuleBroken(_("ท่านอ่านรายการนี้ได้อยู่แล้ว ไม่ต้องเปิดฉุกเฉิน"), field="worker")


@dataclass(kw_only=True)
class ReviewGlass(Command[Glass]):
    """Say of an opening whether there was cause for it; once, and never of one's own."""

    abstract: ClassVar[bool] = False
    name = "registers.review_glass"
    verb = _("ทบทวนการเปิดข้อมูลฉุกเฉิน")
    model = Glass
    allowed = may.can_review_glass

    verdict: str = ""
    text: str = ""

    def check(self, actor: Any, subject: Glass) -> None:
        """Refuse a second review, and one that says nothing."""
        if subject.reviewed_at is not None:
            raise RuleBroken(_("รายการนี้ทบทวนแล้ว"))
        if self.verdict not in {Glass.Verdict.JUSTIFIED, Glass.Verdict.UNJUSTIFIED}:
            raise RuleBroken(_("โปรดเลือกผลการทบทวน"), field="verdict")
        self.text = words(self.text, "text", _("โปรดบอกเหตุผลของผลการทบทวน อย่างน้อย 10 ตัวอักษร"))

    def handle(self, actor: Any, subject: Glass) -> Glass:
        """Keep the verdict; an opening that was not justified ends now, if it still lasts."""
        subject.verdict, subject.review = self.verdict, self.text
        subject.reviewed_by_id, subject.reviewed_at = actor.seat_id, timezone.now()
        if self.verdict == Glass.Verdict.UNJUSTIFIED and subject.until > subject.reviewed_at > subject.at:
            subject.until = subject.reviewed_at
        subject.save()
        return subject
