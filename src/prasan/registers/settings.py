"""Rules that the ministry sets (ค่ากำหนด): each with its type, default and limits, kept in Setting rows.

The table in docs/algorithms/settings.md is this module's `RULES` in words.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from prasan.kernel.digits import format_scaled
from prasan.kernel.status import Thresholds
from prasan.registers.models import Setting


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: its code, what it means, its unit, default, and lowest and highest value (inclusive).

    `decimals`, how people read it: a value kept in thousandths is shown and typed as per cent with one decimal.
    """

    code: str
    words: str | Promise
    unit: str | Promise
    default: int
    low: int
    high: int
    decimals: int = 0

    def shown(self, value: int) -> str:
        """Write a kept value as people read it: 60 with one decimal is 6.0."""
        return format_scaled(value, self.decimals)

    def fits(self, value: Any) -> bool:
        """Tell whether a value may be set."""
        return isinstance(value, int) and not isinstance(value, bool) and self.low <= value <= self.high


RULES: dict[str, Rule] = {
    rule.code: rule
    for rule in (
        Rule("status-late-from", _("ล่าช้ากว่าแผนตั้งแต่ (รวม)"), _("% ของเส้นทางเป้าหมาย"), 60, 1, 1000, 1),
        Rule("status-very-late-above", _("ล่าช้ากว่าแผนมากเมื่อเกิน"), _("% ของเส้นทางเป้าหมาย"), 150, 1, 1000, 1),
        Rule("status-minimum-path", _("เส้นทางเป้าหมายที่เล็กกว่านี้วัดเทียบเป้าหมายทั้งปี"), _("หน่วยของตัวชี้วัด"), 17, 0, 1_000_000),
        Rule("report-due-day", _("รายงานประจำเดือนส่งภายในวันที่ของเดือนถัดไป"), _("วันที่"), 5, 1, 28),
        Rule("report-lock-days", _("ปิดรับการแก้ไขรายงานหลังสิ้นเดือนที่รายงาน"), _("วัน"), 92, 1, 750),
        Rule("report-opening-days", _("เดือนที่ปิดรับแล้วเปิดให้แก้ไขได้นานที่สุด"), _("วัน"), 14, 1, 90),
        Rule("report-remarkable-change", _("ค่าที่ต่างจากเดือนก่อนเกินนี้ต้องเปิดดูก่อนอนุมัติ"), _("% ของเดือนก่อน"), 50, 1, 1000),
        Rule("cascade-tolerance", _("ปรับเป้าหมายที่ถ่ายทอดได้เองไม่เกิน"), _("% ของเป้าหมายที่ขอ"), 100, 0, 1000, 1),
    )
}
"""Every rule by its code."""


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules in force, read together by one query."""

    values: dict[str, int]

    def __getitem__(self, code: str) -> int:
        """Return the value of a rule; KeyError for one that does not exist."""
        return self.values[code]

    @property
    def thresholds(self) -> Thresholds:
        """Return the limits of the status rule."""
        late = self["status-late-from"]
        return Thresholds(late, max(late, self["status-very-late-above"]), self["status-minimum-path"])


def current() -> Rules:
    """Return the rules in force: what the ministry set, else the default; a value that no longer fits is not used."""
    kept = dict(Setting.objects.filter(pk__in=RULES).values_list("code", "value"))
    return Rules({code: kept[code] if rule.fits(kept.get(code)) else rule.default for code, rule in RULES.items()})
