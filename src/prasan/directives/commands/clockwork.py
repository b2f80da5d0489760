"""What the machine does by itself: the next of a recurring directive, one level up, open again when a figure fell."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, ClassVar

from django.db.models import F, Q, Value
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from prasan.directives import policy as may
from prasan.directives.clock import day_end, next_day
from prasan.directives.cycle import DIRECTIVE, OPEN
from prasan.directives.models import Directive, DirectiveArea, DirectiveOffice
from prasan.directives.models.directive import LEVELS
from prasan.directives.numbers import next_number
from prasan.directory.clocks import Clocks
from prasan.platform.commands import Command, Create, RuleBroken, Step
from prasan.platform.commands.many import Many, Need, Staged

AGAIN_DAYS = 14
"""Calendar days that a reopened directive has."""
NOT_NOW = gettext_lazy("ยังไม่ถึงเวลาแจ้งระดับถัดไป")
OVER = gettext_lazy("หน่วยงานหลักรายงานผลแล้ว หรือเรื่องสิ้นสุดแล้ว")
TOP = gettext_lazy("แจ้งถึงระดับสูงสุดแล้ว")
TAKEN_OVER = (
    "issuer", "giver", "origin", "origin_ref", "origin_label", "inspection_round", "text", "grams", "policy_id",
    "classification", "lead", "area_id", "outside", "report_back", "public_message", "hotline_key", "indicator_id",
    "aim_area_id", "bound", "goal", "every", "until",
)  # fmt: skip


@dataclass(kw_only=True)
class Repeat(Create[Directive]):
    """Issue the next of a recurring directive: at the closing of the former, or on its day; each has one next."""

    name = "directives.repeat"
    verb = gettext_lazy("สั่งการครั้งถัดไปของข้อสั่งการที่ทำซ้ำ")
    model = Directive
    allowed = may.can_run

    previous_id: int = 0

    @staticmethod
    def day_of(former: Directive, today: dt.date) -> dt.date | None:
        """Return the next day, None where none comes: not recurring, withdrawn, or beyond its end."""
        if not former.every or former.due_day is None or former.state == Directive.State.WITHDRAWN:
            return None
        day = next_day(former.due_day, former.every, today)
        return None if former.until is not None and day > former.until else day

    @classmethod
    def comes(cls, former: Directive) -> bool:
        """Tell whether a next one is to be made now: one comes, and it is not there."""
        if cls.day_of(former, timezone.localdate()) is None:
            return False
        return not Directive.objects.filter(previous=former).exists()

    def build(self, actor: Any) -> Directive:
        """Return the next, under the lock of the former."""
        rows = Directive.objects.select_for_update(of=("self",)).select_related("lead__area", "giver", "issuer")
        former = rows.filter(pk=self.previous_id).first()
        day = self.day_of(former, timezone.localdate()) if former is not None else None
        if former is None or day is None or Directive.objects.filter(previous=former).exists():
            raise RuleBroken(_("ไม่มีครั้งถัดไป หรือสั่งการครั้งถัดไปแล้ว"))
        made = Directive(previous=former, due_kind=Directive.Due.DATE, due_day=day, issued_at=timezone.now())
        for name in TAKEN_OVER:
            setattr(made, name, getattr(former, name))
        calendar = Clocks([former.lead], timezone.localdate()).of(former.lead)
        made.due_at = made.escalate_at = day_end(day, calendar)
        return made

    def handle(self, actor: Any, subject: Directive) -> Directive:
        """Number and save it with the offices and areas of the former."""
        former = subject.previous
        assert former is not None
        subject.number, subject.year = next_number(subject.issuer_id, "directive", subject.issued_at)
        subject.save(force_insert=True)
        offices = former.co_offices.values_list("office_id", flat=True)
        DirectiveOffice.objects.bulk_create([DirectiveOffice(directive=subject, office_id=one) for one in offices])
        areas = former.areas.values_list("area_id", flat=True)
        DirectiveArea.objects.bulk_create([DirectiveArea(directive=subject, area_id=one) for one in areas])
        return subject


@dataclass(kw_only=True)
class Escalate(Many, Command[Directive]):
    """Bring an overdue directive one level up: lead office, its superior, the centre, the giver; never two at once.

    Parameters: `escalate_at`, when the level after this one is told, None at the top.
    """

    name = "directives.escalate"
    verb = gettext_lazy("แจ้งข้อสั่งการเกินกำหนดถึงระดับถัดไป")
    model = Directive
    allowed = may.can_run

    escalate_at: dt.datetime | None = None

    def check(self, actor: Any, subject: Directive) -> None:
        """Refuse what is answered or over, what stands at the top, and before its moment."""
        if subject.state not in OPEN:
            raise RuleBroken(OVER)
        if subject.level >= LEVELS:
            raise RuleBroken(TOP)
        if subject.escalate_at is None or subject.escalate_at > timezone.now():
            raise RuleBroken(NOT_NOW)

    def handle(self, actor: Any, subject: Directive) -> Directive:
        """Note the level and the next moment."""
        subject.level += 1
        subject.escalate_at = self.escalate_at if subject.level < LEVELS else None
        subject.save(update_fields=["level", "escalate_at"])
        return subject

    @classmethod
    def many_allowed(cls, actor: Any) -> Iterable[Need]:
        """Allow the machine."""
        return [] if may.is_system(actor) else [Need("system", may.SYSTEM_ONLY, Q(pk__in=[]))]

    @classmethod
    def many_rules(cls, actor: Any) -> Iterable[Need]:
        """Ask what the single form asks."""
        return [
            Need("over", OVER, Q(state__in=sorted(OPEN))),
            Need("top", TOP, Q(level__lt=LEVELS)),
            Need("not_now", NOT_NOW, Q(escalate_at__lte=timezone.now())),
        ]

    @classmethod
    def many_assign(cls, actor: Any) -> dict[str, Any]:
        """Set level and next moment; the rows name no moment for a directive that reaches the top."""
        return {
            "level": F("level") + Value(1),
            "escalate_at": Staged("escalate_at", Directive._meta.get_field("escalate_at")),
        }


@dataclass(kw_only=True)
class ReopenFallen(Step[Directive]):
    """Open a closed bound directive again: the accepted figure no longer holds its goal.

    Parameters: `value`, the figure, scaled as the indicator.
    """

    abstract: ClassVar[bool] = False
    name = "directives.reopen_fallen"
    verb = gettext_lazy("เปิดข้อสั่งการอีกครั้งเพราะตัวเลขถอย")
    model = Directive
    allowed = may.can_run
    cycle = DIRECTIVE

    value: int | None = None

    def check(self, actor: Any, subject: Directive) -> None:
        """Refuse one that is not bound or whose figure holds."""
        super().check(actor, subject)
        if not subject.bound or self.value is None or holds(subject, self.value):
            raise RuleBroken(_("ตัวเลขยังถึงค่าที่ตั้งไว้ หรือข้อสั่งการนี้ไม่ได้ผูกกับตัวเลข"))

    def handle(self, actor: Any, subject: Directive) -> Directive:
        """Ask the lead office again, with a new deadline from today."""
        now = timezone.now()
        calendar = Clocks([subject.lead], timezone.localdate(now)).of(subject.lead)
        subject.due_kind, subject.due_amount = Directive.Due.DAYS, AGAIN_DAYS
        subject.due_day = now.astimezone(calendar.zone).date() + dt.timedelta(days=AGAIN_DAYS)
        subject.due_at = subject.escalate_at = day_end(subject.due_day, calendar)
        subject.closed_at, subject.closed_by, subject.level = None, None, 0
        subject.reopened += 1
        subject.returned_why = _("ตัวเลขถอยจากค่าที่ตั้งไว้")
        self.details["figure"] = [subject.goal, self.value]
        return super().handle(actor, subject)


def holds(directive: Directive, value: int) -> bool:
    """Tell whether a figure holds a bound directive's goal: at or beyond it, in the indicator's direction."""
    assert directive.goal is not None
    assert directive.indicator is not None
    if directive.indicator.direction < 0:
        return value <= directive.goal
    return value >= directive.goal
