"""The slip that a person takes home: number, PIN when it was just made, a QR of the tracking page, the notice."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from prasan.platform.documents import render_pdf
from prasan.platform.ui.filters import moment
from prasan.platform.ui.qr import drawn
from prasan.referrals.consent import NOTICE
from prasan.referrals.models import Case

TEMPLATE = "referrals/tracking/slip.typ"
PAPERS = {"80mm": "80 mm", "a5": "A5"}


def notice(office: str) -> list[str]:
    """Return the privacy notice in plain Thai: Personal Data Protection Act B.E. 2562, section 23."""
    return [
        _("%(office)s เก็บชื่อ ช่องทางติดต่อ และเรื่องที่คุณบอก เพื่อช่วยเหลือและติดตามเรื่องนี้เท่านั้น") % {"office": office},
        _("หน่วยงานอื่นได้อ่านเมื่อคุณยินยอมหรือมีกฎหมายให้ทำได้ และคุณถอนความยินยอมได้ทุกเมื่อ"),
        _("คุณดูได้ว่าใครเปิดดูข้อมูล ขอสำเนา ขอแก้ไข หรือขอลบได้ที่หน้าติดตามเรื่อง"),
        _("มีข้อสงสัย โทร %(phone)s (ประกาศฉบับ %(version)s)") % {"phone": settings.HELP_PHONE, "version": NOTICE},
    ]


def address() -> str:
    """Return the address of the tracking page: the same for everybody, without a word about a case."""
    return f"{settings.BASE_URL.rstrip('/')}{reverse('track')}"


def data_of(case: Case, paper: str, pin: str = "") -> dict[str, Any]:
    """Return what the slip says. Parameters: `paper`, of PAPERS; `pin`, only in the moment in which it was made."""
    url = address()
    words = {
        "number": _("เลขเรื่อง"), "pin": _("รหัสติดตาม"), "keep": _("เก็บรหัสไว้กับตัว อย่าให้ผู้อื่นเห็น"),
        "scan": _("สแกนเพื่อติดตามเรื่อง หรือโทร %(phone)s") % {"phone": settings.HELP_PHONE},
        "notice": _("ข้อมูลของคุณ"),
    }  # fmt: skip
    return {
        "title": _("ใบติดตามเรื่อง"), "paper": paper, "code": case.code, "office": case.office.name,
        "opened": _("รับเรื่องเมื่อ %(when)s") % {"when": moment(case.opened_at)}, "url": url, "qr": str(drawn(url, "QR")),
        # a code keeps its digits; a PIN is typed, so it does too
        "pin": pin, "words": words, "notice": notice(case.office.name), "font": settings.DOCUMENT_FONT,
        "training": settings.TRAINING,
    }  # fmt: skip


def slip(case: Case, paper: str = "80mm", pin: str = "", *, picture: float = 0) -> bytes:
    """Return the slip as PDF in Thai. Raises DocumentFault.

    Parameters: `paper`, of PAPERS; `pin`, as in `data_of`; `picture`, pixels an inch to get it as PNG instead.
    """
    with override("th"):
        return render_pdf(TEMPLATE, data_of(case, paper, pin), picture=picture)
