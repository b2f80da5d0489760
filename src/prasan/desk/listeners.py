"""What happens with reports, told to the people whom it asks for something.

An event may arrive late or twice. So each notice carries the event's number as its key, and what has been settled
meanwhile (the report was sent, accepted, sent back again) is told to nobody.
"""

from __future__ import annotations

import datetime as dt

from django.urls import reverse
from django.utils import timezone

from prasan.desk import (  # noqa: F401 - their listeners are loaded with this module
    call_notices,
    comment_notices,
    directive_events,
    directive_figures,
    directive_notices,
    exemption_notices,
    figure_alarms,
    meeting_room,
    situation_flow,
    training_flow,
)
from prasan.desk.appointments import notices as appointment_notices  # noqa: F401
from prasan.desk.meetings import flow as meeting_flow  # noqa: F401
from prasan.desk.meetings import notices as meeting_notices  # noqa: F401
from prasan.desk.notices import (
    CORRECTION_SETTLED,
    CORRECTION_WAITING,
    REPORT_CHASED,
    REPORT_OPENED,
    REPORT_RETURNED,
    REPORT_WAITING,
)
from prasan.directory.models import Office
from prasan.directory.queries import acting_in, leading
from prasan.directory.roles import Role
from prasan.platform.jobs.listeners import Told, listens
from prasan.platform.notices.kinds import NoticeKind
from prasan.platform.notices.notify import notify, settle
from prasan.progress import periods
from prasan.progress.commands.corrections import still_needed
from prasan.progress.lines import heads_but_senders, province_approves
from prasan.progress.models import Correction, Line, Opening, Report
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
    """Tell the head of the office that a report waits, and the office that the reminder is settled.

    Where no other head can approve, the provincial labour officer is told: their acceptance is the approval.
    """
    for report in _reports(event, Report.State.SUBMITTED):
        settle(acting_in([report.office_id], WRITERS, _today()), (REPORT_CHASED, REPORT_RETURNED), _urls(report))
        _ask(report, _next(report), REPORT_WAITING, _urls(report)[0], event)


def approved(event: Told) -> None:
    """Tell both lines that a report waits for their acceptance, as far as they have not given it."""
    for report in _reports(event, Report.State.APPROVED):
        _ask(report, _lines(report), REPORT_WAITING, _urls(report)[0], event)


def returned(event: Told) -> None:
    """Tell whoever sent the report; everybody who may write it where that person is no longer in the office."""
    for report in _reports(event, Report.State.RETURNED):
        writers = acting_in([report.office_id], WRITERS, _today())
        people = writers & {report.submitted_by_id} or writers
        url = _urls(report)[0]
        notify(people, REPORT_RETURNED, url=url, key=f"{report.pk}-{event.seq}", month=_month(report.period))


def decided(event: Told) -> None:
    """Take the word "waits for you" back from everybody of a line that has decided, or has nothing left to decide."""
    for report in Report.objects.filter(pk__in=event.ids).select_related("office"):
        waits = _next(report) if report.state == Report.State.SUBMITTED else _lines(report)
        settle(_judges(report) - waits, (REPORT_WAITING,), _urls(report))


def opened(event: Told) -> None:
    """Tell those who may write the office's report that its locked month is open again, and until when."""
    for opening in Opening.objects.in_force(_today()).filter(pk__in=event.ids):
        report = Report.objects.filter(office_id=opening.office_id, period=opening.period).first()
        url = reverse("report", args=[report.pk]) if report else _list(opening.period)
        people = acting_in([opening.office_id], WRITERS, _today())
        words = {"month": _month(opening.period), "until": opening.until.isoformat()}
        notify(people, REPORT_OPENED, url=url, key=str(event.seq), **words)


def correction_moved(event: Told) -> None:
    """Tell whom a correction waits for now; once it is settled, tell the office and take the word back."""
    for one in Correction.objects.filter(pk__in=event.ids).select_related("office", "report"):
        url = reverse("correction", args=[one.pk])
        waits: set[int] = set()
        if one.state == Correction.State.SUBMITTED:
            waits = _next(one)
        elif one.state == Correction.State.APPROVED:
            needed = still_needed(one)
            waits = set().union(*(_of_line(one, line) for line in needed))
        settle(_judges(one) - waits, (CORRECTION_WAITING,), (url,))
        if waits:
            _ask(one, waits, CORRECTION_WAITING, url, event)
        elif one.state in {Correction.State.ACCEPTED, Correction.State.RETURNED}:
            people = acting_in([one.office_id], WRITERS, _today())
            month = _month(one.period)
            notify(people, CORRECTION_SETTLED, url=url, key=f"{one.pk}-{event.seq}", month=month)


def _ask(paper: Report | Correction, people: set[int], kind: NoticeKind, url: str, event: Told) -> None:
    """Tell people that a paper waits for them; who sent it judges it never."""
    words = {"month": _month(paper.period), "office": paper.office.code}
    asked = people - {paper.submitted_by_id, paper.submitted_for_id}
    notify(asked, kind, url=url, key=f"{paper.pk}-{event.seq}", **words)


def _of_line(paper: Report | Correction, line: Line) -> set[int]:
    """Return the people who judge a paper in the name of a line."""
    if line is Line.HEAD:
        return acting_in([paper.office_id], [Role.AGENCY_HEAD], _today())
    if line is Line.PROVINCE:
        return leading(paper.area_id, _today())
    agency = paper.office.agency_id
    offices = Office.objects.filter(agency_id=agency).exclude(kind=Office.Kind.PROVINCIAL).values_list("pk", flat=True)
    # the director-general reads; the department's officers have the daily work
    return acting_in(list(offices), [Role.DEPARTMENT_OFFICER], _today()) if agency else set()


def _judges(paper: Report | Correction) -> set[int]:
    return set().union(*(_of_line(paper, line) for line in Line))


def _next(paper: Report | Correction) -> set[int]:
    """Return who approves a paper that was sent: another head, else who stands in."""
    if province_approves([paper])[0]:
        return _of_line(paper, Line.PROVINCE)
    return heads_but_senders([paper])[0]


def _lines(report: Report) -> set[int]:
    """Return who has still to accept an approved report, of both lines."""
    if report.state != Report.State.APPROVED:
        return set()
    still = [line for line in (Line.DEPARTMENT, Line.PROVINCE) if not report.accepted_by_line(line)]
    return set().union(*(_of_line(report, line) for line in still))


TOLD = {
    "progress.chased": (chased,),
    "progress.submit": (submitted,),
    "progress.return": (returned, decided),
    "progress.approve": (decided, approved),
    "progress.accept_department": (decided,),
    "progress.accept_province": (decided, approved),
    "progress.open_month": (opened,),
    "progress.correct": (correction_moved,),
    "progress.correction_approve": (correction_moved,),
    "progress.correction_accept_department": (correction_moved,),
    "progress.correction_accept_province": (correction_moved,),
    "progress.correction_return": (correction_moved,),
    "progress.correction_withdraw": (correction_moved,),
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
