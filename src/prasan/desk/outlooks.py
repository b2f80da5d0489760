"""Forecasts as the screens show them: one sentence, what stands one click below it, and the picture of the year."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from prasan.desk.board import Line, short
from prasan.desk.frame import Frame
from prasan.kernel.seasons import YEAR
from prasan.platform.ui.fans import Fan, FanWords, fan
from prasan.platform.ui.filters import percent
from prasan.progress import periods
from prasan.progress.forecast_groups import Group, groups, versioned
from prasan.progress.forecasts import Outlook, of
from prasan.registers.models import Indicator

NATION = "TH"
GOOD = frozenset({"reached", "reach", "within"})
Series = list[float | None]


def read(frame: Frame, pks: Iterable[int]) -> dict[int, Group]:
    """Return the forecasts of some indicators at the frame's month: one query, three more where figures changed."""
    return groups(versioned(Indicator.objects.filter(pk__in=list(pks)), frame.period), frame.period)


def mains(lines: Iterable[Line]) -> list[int]:
    """Return the main indicators of some policies."""
    return [line.main.pk for line in lines if line.main is not None]


def tone(one: Outlook) -> str:
    """Return the status whose colour fits a forecast: on plan, late where the target is missed, unproven if unsure."""
    if one.found is None or not one.known:
        return "not_reported"
    if one.found.answer in GOOD or one.found.answer == "value":
        return "on_plan" if one.found.sure else "unproven"
    return "late" if one.found.sure else "unproven"


def told(one: Outlook, place: str) -> dict[str, Any]:
    """Return a forecast in words with the address of its own page.

    Parameters: `place`, TH, a province's code, or a group such as "inspection-region-6".
    """
    return {
        "sentence": one.sentence, "detail": one.detail, "known": one.known, "tone": tone(one),
        "naive": naive_words(one), "href": reverse("outlook", args=[one.indicator.pk, place, one.period]),
    }  # fmt: skip


def naive_words(one: Outlook) -> str:
    """Say what the naive forecast gives; empty where it gives nothing."""
    if one.naive is None or not one.known:
        return ""
    return _("ถ้าไม่ใช้วิธีนี้ แต่ให้เดือนที่เหลือเหมือนปีก่อน จะได้ %(n)s") % {"n": one.amount(one.naive)}


def rows(
    frame: Frame, lines: Sequence[Line], place: str, *, area: int = 0, inside: Iterable[int] = ()
) -> list[dict[str, Any]]:
    """Return the forecast of each policy in one place, in order of the lines: one query, more where figures changed.

    Parameters: `area`, the province; or `inside`, the provinces that the place is made of.
    """
    known = read(frame, mains(lines))
    members = list(inside)
    return [
        {"name": short(line), "policy": reverse("policy", args=[line.policy_id]), **told(one, place)}
        for line in lines
        if line.main is not None and line.main.pk in known
        for one in [of(known[line.main.pk], area, members)]
        if one.reason != "not-applicable"
    ]


def shares(values: Iterable[float | None], target: int | None) -> Series:
    """Return values as parts of the year's target; nothing without one."""
    return [None if one is None else one / target for one in values] if target else []


def picture(one: Outlook, names: Sequence[str], status: object) -> object:
    """Draw the year with its fan, as parts of the target; an empty text where there is no target to draw against."""
    history = one.history
    if history is None or not history.target:
        return ""
    target, found = history.target, one.found
    low, high = one.band
    drawn = Fan(
        shares(one.so_far, target), shares(history.path, target), shares(found.series if found else (), target),
        shares(low, target), shares(high, target), shares(one.last_year, target),
    )  # fmt: skip
    end = percent(found.value / target) if found and found.value is not None else ""
    words = FanWords(
        f"{one.indicator.name}: {one.sentence} {one.detail}".strip(),
        _("คาด %(much)s") % {"much": end} if end else "",
        _("แผน 100%"),
        _("ปีก่อน"),
    )
    from_zero = one.indicator.summing == Indicator.Sum.SUM
    return fan(drawn, names, words, fmt=lambda v: f"{v * 100:.0f}%", status=status, from_zero=from_zero)


def table(one: Outlook) -> list[dict[str, Any]]:
    """Return the numbers behind the picture, month by month."""
    history, found = one.history, one.found
    if history is None:
        return []
    low, high = one.band
    before, first = one.last_year, one.period // 100 * 100

    def at(values: Sequence[float | None], month: int) -> str:
        value = values[month] if month < len(values) else None
        return "" if value is None else one.amount(round(value))

    series = found.series if found else ()
    reported = found.reported if found and found.known else len(one.so_far)
    return [
        {
            "month": periods.label(first + month + 1), "actual": at(one.so_far, month),
            "expected": at(series, month) if month >= reported else "",
            "low": at(low, month) if month >= reported else "", "high": at(high, month) if month >= reported else "",
            "plan": at(history.path, month), "before": at(before, month),
        }
        for month in range(YEAR)
    ]  # fmt: skip


def rests_on(one: Outlook) -> list[str]:
    """Say what a forecast rests on, for the reader who doubts it."""
    found = one.found
    if found is None:
        return []
    said = [
        _("ผลที่รายงานแล้วของปีนี้ %(n)s เดือน") % {"n": found.reported},
        _("ลองพยากรณ์ย้อนหลังแล้ว %(n)s ครั้ง ความคลาดเคลื่อนครั้งนั้นให้ความกว้างของช่วง") % {"n": found.errors},
        _("ฤดูกาลเป็นของพื้นที่นี้เอง %(own)s ที่เหลือเรียนจากพื้นที่อื่น") % {"own": percent(found.kept)},
    ]
    if found.borrowed:
        said.append(_("เดือนเดียวกันของปีก่อนมีน้อย จึงใช้เดือนอื่นช่วยบอกความกว้าง"))
    if found.broke is not None:
        said.append(_("ระดับของตัวเลขเปลี่ยนไปเมื่อ %(n)s เดือนก่อน ใช้เฉพาะข้อมูลหลังจากนั้น") % {"n": found.broke})
    return said
