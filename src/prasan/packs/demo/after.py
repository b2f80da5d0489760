"""The demo's work after approval: corrections that wait, one that was accepted, a locked month that is open again."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from prasan.directory.actor import SeatActor, actor_for
from prasan.directory.models import Office, Seat
from prasan.platform.commands import perform
from prasan.progress import periods
from prasan.progress.commands import (
    ApproveCorrection,
    Correct,
    CorrectionAcceptDepartment,
    CorrectionAcceptProvince,
    OpenMonth,
    Proposed,
)
from prasan.progress.models import Correction, Figure, Report
from prasan.registers import settings

TWICE = "ตรวจพบรายชื่อซ้ำระหว่างสองโครงการ ตัดออกแล้ว"
FLOOD = "หน่วยงานประสบอุทกภัย เอกสารสูญหาย ขอรายงานย้อนหลัง"


def load(shown: list[int]) -> dict[str, int]:
    """Make them through the doors that people use; returns how many. Parameters: `shown`, the months of the demo."""
    before = shown[-2]
    made = [
        _proposed("dsd-92-officer", "DSD", before),
        _proposed("sso-92-officer", "SSO", before, "sso-92"),
        _proposed("dlpw-92-officer", "DLPW", before, "dlpw-92", "dlpw-officer", "plo-92"),
    ]
    return {"corrections": sum(one is not None for one in made), "openings": _opened(shown)}


def _actor(username: str) -> SeatActor | None:
    seat = Seat.objects.held_on(timezone.localdate()).for_actor().filter(person__username=username).first()
    return actor_for(seat) if seat else None


def _proposed(officer: str, agency: str, period: int, *judges: str) -> Correction | None:
    """Propose a little less of the first figure of a report; then let some judge it: head, department, province."""
    actor = _actor(officer)
    report = Report.objects.filter(office_id=actor.office_id, period=period).first() if actor else None
    # a figure without groups: parts would have to follow their total
    split = Figure.objects.filter(report=report).exclude(member="").values("indicator")
    plain = Figure.objects.filter(report=report, value__gt=20).exclude(indicator__in=split)
    figure = plain.order_by("pk").first() if report else None
    if actor is None or report is None or figure is None:
        return None
    line = Proposed(figure.indicator_id, figure.value - 3, figure.denominator)
    made = perform(actor, Correct(report_id=report.pk, lines=[line], reason=TWICE))
    steps = (ApproveCorrection, CorrectionAcceptDepartment, CorrectionAcceptProvince)
    for name, step in zip(judges, steps, strict=False):
        judge = _actor(name)
        if judge is not None:
            made = perform(judge, step(target_id=made.pk))
    return made


def _opened(shown: list[int]) -> int:
    """Open the newest locked month of one office, by the centre."""
    today, centre = timezone.localdate(), _actor("duty-1")
    office = Office.objects.filter(code="DOE-92").first()
    days = settings.current()["report-lock-days"]
    locked = [one for one in shown if periods.is_locked(one, today, days)]
    if centre is None or office is None or not locked:
        return 0
    until = today + dt.timedelta(days=7)
    perform(centre, OpenMonth(office_id=office.pk, period=locked[-1], until=until, reason=FLOOD))
    return 1
