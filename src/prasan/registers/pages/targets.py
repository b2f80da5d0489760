"""The targets of all provinces in one form: type, paste, split; saved only as a whole."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from prasan.directory.intake.sheets import read_sheets
from prasan.directory.models import Area
from prasan.kernel.digits import format_scaled, to_scaled
from prasan.platform.commands import Refused, RuleBroken, perform
from prasan.platform.web.asking import actor_of
from prasan.registers import policy as may
from prasan.registers.commands import MarkNotApplicable, SetTarget
from prasan.registers.models import Indicator, Target
from prasan.registers.pages.frame import READ_WRITE, allowed, done, draw, history, indicator_or_404
from prasan.registers.spread import by_weights, cells_of, equally, moved_path, read_pasted
from prasan.registers.typed import scaled

NOT_HERE = "ไม่เกี่ยวข้อง"
"""What is typed where the indicator has no meaning; a dash says the same."""
DASHES = {"-", "–", "—", NOT_HERE}
FILLS = {"equal", "shares", "last-year", "same", "paste"}
"""Buttons that fill the form without saving."""


@dataclass
class Sheet:
    """The form: texts by province code, with what is wrong, what was said, and what stands in the database."""

    indicator: Indicator
    year: int
    provinces: list[Area]
    stored: dict[int, Target]
    before: dict[int, Target]
    texts: dict[str, str] = field(default_factory=dict)
    total: str = ""
    reason: str = ""
    pasted: str = ""
    errors: dict[str, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    @property
    def adds_up(self) -> bool:
        """Tell whether the provinces' targets sum to the nation's."""
        return self.indicator.summing == Indicator.Sum.SUM

    def shown(self, value: int) -> str:
        """Write a scaled value as it is typed."""
        return format_scaled(value, self.indicator.decimals)

    def number(self, text: str, field: str) -> int | None:
        """Read a number; one that cannot be read leaves an error and None. An empty text is None."""
        try:
            value = scaled(text, self.indicator)
        except RuleBroken as problem:
            self.errors[field] = problem.text
            return None
        if value is not None and value < 0:
            self.errors[field] = _("เป้าหมายติดลบไม่ได้")
        return value

    def sum(self) -> int:
        """Return the sum of what can be read."""
        found = 0
        for text in self.texts.values():
            read = to_scaled(text[:60], self.indicator.decimals) if text.strip() not in DASHES else None
            found += (read.value or 0) if read else 0
        return found


@require_http_methods(READ_WRITE)
def targets_edit(request: HttpRequest, indicator: str, year: int) -> HttpResponse:
    """Set the targets of all provinces of a fiscal year: type, paste a column, split a total; then save."""
    found = indicator_or_404(request, indicator)
    if not 2500 <= year <= 2700:
        raise Refused(_("ไม่พบปีงบประมาณนี้"), status=404)
    allowed(may.can_set_target(actor_of(request), Target(indicator=found)))
    sheet = _sheet(found, year)
    if request.method != "POST":
        return _page(request, sheet)
    posted = request.POST
    sheet.texts = {one.code: posted.get(f"v-{one.code}", "")[:60] for one in sheet.provinces}
    sheet.total, sheet.reason = posted.get("total", "")[:60], posted.get("reason", "")[:300]
    sheet.pasted = posted.get("pasted", "")[:40_000]
    act = posted.get("act", "save")
    if act in FILLS:
        _fill(request, sheet, act)
        return _page(request, sheet)
    changes = _read(sheet)
    if not sheet.errors:
        return _save(request, sheet, changes)
    return _page(request, sheet)


def _sheet(indicator: Indicator, year: int) -> Sheet:
    provinces = list(Area.objects.provinces().defer("grams", "boundary").order_by("sort_th", "id"))
    rows = Target.objects.filter(indicator=indicator, fiscal_year__in=(year - 1, year))
    stored = {one.area_id: one for one in rows if one.fiscal_year == year}
    before = {one.area_id: one for one in rows if one.fiscal_year == year - 1}
    sheet = Sheet(indicator, year, provinces, stored, before)
    for one in provinces:
        target = stored.get(one.pk)
        if target is not None:
            sheet.texts[one.code] = sheet.shown(target.value) if target.applies else "–"
    sheet.reason = next((one.reason for one in stored.values() if not one.applies), "")
    if stored and sheet.adds_up:
        sheet.total = sheet.shown(sum(one.value for one in stored.values() if one.applies))
    return sheet


def _page(request: HttpRequest, sheet: Sheet) -> HttpResponse:
    rows = [
        {
            "area": one,
            "text": sheet.texts.get(one.code, ""),
            "error": sheet.errors.get(f"v-{one.code}", ""),
            "before": _told(sheet, sheet.before.get(one.pk)),
            "path": one.pk in sheet.stored,
        }
        for one in sheet.provinces
    ]
    filled = sum(1 for row in rows if row["text"])
    context = {
        "sheet": sheet,
        "indicator": sheet.indicator,
        "rows": rows,
        "filled": filled,
        "sum": sheet.shown(sheet.sum()),
        "history": history(request, sheet.indicator),
    }
    return draw(request, "targets_edit", context, 422 if sheet.errors else 200)


def _told(sheet: Sheet, target: Target | None) -> str:
    if target is None:
        return ""
    return sheet.shown(target.value) if target.applies else _("ไม่เกี่ยวข้อง")


def _fill(request: HttpRequest, sheet: Sheet, act: str) -> None:
    """Fill the provinces' fields by a button; nothing is saved yet. Provinces that do not apply are left out."""
    if act == "paste":
        _paste(request, sheet)
        return
    total = sheet.number(sheet.total, "total")
    if total is None:
        sheet.errors.setdefault("total", _("ใส่เป้าหมายทั้งประเทศก่อน"))
    if sheet.errors or total is None:
        return
    codes = [one.code for one in sheet.provinces if sheet.texts.get(one.code, "").strip() not in DASHES]
    values: dict[str, int] = {}
    if act == "same":
        values = dict.fromkeys(codes, total)
    elif act == "equal":
        values = equally(total, codes)
    else:
        values = _by_shares(sheet, act, codes, total)
    sheet.texts |= {code: sheet.shown(value) for code, value in values.items()}
    if values:
        sheet.notes.append(_("เติมตัวเลขแล้ว ยังไม่ได้บันทึก ตรวจแล้วกดบันทึกเป้าหมาย"))


def _by_shares(sheet: Sheet, act: str, codes: list[str], total: int) -> dict[str, int]:
    """Split by last year's targets, or by the numbers in the form as shares."""
    if act == "last-year":
        known = {one.code: sheet.before[one.pk].value for one in sheet.provinces if one.pk in sheet.before}
        weights = {code: known.get(code, 0) for code in codes}
        empty = _("ปีก่อนไม่มีเป้าหมายให้ใช้เป็นสัดส่วน")
    else:
        weights = {code: sheet.number(sheet.texts.get(code, ""), f"v-{code}") or 0 for code in codes}
        empty = _("ใส่สัดส่วนในช่องของจังหวัดก่อน เช่น จำนวนแรงงาน")
    if sheet.errors:
        return {}
    if not any(weights.values()):
        sheet.errors["total"] = empty
        return {}
    return by_weights(total, weights)


def _paste(request: HttpRequest, sheet: Sheet) -> None:
    """Fill from what was pasted, or from a file's first sheet."""
    upload = request.FILES.get("file")
    try:
        cells = read_sheets(str(upload.name), upload.read())[0].rows if upload else cells_of(sheet.pasted)
    except RuleBroken as broken:
        sheet.errors["file"] = str(broken.text)
        return
    places = [(one.code, one.name_th, one.name_en) for one in sheet.provinces]
    found = read_pasted(cells, places)
    sheet.texts |= {code: text[:60] for code, text in found.texts.items()}
    if not found.texts:
        sheet.errors["pasted"] = _("ไม่พบจังหวัดกับตัวเลข วางสองคอลัมน์: จังหวัด และเป้าหมาย")
        return
    sheet.notes.append(_("เติมจากที่วาง %(n)s จังหวัด ยังไม่ได้บันทึก") % {"n": len(found.texts)})
    if found.unknown:
        sheet.notes.append(_("แถวที่ไม่ใช่จังหวัด ไม่ได้ใช้: %(rows)s") % {"rows": " · ".join(found.unknown[:5])})
    if found.twice:
        sheet.notes.append(_("จังหวัดซ้ำ ใช้แถวแรก: %(rows)s") % {"rows": " · ".join(found.twice[:5])})
    sheet.pasted = ""


def _read(sheet: Sheet) -> dict[int, int | None]:
    """Return {area: value, or None where it does not apply} of what changed; errors are left on the sheet."""
    changes: dict[int, int | None] = {}
    for one in sheet.provinces:
        text, name, old = sheet.texts[one.code].strip(), f"v-{one.code}", sheet.stored.get(one.pk)
        if not text:
            if old is not None:
                sheet.errors[name] = _("มีเป้าหมายเดิมอยู่ ใส่ค่าใหม่ หรือพิมพ์ ไม่เกี่ยวข้อง")
            continue
        if text in DASHES:
            if old is None or old.applies or old.reason != sheet.reason.strip():
                changes[one.pk] = None
            continue
        value = sheet.number(text, name)
        if value is not None and (old is None or not old.applies or old.value != value):
            changes[one.pk] = value
    if None in changes.values() and not sheet.reason.strip():
        sheet.errors["reason"] = _("บอกเหตุผลที่บางจังหวัดไม่เกี่ยวข้อง")
    total = sheet.number(sheet.total, "total") if sheet.adds_up else None
    if total is not None and not sheet.errors and total != sheet.sum():
        told = {"sum": sheet.shown(sheet.sum()), "total": sheet.shown(total), "gap": sheet.shown(total - sheet.sum())}
        sheet.errors["total"] = _("รวมทุกจังหวัดได้ %(sum)s ไม่เท่ากับเป้าหมายทั้งประเทศ %(total)s ต่างกัน %(gap)s") % told
    return changes


def _save(request: HttpRequest, sheet: Sheet, changes: dict[int, int | None]) -> HttpResponse:
    """Set every changed target, all or none."""
    actor: Any = actor_of(request)
    codes = {one.pk: one.code for one in sheet.provinces}
    area = 0
    try:
        with transaction.atomic():
            for area, value in changes.items():
                about: dict[str, Any] = {
                    "indicator_id": sheet.indicator.pk, "area_id": area, "fiscal_year": sheet.year,
                }  # fmt: skip
                if value is None:
                    perform(actor, MarkNotApplicable(**about, reason=sheet.reason))
                    continue
                old = sheet.stored.get(area) or Target(**about)
                path = moved_path(old, sheet.indicator, value)
                perform(actor, SetTarget(**about, value=value, path=path, baseline=old.baseline))
    except RuleBroken as broken:
        sheet.errors[f"v-{codes[area]}"] = str(broken.text)
        return _page(request, sheet)
    told = _("บันทึกเป้าหมายแล้ว %(n)s จังหวัด") if changes else _("ไม่มีค่าที่เปลี่ยน")
    where = reverse("indicator", args=[sheet.indicator.code])
    return done(request, told % {"n": len(changes)} if changes else told, f"{where}?year={sheet.year}")
