"""Facts and lines of an agenda in the reader's language: one sentence each, the same on page, paper and slides."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext as _

from prasan.desk.board import english
from prasan.desk.words import cause, lasting
from prasan.directives.models import Addressee, Directive
from prasan.kernel.digits import format_scaled
from prasan.meetings.agenda import About, Fact, Figures, Line
from prasan.platform.ui.filters import moment, number, percent, thaidate
from prasan.platform.ui.words import status
from prasan.progress import periods
from prasan.situation import shapes


def name(about: About) -> str:
    """Return what a line is about."""
    return (about.en or about.th) if english() else about.th


def label(fact: Fact) -> str:
    """Return what a fact is called."""
    return (fact.label_en or fact.label_th) if english() else fact.label_th


def place(fact: Fact) -> str:
    """Return the place of a fact."""
    return (fact.area_en or fact.area_th) if english() else fact.area_th


def office(fact: Fact) -> str:
    """Return the office of a fact, empty where none answers for it."""
    return (fact.office_en or fact.office_th) if english() else fact.office_th


def kind(name: str, count: int) -> str:
    """Say how many facts of a kind there are."""
    told = {
        "red": _("ล่าช้ากว่าแผน %(n)s เรื่อง"), "late": _("ยังไม่ส่งรายงาน %(n)s หน่วยงาน"),
        "missing": _("ยังไม่รายงานผล %(n)s นโยบาย"), "unproven": _("ยังไม่มีหลักฐานยืนยัน %(n)s เรื่อง"),
        "event": _("เหตุการณ์รุนแรง %(n)s เรื่อง"), "decision_waiting": _("รอการตัดสินใจ %(n)s เรื่อง"),
        "overdue_directive": _("ข้อสั่งการเกินกำหนด %(n)s เรื่อง"), "returned_directive": _("ข้อสั่งการส่งกลับ %(n)s เรื่อง"),
        "open_directive": _("ข้อสั่งการที่ยังไม่ปิด %(n)s เรื่อง"), "closed_directive": _("ข้อสั่งการที่ปิดแล้ว %(n)s เรื่อง"),
        "guidance_unanswered": _("แนวทางที่ยังไม่ตอบ %(n)s หน่วยงาน"),
    }  # fmt: skip
    return told[name] % {"n": number(count)}


def line(one: Line) -> str:
    """Say what stands beneath a line, by kinds; empty where nothing does."""
    return " · ".join(kind(name, count) for name, count in one.counts.items())


def why(one: Line) -> str:
    """Say why a line is answered in writing, empty for one that is spoken about."""
    told = {
        "no_time": _("ขอให้ชี้แจงเป็นลายลักษณ์อักษร เวลาไม่พอ"), "chair": _("ประธานให้ชี้แจงเป็นลายลักษณ์อักษร"),
        "no_item": _("ขอให้ชี้แจงเป็นลายลักษณ์อักษร ไม่อยู่ในระเบียบวาระ"),
    }  # fmt: skip
    return told.get(one.why, "")


def fact(one: Fact) -> str:
    """Say a fact: what it is called, and where it stands."""
    return f"{label(one)}: {state(one)}"


def state(one: Fact) -> str:
    """Say where a fact stands: number against path, days past its time, state; what was said of it behind."""
    if one.figures is not None:
        return " · ".join(part for part in (_figures(one.figures), _since(one), _why(one)) if part)
    if one.kind in {"late", "unproven"}:
        return " · ".join(part for part in (_report(one), _days(one)) if part)
    if one.kind == "event":
        return shapes.word(str(one.part("severity")))
    if one.kind == "decision_waiting":
        return _("ขอให้ไม่นำตัวชี้วัดมาใช้ รอพิจารณา %(n)s วัน") % {"n": number(one.number("days"))}
    return _given(one)


def _figures(found: Figures) -> str:
    word = str(status(found.status).word)
    if found.value is None:
        return word
    shown = format_scaled(found.value, found.decimals)
    path = "–" if found.path is None else format_scaled(found.path, found.decimals)
    gap = f" {percent(found.gap / 1000, signed=True)}" if found.gap is not None else ""
    unit = found.unit_en if english() else found.unit_th
    told = _("%(word)s%(gap)s ผล %(value)s แผน %(path)s %(unit)s") % {
        "word": word, "gap": gap, "value": shown, "path": path, "unit": unit,
    }  # fmt: skip
    return told if found.accepted else f"{told} ({_('ยังไม่รับรอง')})"


def _since(one: Fact) -> str:
    return lasting(one.number("months"))


def _why(one: Fact) -> str:
    reason, step = one.part("cause"), one.part("step")
    if one.kind != "red":
        return ""
    said = cause(str(reason)) if reason else _("ยังไม่ระบุสาเหตุ")
    return f"{said} → {step or _('ยังไม่ระบุแนวทางแก้ไข')}"


def _report(one: Fact) -> str:
    month = periods.label(one.number("period"))
    told = {
        "none": _("ยังไม่เริ่มรายงานเดือน %(month)s"), "draft": _("ยังไม่ส่งรายงานเดือน %(month)s"),
        "returned": _("รายงานเดือน %(month)s ถูกส่งกลับให้แก้ไข"),
        "unapproved": _("รายงานเดือน %(month)s ส่งแล้ว หัวหน้ายังไม่อนุมัติ"),
        "unaccepted": _("รายงานเดือน %(month)s อนุมัติแล้ว ยังไม่รับรอง"),
    }  # fmt: skip
    return told[str(one.part("how"))] % {"month": month}


def _days(one: Fact) -> str:
    days = one.number("days")
    return _("เกิน %(n)s วัน") % {"n": number(days)} if days > 0 else ""


def _given(one: Fact) -> str:
    """Say where a directive or guidance stands: its state, its day, the days past it."""
    states = Addressee.State if one.kind == "guidance_unanswered" else Directive.State
    due = str(one.part("due") or "")
    day = moment(dt.datetime.fromisoformat(due), "short") if "T" in due else thaidate(dt.date.fromisoformat(due))
    told = [str(states(str(one.part("state"))).label), _("กำหนด %(when)s") % {"when": day}, _days(one)]
    return " · ".join(part for part in told if part)
