"""Data quality: how complete and how timely each office's reports are; the worst first, down to the reports."""

from __future__ import annotations

import csv
import io
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from prasan.desk import quality as counting
from prasan.desk import sight
from prasan.desk.pages.common import actor_of
from prasan.directory.actor import SeatActor
from prasan.directory.models import Agency, Area
from prasan.directory.roles import REACH, Reach
from prasan.platform.listings.export import safe
from prasan.progress import periods

MONTHS = 12
SHOWN = 100
ALL = (0, 2_147_483_647)


def asked_rows(actor: SeatActor, asked: dict[str, str]) -> tuple[list[counting.Row], dict[str, Any]]:
    """Return the rows that an actor reads and asked for, and what was asked as it was understood."""
    sight.must_read_figures(actor)
    today = timezone.localdate()
    last = periods.open_period(today)
    months = asked.get("months", "")
    shown = periods.last(last, min(int(months), 24) if months.isdigit() and int(months) else MONTHS)
    month = asked.get("month", "")
    if month.isdigit() and int(month) in shown:
        shown = [int(month)]
    area = Area.objects.provinces().filter(code=asked.get("area", "")).defer("boundary", "grams").first()
    scope, agency, office = (area.pk, area.last) if area else ALL, asked.get("agency", ""), 0
    reach = REACH[actor.role]
    if reach is Reach.OFFICE:
        office = actor.office_id
    found = counting.rows(shown, today, scope, agency, office)
    if reach is Reach.AGENCY:
        found = [one for one in found if one.agency == actor.agency]
    elif reach is Reach.AREAS:
        found = [one for one in found if actor.scope.covers(area=one.area, office=one.office)]
    by = asked.get("by", "office")
    sort = asked.get("sort", "worst")
    told = {
        "by": by if by in counting.GROUPS else "office", "sort": sort if sort in counting.SORTS else "worst",
        "area": area, "agency": agency, "month": month, "months": len(shown), "shown": shown,
    }  # fmt: skip
    return found, told


@require_GET
def data_quality(request: HttpRequest) -> HttpResponse:
    """Show completeness and timeliness; `?kind=csv` answers every office and month as a file."""
    actor = actor_of(request)
    found, told = asked_rows(actor, request.GET.dict())
    if request.GET.get("kind") == "csv":
        return _csv(found)
    office = request.GET.get("office", "")
    lines = counting.lines([one for one in found if office in {"", one.code}], told["by"], told["sort"])
    context = {
        **told, "lines": lines[:SHOWN], "more": max(0, len(lines) - SHOWN), "whole": counting.total(found),
        "office": office, "label": periods.label,
        "sorts": [
            ("worst", _("ต้องดูก่อน")), ("returned", _("ส่งกลับมากสุด")), ("jumps", _("ค่าเปลี่ยนมากสุด")),
            ("gaps", _("ตัวเลขขาดมากสุด")), ("claims", _("บอกต่างจากที่คำนวณมากสุด")),
        ],
        "ways": [("office", _("หน่วยงาน")), ("agency", _("สังกัด")), ("province", _("จังหวัด")), ("month", _("เดือน"))],
        "agencies": [(one.code, one.short) for one in Agency.objects.all()],
        "provinces": [(one.code, one.name) for one in Area.objects.provinces().order_by("sort_th").defer("boundary")],
    }  # fmt: skip
    return render(request, "desk/quality.html", context)


COLUMNS = (
    "expected", "on_time", "late", "missing", "waiting", "returned", "reopened", "jumps", "gaps",
    "claims", "differing", "unproven",
)  # fmt: skip


def _csv(found: list[counting.Row]) -> HttpResponse:
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(["office", "agency", "area", "period", *COLUMNS])
    for one in found:
        numbers = [getattr(one.counted, name) for name in COLUMNS]
        writer.writerow([safe(one.code), one.agency, safe(one.area_name), one.period, *numbers])
    answer = HttpResponse("\ufeff" + out.getvalue(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="prasan-data-quality.csv"'
    answer["Cache-Control"] = "private, no-store"
    return answer
