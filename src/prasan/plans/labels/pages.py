"""Pages of labels: one label's report with its Excel file, and the list that the centre keeps."""

from __future__ import annotations

import io
from decimal import Decimal
from typing import Any

import xlsxwriter
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from prasan.plans.devplan.pages import year_of, years
from prasan.plans.labels import queries
from prasan.plans.labels.commands import SaveLabel, can_keep_labels
from prasan.plans.models import Label
from prasan.plans.pages.common import key_of, page
from prasan.plans.pages.words import baht
from prasan.platform.commands import Refused, RuleBroken, perform
from prasan.platform.listings.export import safe
from prasan.platform.web.asking import actor_of

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def heads() -> list[Any]:
    """Return what the columns of a report are called."""
    return [
        _("แผนของ"), _("โครงการ"), _("กิจกรรม"), _("ได้รับจัดสรร (บาท)"), _("เบิกจ่าย (บาท)"), _("คนที่จะได้ประโยชน์"),
        _("ถึงแล้ว"), _("กลุ่มภาคประชาสังคม"),
    ]  # fmt: skip


@require_safe
def labels(request: HttpRequest) -> HttpResponse:
    """List the labels; each opens its report."""
    rows = list(Label.objects.order_by("order", "code"))
    may = can_keep_labels(actor_of(request), Label()) is None
    return page(request, "labels", {"labels": rows, "may": may, "year": year_of(request)})


def find(code: str) -> Label:
    """Return a label; 404 otherwise."""
    found = Label.objects.filter(code=code).first()
    if found is None:
        raise Refused(_("ไม่พบป้ายกำกับนี้"), status=404)
    return found


@require_safe
def label_report(request: HttpRequest, code: str) -> HttpResponse:
    """Show a label's report of a fiscal year; `?kind=xlsx` returns it as a workbook."""
    year = year_of(request)
    found = queries.report(actor_of(request), find(code), year)
    if request.GET.get("kind") == "xlsx":
        return _workbook(found)
    context = {
        "report": found, "year": year, "years": years(), "whole": found.whole(_("รวม")), "baht": baht, "heads": heads(),
    }  # fmt: skip
    return page(request, "label_report", context)


def _workbook(found: queries.Report) -> HttpResponse:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False}) as book:
        sheet = book.add_worksheet(_("รายงานป้าย"))
        bold, money = book.add_format({"bold": True, "text_wrap": True}), book.add_format({"num_format": "#,##0.00"})
        sheet.write_string(0, 0, safe(f"{found.label.name} {found.year}"), bold)
        sheet.set_column(0, 0, 40)
        sheet.set_column(1, 7, 18)
        for number, head in enumerate(heads()):
            sheet.write_string(2, number, str(head), bold)
        for at, one in enumerate([*found.rows, found.whole(_("รวม"))], 3):
            sheet.write_string(at, 0, safe(one.name))
            for number, name in enumerate(queries.COLUMNS, 1):
                value = getattr(one, name)
                if name in {"allocated", "spent"}:
                    sheet.write_number(at, number, Decimal(value) / 100, money)
                elif value is not None:
                    sheet.write_number(at, number, value)
    answer = HttpResponse(out.getvalue(), content_type=XLSX)
    answer["Content-Disposition"] = f'attachment; filename="prasan-label-{found.label.code}-{found.year}.xlsx"'
    return answer


@require_http_methods(["GET", "HEAD", "POST"])
def label_edit(request: HttpRequest, code: str) -> HttpResponse:
    """Change a label; `new` adds one."""
    found = Label() if code == "new" else find(code)
    refusal = can_keep_labels(actor_of(request), found)
    if refusal is not None:
        raise Refused(refusal)
    names = ("code", "name_th", "name_en", "definition_th")
    told: dict[str, Any] = {name: getattr(found, name) for name in names} | {"retired": found.retired_on is not None}
    errors: dict[str, str] = {}
    if request.method == "POST":
        told = {name: request.POST.get(name, "")[:500] for name in names} | {"retired": "retired" in request.POST}
        try:
            perform(actor_of(request), SaveLabel(target_id=found.pk or None, key=key_of(request), **told))
        except RuleBroken as broken:
            errors = {broken.field: str(broken.text)}
        else:
            messages.success(request, _("บันทึกแล้ว"))
            return redirect("labels")
    context = {"found": found, "told": told, "errors": errors, "new": code == "new"}
    return page(request, "label_edit", context, 422 if errors else 200)
