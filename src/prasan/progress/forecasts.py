"""What a year will come to: reported figures and targets in, forecasts with their sentence out.

The method is the kernel's (prasan.kernel.forecast, docs/algorithms/forecast.md). One query fetches the figures of
every area of an indicator, because areas learn from one another, and one the targets.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from prasan.directory.models import Area
from prasan.kernel.asking import is_monthly
from prasan.kernel.digits import format_scaled
from prasan.kernel.forecast import OLDEST, Forecast, History, Question, forecast, forecast_all, forecast_one
from prasan.kernel.seasons import YEAR
from prasan.progress import periods
from prasan.progress.models import Figure
from prasan.progress.sums import AVERAGE, RATIO, divide
from prasan.registers.models import Indicator, Target

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
COVERED = 80
"""Per cent of the targets of a larger area that must have been reported for a month of it to count."""

_FIGURES = """
SELECT area_id, period, sum(value), coalesce(sum(denominator), 0)
FROM progress_figure
WHERE indicator_id = %s AND period BETWEEN %s AND %s AND level >= %s AND member = ''
GROUP BY area_id, period
"""


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

    @property
    def known(self) -> bool:
        """Tell whether there is a number."""
        return self.found is not None and self.found.known

    def month_of(self, month: int | None) -> int | None:
        """Return the reporting month of a fiscal month 1 … 12 of the year that is forecast."""
        return None if month is None else self.period // 100 * 100 + month

    @property
    def sentence(self) -> str:
        """Return the one sentence of the screen, in the reader's language."""
        if self.found is None or not self.found.known:
            return _("ยังบอกไม่ได้ เพราะ%(reason)s") % {"reason": REASONS[self.reason]}
        return str(_words(self.found)) % self._facts(self.found)

    @property
    def detail(self) -> str:
        """Return what stands one click below: the year-end value with its interval; empty where nothing is known."""
        if self.found is None or not self.found.known:
            return ""
        words = _("สิ้นปีประมาณ %(value)s มีโอกาสร้อยละ 80 ที่จะอยู่ระหว่าง %(low)s ถึง %(high)s")
        return words % self._facts(self.found)

    def _facts(self, found: Forecast) -> dict[str, Any]:
        decimals = self.indicator.decimals
        shown = {
            name: format_scaled(value or 0, decimals) for name, value in (("low", found.low), ("high", found.high))
        }
        month = self.month_of(found.month)
        return shown | {
            "month": periods.label(month) if month else "",
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
            "value": found.value, "low": found.low, "high": found.high, "target": found.target,
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


def outlook(indicator: Indicator, area: Area, period: int, level: int = Figure.Level.PROVINCE) -> Outlook:
    """Forecast one indicator in one area as of a reporting month (2 queries).

    Parameters: `area`, a province learns from the other provinces; an area without a target of its own (region,
    nation) is the sum of those inside it and stands alone; `level`, the lowest level of figures that counts.
    """
    if not is_monthly(indicator.frequency):
        return Outlook(indicator, area.pk, period, None, "not-monthly")
    targets = _targets(indicator, period)
    inside = [area.pk] if area.pk in targets else [one for one in targets if area.pk <= one <= area.last]
    asked = [one for one in inside if targets[one].applies]
    if not asked:
        return Outlook(indicator, area.pk, period, None, "not-applicable")
    histories = _histories(indicator, targets, period, level)
    question = _question(indicator, period)
    if inside == [area.pk]:
        found = forecast_one(list(histories.values()), list(histories).index(area.pk), question)
        return _outlook(indicator, area.pk, period, found)
    together = _together(indicator, [histories[one] for one in asked], [targets[one].value for one in asked])
    return _outlook(indicator, area.pk, period, forecast(together, question))


def outlooks(indicator: Indicator, period: int, level: int = Figure.Level.PROVINCE) -> dict[int, Outlook]:
    """Forecast an indicator in every area that has a target (2 queries), by area."""
    targets = _targets(indicator, period)
    if not is_monthly(indicator.frequency):
        return {one: Outlook(indicator, one, period, None, "not-monthly") for one in targets}
    histories = _histories(indicator, targets, period, level)
    answers = forecast_all(list(histories.values()), _question(indicator, period))
    found = {key: _outlook(indicator, key, period, one) for key, one in zip(histories, answers, strict=True)}
    silent = {key: Outlook(indicator, key, period, None, "not-applicable") for key in targets if key not in found}
    return dict(sorted((found | silent).items()))


def _outlook(indicator: Indicator, area_id: int, period: int, found: Forecast) -> Outlook:
    return Outlook(indicator, area_id, period, found, found.reason or "")


def _question(indicator: Indicator, period: int) -> Question:
    return Question(
        indicator.summing, periods.split(period)[1], indicator.direction, indicator.decimals  # type: ignore[arg-type]
    )  # fmt: skip


def _targets(indicator: Indicator, period: int) -> dict[int, Target]:
    rows = Target.objects.filter(indicator=indicator, fiscal_year=periods.split(period)[0])
    return {one.area_id: one for one in rows.order_by("area_id")}


def _histories(indicator: Indicator, targets: dict[int, Target], period: int, level: int) -> dict[int, History]:
    """Return what each area to which the indicator applies reported: up to five past years and this one."""
    year = periods.split(period)[0]
    with connection.cursor() as cursor:
        cursor.execute(_FIGURES, [indicator.pk, (year - OLDEST) * 100 + 1, period, int(level)])
        points = {(row[0], row[1]): (int(row[2]), int(row[3])) for row in cursor.fetchall()}
    first = min((key[1] // 100 for key in points), default=year)
    months = periods.last(period, (year - first) * YEAR + period % 100)
    found = {}
    for area, target in targets.items():
        if target.applies:
            own = [points.get((area, month)) for month in months]
            found[area] = History(
                [None if one is None else one[0] for one in own],
                [None if one is None else one[1] for one in own] if indicator.summing == RATIO else (),
                target.value, target.path,
            )  # fmt: skip
    return found


def _together(indicator: Indicator, histories: Sequence[History], targets: Sequence[int]) -> History:
    """Return several areas as one history.

    A month that some have not reported is raised in proportion to the targets of those that have; below
    80 % of the targets it counts as not reported. Averages are plain means, ratios add up above and below.
    """
    whole = sum(targets) or len(histories)
    shares = [one if sum(targets) else 1 for one in targets]
    values: list[float | None] = []
    wholes: list[float | None] = []
    for month in range(len(histories[0].values)):
        told = [(one, share) for one, share in zip(histories, shares, strict=True) if one.values[month] is not None]
        weight = sum(share for _, share in told)
        if weight * 100 < COVERED * whole or not weight:
            values.append(None)
            wholes.append(None)
            continue
        total = sum(float(one.values[month] or 0) for one, _ in told)
        wholes.append(sum(float(one.wholes[month] or 0) for one, _ in told) if indicator.summing == RATIO else None)
        mean = total / len(told)
        by_kind = {AVERAGE: mean, RATIO: total}
        values.append(by_kind.get(indicator.summing, total * whole / weight))
    level = indicator.summing in {AVERAGE, RATIO}
    target = divide(sum(targets), len(targets)) if level else sum(targets)
    paths = [one.path for one in histories]
    path = [sum(column) for column in zip(*paths, strict=True)] if not level else ()
    return History(values, wholes if indicator.summing == RATIO else (), target, path)


def rows(indicator: Indicator, areas: Iterable[Area], period: int) -> Iterable[dict[str, Any]]:
    """Yield the row of each area: of many provinces at once, of larger areas one by one."""
    wanted = list(areas)
    many = outlooks(indicator, period) if len(wanted) > 1 else {}
    for area in wanted:
        one = many.get(area.pk) or outlook(indicator, area, period)
        yield {"area": area.code, "area_th": area.name_th} | one.as_row()
