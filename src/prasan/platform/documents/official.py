"""Official papers: บันทึกข้อความ, หนังสือภายนอก, คำสั่ง, and reports; drafts that e-Saraban numbers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from prasan.kernel.thaidate import thai_date, thai_time
from prasan.platform.documents.render import render_pdf

CLASS_MARKS = {0: "", 1: "ลับ", 2: "ลับมาก"}
KINDS = ("memo", "letter", "order")


@dataclass(frozen=True)
class Signature:
    """Who signs: name in full, position, and an acting capacity with the order that gave it."""

    name: str
    position: str
    capacity: str = ""
    order_no: str = ""


@dataclass(frozen=True)
class Letter:
    """An official letter.

    Parameters: `kind`, memo (บันทึกข้อความ), letter (หนังสือภายนอก) or order (คำสั่ง); `number` and `date`, as
    the e-Saraban system gave them, empty until then: never invented; `body`, paragraphs; `urgency`
    (ชั้นความเร็ว), as ด่วนที่สุด; `classification`, 0 to 2; `kept_whole`, names that no line may break.
    """

    kind: str
    office: str
    subject: str
    to: str = ""
    body: Sequence[str] = ()
    number: str = ""
    date: dt.date | None = None
    address: str = ""
    contact: str = ""
    refers_to: Sequence[str] = ()
    enclosures: Sequence[str] = ()
    closing: str = ""
    signature: Signature | None = None
    urgency: str = ""
    classification: int = 0
    kept_whole: Sequence[str] = ()


@dataclass(frozen=True)
class Report:
    """A report on A4: a title, a sentence, tables; every page says the day of its data.

    Each of `tables` is {"title", "columns": [{"label", "num"}], "rows": [[…]]}.
    """

    title: str
    subtitle: str = ""
    paragraphs: Sequence[str] = ()
    tables: Sequence[dict[str, Any]] = ()
    source: str = ""
    landscape: bool = False
    classification: int = 0
    kept_whole: Sequence[str] = field(default_factory=tuple)


def as_of(moment: dt.datetime | None = None) -> str:
    """Return "ข้อมูล ณ วันที่ …" for a moment, by default now."""
    local = timezone.localtime(moment)
    return _("ข้อมูล ณ วันที่ %(day)s เวลา %(time)s") % {
        "day": thai_date(local.date(), "long"),
        "time": thai_time(local.time()),
    }


def garuda() -> str:
    """Return the ministry's garuda as SVG text, empty where none is supplied."""
    path = Path(settings.GARUDA_SVG) if settings.GARUDA_SVG else None
    return path.read_text("utf-8") if path and path.is_file() else ""


def _common(classification: int, kept_whole: Sequence[str], moment: dt.datetime | None) -> dict[str, Any]:
    return {
        "mark": CLASS_MARKS[classification],
        "kept_whole": list(kept_whole),
        "as_of": as_of(moment),
        "training": settings.TRAINING,
        "font": settings.DOCUMENT_FONT,
    }


def render_letter(letter: Letter, *, digits: str = "thai", moment: dt.datetime | None = None) -> bytes:
    """Return an official letter as PDF; Thai digits unless told otherwise. Raises DocumentFault."""
    if letter.kind not in KINDS:
        raise ValueError(letter.kind)
    data = asdict(letter)
    data["date"] = thai_date(letter.date, "long") if letter.date else ""
    data |= _common(letter.classification, letter.kept_whole, moment)
    data["garuda"] = garuda()
    return render_pdf(letter.kind, data, digits=digits)


def render_report(report: Report, *, digits: str = "arabic", moment: dt.datetime | None = None) -> bytes:
    """Return a report as PDF. Raises DocumentFault."""
    data = asdict(report) | _common(report.classification, report.kept_whole, moment)
    return render_pdf("report", data, digits=digits)
