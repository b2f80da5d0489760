"""Freshness: which figures are old, per province, indicator or office, with whose they are; the oldest debts first."""

from __future__ import annotations

import csv
import io
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from prasan.desk import freshness as ages
from prasan.desk import sight
from prasan.desk.pages.common import actor_of
from prasan.directory.actor import SeatActor
from prasan.directory.models import Agency, Area
from prasan.directory.roles import REACH, Reach
from prasan.platform.listings.export import safe
from prasan.progress import periods

MONTHS = 13
"""Months looked back: a yearly figure has one due day among them."""
SHOWN = 80
WITHIN = 12
"""Rows that a line opens to on the page; the file has all."""
ALL = (0, 2_147_483_647)


def asked_rows(actor: SeatActor, asked: dict[str, str]) -> tuple[list[ages.Row], dict[str, Any]]:
    """Return the figures that an actor reads and asked for, and what was asked as it was understood."""
    sight.must_read_figures(actor)
    today = timezone.localdate()
    area = Area.objects.provinces().filter(code=asked.get("area", "")).defer("boundary", "grams").first()
    scope, agency = (area.pk, area.last) if area else ALL, asked.get("agency", "")
    reach = REACH[actor.role]
    office = actor.office_id if reach is Reach.OFFICE else 0
    found = ages.rows(periods.last(periods.open_period(today), MONTHS), today, scope, agency, office)
    if reach is Reach.AGENCY:
        found = [one for one in found if one.agency == actor.agency]
    elif reach is Reach.AREAS:
        found = [one for one in found if actor.scope.covers(area=one.area, office=one.office or 0)]
    by = asked.get("by", "province")
    told = {"by": by if by in ages.GROUPS else "province", "area": area, "agency": agency, "today": today}
    return found, told


@require_safe
def freshness(request: HttpRequest) -> HttpResponse:
    """Show what is late, by how many days and whose it is; `?kind=csv` answers every figure as a file."""
    found, told = asked_rows(actor_of(request), request.GET.dict())
    ages.with_heads(found, told["today"])
    if request.GET.get("kind") == "csv":
        return _csv(found)
    lines = ages.lines(found, told["by"], get_language() == "en")
    return render(request, "desk/freshness.html", {
        **told, "lines": [one for one in lines if one.stale][:SHOWN], "within": WITHIN, "label": periods.label,
        "more": max(0, sum(1 for one in lines if one.stale) - SHOWN), "now": timezone.now(),
        "stale": sum(1 for one in found if one.late), "all": len(found),
        "ways": [("province", _("จังหวัด")), ("figure", _("ตัวชี้วัด")), ("office", _("หน่วยงาน"))],
        "agencies": [(one.code, one.short) for one in Agency.objects.all()],
        "provinces": [(one.code, one.name) for one in Area.objects.provinces().order_by("sort_th").defer("boundary")],
    }, using="jinja2")  # fmt: skip


def _csv(found: list[ages.Row]) -> HttpResponse:
    out = io.StringIO()
    out.write("\ufeff")
    rows = csv.writer(out)
    rows.writerow([
        _("จังหวัด"), _("ตัวชี้วัด"), _("หน่วยงาน"), _("หัวหน้าหน่วยงาน"), _("ข้อมูลล่าสุดของเดือน"), _("บันทึกเมื่อ"), _("ช้า (วัน)"),
    ])  # fmt: skip
    for one in found:
        rows.writerow([
            safe(one.area_th), safe(one.name_th), safe(one.office_name), safe(one.head),
            periods.label(one.last_period) if one.last_period else "",
            timezone.localdate(one.last_at).isoformat() if one.last_at else "", one.late,
        ])  # fmt: skip
    answer = HttpResponse(out.getvalue(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="prasan-freshness.csv"'
    return answer
