"""Reference numbers of the provinces: which there are, and bringing one in from a spreadsheet."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Count, Sum
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from prasan.directory.forms import DateField
from prasan.directory.intake.sheets import read_sheets
from prasan.directory.models import Area
from prasan.kernel.digits import to_scaled
from prasan.platform.commands import Refused, RuleBroken, perform
from prasan.platform.web.asking import actor_of
from prasan.registers import policy as may
from prasan.registers.commands import LoadReference
from prasan.registers.models import ReferenceSeries
from prasan.registers.pages.frame import READ_WRITE, allowed, done, draw, form_page, history
from prasan.registers.spread import cells_of, read_pasted


class ReferenceForm(forms.Form):
    """A series as it is typed, with the column that was pasted or sent."""

    code = forms.SlugField(label=gettext_lazy("รหัส"), max_length=40)
    name_th = forms.CharField(label=gettext_lazy("ชื่อภาษาไทย"), max_length=400)
    name_en = forms.CharField(label=gettext_lazy("ชื่อภาษาอังกฤษ"), max_length=400, required=False)
    unit_th = forms.CharField(label=gettext_lazy("หน่วยนับ"), max_length=60)
    as_of = DateField(label=gettext_lazy("วันที่ของข้อมูล"))
    source = forms.CharField(label=gettext_lazy("แหล่งข้อมูล"), max_length=300)
    values = forms.CharField(
        label=gettext_lazy("วางสองคอลัมน์: จังหวัด และตัวเลข"), max_length=40_000, required=False, widget=forms.Textarea
    )
    file = forms.FileField(label=gettext_lazy("หรือไฟล์ xlsx, csv"), required=False)


@require_safe
def references(request: HttpRequest) -> HttpResponse:
    """List the series that targets can be split by."""
    rows = ReferenceSeries.objects.annotate(areas=Count("values"), total=Sum("values__value"))
    may_add = may.can_manage_policies(actor_of(request), None) is None
    return draw(request, "references", {"rows": list(rows), "may_add": may_add})


@require_safe
def reference(request: HttpRequest, series: str) -> HttpResponse:
    """Show one series: source, day, and every province's number."""
    found = ReferenceSeries.objects.filter(code=series).first()
    if found is None:
        raise Refused(_("ไม่พบตัวเลขอ้างอิงนี้"), status=404)
    rows = list(found.values.select_related("area").defer("area__grams", "area__boundary").order_by("area__sort_th"))
    total = sum(one.value for one in rows)
    return draw(
        request, "reference", {"series": found, "rows": rows, "total": total, "history": history(request, found)}
    )


@require_http_methods(READ_WRITE)
def reference_add(request: HttpRequest) -> HttpResponse:
    """Bring a series in from a pasted column or a file."""
    allowed(may.can_manage_policies(actor_of(request), None))
    form = ReferenceForm(request.POST or None, request.FILES or None, auto_id="f-%s")
    if request.method == "POST" and form.is_valid():
        try:
            values, unknown = _read(form)
            told = {
                name: form.cleaned_data[name] for name in ("code", "name_th", "name_en", "unit_th", "as_of", "source")
            }
            made = perform(actor_of(request), LoadReference(**told, values=values))
        except RuleBroken as broken:
            form.add_error(broken.field if broken.field in form.fields else None, str(broken.text))
        else:
            text = _("นำเข้าแล้ว %(n)s จังหวัด") % {"n": len(values)}
            if unknown:
                text += " · " + _("แถวที่ไม่ใช่จังหวัด ไม่ได้ใช้: %(rows)s") % {"rows": " · ".join(unknown[:5])}
            return done(request, text, reverse("reference", args=[made.code]))
    return form_page(
        request, form, title=_("นำเข้าตัวเลขอ้างอิง"), submit=_("นำเข้า"), back=reverse("references"),
        note=_("ใช้แบ่งเป้าหมายตามสัดส่วน เช่น ประชากรหรือกำลังแรงงานรายจังหวัด บอกวันที่และแหล่งข้อมูลเสมอ"),
    )  # fmt: skip


def _read(form: Any) -> tuple[dict[int, int], list[str]]:
    """Return ({area: number}, rows that name no province) of what was pasted or sent."""
    upload = form.cleaned_data["file"]
    text = form.cleaned_data["values"]
    cells = read_sheets(str(upload.name), upload.read())[0].rows if upload else cells_of(text)
    return read_values(cells)


def read_values(cells: list[list[str]]) -> tuple[dict[int, int], list[str]]:
    """Return ({area: whole number}, rows that name no province) of rows of a sheet; RuleBroken for no number."""
    provinces = list(Area.objects.provinces().defer("grams", "boundary").order_by("sort_th", "id"))
    found = read_pasted(cells, [(one.code, one.name_th, one.name_en) for one in provinces])
    if found.twice:
        raise RuleBroken(_("จังหวัดซ้ำ: %(rows)s") % {"rows": " · ".join(found.twice[:5])}, field="values")
    values: dict[int, int] = {}
    for one in provinces:
        if one.code not in found.texts:
            continue
        read = to_scaled(found.texts[one.code][:60], 0)
        if read.value is None:
            told = {"area": one.name, "text": found.texts[one.code][:30]}
            raise RuleBroken(_("%(area)s: “%(text)s” อ่านเป็นจำนวนเต็มไม่ได้") % told, field="values")
        values[one.pk] = read.value
    return values, found.unknown
