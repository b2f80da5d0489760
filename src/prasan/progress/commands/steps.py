"""Moves of a report along its life: submit, approve, accept for department or province, return."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

from prasan.platform.commands import RuleBroken, Step
from prasan.progress import policy as may
from prasan.progress.commands import judging
from prasan.progress.commands.limits import must_be_open
from prasan.progress.cycle import CORRECTION, REPORT
from prasan.progress.entry import must_be_sound
from prasan.progress.items import Item, items_of
from prasan.progress.models import Line, Report
from prasan.registers import settings


@dataclass(kw_only=True)
class ReportStep(Step[Report]):
    """A move of a report; the database moves the figures' level with it, and every page that shows them is told."""

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


@dataclass(kw_only=True)
class Submit(ReportStep):
    """Send the report to the head of the office; the provincial labour officer sees it at once."""

    name = "progress.submit"
    verb = _("ส่งรายงานประจำเดือน")
    allowed = may.can_submit

    def check(self, actor: Any, subject: Report) -> None:
        """Refuse an empty report, and a late figure without cause and way back to plan."""
        super().check(actor, subject)
        rules = must_be_open(subject.period, subject.office_id)
        items = items_of(subject)
        if not any(item.figure or item.claim for item in items):
            raise RuleBroken(_("ยังไม่มีค่าใดในรายงานนี้ โปรดกรอกอย่างน้อยหนึ่งตัวชี้วัด"))
        for item in items:
            if item.figure and needs_cause(item, rules) and not (item.figure.cause and item.figure.step.strip()):
                text = _("“%(name)s” ช้ากว่าแผน โปรดบอกสาเหตุและแนวทางแก้ไข") % {"name": item.indicator.name}
                raise RuleBroken(text, field=str(item.number))
        must_be_sound(items)

    def handle(self, actor: Any, subject: Report) -> Report:
        """Note who sent it, for whom, and when."""
        judging.send(subject, actor)
        return super().handle(actor, subject)


def needs_cause(item: Item, rules: settings.Rules) -> bool:
    """Tell whether the stored figure is behind its path, so that cause and recovery step are asked for."""
    return item.status(rules.thresholds).code in {"late", "very_late"}


@dataclass(kw_only=True)
class Judge(ReportStep):
    """A word of one line about a report that was looked at: `version` is what the reader saw."""

    abstract: ClassVar[bool] = True
    moves_the_wall = True
    line: ClassVar[Line]

    version: int | None = None

    def check(self, actor: Any, subject: Report) -> None:
        """Refuse a second word, and one about something else than what was looked at."""
        super().check(actor, subject)
        judging.must_be_unjudged(subject, self.line)
        judging.must_be_as_seen(self.version, subject.version)


@dataclass(kw_only=True)
class Approve(Judge):
    """The head of the office stands for the report: its figures count from now on, marked as not yet accepted."""

    name = "progress.approve"
    verb = _("อนุมัติรายงานประจำเดือน")
    allowed = may.can_approve
    line = Line.HEAD

    def handle(self, actor: Any, subject: Report) -> Report:
        """Note who approved it and when."""
        judging.approve(subject, actor)
        return super().handle(actor, subject)


@dataclass(kw_only=True)
class AcceptDepartment(Judge):
    """The department accepts what its office reported."""

    name = "progress.accept_department"
    verb = _("รับรองรายงานประจำเดือนแทนกรม")
    allowed = may.can_accept_department
    line = Line.DEPARTMENT

    def handle(self, actor: Any, subject: Report) -> Report:
        """Note who accepted it and when."""
        judging.accept(subject, actor, self.line)
        return super().handle(actor, subject)


@dataclass(kw_only=True)
class AcceptProvince(Judge):
    """The provincial labour officer accepts for the province; where no other head can approve, this is both."""

    name = "progress.accept_province"
    verb = _("รับรองรายงานประจำเดือนแทนจังหวัด")
    allowed = may.can_accept_province
    line = Line.PROVINCE

    def check(self, actor: Any, subject: Report) -> None:
        """Refuse what the head of the office has still to approve."""
        super().check(actor, subject)
        judging.must_not_skip_head(subject)

    def handle(self, actor: Any, subject: Report) -> Report:
        """Note who accepted it and when."""
        judging.accept(subject, actor, self.line)
        return super().handle(actor, subject)


@dataclass(kw_only=True)
class Return(ReportStep):
    """Send a report back to its office with the reason, before the own line has accepted it."""

    name = "progress.return"
    verb = _("ส่งรายงานกลับให้แก้ไข")
    allowed = may.can_return
    moves_the_wall = True

    def check(self, actor: Any, subject: Report) -> None:
        """Ask for the reason; what was accepted is corrected, not returned."""
        super().check(actor, subject)
        self._line = may.line_of(actor, subject)
        judging.must_be_returnable(subject, self._line, self.reason)

    def handle(self, actor: Any, subject: Report) -> Report:
        """Give the figures back to their office; a correction that waits has nothing to correct any more."""
        judging.give_back(subject, self._line, self.reason)
        subject.corrections.pending().update(state=CORRECTION.after("submitted", "drop"))
        return super().handle(actor, subject)


ACCEPTS: dict[Line, type[Judge]] = {
    Line.HEAD: Approve,
    Line.DEPARTMENT: AcceptDepartment,
    Line.PROVINCE: AcceptProvince,
}
"""What each line does with a report that it finds right."""
