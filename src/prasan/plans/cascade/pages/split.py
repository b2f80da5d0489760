"""Dividing a target among all provinces in one form: equal, by a reference series, by shares, or typed."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from prasan.directory.intake.sheets import read_sheets
from prasan.kernel.trajectory import split_exact
from prasan.plans.cascade import commands, policy, queries
from prasan.plans.cascade.pages import common
from prasan.plans.cascade.pages.common import READ_WRITE, draw, find_cascade, find_expected, key_of
from prasan.plans.models import Cascade, Expected, Item
from prasan.platform.commands import Refused, RuleBroken, perform
from prasan.platform.web.asking import actor_of
from prasan.registers.models import ReferenceSeries
from prasan.registers.spread import cells_of, read_pasted
from prasan.registers.typed import scaled

NOT_HERE = "ไม่เกี่ยวข้อง"
"""What is typed where the activity has no meaning; a dash says the same."""
DASHES = {"-", "–", "—", NOT_HERE}
FILLS = {"equal": "equal", "series": "series", "shares": "shares", "same": "given", "paste": "given"}
"""Buttons that fill the form without saving, each with the way of splitting that it stands for."""


@dataclass
class Sheet:
    """The form: texts and reasons by province code, what is wrong, what was said."""

    cascade: Cascade
    expected: Expected
    items: list[Item]
    texts: dict[str, str] = field(default_factory=dict)
    reasons: dict[str, str] = field(default_factory=dict)
    total: str = ""
    method: str = "given"
    series: str = ""
    reason: str = ""
    pasted: str = ""
    errors: dict[str, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    @property
    def sums(self) -> bool:
        """Tell whether the shares sum to the nation's target."""
        return queries.sums(self.expected)

    @property
    def measured(self) -> bool:
        """Tell whether the activity has a target at all."""
        return self.expected.indicator_id is not None

    def number(self, text: str, name: str) -> int | None:
        """Read a number; one that cannot be read leaves an error and None."""
        try:
            return scaled(text, self.expected.indicator, name)
        except RuleBroken as broken:
            self.errors[name] = str(broken.text)
            return None

    def here(self) -> list[str]:
        """Return the codes of the provinces where it has a meaning."""
        codes = [one.offer.area.code for one in self.items]
        return [code for code in codes if self.texts.get(code, "").strip() not in DASHES]

    def sum(self) -> str:
        """Return the sum of what can be read, in words."""
        found = 0
        for code in self.here():
            try:
                found += scaled(self.texts.get(code, ""), self.expected.indicator, "") or 0
            except RuleBroken:
                continue
        return common.shown(found, self.expected.indicator)


@require_http_methods(READ_WRITE)
def cascade_split(request: HttpRequest, cascade: int, expected: int) -> HttpResponse:
    """Give every province its share, or leave it out with the reason; buttons fill, only saving saves."""
    found = find_cascade(request, cascade)
    refusal = policy.can_cascade(actor_of(request), found)
    if refusal is not None:
        raise Refused(refusal)
    sheet = _sheet(found, find_expected(found, expected))
    if request.method != "POST":
        return _page(request, sheet)
    _typed(request, sheet)
    act = request.POST.get("act", "save")
    if act in FILLS:
        _fill(request, sheet, act)
        return _page(request, sheet)
    return _save(request, sheet)


def _sheet(cascade: Cascade, expected: Expected) -> Sheet:
    rows = (
        Item.objects.filter(expected=expected)
        .select_related("offer__area")
        .order_by("offer__area__sort_th", "offer__area_id")
    )
    sheet = Sheet(cascade, expected, list(rows.defer("offer__area__grams", "offer__area__boundary")))
    for one in sheet.items:
        code = one.offer.area.code
        if one.state == Item.State.EXCLUDED:
            sheet.texts[code], sheet.reasons[code] = NOT_HERE, one.reason
        elif one.asked is not None:
            sheet.texts[code] = common.shown(one.asked, expected.indicator)
    sheet.reason = next(iter(sheet.reasons.values()), "")
    if expected.total is not None:
        sheet.total = common.shown(expected.total, expected.indicator)
    sheet.method = expected.split if expected.split != Expected.Split.NONE else Expected.Split.GIVEN
    sheet.series = expected.series.code if expected.series else ""
    return sheet


def _typed(request: HttpRequest, sheet: Sheet) -> None:
    posted = request.POST
    for one in sheet.items:
        code = one.offer.area.code
        sheet.texts[code] = posted.get(f"v-{code}", "")[:60]
    sheet.total, sheet.reason = posted.get("total", "")[:60], posted.get("reason", "")[:500]
    sheet.series, sheet.pasted = posted.get("series", "")[:40], posted.get("pasted", "")[:40_000]
    method = posted.get("method", "given")
    sheet.method = method if method in Expected.Split.values else Expected.Split.GIVEN


def _page(request: HttpRequest, sheet: Sheet) -> HttpResponse:
    rows = [
        {"area": one.offer.area, "text": sheet.texts.get(one.offer.area.code, ""),
         "error": sheet.errors.get(f"v-{one.offer.area.code}", ""),
         "answered": one.state not in {"open", "excluded"}, "state": one.get_state_display()}
        for one in sheet.items
    ]  # fmt: skip
    context = {
        "sheet": sheet, "cascade": sheet.cascade, "expected": sheet.expected, "rows": rows, "sum": sheet.sum(),
        "filled": sum(1 for row in rows if row["text"]), "method_word": dict(Expected.Split.choices)[sheet.method],
        "series": [(one.code, f"{one.name} · {one.as_of:%d/%m}/{one.as_of.year + 543} · {one.source}")
                   for one in ReferenceSeries.objects.all()],
    }  # fmt: skip
    return draw(request, "split", context, 422 if sheet.errors else 200)


def _fill(request: HttpRequest, sheet: Sheet, act: str) -> None:
    """Fill the provinces' fields by a button; nothing is saved yet. Where it does not apply stays left out."""
    if act == "paste":
        _paste(request, sheet)
        return
    total = sheet.number(sheet.total, "total")
    if total is None:
        sheet.errors.setdefault("total", _("ใส่เป้าหมายทั้งประเทศก่อน"))
        return
    codes = sheet.here()
    values: dict[str, int] = {}
    if act == "same":
        values = dict.fromkeys(codes, total)
    else:
        weights = _weights(sheet, act, codes)
        if weights and any(weights.values()):
            values = dict(zip(weights, split_exact(total, list(weights.values())), strict=True))
        elif not sheet.errors:
            sheet.errors["total"] = _("ใส่สัดส่วนในช่องของจังหวัดก่อน เช่น จำนวนแรงงาน")
    if not values:
        return
    sheet.texts |= {code: common.shown(value, sheet.expected.indicator) for code, value in values.items()}
    sheet.method = FILLS[act]
    sheet.notes.append(_("เติมตัวเลขแล้ว ยังไม่ได้บันทึก ตรวจแล้วกดบันทึกเป้าหมาย"))


def _weights(sheet: Sheet, act: str, codes: list[str]) -> dict[str, int]:
    """Return the weight of each province by the chosen way; what is missing leaves an error."""
    if act == "equal":
        return dict.fromkeys(codes, 1)
    if act == "shares":
        return {code: sheet.number(sheet.texts.get(code, ""), f"v-{code}") or 0 for code in codes}
    series = ReferenceSeries.objects.filter(code=sheet.series).first()
    if series is None:
        sheet.errors["series"] = _("โปรดเลือกตัวเลขอ้างอิงที่ใช้แบ่ง")
        return {}
    known = queries.series_weights(series)
    areas = {one.offer.area.code: one.offer.area for one in sheet.items}
    lacking = [areas[code].name for code in codes if areas[code].pk not in known]
    if lacking:
        sheet.errors["series"] = _("ตัวเลขอ้างอิงนี้ไม่มีค่าของ %(names)s") % {"names": ", ".join(lacking[:8])}
        return {}
    return {code: known[areas[code].pk] for code in codes}


def _paste(request: HttpRequest, sheet: Sheet) -> None:
    """Fill from what was pasted, or from a file's first sheet."""
    upload: Any = request.FILES.get("file")
    try:
        cells = read_sheets(str(upload.name), upload.read())[0].rows if upload else cells_of(sheet.pasted)
    except RuleBroken as broken:
        sheet.errors["file"] = str(broken.text)
        return
    places = [(one.offer.area.code, one.offer.area.name_th, one.offer.area.name_en) for one in sheet.items]
    found = read_pasted(cells, places)
    if not found.texts:
        sheet.errors["pasted"] = _("ไม่พบจังหวัดกับตัวเลข วางสองคอลัมน์: จังหวัด และเป้าหมาย")
        return
    sheet.texts |= {code: text[:60] for code, text in found.texts.items()}
    sheet.method, sheet.pasted = Expected.Split.GIVEN, ""
    sheet.notes.append(_("เติมจากที่วาง %(n)s จังหวัด ยังไม่ได้บันทึก") % {"n": len(found.texts)})
    if found.unknown:
        sheet.notes.append(_("แถวที่ไม่ใช่จังหวัด ไม่ได้ใช้: %(rows)s") % {"rows": " · ".join(found.unknown[:5])})


def _save(request: HttpRequest, sheet: Sheet) -> HttpResponse:
    """Save every share, all or none."""
    values: dict[int, int | None] = {}
    for one in sheet.items:
        code = one.offer.area.code
        text = sheet.texts.get(code, "").strip()
        if text in DASHES:
            values[one.offer.area_id] = None
            continue
        read = sheet.number(text, f"v-{code}") if sheet.measured else 0
        if read is None and f"v-{code}" not in sheet.errors:
            sheet.errors[f"v-{code}"] = _("ใส่เป้าหมาย หรือพิมพ์ ไม่เกี่ยวข้อง")
        values[one.offer.area_id] = read or 0
    total = sheet.number(sheet.total, "total") if sheet.sums else None
    if sheet.sums and total is None:
        sheet.errors.setdefault("total", _("ใส่เป้าหมายทั้งประเทศก่อน"))
    if sheet.errors:
        return _page(request, sheet)
    series = ReferenceSeries.objects.filter(code=sheet.series).first() if sheet.method == "series" else None
    kept = {one.offer.area_id: one.reason for one in sheet.items if one.state == Item.State.EXCLUDED}
    command = commands.SplitExpected(
        target_id=sheet.cascade.pk, row=sheet.expected.pk, total=total, method=sheet.method, values=values,
        series_id=series.pk if series else None, key=key_of(request),
        reasons={area: kept.get(area) or sheet.reason for area in values},
    )  # fmt: skip
    try:
        perform(actor_of(request), command)
    except RuleBroken as broken:
        sheet.errors[broken.field or "total"] = str(broken.text)
        return _page(request, sheet)
    messages.success(request, _("บันทึกเป้าหมายรายจังหวัดแล้ว"))
    return redirect("cascade", sheet.cascade.pk)
