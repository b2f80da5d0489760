"""The results of an office as one sheet of A4 (PDF): the same words and numbers as its page."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from prasan.desk.scorecard.results import Month, Result, Results
from prasan.platform.documents import official, render_pdf
from prasan.platform.ui.filters import moment
from prasan.platform.ui.words import status

TEMPLATE = "desk/documents/results.typ"
ROWS = 30
"""Indicators that fit one sheet; the page has all."""


def pdf(found: Results, *, picture: float = 0) -> bytes:
    """Return the results as PDF; `picture`, pixels an inch to get it as PNG instead. Raises DocumentFault."""
    return render_pdf(TEMPLATE, data_of(found), picture=picture)


def data_of(found: Results) -> dict[str, Any]:
    """Return everything the sheet shows, as texts."""
    left = len(found.rows) - ROWS
    return {
        "title": found.office.name, "subtitle": subtitle(found), "columns": columns(),
        "rows": [_line(row) for row in found.rows[:ROWS]], "empty": "" if found.rows else nothing(),
        "more": _("และอีก %(n)s แห่ง ดูทั้งหมดบนหน้าจอ") % {"n": left} if left > 0 else "",
        "months_title": _("รายงานประจำเดือนของปีงบประมาณ"),
        "months": [[one.label, word_of(one)] for one in found.months], "note": note(),
        "as_of": official.as_of(found.as_of), "foot": _("พิมพ์จากระบบประสาน %(when)s") % {"when": moment(found.as_of)},
        "training": settings.TRAINING, "font": settings.DOCUMENT_FONT, "mark": "",
    }  # fmt: skip


def subtitle(found: Results) -> str:
    """Return what the sheet is and through which month."""
    if found.period is None:
        return _("สรุปผลการดำเนินงานของหน่วยงาน")
    return _("สรุปผลการดำเนินงานของหน่วยงาน ถึงเดือน %(month)s") % {"month": found.month}


def columns() -> list[str]:
    """Return the headings of the lines."""
    return [_("ตัวชี้วัด"), _("ผลสะสม"), _("แผนถึงเดือนนี้"), _("เป้าทั้งปี"), _("เทียบแผน")]


def nothing() -> str:
    """Say that there is nothing to sum up."""
    return _("ยังไม่มีรายงานที่กรมและจังหวัดรับรองแล้ว")


def note() -> str:
    """Say what counts."""
    return _("นับเฉพาะรายงานที่กรมและจังหวัดรับรองแล้ว เดือนที่ยังไม่รับรองไม่นับเป็นศูนย์")


def gap_of(row: Result) -> str:
    """Return the distance to the plan, and how many months are not accepted where some are not."""
    if not row.missing:
        return row.gap_words
    return _("%(gap)s (ยังไม่รับรอง %(n)s เดือน)") % {"gap": row.gap_words, "n": row.missing}


def word_of(one: Month) -> str:
    """Return how far a month's report has come."""
    if one.accepted:
        return _("รับรองแล้ว")
    words = {
        "approved": _("อนุมัติแล้ว รอรับรอง"), "submitted": _("ส่งแล้ว รออนุมัติ"), "returned": _("ส่งกลับให้แก้ไข"),
        "draft": _("กำลังกรอก"), "none": _("ยังไม่เริ่ม"),
    }  # fmt: skip
    return words[one.state]


def _line(row: Result) -> dict[str, str]:
    known = status(row.status)
    return {
        "name": row.name, "value": row.value.full, "path": row.path.text, "target": row.target.text,
        "gap": gap_of(row), "glyph": known.glyph, "tone": known.tone,
    }  # fmt: skip
