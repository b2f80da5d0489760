"""The record of missing papers as PDF: both sign it, the person takes a copy."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from prasan.platform.documents import render_pdf
from prasan.platform.ui.filters import moment, thaidate
from prasan.referrals.models import PaperList

TEMPLATE = "referrals/tracking/papers.typ"


def data_of(asked: PaperList, person: str) -> dict[str, Any]:
    """Return what the record says. Parameters: `person`, whose papers, "" leaves the line to be written on."""
    officer = asked.asked_by.person.full_name if asked.asked_by else asked.office.name
    signed = _("ลงชื่อแล้ว %(when)s") % {"when": moment(asked.signed_at)} if asked.signed_at else _("วันที่ ................")
    when = _("ขอเมื่อ %(when)s") % {"when": moment(asked.asked_at)}
    return {
        "title": _("บันทึกรายการเอกสารที่ต้องยื่นเพิ่ม"), "office": asked.office.name, "code": asked.referral.case.code,
        "person": person or "................................", "papers": asked.lines, "font": settings.DOCUMENT_FONT,
        "asked": when, "training": settings.TRAINING,
        "bring": _("นำมาภายใน %(day)s") % {"day": thaidate(asked.bring_by, "long")},
        "law": _("ขอเฉพาะเอกสารตามรายการนี้ ขอเพิ่มภายหลังไม่ได้ เว้นแต่มีเหตุตาม พ.ร.บ. อำนวยความสะดวกฯ พ.ศ. 2558 มาตรา 8"),
        "words": {"number": _("เลขเรื่อง"), "person": _("ผู้ยื่นเรื่อง")},
        "signs": [
            {"who": _("เจ้าหน้าที่ %(name)s") % {"name": officer}, "when": when},
            {"who": _("ผู้ยื่นเรื่อง"), "when": signed},
        ],
    }  # fmt: skip


def paper_form(asked: PaperList, person: str = "") -> bytes:
    """Return the record as PDF in Thai. Raises DocumentFault. Parameters: `person`, as in `data_of`."""
    with override("th"):
        return render_pdf(TEMPLATE, data_of(asked, person))
