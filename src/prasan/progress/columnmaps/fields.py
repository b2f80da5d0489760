"""What can fill a column of a file for another system: a row is an indicator in a province over some months."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from prasan.directory.models import Area
from prasan.kernel.digits import from_scaled
from prasan.progress import periods, sheets
from prasan.progress.causes import Cause
from prasan.progress.checks.percent import recompute
from prasan.progress.models import Figure
from prasan.progress.sums import RATIO, from_parts, running
from prasan.progress.todate import YearToDate
from prasan.registers.models import Indicator, Target

FIXED = "text"
"""The field of a column that holds the same text in every row."""


@dataclass(frozen=True, slots=True)
class MapRow:
    """One row: the figures are accepted ones, scaled by the indicator's decimals; None is "not reported"."""

    indicator: Indicator
    target: Target
    area: Area
    first: int
    last: int
    value: int | None
    to_date: int | None
    figure: Figure | None

    def number(self, value: int | None) -> Decimal | None:
        """Return a scaled number as it is written."""
        return None if value is None else from_scaled(value, self.indicator.decimals)

    @property
    def path(self) -> int:
        """Return where the path stands at the end."""
        return self.target.path_at(periods.split(self.last)[1])

    @property
    def percent(self) -> Decimal | None:
        """Return the year to date per hundred of the year's target."""
        return recompute(self.number(self.target.value), self.number(self.to_date))


@dataclass(frozen=True, slots=True)
class Field:
    """What one field is called, and how it is read from a row."""

    label: str | Promise
    read: Callable[[MapRow], Any]


FIELDS: dict[str, Field] = {
    "fiscal_year": Field(_("ปีงบประมาณ (พ.ศ.)"), lambda row: row.last // 100),
    "quarter": Field(_("ไตรมาสปีงบประมาณ"), lambda row: (row.last % 100 - 1) // 3 + 1),
    "month": Field(_("เดือนสุดท้าย (ปี ค.ศ.-เดือน)"), lambda row: periods.bounds(row.last)[0].isoformat()[:7]),
    "month_name": Field(_("เดือนสุดท้าย (ชื่อเดือน)"), lambda row: periods.label(row.last, "th")),
    "period": Field(_("งวดของระบบนี้ (เช่น 256909)"), lambda row: row.last),
    "area_code": Field(_("รหัสจังหวัด"), lambda row: row.area.code),
    "area": Field(_("จังหวัด"), lambda row: row.area.name_th),
    "agency": Field(_("หน่วยงานหลัก"), lambda row: row.indicator.lead.name_th if row.indicator.lead else ""),
    "office_code": Field(_("รหัสหน่วยงานที่รายงาน"), lambda row: row.figure.office.code if row.figure else ""),
    "office": Field(_("หน่วยงานที่รายงาน"), lambda row: row.figure.office.name_th if row.figure else ""),
    "policy": Field(_("นโยบาย"), lambda row: row.indicator.policy.name_th if row.indicator.policy else ""),
    "indicator_code": Field(_("รหัสตัวชี้วัด"), lambda row: row.indicator.code),
    "indicator": Field(_("ตัวชี้วัด"), lambda row: row.indicator.name_th),
    "unit": Field(_("หน่วยนับ"), lambda row: row.indicator.unit_th),
    "target": Field(_("เป้าทั้งปี"), lambda row: row.number(row.target.value)),
    "path": Field(_("แผนสะสมถึงเดือนสุดท้าย"), lambda row: row.number(row.path)),
    "value": Field(_("ผลในช่วงนี้"), lambda row: row.number(row.value)),
    "to_date": Field(_("ผลสะสมทั้งปีงบประมาณ"), lambda row: row.number(row.to_date)),
    "percent": Field(_("ร้อยละของเป้าทั้งปี"), lambda row: row.percent),
    "cause": Field(_("สาเหตุ"), lambda row: _cause(row.figure)),
    "step": Field(_("แนวทางแก้ไข"), lambda row: row.figure.step if row.figure else ""),
    "note": Field(_("หมายเหตุ"), lambda row: row.figure.note if row.figure else ""),
    FIXED: Field(_("ข้อความคงที่"), lambda row: ""),
}
"""Every field that a column may be filled from."""


def _cause(figure: Figure | None) -> str:
    return str(dict(Cause.choices).get(figure.cause, "")) if figure else ""


def rows(actor: Any, first: int, last: int) -> Iterator[MapRow]:
    """Yield a row for each target of the fiscal year, by indicator and province, with its accepted figures.

    Parameters: `first` and `last`, months of one fiscal year. Indicators that the actor may not see are left out.
    """
    seen = Indicator.objects.visible_to(actor)
    targets = Target.objects.asked_at(periods.bounds(last)[1]).filter(
        fiscal_year=periods.split(last)[0], indicator__in=seen, area__kind=Area.Kind.PROVINCE
    )
    targets = targets.select_related("indicator__policy", "indicator__lead", "area").defer("area__boundary")
    asked = list(targets.order_by("indicator__code", "area_id"))
    numbers = sorted({one.indicator_id for one in asked})
    level = int(Figure.Level.PROVINCE)
    lanes = sheets.read(numbers, periods.first_of_year(last), last, level)
    years, where = YearToDate(lanes, level), sheets.places().slots
    figures = Figure.objects.filter(indicator_id__in=numbers, period=last, member="", level__gte=level)
    kept = {(one.indicator_id, one.area_id): one for one in figures.select_related("office").order_by("-office_id")}
    for one in asked:
        slot = where.get(one.area_id, -1)
        year = years.at(one.indicator_id, slot, last)
        kind = one.indicator
        to_date = from_parts(kind.summing, year.total, year.newest, year.months, year.whole, kind.decimals)
        value = _within(lanes, kind, slot, first, last)
        figure = kept.get((one.indicator_id, one.area_id))
        yield MapRow(kind, one, one.area, first, last, value, to_date, figure)


def _within(lanes: sheets.Sheets, kind: Indicator, slot: int, first: int, last: int) -> int | None:
    """Return the value of some months together, by the indicator's kind of sum."""
    found = []
    for period in periods.between(first, last):
        vector = lanes.get(kind.pk, period, int(Figure.Level.PROVINCE))
        cell = vector.at(slot) if vector is not None else (0, 0, 0)
        if cell[1]:
            found.append(cell)
    wholes = [cell[2] for cell in found] if kind.summing == RATIO else []
    return running(kind.summing, [cell[0] for cell in found], wholes, kind.decimals)
