"""What happens with reports, told to the people whom it asks for something.

An event may arrive late or twice. So each notice carries the event's number as its key, and what has been settled
meanwhile (the report was sent, accepted, sent back again) is told to nobody.
"""

from __future__ import annotations

import datetime as dt

from django.urls import reverse
from django.utils import timezone

from prasan.desk import call_notices, comment_notices  # noqa: F401 - their listeners are loaded with this module
from prasan.desk.notices import REPORT_CHASED, REPORT_RETURNED, REPORT_WAITING
from prasan.directory.models import Office
from prasan.directory.queries import acting_in, leading
from prasan.platform.jobs.listeners import Told, listens
from prasan.platform.notices.notify import notify, settle
from prasan.progress import periods
from prasan.progress.models import Report
from prasan.progress.policy import WRITERS


def _today() -> dt.date:
    return timezone.localdate()


def _month(period: int) -> str:
    """Return a month as notices keep it: "2026-06", shown in the reader's language."""
    return f"{periods.bounds(period)[0]:%Y-%m}"


def chased(event: Told) -> None:
    """Tell those who may write the office's report that it is asked for; none where it was sent meanwhile."""
    office_id, period = event.payload["office"], event.payload["period"]
    office = Office.objects.filter(pk=office_id).first()
    report = Report.objects.filter(office_id=office_id, period=period).first()
    if office is None or (report is not None and report.state in {Report.State.SUBMITTED, Report.State.APPROVED}):
        return
    url = reverse("report", args=[report.pk]) if report else _list(period)
    people = acting_in([office_id], WRITERS, _today())
    notify(people, REPORT_CHASED, url=url, key=str(event.seq), month=_month(period))


def submitted(event: Told) -> None:
    """Tell the provincial labour officer that a report waits, and the office that the reminder is settled."""
    for report in _reports(event, Report.State.SUBMITTED):
        settle(acting_in([report.office_id], WRITERS, _today()), (REPORT_CHASED, REPORT_RETURNED), _urls(report))
        approvers = leading(report.area_id, _today()) - {report.submitted_by_id}  # nobody approves their own
        words = {"month": _month(report.period), "office": report.office.code}
        notify(approvers, REPORT_WAITING, url=_urls(report)[0], key=f"{report.pk}-{event.seq}", **words)


def returned(event: Told) -> None:
    """Tell whoever sent the report; everybody who may write it where that person is no longer in the office."""
    for report in _reports(event, Report.State.RETURNED):
        writers = acting_in([report.office_id], WRITERS, _today())
        people = writers & {report.submitted_by_id} or writers
        url = _urls(report)[0]
        notify(people, REPORT_RETURNED, url=url, key=f"{report.pk}-{event.seq}", month=_month(report.period))


def decided(event: Told) -> None:
    """Take the word "waits for you" back from every approver once one of them has decided."""
    for report in Report.objects.filter(pk__in=event.ids).exclude(state=Report.State.SUBMITTED):
        settle(leading(report.area_id, _today()), (REPORT_WAITING,), _urls(report))


TOLD = {
    "progress.chased": (chased,),
    "progress.submit": (submitted,),
    "progress.return": (returned, decided),
    "progress.reopen": (returned,),
    "progress.approve": (decided,),
}
"""What each event makes us tell."""


@listens(*TOLD, name="desk.report-notices")
def tell(event: Told) -> None:
    """Tell the people concerned; one listener for all, so that a decision comes after what it decides."""
    for one in TOLD[event.name]:
        one(event)


def _reports(event: Told, state: str) -> list[Report]:
    """Return the event's reports that are still in the state it tells of."""
    return list(Report.objects.filter(pk__in=event.ids, state=state).select_related("office"))


def _urls(report: Report) -> tuple[str, str]:
    """Return where notices about a report lead: to itself, or before it was begun to the office's list."""
    return reverse("report", args=[report.pk]), _list(report.period)


def _list(period: int) -> str:
    """Return the place of a month in an office's list, where its report is begun."""
    return f"{reverse('reports')}#m{period}"
