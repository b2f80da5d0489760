"""What a year will come to: reported figures and targets in, forecasts with their sentence out.

The method is the kernel's (prasan.kernel.forecast, docs/algorithms/forecast.md); what it reads and what is kept of it,
prasan.progress.forecast_groups. Here are the words and the lines of a picture.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from prasan.directory.models import Area
from prasan.kernel.asking import is_monthly
from prasan.kernel.digits import format_scaled
from prasan.kernel.forecast import Forecast, History
from prasan.kernel.forecast_outcome import bent
from prasan.kernel.past_years import Line, naive, running_line, year_line
from prasan.kernel.seasons import YEAR
from prasan.progress import periods
from prasan.progress.forecast_groups import Group, groups, question
from prasan.progress.sight import ACCEPTED
from prasan.progress.sums import divide
from prasan.registers.models import Indicator

REASONS: dict[str, str | Promise] = {
    "short": gettext_lazy("มีข้อมูลย้อนหลังน้อยเกินไป"),
    "silent": gettext_lazy("ไม่มีรายงานมาแล้วสามเดือนหรือนานกว่านั้น"),
    "gaps": gettext_lazy("ปีนี้ขาดรายงานหลายเดือน"),
    "break": gettext_lazy("ตัวเลขเพิ่งเปลี่ยนระดับไปมาก ต้องดูอีกหนึ่งถึงสองเดือน"),
    "not-monthly": gettext_lazy("ตัวชี้วัดนี้ไม่ได้รายงานทุกเดือน"),
    "not-applicable": gettext_lazy("ตัวชี้วัดนี้ไม่เกี่ยวข้องกับพื้นที่นี้"),
}
"""Why nothing can be said, to follow "เพราะ"."""

SENTENCES: dict[str, tuple[str | Promise, str | Promise]] = {
    "reach": (
        gettext_lazy("คาดว่าจะถึงเป้าเดือน %(month)s"),
        gettext_lazy("คาดว่าจะถึงเป้าเดือน %(month)s แต่ยังไม่แน่"),
    ),
    "reached": (
        gettext_lazy("ถึงเป้าแล้วตั้งแต่เดือน %(month)s"),
        gettext_lazy("ถึงเป้าแล้ว แต่อาจหลุดเป้าก่อนสิ้นปี"),
    ),
    "miss": (
        gettext_lazy("ไม่ทัน ขาดประมาณ %(number)s"),
        gettext_lazy("อาจไม่ทัน ขาดประมาณ %(number)s"),
    ),
    "miss-above": (
        gettext_lazy("ไม่ถึงเป้าภายในปีนี้ ยังสูงกว่าเป้าประมาณ %(number)s"),
        gettext_lazy("อาจไม่ถึงเป้าภายในปีนี้ ยังสูงกว่าเป้าประมาณ %(number)s"),
    ),
    "within": (
        gettext_lazy("คาดว่าทั้งปีไม่เกินเป้า"),
        gettext_lazy("คาดว่าทั้งปีไม่เกินเป้า แต่ยังไม่แน่"),
    ),
    "over": (
        gettext_lazy("จะเกินเป้าเดือน %(month)s ทั้งปีเกินประมาณ %(number)s"),
        gettext_lazy("อาจเกินเป้าเดือน %(month)s ทั้งปีเกินประมาณ %(number)s"),
    ),
    "value": (gettext_lazy("คาดว่าสิ้นปีได้ประมาณ %(about)s"),) * 2,
}
"""The sentence of each answer: when the whole interval says the same, and when it does not.

miss-above: less is better, and the value stays above its target.
"""

PER_CENT = "ร้อยละ"


@dataclass(frozen=True, slots=True)
class Outlook:
    """A forecast of one indicator in one area at a month, or the reason why there is none.

    `found` is empty where the question makes no sense (does not apply, not reported by month); `reason` then tells.
    """

    indicator: Indicator
    area_id: int
    period: int
    found: Forecast | None
    reason: str = ""
    history: History | None = None

    @property
    def known(self) -> bool:
        """Tell whether there is a number."""
        return self.found is not None and self.found.known

    def month_of(self, month: int | None) -> int | None:
        """Return the reporting month of a fiscal month 1 … 12 of the year that is forecast."""
        return None if month is None else self.period // 100 * 100 + month

    def month_label(self, month: int | None) -> str:
        """Name a fiscal month of the year that is forecast; nothing for none."""
        period = self.month_of(month)
        return periods.label(period) if period else ""

    @property
    def sentence(self) -> str:
        """Return the one sentence of the screen, in the reader's language."""
        if self.found is None or not self.found.known:
            return _("ยังพยากรณ์ไม่ได้ เพราะ%(reason)s") % {"reason": REASONS[self.reason]}
        return str(_words(self.found)) % self._facts(self.found)

    @property
    def detail(self) -> str:
        """Return what stands one click below: the year-end value with its interval; empty where nothing is known."""
        if self.found is None or not self.found.known:
            return ""
        words = _("สิ้นปีประมาณ %(value)s มีโอกาสร้อยละ 80 ที่จะอยู่ระหว่าง %(low)s ถึง %(high)s")
        return words % self._facts(self.found)

    @property
    def naive(self) -> int | None:
        """Return what one would say without a method (last year's months for the rest); None where it cannot be."""
        return naive(self.history, question(self.indicator, self.period)) if self.history else None

    @property
    def last_year(self) -> Line:
        """Return the running values of the year before, None at gaps; empty where nothing is known."""
        return year_line(self.history, question(self.indicator, self.period)) if self.history else []

    @property
    def so_far(self) -> Line:
        """Return the running values reported this year."""
        asked = question(self.indicator, self.period)
        if self.history is None or not asked.month:
            return []
        values = self.history.values[-asked.month :]
        wholes = self.history.wholes[-asked.month :] if self.history.wholes else [None] * len(values)
        return running_line(values, wholes, asked)

    @property
    def band(self) -> tuple[list[float], list[float]]:
        """Return the lower and the upper edge of the fan, month by month; both empty where nothing is known."""
        found = self.found
        if found is None or found.low is None or found.high is None or not found.series:
            return [], []
        return bent(found.series, found.reported, found.low), bent(found.series, found.reported, found.high)

    def amount(self, value: int | None) -> str:
        """Write a value with its unit, a dash where there is none."""
        return "–" if value is None else self._amount(value)

    def _facts(self, found: Forecast) -> dict[str, Any]:
        decimals = self.indicator.decimals
        shown = {
            name: format_scaled(value or 0, decimals) for name, value in (("low", found.low), ("high", found.high))
        }
        return shown | {
            "month": self.month_label(found.month),
            "value": self._amount(found.value or 0),
            "number": self._amount(about(found.shortfall, decimals)),
            "about": self._amount(about(found.value or 0, decimals)),
        }

    def _amount(self, value: int) -> str:
        """Write a value with its unit; in Thai the word for per cent stands before its number."""
        number, unit = format_scaled(value, self.indicator.decimals), self.indicator.unit
        return f"{unit} {number}" if unit == PER_CENT else f"{number} {unit}"

    def as_row(self) -> dict[str, Any]:
        """Return everything for a script; values are integers times ten to the `decimals`, months like 256911."""
        found = self.found or Forecast("unknown")
        said: dict[str, str] = {}
        for language in ("th", "en"):
            with translation.override(language):
                said |= {f"sentence_{language}": self.sentence, f"detail_{language}": self.detail}
        return {
            "indicator": self.indicator.code, "period": self.period, "decimals": self.indicator.decimals,
            "answer": found.answer, "reason": self.reason or None, **said,
            "value": found.value, "low": found.low, "high": found.high,
            "naive": self.naive if found.known else None, "target": found.target,
            "shortfall": found.shortfall if found.known else None, "sure": found.sure if found.known else None,
            "month": self.month_of(found.month), "earliest": self.month_of(found.earliest),
            "latest": self.month_of(found.latest), "reported_months": found.reported, "series": list(found.series),
            "learnt_from": {
                "errors": found.errors, "other_months": found.borrowed, "own_season": round(found.kept, 3),
                "months_since_break": found.broke, "trust": [round(one, 3) for one in found.trust],
            },
        }  # fmt: skip


def about(value: int, decimals: int) -> int:
    """Return a value as one says it: two leading figures from a hundred whole units on."""
    size = len(str(abs(value) // 10**decimals))
    step: int = 10 ** (decimals + max(0, size - 2))
    return value if size < 3 else divide(value, step) * step


def _words(found: Forecast) -> str | Promise:
    """Return the sentence that fits, its facts still open."""
    answer: str = found.answer
    if answer == "miss" and found.value is not None and found.target is not None and found.value > found.target:
        answer = "miss-above"
    sure = found.sure or found.reported == YEAR
    return SENTENCES[answer][0 if sure else 1]


def outlook(indicator: Indicator, area: Area, period: int, level: int = ACCEPTED) -> Outlook:
    """Forecast one indicator in one area as of a reporting month (3 queries, 1 where nothing has changed since).

    Parameters: `area`, a province learns from the other provinces; an area without a target of its own (region,
    nation) is the sum of those inside it and stands alone; `level`, the lowest level of figures that counts.
    """
    group = groups([indicator], period, level)[indicator.pk]
    return of(group, area.pk, [one for one in group.aims if area.pk <= one <= area.last])


def of(group: Group, area: int, inside: Iterable[int] = ()) -> Outlook:
    """Return the outlook of an area out of a group of forecasts.

    Parameters: `inside`, the areas that it is made of where it has no target of its own.
    """
    indicator, period = group.indicator, group.period
    if not is_monthly(indicator.frequency):
        return Outlook(indicator, area, period, None, "not-monthly")
    if area in group.aims:
        own = group.answers.get(area)
        if own is None:
            return Outlook(indicator, area, period, None, "not-applicable")
        return Outlook(indicator, area, period, own, own.reason or "", group.histories[area])
    found = group.together(inside)
    if found is None:
        return Outlook(indicator, area, period, None, "not-applicable")
    return Outlook(indicator, area, period, found[1], found[1].reason or "", found[0])


def outlooks(indicator: Indicator, period: int, level: int = ACCEPTED) -> dict[int, Outlook]:
    """Forecast an indicator in every area that has a target (3 queries, 1 where nothing has changed since), by area."""
    group = groups([indicator], period, level)[indicator.pk]
    return {area: of(group, area) for area in sorted(group.aims)}


def rows(indicator: Indicator, areas: Iterable[Area], period: int) -> Iterable[dict[str, Any]]:
    """Yield the row of each area: of many provinces at once, of larger areas one by one."""
    wanted = list(areas)
    many = outlooks(indicator, period) if len(wanted) > 1 else {}
    for area in wanted:
        one = many.get(area.pk) or outlook(indicator, area, period)
        yield {"area": area.code, "area_th": area.name_th} | one.as_row()
