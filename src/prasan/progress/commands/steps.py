"""Moves of a report along its life: submit, approve, return, reopen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from prasan.platform.commands import RuleBroken, Step
from prasan.progress import policy as may
from prasan.progress.commands.limits import must_be_open
from prasan.progress.cycle import REPORT
from prasan.progress.entry import must_be_sound
from prasan.progress.items import Item, items_of
from prasan.progress.models import Figure, Report
from prasan.registers import settings


@dataclass(kw_only=True)
class ReportStep(Step[Report]):
    """A move of a report; the figures' level follows, and every page that shows them is told."""

    abstract: ClassVar[bool] = True
    cycle = REPORT
    model = Report
    moves_the_wall: ClassVar[bool] = False

    def announce(self, actor: Any, subject: Report) -> None:
        """Tell the report's own pages; for a move of accepted figures also wall, province and policies."""
        topics = subject.topics()
        if self.moves_the_wall:
            rows = subject.figures.values_list("indicator__policy_id", flat=True).distinct()
            topics += ["wall", f"province:{subject.area.code}"]
            topics += [f"policy:{policy}" for policy in sorted(one for one in rows if one is not None)]
        self.publish(self.name, *topics, id=subject.pk, office=subject.office_id, period=subject.period)

    def level(self, subject: Report, level: int) -> None:
        """Move all figures of the report to a level."""
        subject.figures.exclude(level=level).update(level=level)


@dataclass(kw_only=True)
class Submit(ReportStep):
    """Send the report to the provincial labour officer."""

    name = "progress.submit"
    verb = _("ส่งรายงานประจำเดือน")
    allowed = may.can_submit

    def check(self, actor: Any, subject: Report) -> None:
        """Refuse an empty report, and a late figure without cause and way back to plan."""
        super().check(actor, subject)
        rules = must_be_open(subject.period)
        items = items_of(subject)
        if not any(item.figure or item.claim for item in items):
            raise RuleBroken(_("ยังไม่มีค่าใดในรายงานนี้ โปรดกรอกอย่างน้อยหนึ่งตัวชี้วัด"))
        for item in items:
            if item.figure and needs_cause(item, rules) and not (item.figure.cause and item.figure.step.strip()):
                text = _("“%(name)s” ช้ากว่าแผน โปรดบอกสาเหตุและแนวทางแก้ไข") % {"name": item.indicator.name}
                raise RuleBroken(text, field=str(item.number))
        must_be_sound(items)

    def handle(self, actor: Any, subject: Report) -> Report:
        """Note who sent it and when; a head of office vouches for the figures by sending them."""
        subject.submitted_by_id = actor.person_id
        subject.submitted_at = timezone.now()
        subject.approved_by_id = subject.approved_at = None
        subject.returned_reason = ""
        self.level(subject, Figure.Level.HEAD if actor.role == "agency-head" else Figure.Level.SUBMITTED)
        return super().handle(actor, subject)


def needs_cause(item: Item, rules: settings.Rules) -> bool:
    """Tell whether the stored figure is behind its path, so that cause and recovery step are asked for."""
    return item.status(rules.thresholds).code in {"late", "very_late"}


@dataclass(kw_only=True)
class Approve(ReportStep):
    """Accept the report for the province: its figures count from now on."""

    name = "progress.approve"
    verb = _("อนุมัติรายงานประจำเดือน")
    allowed = may.can_approve
    moves_the_wall = True

    version: int | None = None

    def check(self, actor: Any, subject: Report) -> None:
        """Refuse when the report is no longer what the approver looked at."""
        super().check(actor, subject)
        if self.version is not None and self.version != subject.version:
            raise RuleBroken(_("รายงานนี้เปลี่ยนไปหลังจากที่ท่านเปิดดู โปรดตรวจค่าล่าสุดก่อนอนุมัติ"))

    def handle(self, actor: Any, subject: Report) -> Report:
        """Note who accepted it and when."""
        subject.approved_by_id = actor.person_id
        subject.approved_at = timezone.now()
        self.level(subject, Figure.Level.PROVINCE)
        return super().handle(actor, subject)


@dataclass(kw_only=True)
class WithReason(ReportStep):
    """A move that needs its reason: the office must know what to mend."""

    abstract: ClassVar[bool] = True

    def check(self, actor: Any, subject: Report) -> None:
        """Ask for the reason."""
        super().check(actor, subject)
        if not self.reason.strip():
            raise RuleBroken(_("โปรดบอกเหตุผล เพื่อให้หน่วยงานรู้ว่าต้องแก้อะไร"), field="reason")

    def handle(self, actor: Any, subject: Report) -> Report:
        """Give the figures back to their office."""
        subject.returned_reason = self.reason.strip()
        subject.approved_by_id = subject.approved_at = None
        self.level(subject, Figure.Level.DRAFT)
        return super().handle(actor, subject)


@dataclass(kw_only=True)
class Return(WithReason):
    """Send a report back to its office with the reason."""

    name = "progress.return"
    verb = _("ส่งรายงานกลับให้แก้ไข")
    allowed = may.can_return


@dataclass(kw_only=True)
class Reopen(WithReason):
    """Open an accepted report again, with the reason; until it is accepted anew its figures do not count."""

    name = "progress.reopen"
    verb = _("เปิดรายงานที่อนุมัติแล้วให้แก้ไข")
    allowed = may.can_reopen
    moves_the_wall = True

    def check(self, actor: Any, subject: Report) -> None:
        """Refuse a locked month."""
        super().check(actor, subject)
        must_be_open(subject.period)
