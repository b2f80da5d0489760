"""Where each role begins: home by role, the executive's phone page, my work, the provincial labour officer's desk."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from prasan.desk import queries, sight, words
from prasan.desk.board import Country, Line, Point, Province, short
from prasan.desk.pages.call_tasks import call_tasks
from prasan.desk.pages.cascade_tasks import cascade_tasks
from prasan.desk.pages.clocked import read
from prasan.desk.pages.common import actor_of, address, page_or_part
from prasan.desk.pages.directive_tasks import directive_parts, directive_tasks
from prasan.desk.pages.exemption_tasks import exemption_tasks
from prasan.desk.pages.plan_duties import plan_duties
from prasan.desk.pages.plan_tasks import plan_tasks
from prasan.desk.pages.province import states
from prasan.desk.pages.provinces import regions
from prasan.desk.pages.referral_tasks import drive_parts, drive_tasks, referral_parts, referral_tasks
from prasan.desk.pages.situation_tasks import situation_parts, situation_tasks
from prasan.directory.actor import SeatActor
from prasan.directory.models import Area, Office
from prasan.directory.roles import EXECUTIVES, Role
from prasan.platform.commands import RuleBroken, perform
from prasan.platform.ui.filters import moment
from prasan.platform.web.decorators import for_roles
from prasan.progress import periods
from prasan.progress.commands import Chase
from prasan.progress.lines import all_waiting, waiting
from prasan.progress.models import Correction, Report
from prasan.progress.queries import MonthOf, months_of, province_month

CARDS = 6
"""Decisions on the executive's page: what a phone shows before the reader tires."""
APPROVALS = 20
"""So many reports that wait for the reader are named in their work; the queue holds all."""
NO_DAY = 5 * 24
"""Hours after which a task without a day comes: behind what is due this week, before what is due later."""
FIRST_PAGE = {
    Role.SECRETARY: "executive", Role.DUTY_OFFICER: "wall", Role.PLO: "plo_desk", Role.POLICY_OWNER: "policies",
    Role.SPOKESPERSON: "wall", Role.DIRECTOR_GENERAL: "wall", Role.AUDITOR: "journal", Role.DPO: "journal",
    Role.ADMINISTRATOR: "admin_home", Role.USER_ADMINISTRATOR: "admin_home",
}  # fmt: skip
"""Where a role begins; executives on their phone page, all others with their own work."""


@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """Go to the page that the seat begins with."""
    actor = actor_of(request)
    if actor.role is Role.GOVERNOR:
        return redirect("province", Area.objects.values_list("code", flat=True).get(pk=actor.area_id))
    name = "executive" if actor.role in EXECUTIVES else FIRST_PAGE.get(actor.role, "my_work")
    return redirect(address(name) or address("directory") or reverse("journal"))


@for_roles(*EXECUTIVES, Role.SECRETARY)
@require_GET
def executive(request: HttpRequest) -> HttpResponse:
    """Show what waits for the executive's decision, and every province in at most three taps."""
    actor = actor_of(request)
    country = queries.country(queries.frame())
    mine = [row for row in country.exceptions() if actor.scope.everything or actor.scope.covers(area=row[0].pk)]
    histories = queries.histories(country.frame, queries.pairs_of(mine[:CARDS]))
    total = queries.tally(queries.reports(country.frame))
    return page_or_part(request, "executive", {
        "frame": country.frame,
        "now": timezone.now(),
        "cards": [_card(country, row, histories) for row in mine[:CARDS]],
        "count": len(mine),
        "total": total,
        "kpis": [_kpi(country, line) for line in country.headlines()],
        "unaccepted": words.unaccepted(country),
        "regions": _by_region(country, actor),
    })  # fmt: skip


def _card(
    country: Country, row: tuple[Province, Line, Point], histories: dict[tuple[int, int], queries.History]
) -> dict[str, Any]:
    province, line, point = row
    history = histories.get((point.measure.pk, province.pk)) if point.measure else None
    return {
        "province": province.name, "policy": short(line), "status": point.status, "gap": words.gap(point),
        "why": words.why(country, point, history), "people": words.people(line, country.people(line, province.pk)),
        "href": reverse("province", args=[province.code]),
    }  # fmt: skip


def _kpi(country: Country, line: Line) -> dict[str, Any]:
    point = country.whole(line)
    return {
        "name": short(line), "status": point.status, "share": words.share(point), "gap": words.gap(point),
        "people": words.people(line, country.people(line)), "href": reverse("policy", args=[line.policy_id]),
    }  # fmt: skip


def _by_region(country: Country, actor: SeatActor) -> list[tuple[str, list[tuple[str, str, str]]]]:
    """Return the provinces (name, address, status) by inspection region; those in none come first."""
    groups = regions()
    found: dict[tuple[int, str], list[tuple[str, str, str]]] = {}
    for pk, province in country.provinces.items():
        if not sight.opens(actor, pk, province.last):
            continue
        worst = country.worst(pk)
        row = (province.name, reverse("province", args=[province.code]), worst[1].status if worst else "not_applicable")
        found.setdefault(groups.get(pk, (0, "")), []).append(row)
    return [
        (f"{number} {name}" if number else _("ไม่อยู่ในเขตตรวจราชการ"), rows)
        for (number, name), rows in sorted(found.items())
    ]


@require_GET
def my_work(request: HttpRequest) -> HttpResponse:
    """List what waits for this seat: reports and plans to fill in, mend, approve or agree to; nothing else."""
    actor = actor_of(request)
    sight.must_read_figures(actor)
    today = timezone.localdate()
    tasks = [*_own_reports(actor), *call_tasks(actor), *_approvals(actor), *plan_tasks(actor), *plan_duties(actor)]
    tasks += [*exemption_tasks(actor), *cascade_tasks(actor)]
    clocked = read([*situation_parts(actor), *directive_parts(actor), *referral_parts(actor), *drive_parts(actor)])
    tasks += [*situation_tasks(actor, clocked), *directive_tasks(clocked), *referral_tasks(clocked)]
    tasks += drive_tasks(clocked)
    tasks.sort(key=_urgency)
    return page_or_part(request, "my_work", {
        "tasks": tasks,
        "now": timezone.now(),
        "today": today,
        "topics": f"office:{actor.office_id} plans events watch directives"
        + (f" desk:{actor.area_id}" if actor.has(Role.PLO) else ""),
        "late": sum(1 for task in tasks if task["status"] == "very_late"),
    })  # fmt: skip


def _urgency(task: dict[str, Any]) -> int:
    """Return the hours that a task has left; one without a day waits for somebody, but not longer than a week."""
    left = task["left"]
    return NO_DAY if left is None else int(left)


def _own_reports(actor: SeatActor) -> list[dict[str, Any]]:
    """Return the reports that the seat's office has to send, oldest first."""
    if not actor.has(Role.AGENCY_OFFICER, Role.AGENCY_HEAD):
        return []
    if actor.office_kind != Office.Kind.PROVINCIAL:
        return []
    # what the seat knows of its office is enough: the page has few queries to spend
    office = Office(pk=actor.office_id, area_id=actor.area_id, agency_id=actor.agency, kind=actor.office_kind)
    return [_report_task(one) for one in reversed(months_of(office, timezone.localdate())) if not one.sent]


def _report_task(one: MonthOf) -> dict[str, Any]:
    """Return one report that waits for its author."""
    left = (one.due - timezone.localdate()).days
    month = periods.label(one.period)
    if one.state == "returned" and one.report is not None:
        what, why = _("แก้รายงานเดือน %(month)s ที่ส่งกลับ") % {"month": month}, one.report.returned_reason
    elif one.state == "draft":
        what, why = _("กรอกรายงานเดือน %(month)s ต่อให้ครบแล้วส่ง") % {"month": month}, _("เริ่มกรอกไว้แล้ว")
    else:
        what, why = _("กรอกรายงานเดือน %(month)s") % {"month": month}, _("ยังไม่เริ่ม")
    href = address("report", one.report.pk) if one.report else address("reports")
    return _task(what, href, left, why)


def _task(what: str, href: str, left: int, why: str) -> dict[str, Any]:
    """Return a task with what is left of its time in days: negative is overdue."""
    status = "very_late" if left < 0 else "late" if left <= 2 else "on_plan"
    return {"what": what, "href": href or reverse("my_work"), "status": status, "why": why, "left": left * 24}


def _approvals(actor: SeatActor) -> list[dict[str, Any]]:
    """Return the reports and corrections that wait for the seat's word: a head's, a department's, a province's."""
    many, corrections = all_waiting(actor)
    found = [
        {
            "what": _("อนุมัติรายงาน %(office)s เดือน %(month)s") % _named(one),
            "href": address("report", one.pk) or reverse("plo_desk"), "status": "late", "left": None,
            "why": _sent(one),
        }
        for one in many[:APPROVALS]
    ]  # fmt: skip
    if len(many) > APPROVALS:
        what = _("และอีก %(n)s รายงานที่รอท่าน") % {"n": len(many) - APPROVALS}
        found.append({"what": what, "href": address("report_queue"), "status": "late", "left": None, "why": ""})
    return found + [
        {
            "what": _("พิจารณาการแก้ไขรายงาน %(office)s เดือน %(month)s") % _named(one),
            "href": address("correction", one.pk), "status": "late", "left": None, "why": one.reason,
        }
        for one in corrections
    ]  # fmt: skip


def _named(one: Report | Correction) -> dict[str, str]:
    return {"office": one.office.short, "month": periods.label(one.period)}


def _sent(one: Report) -> str:
    who = one.submitted_by.short_name if one.submitted_by else "–"
    return _("ส่งโดย %(who)s เมื่อ %(when)s") % {"who": who, "when": moment(one.submitted_at)}


@for_roles(Role.PLO)
@require_GET
def plo_desk(request: HttpRequest) -> HttpResponse:
    """Show everything in the province that waits for somebody, of all five agencies; chase in one click."""
    actor = actor_of(request)
    today = timezone.localdate()
    period = periods.open_period(today)
    units = province_month(actor.area_id, period, today)
    due = units[0].due if units else None
    ready = waiting(actor)
    mine = {one.pk for one in ready}
    others = [one for one in units if one.report is not None and one.report.pk not in mine]
    return page_or_part(request, "plo_desk", {
        "period": period,
        "month": periods.label(period),
        "now": timezone.now(),
        "area": actor.area_id,
        "office": actor.office_label,
        "due": due,
        "ready": [(one, periods.label(one.period), address("report", one.pk)) for one in ready],
        "open": [_unit(one, today) for one in units if not one.sent],
        "heads": [_unit(one, today) for one in others if one.state == "submitted"],
        "done": [_unit(one, today) for one in others if one.state == "approved"],
        "total": len(units),
        "queue": address("report_queue"),
    })  # fmt: skip


def _unit(one: MonthOf, today: Any) -> dict[str, Any]:
    """Return one unit of the province with what it still owes."""
    status, word = states()["none" if one.state == "absent" else one.state]
    if one.state == "approved" and one.report is not None and not one.report.accepted:
        word = _("จังหวัดรับรองแล้ว รอกรม") if one.report.province_at else _("อนุมัติแล้ว รอรับรอง")
    return {
        "pk": one.office.pk, "name": one.office.short, "agency": one.office.agency.name if one.office.agency else "",
        "status": status, "word": word, "left": (one.due - today).days * 24, "due": one.due,
        "chased": one.chased_today, "href": address("report", one.report.pk) if one.report else "",
        "phone": one.office.phone, "at": one.report.approved_at if one.report else None,
    }  # fmt: skip


@for_roles(Role.PLO)
@require_POST
def chase(request: HttpRequest) -> HttpResponse:
    """Ask one office for its report; a second reminder on the same day is refused in words."""
    actor = actor_of(request)
    office, period = request.POST.get("office", ""), request.POST.get("period", "")
    if not (office.isdigit() and period.isdigit()):
        raise RuleBroken(_("ไม่พบหน่วยงานหรือเดือนที่จะทวง"), status=400)
    try:
        found = perform(actor, Chase(target_id=int(office), period=int(period)))
        messages.success(request, _("ทวงรายงานจาก %(office)s แล้ว") % {"office": found.short})
    except RuleBroken as broken:
        messages.warning(request, str(broken.text))
    return redirect("plo_desk")
