"""The files of a labour situation report: one content, written as PDF to be read and as DOCX to be edited."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from prasan.desk.documents import situation
from prasan.desk.models import SituationReport
from prasan.platform.documents import official, render_pdf

TEMPLATE = "desk/documents/situation.typ"
PDF = "application/pdf"


def name_of(report: SituationReport) -> str:
    """Return the title of a report."""
    words = {"area": report.area.name, "span": situation.Span(report.span).label}
    return _("รายงานสถานการณ์แรงงาน %(area)s %(span)s") % words


def content_of(report: SituationReport) -> dict[str, Any]:
    """Return what both files say: words, tables, whose and of when; a draft says that it is one."""
    named = {"n": report.number, "year": report.span // 100}
    number = _("ฉบับที่ %(n)s/%(year)s") % named if report.number else _("ร่าง")
    data = situation.paper_of(name_of(report), f"{report.office.name} · {number}", report.texts, report.figures)
    return {**data, "as_of": official.as_of(report.issued_at or report.saved_at), "training": settings.TRAINING}


def pdf_of(report: SituationReport) -> bytes:
    """Return a report as PDF. Raises DocumentFault."""
    return render_pdf(TEMPLATE, {**content_of(report), "mark": "", "kept_whole": [], "font": settings.DOCUMENT_FONT})


def docx_of(report: SituationReport) -> bytes:
    """Return a report as a Word document."""
    from prasan.desk.documents import word  # its library is read when somebody asks, not at every start

    return word.docx(content_of(report))


FILES = {
    "pdf": (pdf_of, PDF),
    "docx": (docx_of, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
}
"""What a report can be downloaded as: writer and kind of file."""


def file_name(report: SituationReport, ending: str) -> str:
    """Return the name of a report's file."""
    return f"{name_of(report).replace(' ', '_')}.{ending}"
