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
from prasan.registers import settings
from prasan.registers.models import Target

REPORTERS = {Role.AGENCY_OFFICER, Role.AGENCY_HEAD}
"""Who answers for the reports of their office: drafts, returned ones, those that wait, those not begun."""


def of_seats(seats: Iterable[Seat]) -> dict[int, list[OpenItem]]:
    """Return the open reports of each seat, by seat id.

    Who reports hands over what their office has not finished; a provincial labour officer hands over what
    waits for approval in the province. Five queries and one for each province whose open month is not begun.
    """
    rows = list(seats)
    own = {seat.office_id for seat in rows if seat.role in REPORTERS}
    led = [seat for seat in rows if seat.role == Role.PLO and seat.office.leads_province]
    provinces = {seat.office.area_id for seat in led}
    if not own and not provinces:
        return {}
    today = timezone.localdate()
    wanted = Q(office_id__in=own) | Q(area_id__in=provinces, state=Report.State.SUBMITTED)
    reports = Report.objects.exclude(state=Report.State.APPROVED).filter(wanted).select_related("office")
    by_office: dict[int, list[OpenItem]] = {}
    waiting: dict[int, list[OpenItem]] = {}
    lock = settings.current()["report-lock-months"]
    for report in reports.order_by("period", "office_id"):
        if periods.is_locked(report.period, today, lock):
            continue
        by_office.setdefault(report.office_id, []).append(_item(report, today))
        if report.state == Report.State.SUBMITTED:
            waiting.setdefault(report.area_id, []).append(_item(report, today))
    for office, item in _not_begun(own, today):
        by_office.setdefault(office.pk, []).append(item)
    found = {seat.pk: by_office.get(seat.office_id, []) for seat in rows if seat.role in REPORTERS}
    found |= {seat.pk: waiting.get(seat.office.area_id, []) for seat in led}
    return {pk: items for pk, items in found.items() if items}


def _words(period: int, office: Office, state: str, late: bool) -> str:
    told = {"month": periods.label(period), "office": office.short, "state": state}
    if late:
        return gettext("%(month)s · %(office)s · %(state)s · เกินกำหนด") % told
    return gettext("%(month)s · %(office)s · %(state)s") % told


def _item(report: Report, today: dt.date) -> OpenItem:
    """Return a report as a line of the list; one that is sent is never late."""
    late = report.state != Report.State.SUBMITTED and today > report.due
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
