"""What the giver's side corrects: another deadline, withdrawal, the letter's number, the end of a recurrence."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any, ClassVar

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from prasan.directives import policy as may
from prasan.directives.clock import DAY_KINDS, due_of
from prasan.directives.commands import checks
from prasan.directives.commands.steps import OnDirective
from prasan.directives.cycle import LIVE
from prasan.directives.models import Directive
from prasan.directives.models.given import Given
from prasan.directory.clocks import Clocks
from prasan.platform.commands import Command, RuleBroken, perform
from prasan.platform.search import fill

WHY = 2000


def check_official(number: str, day: dt.date | None) -> str:
    """Return the number of a letter; raises RuleBroken unless number and date stand together, the date not ahead."""
    told = checks.words(number, "official_no", "", 100)
    if bool(told) != (day is not None):
        raise RuleBroken(_("โปรดใส่ทั้งเลขที่หนังสือและวันที่"), field="official_date" if told else "official_no")
    if day is not None and day > timezone.localdate():
        raise RuleBroken(_("วันที่ของหนังสืออยู่ในอนาคต"), field="official_date")
    return told


@dataclass(kw_only=True)
class MoveDue(Command[Directive]):
    """Give another deadline, with the reason; counted from now. Of a split directive every open part moves with it."""

    name = "directives.move_due"
    verb = gettext_lazy("เปลี่ยนกำหนดของข้อสั่งการ")
    model = Directive
    allowed = may.can_follow

    due_kind: str = ""
    due_amount: int = 0
    due_day: dt.date | None = None

    def check(self, actor: Any, subject: Directive) -> None:
        """Refuse what is over, a deadline that is not whole, and one without the reason."""
        if subject.state not in LIVE:
            raise RuleBroken(_("เรื่องนี้ปิดหรือถอนแล้ว เปลี่ยนกำหนดไม่ได้"))
        self._calendar = Clocks([subject.lead], timezone.localdate()).of(subject.lead)
        today = timezone.now().astimezone(self._calendar.zone).date()
        checks.deadline(self.due_kind, self.due_amount, self.due_day, today)
        if subject.every and self.due_kind not in DAY_KINDS:
            raise RuleBroken(_("ข้อสั่งการที่ทำซ้ำต้องกำหนดเป็นวันที่ จำนวนวัน หรือจำนวนเดือน"), field="due_kind")
        self.reason = checks.words(self.reason, "reason", _("โปรดบอกเหตุผลที่เปลี่ยนกำหนด"), WHY)

    def handle(self, actor: Any, subject: Directive) -> Directive:
        """Compute and keep it; escalation begins anew with the new deadline."""
        now = timezone.now()
        subject.due_kind, subject.due_amount = self.due_kind, self.due_amount
        subject.due_at, subject.due_day = due_of(self._calendar, now, self.due_kind, self.due_amount, self.due_day)
        subject.level = 0
        subject.escalate_at = subject.due_at if subject.is_open else None
        subject.save()
        told: dict[str, Any] = {"due_kind": self.due_kind, "due_amount": self.due_amount, "due_day": self.due_day}
        for part in subject.parts.live().order_by("part").values_list("pk", flat=True):
            perform(actor, MoveDue(target_id=part, reason=self.reason, **told))
        return subject


@dataclass(kw_only=True)
class Withdraw(OnDirective):
    """Take it back with the reason; its number stays taken. Of a split directive every open part goes with it."""

    abstract: ClassVar[bool] = False
    name = "directives.withdraw"
    verb = gettext_lazy("ถอนข้อสั่งการ")
    allowed = may.can_follow

    def check(self, actor: Any, subject: Directive) -> None:
        """Ask for the reason."""
        super().check(actor, subject)
        self.reason = checks.words(self.reason, "reason", _("โปรดบอกเหตุผลที่ถอน"), WHY)

    def handle(self, actor: Any, subject: Directive) -> Directive:
        """Keep the reason; nothing is asked of anybody any more."""
        subject.withdrawn_why, subject.escalate_at = self.reason, None
        done = super().handle(actor, subject)
        for part in subject.parts.live().order_by("part").values_list("pk", flat=True):
            perform(actor, Withdraw(target_id=part, reason=self.reason))
        return done


@dataclass(kw_only=True)
class StopRepeating(Command[Directive]):
    """Say otherwise: a recurring directive brings no next."""

    name = "directives.stop_repeating"
    verb = gettext_lazy("เลิกทำซ้ำข้อสั่งการ")
    model = Directive
    allowed = may.can_follow

    def check(self, actor: Any, subject: Directive) -> None:
        """Refuse one that does not recur, or whose next stands already."""
        if not subject.every:
            raise RuleBroken(_("ข้อสั่งการนี้ไม่ได้ทำซ้ำ"))
        if Directive.objects.filter(previous=subject).exists():
            raise RuleBroken(_("ครั้งถัดไปสั่งการแล้ว โปรดเลิกทำซ้ำที่ข้อสั่งการล่าสุด"))

    def handle(self, actor: Any, subject: Directive) -> Directive:
        """Keep that it comes once."""
        subject.every, subject.until = Directive.Every.NEVER, None
        subject.save(update_fields=["every", "until"])
        return subject


@dataclass(kw_only=True)
class OfficialOf(Command[Any]):
    """Enter the number and date of the letter that carries it (ที่, ลงวันที่); both empty takes them out."""

    abstract: ClassVar[bool] = True

    official_no: str = ""
    official_date: dt.date | None = None

    def check(self, actor: Any, subject: Given) -> None:
        """Refuse one without the other."""
        self.official_no = check_official(self.official_no, self.official_date)

    def handle(self, actor: Any, subject: Given) -> Given:
        """Keep them."""
        subject.official_no, subject.official_date = self.official_no, self.official_date
        fill(subject)
        subject.save(update_fields=["official_no", "official_date", "grams"])
        return subject


@dataclass(kw_only=True)
class SetOfficial(OfficialOf):
    """Enter it for a directive."""

    abstract: ClassVar[bool] = False
    name = "directives.set_official"
    verb = gettext_lazy("บันทึกเลขที่หนังสือของข้อสั่งการ")
    model = Directive
    allowed = may.can_follow
