"""The briefing book as the words of its paper; what differs from the earlier edition carries a sign and a word."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from prasan.kernel.thaidate import thai_date, thai_time
from prasan.meetings.after.shown import when_due
from prasan.meetings.models import Book
from prasan.platform.documents.official import CLASS_MARKS, as_of

TEMPLATE = "meetings/after/book.typ"


def sign(mark: str) -> str:
    """Return what stands before a row that differs."""
    words = {"added": _("เพิ่ม"), "changed": _("แก้ไข"), "removed": _("ถอน"), "": ""}
    return f"[{words[mark]}]" if mark else ""


def paper_of(told: dict[str, Any], kept: Book) -> dict[str, Any]:
    """Return everything that the book says, as texts. Parameters: `told`, as book.marked makes it."""
    meeting = told["meeting"]
    starts = parse_datetime(meeting["starts_at"])
    assert starts is not None
    local = timezone.localtime(starts)
    return {
        "title": meeting["title"], "edition": str(Book.Edition(kept.edition).label),
        "facts": [
            [_("เวลา"), f"{thai_date(local.date(), 'weekday-long')} {thai_time(local.time())}"],
            [_("สถานที่"), meeting["venue"] or _("ทางวิดีโอ")],
            [_("ประธาน"), f"{meeting['chair']['name']} {meeting['chair']['position']}"],
            [_("ผู้จัดประชุม"), meeting["organiser"]],
        ],
        "compared": _("เทียบกับฉบับก่อน: แถวที่ต่างมีเครื่องหมาย [เพิ่ม] [แก้ไข] [ถอน]") if told["compared"] else "",
        "moved": sign("changed") if {"starts_at", "venue", "mode"} & set(told.get("changed", {})) else "",
        "agenda": [_section(one) for one in told["agenda"]],
        "follow": [
            [_flag(row), row["number"], f"{row['text']} ({row['owner']})", when_due(row["due"]), row["state"]]
            for row in told["follow"]
        ],
        "roster": [[_flag(row), row["name"], row["duty"], row["reply"]] for row in told["roster"]],
        "removed": [f"{_flag(row)} {_name(row)}" for row in told["removed"]],
        "words": {
            "agenda": _("ระเบียบวาระ"), "follow": _("ข้อสั่งการจากครั้งก่อน"), "roster": _("ผู้ได้รับเชิญ"),
            "removed": _("รายการที่ถอนออกจากฉบับก่อน"), "papers": _("เอกสาร"), "minutes": _("นาที"),
            "written": _("ตอบเป็นหนังสือ"), "page": _("หน้า"),
        },
        "mark": CLASS_MARKS[meeting["classification"]], "as_of": as_of(kept.at), "training": settings.TRAINING,
        "font": settings.DOCUMENT_FONT, "kept_whole": [], "hash": {"label": _("ค่าแฮชของแฟ้มฉบับนี้"), "code": kept.digest},
    }  # fmt: skip


def _flag(row: dict[str, Any]) -> str:
    return sign(row.get("mark", ""))


def _name(row: dict[str, Any]) -> str:
    return str(row.get("title") or row.get("name") or row.get("text", ""))


def _section(one: dict[str, Any]) -> dict[str, Any]:
    return {
        "title": f"{_('ระเบียบวาระที่')} {one['number']} {one['title']}",
        "items": [
            {
                "sign": _flag(row), "title": f"{row['number']} {row['title']}", "text": row["text"],
                "minutes": row["minutes"], "written": row["written"], "facts": row["facts"], "papers": row["papers"],
            }
            for row in one["items"]
        ],
    }  # fmt: skip
