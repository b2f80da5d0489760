"""Sentences of the screens: gaps, people, causes, the headline of a province; in the reader's language."""

from __future__ import annotations

from django.utils.translation import gettext as _

from prasan.desk.board import Country, Line, Measure, Point, unit
from prasan.desk.queries import History, months_behind
from prasan.directory.places import places as how_many
from prasan.platform.ui.filters import number, percent
from prasan.platform.ui.words import status
from prasan.progress.causes import Cause
from prasan.progress.models import Said
from prasan.registers.models import Indicator

PER_CENT = "ร้อยละ"
"""The one unit that Thai puts before its number."""

places = how_many
"""How many provinces, Bangkok apart, as every room says it."""


def bare(measure: Measure, value: int | None) -> str:
    """Write a scaled value without its unit, a dash where there is none."""
    return number(None if value is None else value / 10**measure.decimals, measure.decimals)


def amount(measure: Measure, value: int | None) -> str:
    """Write a scaled value with its unit: "1,250 คน"."""
    if value is None:
        return _("ยังไม่รายงาน")
    named = unit(measure)
    return f"{named} {bare(measure, value)}" if named == PER_CENT else f"{bare(measure, value)} {named}"


def share(point: Point) -> str:
    """Write the result as per cent of the year's target, a dash where there is none, a star where not yet accepted."""
    return percent(point.ratio) + ("" if point.accepted or point.ratio is None else STAR)


STAR = "*"
"""The mark of a number that holds figures which the province has not accepted yet."""


def unaccepted(country: Country) -> str:
    """Say what the star means where a screen shows one, else nothing."""
    return _("* มีตัวเลขที่หัวหน้าหน่วยงานอนุมัติแล้วแต่ยังไม่รับรอง") if country.unaccepted else ""


def claim(point: Point) -> str:
    """Say what the office claims where that differs from the computed status, else nothing."""
    if not point.claim:
        return ""
    return _("หน่วยงานบอกว่า %(claim)s") % {"claim": dict(Said.Claim.choices).get(point.claim, point.claim)}


def much(point: Point) -> str:
    """Write the gap alone: "−32%"."""
    return percent(point.gap_ratio, signed=True) if point.gap is not None else ""


def gap(point: Point) -> str:
    """Say how far from the plan: "ช้ากว่าแผน 12%"; where less is better, "เกินแผน 12%"."""
    return distance(point.status, None if point.measure is None else point.gap, point.measure)


def distance(code: str, tenths: int | None, measure: Measure | Indicator | None) -> str:
    """Say how far from the plan a status and its gap are, for whoever has no point of a board."""
    if code in {"not_reported", "unproven", "not_due"}:
        return str(status(code).word)
    if tenths is None or measure is None:
        return _("ไม่เกี่ยวข้อง") if code == "not_applicable" else _("ไม่มีแผนให้เทียบ")
    size = percent(abs(tenths) / 1000)
    if size == "0%":
        return _("ตรงตามแผน")
    less = measure.direction < 0
    if tenths < 0:
        return (_("เกินแผน %(much)s") if less else _("ช้ากว่าแผน %(much)s")) % {"much": size}
    return (_("ดีกว่าแผน %(much)s") if less else _("เร็วกว่าแผน %(much)s")) % {"much": size}


def people(line: Line, count: int | None) -> str:
    """Say how many people a policy reached this year; what may be counted twice says so."""
    if line.people is None:
        return ""
    if count is None:
        return _("จำนวนคนยังไม่รายงาน")
    text = _("ได้ประโยชน์ %(n)s คน") % {"n": bare(line.people, count)}
    return f"{text} ({_('อาจนับซ้ำ')})" if line.may_count_twice else text


def cause(code: str) -> str:
    """Word a cause: its label where it is on the list, else as it was written."""
    return str(dict(Cause.choices).get(code, code))


def lasting(months: int) -> str:
    """Say for how long: "3 เดือนติดต่อกัน"; nothing for the first month."""
    return _("%(n)s เดือนติดต่อกัน") % {"n": months} if months > 1 else ""


def why(country: Country, point: Point, history: History | None) -> str:
    """Say cause, duration and the way back of a late figure, from what the province reported."""
    history = history or History()
    reason = cause(history.cause) or _("ยังไม่ระบุสาเหตุ")
    frame = country.frame
    since = lasting(months_behind(point, history, frame.month, frame.thresholds))
    step = history.step or _("ยังไม่ระบุแนวทางแก้ไข")
    return f"{reason} {since} → {step}" if since else f"{reason} → {step}"
