"""Dividing a national target among the provinces: the sum is checked, what does not apply says why."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy as _

from prasan.kernel.digits import format_scaled
from prasan.plans.cascade import policy as may
from prasan.plans.cascade import queries
from prasan.plans.cascade.commands.drafting import OnCascade, expected_of
from prasan.plans.models import Cascade, Expected, Item
from prasan.platform.commands import RuleBroken
from prasan.platform.rows import update_rows
from prasan.registers.models import ReferenceSeries


@dataclass(kw_only=True)
class SplitExpected(OnCascade):
    """Give every province its share of an activity's target, or leave it out with the reason.

    `values` is {province: scaled value}, None where the activity has no meaning; `reasons` the reason of each of
    those. `total` is what the shares must sum to where the indicator sums; `method` and `series_id` say how it was
    divided. What a province has answered already stays as it is.
    """

    name = "plans.split_expected"
    verb = _("แบ่งเป้าหมายกิจกรรมของ")
    allowed = may.can_cascade

    row: int = 0
    total: int | None = None
    method: str = Expected.Split.GIVEN
    series_id: int | None = None
    values: dict[int, int | None] = field(default_factory=dict)
    reasons: dict[int, str] = field(default_factory=dict)

    def check(self, actor: Any, subject: Cascade) -> None:
        """Refuse a sum that does not match, a province without share or reason, and what was answered."""
        super().check(actor, subject)
        line = self._line = expected_of(subject, self.row)
        self._items = list(
            Item.objects.filter(expected=line)
            .select_related("offer__area")
            .select_for_update(of=("self",))
            .order_by("pk")
        )
        missing = [one.offer.area.name for one in self._items if one.offer.area_id not in self.values]
        if missing:
            raise RuleBroken(_("ยังไม่มีค่าของ %(names)s") % {"names": ", ".join(missing[:5])}, field="values")
        silent = [
            area for area, value in self.values.items() if value is None and not self.reasons.get(area, "").strip()
        ]
        if silent:
            raise RuleBroken(_("บอกเหตุผลที่บางจังหวัดไม่เกี่ยวข้อง"), field="reason")
        self._check_values(line)
        if self.method == Expected.Split.SERIES and not ReferenceSeries.objects.filter(pk=self.series_id or 0).exists():
            raise RuleBroken(_("โปรดเลือกตัวเลขอ้างอิงที่ใช้แบ่ง"), field="series")
        kept = [one for one in self._items if self._answered(one) and self._differs(one)]
        if kept:
            names = ", ".join(one.offer.area.name for one in kept[:5])
            raise RuleBroken(_("จังหวัดเหล่านี้ตอบแล้ว ค่าที่ขอเปลี่ยนไม่ได้: %(names)s") % {"names": names}, field="values")

    def _check_values(self, line: Expected) -> None:
        told = [value for value in self.values.values() if value is not None]
        if any(value < 0 for value in told):
            raise RuleBroken(_("เป้าหมายติดลบไม่ได้"), field="values")
        if line.indicator is None:
            return
        if queries.sums(line) and self.total is not None and sum(told) != self.total:
            places = line.indicator.decimals
            words = {"sum": format_scaled(sum(told), places), "total": format_scaled(self.total, places),
                     "gap": format_scaled(self.total - sum(told), places)}  # fmt: skip
            raise RuleBroken(
                _("รวมทุกจังหวัดได้ %(sum)s ไม่เท่ากับเป้าหมายทั้งประเทศ %(total)s ต่างกัน %(gap)s") % words, field="total"
            )

    def _answered(self, item: Item) -> bool:
        return item.state not in {"open", "excluded"}

    def _wanted(self, item: Item) -> tuple[int | None, str, str]:
        """Return (asked, state, reason) that an item is to have."""
        value = self.values[item.offer.area_id]
        if value is None:
            return None, Item.State.EXCLUDED, self.reasons[item.offer.area_id].strip()[:500]
        return (value if self._line.indicator_id else None), Item.State.OPEN, ""

    def _differs(self, item: Item) -> bool:
        asked, state, _reason = self._wanted(item)
        return item.asked != asked or state == Item.State.EXCLUDED

    def handle(self, actor: Any, subject: Cascade) -> Cascade:
        """Write shares and reasons; the journal gets total, method and how many are left out."""
        line = self._line
        before = [line.total, line.split]
        line.total, line.split = self.total if line.indicator_id else None, self.method
        line.series_id = self.series_id if self.method == Expected.Split.SERIES else None
        line.save(update_fields=["total", "split", "series"])
        changed = []
        for item in self._items:
            if self._answered(item):
                continue
            item.asked, item.state, item.reason = self._wanted(item)
            changed.append(item)
        update_rows(changed, ["asked", "state", "reason"])
        left_out = sum(1 for one in self.values.values() if one is None)
        self.details |= {
            "expected": [str(line), str(line)], "total": [before[0], line.total], "split": [before[1], line.split],
            "left_out": [None, left_out],
        }  # fmt: skip
        return self.saved(subject)
