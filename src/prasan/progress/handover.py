"""What a seat leaves open in monthly reports, for the list that is handed over (รับ–ส่งมอบงาน)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from prasan.directory.handover import HandoverSource, OpenItem, register_handover
from prasan.directory.models import Office, Seat
from prasan.directory.roles import Role
from prasan.platform.ui.filters import thaidate
from prasan.progress import periods
from prasan.progress.models import Report
from prasan.progress.policy import DEPARTMENT
from prasan.registers import settings
from prasan.registers.models import Target

REPORTERS = {Role.AGENCY_OFFICER, Role.AGENCY_HEAD}
"""Who answers for the reports of their office: drafts, returned ones, those that wait, those not begun."""


def of_seats(seats: Iterable[Seat]) -> dict[int, list[OpenItem]]:
    """Return the open reports of each seat, by seat id.

    Who reports hands over what their office has not finished (a head also what waits for approval); a provincial
    labour officer what the province has not accepted, a department what it has not accepted. Departments are read by
    one query of their own; the rest takes five, and one for each province whose open month is not begun.
    """
    rows = list(seats)
    own = {seat.office_id for seat in rows if seat.role in REPORTERS}
    led = [seat for seat in rows if seat.role == Role.PLO and seat.office.leads_province]
    provinces = {seat.office.area_id for seat in led}
    departments = _departments(rows)
    if not own and not provinces:
        return departments
    today = timezone.localdate()
    unfinished = ~Q(state=Report.State.APPROVED)
    to_accept = Q(state__in=[Report.State.SUBMITTED, Report.State.APPROVED], province_at=None)
    wanted = Q(office_id__in=own) & unfinished | Q(area_id__in=provinces) & to_accept
    reports = Report.objects.filter(wanted).select_related("office")
    by_office: dict[int, list[OpenItem]] = {}
    waiting: dict[int, list[OpenItem]] = {}
    lock = settings.current()["report-lock-days"]
    for report in reports.order_by("period", "office_id"):
        sent = report.state in {Report.State.SUBMITTED, Report.State.APPROVED}
        if not sent and periods.is_locked(report.period, today, lock):
            continue  # nothing can be typed any more; a word about what was sent can still be said
        if report.state != Report.State.APPROVED:
            by_office.setdefault(report.office_id, []).append(_item(report, today))
        if sent:
            waiting.setdefault(report.area_id, []).append(_item(report, today))
    for office, item in _not_begun(own, today):
        by_office.setdefault(office.pk, []).append(item)
    found = {seat.pk: by_office.get(seat.office_id, []) for seat in rows if seat.role in REPORTERS}
    found |= {seat.pk: waiting.get(seat.office.area_id, []) for seat in led}
    return departments | {pk: items for pk, items in found.items() if items}


MOST = 50
"""So many reports that wait for a department are named."""


def _departments(seats: list[Seat]) -> dict[int, list[OpenItem]]:
    """Return what departments have still to accept, oldest first, by seat."""
    mine = {seat.pk: seat.office.agency_id for seat in seats if seat.role in DEPARTMENT and seat.office.agency_id}
    if not mine:
        return {}
    today = timezone.localdate()
    rows = Report.objects.filter(
        state=Report.State.APPROVED, department_at=None, office__agency_id__in=set(mine.values())
    ).select_related("office")
    by_agency: dict[str, list[OpenItem]] = {}
    for report in rows.order_by("period", "office_id")[:MOST]:
        by_agency.setdefault(report.office.agency_id or "", []).append(_item(report, today))
    return {pk: by_agency[agency] for pk, agency in mine.items() if agency in by_agency}


def _words(period: int, office: Office, state: str, late: bool) -> str:
    told = {"month": periods.label(period), "office": office.short, "state": state}
    if late:
        return gettext("%(month)s · %(office)s · %(state)s · เกินกำหนด") % told
    return gettext("%(month)s · %(office)s · %(state)s") % told


def _item(report: Report, today: dt.date) -> OpenItem:
    """Return a report as a line of the list; one that is sent is never late."""
    late = report.state in {Report.State.DRAFT, Report.State.RETURNED} and today > report.due
    words = _words(report.period, report.office, str(report.get_state_display()), late)
    return OpenItem(words, reverse("report", args=[report.pk]), thaidate(report.due))


def _not_begun(office_ids: set[int], today: dt.date) -> list[tuple[Office, OpenItem]]:
    """Return the offices that have something to report for the open month and have not begun."""
    period = periods.open_period(today)
    begun = Report.objects.filter(office_id__in=office_ids, period=period).values("office_id")
    idle = Office.objects.filter(pk__in=office_ids, kind=Office.Kind.PROVINCIAL).exclude(pk__in=begun)
    offices = list(idle.order_by("area_id", "code"))
    named = Target.objects.asked_at(periods.bounds(period)[1]).filter(
        area_id__in={one.area_id for one in offices}, fiscal_year=periods.split(period)[0]
    )
    asked = set(named.values_list("area_id", "office_id", "indicator__lead_id"))
    units = {(area, office) for area, office, _lead in asked if office is not None}
    leads = {(area, lead) for area, office, lead in asked if office is None}
    due_day = settings.current()["report-due-day"]
    due: dict[int, dt.date] = {}
    found = []
    for office in offices:
        if (office.area_id, office.pk) not in units and (office.area_id, office.agency_id) not in leads:
            continue
        if office.area_id not in due:
            due[office.area_id] = periods.due(period, office.area_id, due_day)
        day = due[office.area_id]
        words = _words(period, office, gettext("ยังไม่เริ่มกรอก"), today > day)
        found.append((office, OpenItem(words, reverse("office", args=[office.code]), thaidate(day))))
    return found


def register() -> None:
    """List reports among what is handed over."""
    register_handover(HandoverSource("reports", _("รายงานประจำเดือน"), of_seats=of_seats))
