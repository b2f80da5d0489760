"""Locked months that were opened again: which are open, and opening one."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from prasan.directory.models import Office
from prasan.directory.roles import CENTRE, Role
from prasan.kernel.dates import parse_date
from prasan.platform.commands import RuleBroken, perform
from prasan.platform.ui.filters import thaidate
from prasan.platform.web.decorators import for_roles
from prasan.progress import periods, policy
from prasan.progress.commands import OpenMonth
from prasan.progress.models import Opening
from prasan.registers import settings

MONTHS = 36
"""So many months back are offered; older ones are loaded by the centre."""


@for_roles(Role.PLO, *policy.DEPARTMENT, *CENTRE)
@require_http_methods(["GET", "HEAD", "POST"])
def openings(request: HttpRequest) -> HttpResponse:
    """Show the openings, newest first, and open a locked month for one office."""
    if request.method != "POST":
        asked = {name: request.GET.get(name, "") for name in ("office", "period")}
        return _page(request, asked)
    typed = {name: request.POST.get(name, "")[:2000] for name in ("office", "period", "until", "reason")}
    office = Office.objects.visible_to(request.actor).filter(code__iexact=typed["office"].strip()).first()  # type: ignore[attr-defined]
    until = parse_date(typed["until"].strip(), timezone.localdate()).start
    errors = []
    if office is None:
        errors.append(("f-office", _("ไม่พบหน่วยงานนี้ โปรดใช้รหัสหน่วยงาน เช่น DOE-92")))
    if not typed["period"].isdigit():
        errors.append(("f-period", _("โปรดเลือกเดือน")))
    if until is None:
        errors.append(("f-until", _("โปรดใส่วันที่ที่การเปิดสิ้นสุด")))
    if errors or office is None or until is None:
        return _page(request, typed, errors)
    try:
        command = OpenMonth(office_id=office.pk, period=int(typed["period"]), until=until, reason=typed["reason"])
        perform(request.actor, command)  # type: ignore[attr-defined]
    except RuleBroken as broken:
        return _page(request, typed, [(f"f-{broken.field}" if broken.field else "", broken.text)])
    messages.success(request, _("เปิดให้แก้ไขแล้วถึง %(day)s แจ้งหน่วยงานแล้ว") % {"day": thaidate(until)})
    return redirect("openings")


def _page(request: HttpRequest, typed: dict[str, str], errors: list[Any] | None = None) -> HttpResponse:
    actor = request.actor  # type: ignore[attr-defined]
    today, rules = timezone.localdate(), settings.current()
    months = periods.last(periods.open_period(today), MONTHS)
    locked = [one for one in reversed(months) if periods.is_locked(one, today, rules["report-lock-days"])]
    rows = Opening.objects.visible_to(actor).select_related("office", "opened_by")[:50]
    context = {
        "rows": rows, "today": today, "label": periods.label, "typed": typed, "errors": errors or [],
        "months": [(one, periods.label(one)) for one in locked], "days": rules["report-opening-days"],
        "latest": today + dt.timedelta(days=rules["report-opening-days"]), "locks": rules["report-lock-days"],
    }  # fmt: skip
    return render(request, "progress/openings.html", context, status=422 if errors else 200, using="jinja2")
