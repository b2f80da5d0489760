"""What approving, accepting and sending back mean for any paper: a report or a correction of one."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from prasan.platform.commands import RuleBroken
from prasan.progress.lines import province_approves
from prasan.progress.models import Correction, Line, Report

Paper = Report | Correction
CHANGED = _("รายงานนี้เปลี่ยนไปหลังจากที่ท่านเปิดดู โปรดตรวจค่าล่าสุดก่อนอนุมัติ")
WAITS_FOR_HEAD = _("รายงานนี้รอหัวหน้าหน่วยงานอนุมัติก่อน แรงงานจังหวัดจึงรับรองได้")
DONE = {
    Line.HEAD: _("หัวหน้าหน่วยงานอนุมัติรายงานนี้แล้ว"),
    Line.DEPARTMENT: _("กรมรับรองรายงานนี้แล้ว"),
    Line.PROVINCE: _("จังหวัดรับรองรายงานนี้แล้ว"),
}
AFTERWARDS = _("รับรองแล้วส่งกลับไม่ได้ ให้หน่วยงานเสนอแก้ไขพร้อมเหตุผล ค่าเดิมจะอยู่จนกว่าการแก้ไขจะได้รับการรับรอง")
NEEDS_REASON = _("โปรดบอกเหตุผล เพื่อให้หน่วยงานรู้ว่าต้องแก้อะไร")


def send(paper: Paper, actor: Any) -> None:
    """Note who sends it and for whom; whatever was said of it before is gone."""
    paper.forget_judgements()
    paper.submitted_by_id = actor.person_id
    paper.submitted_for_id = getattr(actor, "holder_id", None)
    paper.submitted_at = timezone.now()
    paper.returned_reason = paper.returned_line = ""


def must_be_unjudged(paper: Paper, line: Line) -> None:
    """Refuse a second word of the same line."""
    if paper.accepted_by_line(line):
        raise RuleBroken(DONE[line])


def must_be_as_seen(seen: int | None, version: int) -> None:
    """Refuse to approve what is no longer what the reader looked at."""
    if seen is not None and seen != version:
        raise RuleBroken(CHANGED)


def must_not_skip_head(paper: Paper) -> None:
    """Refuse the province's acceptance of what another head could approve and has not."""
    if paper.approved_at is None and not province_approves([paper])[0]:
        raise RuleBroken(WAITS_FOR_HEAD)


def approve(paper: Paper, actor: Any) -> None:
    """Note the head's word, or that of who stands in."""
    paper.approved_by_id, paper.approved_at = actor.person_id, timezone.now()


def accept(paper: Paper, actor: Any, line: Line) -> None:
    """Note a line's acceptance."""
    if line is Line.DEPARTMENT:
        paper.department_by_id, paper.department_at = actor.person_id, timezone.now()
        return
    if paper.approved_at is None:
        approve(paper, actor)
    paper.province_by_id, paper.province_at = actor.person_id, timezone.now()


def must_be_returnable(paper: Paper, line: Line | None, reason: str) -> None:
    """Refuse to send back what the own line has accepted, what has not reached it, and without a reason."""
    if line is None or (line is Line.DEPARTMENT and paper.approved_at is None):
        raise RuleBroken(_("รายงานนี้ยังไม่ถึงกรม เพราะหัวหน้าหน่วยงานยังไม่อนุมัติ"))
    if paper.accepted_by_line(line):
        raise RuleBroken(AFTERWARDS)
    if not reason.strip():
        raise RuleBroken(NEEDS_REASON, field="reason")


def give_back(paper: Paper, line: Line | None, reason: str) -> None:
    """Give it back to its office: every line's word is taken back, the reason and whose it is stay."""
    paper.forget_judgements()
    paper.returned_reason, paper.returned_line = reason.strip(), line or ""
