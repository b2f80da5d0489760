"""Files for other systems: the column maps, editing one, and the file of a month or quarter."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from prasan.directory.roles import Role
from prasan.platform.commands import Refused, RuleBroken, perform
from prasan.platform.web.decorators import for_roles
from prasan.progress import periods, policy
from prasan.progress.columnmaps import export
from prasan.progress.columnmaps.commands import MOST, AddColumnMap, ChangeColumnMap, RemoveColumnMap
from prasan.progress.columnmaps.fields import FIELDS, rows
from prasan.progress.columnmaps.models import ColumnMap
from prasan.progress.workbook.writing import XLSX

EDITORS = (Role.POLICY_OWNER, Role.DUTY_OFFICER)
SPARE = 3
"""Empty lines for further columns."""
READ_WRITE = ["GET", "HEAD", "POST"]


@for_roles(*EDITORS)
@require_safe
def column_maps(request: HttpRequest) -> HttpResponse:
    """List the maps, each with the file that it writes."""
    maps = list(ColumnMap.objects.visible_to(request.actor))  # type: ignore[attr-defined]
    last = periods.open_period(timezone.localdate())
    months = [(one, periods.label(one)) for one in reversed(periods.last(last, 12))]
    quarters = [(one, _("ไตรมาส %(n)s/%(year)s") % _quarter(one)) for one, _name in months if one % 100 % 3 == 0]
    context = {"maps": maps, "months": months, "quarters": quarters}
    return render(request, "progress/column_maps.html", context, using="jinja2")


def _quarter(period: int) -> dict[str, int]:
    year, month = periods.split(period)
    return {"n": (month - 1) // 3 + 1, "year": year}


def _find(request: HttpRequest, pk: int) -> ColumnMap:
    found = ColumnMap.objects.visible_to(request.actor).filter(pk=pk).first()  # type: ignore[attr-defined]
    if found is None:
        raise Refused(_("ไม่พบผังคอลัมน์นี้"), status=404)
    return found


@for_roles(*EDITORS)
@require_http_methods(READ_WRITE)
def column_map_add(request: HttpRequest) -> HttpResponse:
    """Add a map."""
    return _form(request, None)


@for_roles(*EDITORS)
@require_http_methods(READ_WRITE)
def column_map_edit(request: HttpRequest, column_map: int) -> HttpResponse:
    """Change a map, or take it away."""
    return _form(request, _find(request, column_map))


def _form(request: HttpRequest, found: ColumnMap | None) -> HttpResponse:
    told, error = _stored(found), ""
    if request.method == "POST":
        told = _posted(request)
        try:
            return _done(request, found, told)
        except RuleBroken as broken:
            error = str(broken.text)
    columns = [*told["columns"], *({"heading": "", "field": "", "text": ""} for _n in range(SPARE))][:MOST]
    context = {
        "found": found, "told": told, "columns": columns, "error": error,
        "fields": [(key, one.label) for key, one in FIELDS.items()], "every": ColumnMap.Every.choices,
    }  # fmt: skip
    return render(request, "progress/column_map.html", context, status=422 if error else 200, using="jinja2")


def _stored(found: ColumnMap | None) -> dict[str, Any]:
    one = found or ColumnMap(columns=[])
    return {
        "map_name": one.name, "system": one.system, "every": one.every, "columns": one.columns,
        "verified": one.verified, "remark": one.remark,
    }  # fmt: skip


def _posted(request: HttpRequest) -> dict[str, Any]:
    """Return what was typed; lines without heading are left out, the rest in the order of their numbers."""
    posted = request.POST
    lines = zip(*(posted.getlist(name)[:MOST] for name in ("place", "heading", "field", "text")), strict=False)
    typed = [
        (
            int(place) if place.isdigit() else MOST,
            {"heading": " ".join(heading.split())[:120], "field": name, "text": text[:200]},
        )
        for place, heading, name, text in lines
        if heading.strip()
    ]
    return {
        "map_name": posted.get("name", "")[:120], "system": posted.get("system", "")[:120],
        "every": posted.get("every", ""), "verified": bool(posted.get("verified")),
        "remark": posted.get("remark", "")[:300],
        "columns": [column for _place, column in sorted(typed, key=lambda one: one[0])],
    }  # fmt: skip


def _done(request: HttpRequest, found: ColumnMap | None, told: dict[str, Any]) -> HttpResponse:
    actor = request.actor  # type: ignore[attr-defined]
    if found is None:
        perform(actor, AddColumnMap(**told))
        messages.success(request, _("เพิ่มผังแล้ว"))
    elif request.POST.get("do") == "remove":
        perform(actor, RemoveColumnMap(target_id=found.pk))
        messages.success(request, _("ลบผังแล้ว"))
    else:
        perform(actor, ChangeColumnMap(target_id=found.pk, **told))
        messages.success(request, _("บันทึกผังแล้ว"))
    return redirect("column_maps")


@for_roles(*EDITORS)
@require_safe
def column_map_export(request: HttpRequest, column_map: int) -> HttpResponse:
    """Return the file of a month or of the quarter that ends with it; accepted figures only."""
    found = _find(request, column_map)
    refusal = policy.can_export_by_map(request.actor, found)  # type: ignore[attr-defined]
    if refusal is not None:
        raise Refused(refusal)
    typed = request.GET.get("period", "")
    last = int(typed) if typed.isdigit() and len(typed) == 6 else periods.open_period(timezone.localdate())
    try:
        month = periods.split(last)[1]
    except ValueError:
        raise RuleBroken(_("โปรดเลือกเดือนหรือไตรมาส"), status=400, field="period") from None
    if found.every == ColumnMap.Every.QUARTER:
        last += -month % 3
        first = last - 2
    else:
        first = last
    written = rows(request.actor, first, last)  # type: ignore[attr-defined]
    as_csv = request.GET.get("kind") == "csv"
    body = export.write_csv(found, written) if as_csv else export.write_xlsx(found, written)
    answer = HttpResponse(body, content_type="text/csv; charset=utf-8" if as_csv else XLSX)
    name = f"prasan-map-{found.pk}-{last}{'' if found.verified else '-unverified'}.{'csv' if as_csv else 'xlsx'}"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["Cache-Control"] = "private, no-store"
    return answer
