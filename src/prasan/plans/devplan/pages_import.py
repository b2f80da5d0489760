"""Pages by which a development plan's file comes in: send it, look at what it would change, accept."""

from __future__ import annotations

import io

import xlsxwriter
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from prasan.plans.devplan.loading import KeepDevLines, LoadDevLines
from prasan.plans.devplan.pages import READ_WRITE, keeps
from prasan.plans.devplan.reading import HEADINGS
from prasan.plans.intake.pages import kept_file, preview
from prasan.plans.models import DevLine, MoneyLine, OrderedItem, SentFile
from prasan.plans.pages.common import key_of, page
from prasan.plans.pages.lists import place_of
from prasan.platform.commands import RuleBroken, perform
from prasan.platform.web.asking import actor_of

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FILE_NAME = "prasan-development-plan.xlsx"


@require_http_methods(READ_WRITE)
def dev_import(request: HttpRequest) -> HttpResponse:
    """Send a file; nothing is saved before its preview is accepted."""
    actor = actor_of(request)
    mine, error = keeps(actor), ""
    if request.method == "POST":
        sent = request.FILES.get("file")
        try:
            if sent is None:
                raise RuleBroken(_("โปรดเลือกไฟล์"), field="file")
            where = place_of(request.POST.get("place", ""))
            command = KeepDevLines(file_name=sent.name or "", content=sent.read(), key=key_of(request), **where)
            return redirect("dev_sent", perform(actor, command).token)
        except RuleBroken as broken:
            error = str(broken.text)
    context = {
        "places": mine, "place": request.POST.get("place", mine[0][0] if mine else ""), "error": error,
        "headings": [words[0] for words in HEADINGS.values()],
    }  # fmt: skip
    return page(request, "dev_import", context, 422 if error else 200)


@require_http_methods(READ_WRITE)
def dev_sent(request: HttpRequest, token: str) -> HttpResponse:
    """Show what a file would change; POST loads it as shown."""
    found = kept_file(request, token, SentFile.Kind.DEVELOPMENT)
    broken = ""
    if request.method == "POST":
        try:
            perform(actor_of(request), LoadDevLines(target_id=found.pk, key=key_of(request)))
        except RuleBroken as error:
            broken = str(error.text)
        else:
            messages.success(request, _("นำเข้าแผนพัฒนาจังหวัดแล้ว"))
            return redirect("dev_nation")
    context = preview(found, {name: words[0] for name, words in HEADINGS.items()}) | {"broken": broken}
    return page(request, "dev_sent", context, 409 if broken else 200)


@require_safe
def dev_template(request: HttpRequest) -> HttpResponse:
    """Return an empty workbook with the headings that are understood, and lists for what has choices."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False}) as book:
        sheet = book.add_worksheet("แผนพัฒนาจังหวัด")
        head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        for number, words in enumerate(HEADINGS.values()):
            sheet.write_string(0, number, words[0], head)
            sheet.set_column(number, number, 40 if number == 2 else 22)
        sheet.freeze_panes(1, 0)
        names = list(HEADINGS)
        lists = {
            "source": [str(one.label) for one in MoneyLine.Source],
            "state": [str(one.label) for one in DevLine.State],
            "item_id": list(OrderedItem.objects.values_list("name_th", flat=True)),
        }
        for name, choices in lists.items():
            if choices:
                at = names.index(name)
                sheet.data_validation(1, at, 500, at, {"validate": "list", "source": choices})
    answer = HttpResponse(out.getvalue(), content_type=XLSX)
    answer["Content-Disposition"] = f'attachment; filename="{FILE_NAME}"'
    return answer
