"""What an alarm says, in the words of people: its sentence, its numbers, its chart's points."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from markupsafe import Markup

from prasan.kernel.digits import format_scaled
from prasan.platform.ui.columns import Column, columns
from prasan.platform.ui.filters import number, thaidate
from prasan.situation.alarms.beside import address_of
from prasan.situation.alarms.finding import RULE
from prasan.situation.models import Alarm

LOUD = 2.0
"""From so many times its threshold an alarm takes the gravest shape."""


def status(alarm: Alarm) -> str:
    """Return the shape that stands beside an alarm: what is decided is quiet."""
    if not alarm.is_live:
        return "done" if alarm.state == Alarm.State.LINKED else "not_applicable"
    return "very_late" if alarm.strength >= LOUD else "late"


def amount(alarm: Alarm, value: float, *, exact: bool = False) -> str:
    """Return a value as people read it: mentions with one decimal where `exact`, a figure in its indicator's unit."""
    if alarm.indicator is None:
        return number(value, 1 if exact and value != int(value) else 0)
    return f"{format_scaled(round(value), alarm.indicator.decimals)} {alarm.indicator.unit}"


def sentence(alarm: Alarm) -> str:
    """Return what happened, in one sentence."""
    told = {"n": amount(alarm, alarm.observed), "m": amount(alarm, alarm.expected, exact=True)}
    if alarm.kind == Alarm.Kind.FIGURE:
        above = alarm.observed >= alarm.expected
        words = _("%(month)s %(n)s ถึงหรือเกินเกณฑ์ %(m)s") if above else _("%(month)s %(n)s ถึงหรือต่ำกว่าเกณฑ์ %(m)s")
        return words % (told | {"month": thaidate(alarm.day, "month_short")})
    return _("วันที่ %(day)s มี %(n)s ข่าว จากที่คาดไว้ %(m)s ข่าว") % (told | {"day": thaidate(alarm.day)})


def stretch(alarm: Alarm) -> str:
    """Return the days or months of an alarm, and that it goes on."""
    style = "month_short" if alarm.kind == Alarm.Kind.FIGURE else "medium"
    first, last = thaidate(alarm.first, style), thaidate(alarm.last, style)
    days = first if first == last else f"{first} – {last}"
    return _("%(days)s ยังไม่กลับสู่ปกติ") % {"days": days} if alarm.is_on else days


def threshold(alarm: Alarm) -> float:
    """Return the score from which the alarm's method rings."""
    return float(getattr(RULE, alarm.method, 1.0))


@dataclass(frozen=True, slots=True)
class Point:
    """One day or month of an alarm's series as chart and table show it.

    `value` is as people read it; `stored` the same as figures are kept, scaled by the indicator.
    """

    day: dt.date
    label: str
    value: float | None
    stored: int | None
    expected: float | None
    total: int | None
    off: bool
    silent: bool
    loud: bool
    href: str

    @property
    def said(self) -> str:
        """Return the point's sentence."""
        if self.silent or self.value is None:
            return _("%(day)s ไม่ได้รับข่าวหรือรายงาน") % {"day": self.label}
        told = {"day": self.label, "n": number(self.value, 0 if self.value == int(self.value) else 1)}
        if self.expected is None:
            return _("%(day)s %(n)s") % told
        return _("%(day)s %(n)s คาดไว้ %(m)s") % (told | {"m": number(self.expected, 1)})


def points(alarm: Alarm) -> list[Point]:
    """Return the points of an alarm's series, oldest first, as they stood when it was computed."""
    return _months(alarm) if alarm.kind == Alarm.Kind.FIGURE else _days(alarm)


def _days(alarm: Alarm) -> list[Point]:
    found = []
    for iso, count, total, off, silent, expected, _spread, alarms in alarm.series:
        day = dt.date.fromisoformat(iso)
        href = reverse("alarm_day", args=[alarm.pk, iso]) if not silent else ""
        value = None if silent else count
        found.append(Point(day, thaidate(day, "short"), value, value, expected, total, off, silent, bool(alarms), href))
    return found


def _months(alarm: Alarm) -> list[Point]:
    assert alarm.indicator is not None
    scale = 10**alarm.indicator.decimals
    found = []
    for iso, value, key, loud in alarm.series:
        name = thaidate(iso, "month_short")
        shown = None if value is None else value / scale
        href = address_of(alarm, key) if value is not None else ""
        found.append(
            Point(dt.date.fromisoformat(iso), name, shown, value, None, None, False, value is None, loud, href)
        )
    return found


def picture(alarm: Alarm, shown: Sequence[Point]) -> Markup:
    """Draw the series; days with something to open are links, the table below opens them all."""
    figure = alarm.indicator is not None
    rows = [
        Column(one.label, one.said, one.value, one.expected, one.href if one.value else "", one.loud, one.off)
        for one in shown
    ]
    limit = alarm.expected / 10**alarm.indicator.decimals if alarm.indicator is not None else None
    label = f"{alarm.subject} · {alarm.area.name}: {sentence(alarm)}"
    return columns(rows, label, fmt=_axis, limit=limit, every=3 if figure else 7)


def _axis(value: float) -> str:
    return number(value, 0 if value == int(value) else 1)


def facts(alarm: Alarm) -> list[tuple[str, Any]]:
    """Return the numbers behind an alarm beside one another."""
    if alarm.kind == Alarm.Kind.FIGURE:
        return [(_("ค่าที่ไกลเกณฑ์ที่สุด"), amount(alarm, alarm.observed)), (_("เกณฑ์"), amount(alarm, alarm.expected))]
    score = {"score": number(alarm.score, 1), "limit": number(threshold(alarm), 1)}
    return [
        (_("วันที่มากกว่าที่คาดที่สุด"), thaidate(alarm.day)),
        (_("นับได้"), _("%(n)s ข่าว") % {"n": amount(alarm, alarm.observed)}),
        (_("คาดไว้"), _("%(n)s ข่าว") % {"n": amount(alarm, alarm.expected, exact=True)}),
        (_("คะแนน"), _("%(score)s จากเกณฑ์ %(limit)s") % score),
        (_("วิธี"), alarm.get_method_display()),
        (_("เทียบกับวันที่"), ", ".join(thaidate(one, "short") for one in alarm.compared) or "–"),
    ]  # fmt: skip
