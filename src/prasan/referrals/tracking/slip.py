"""The slip that a person takes home: number, PIN when it was just made, a QR of the tracking page, the notice."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_noop as _
from django.utils.translation import override

from prasan.platform.documents import render_pdf
from prasan.platform.ui.filters import moment
from prasan.platform.ui.qr import drawn
from prasan.referrals.consent import NOTICE
from prasan.referrals.models import Case
from prasan.referrals.tracking.tongues import OWN, Tongue, by_code, released

TEMPLATE = "referrals/tracking/slip.typ"
PAPERS = {"80mm": "80 mm", "a5": "A5"}
WORDS = {
    "title": _("ใบติดตามเรื่อง"),
    "opened": _("รับเรื่องเมื่อ %(when)s"),
    "number": _("เลขเรื่อง"),
    "pin": _("รหัสติดตาม"),
    "keep": _("เก็บรหัสไว้กับตัว อย่าให้ผู้อื่นเห็น"),
    "scan": _("สแกนเพื่อติดตามเรื่อง หรือโทร %(phone)s"),
    "notice": _("ข้อมูลของคุณ"),
    "purpose": _("%(office)s เก็บชื่อ ช่องทางติดต่อ และเรื่องที่คุณบอก เพื่อช่วยเหลือและติดตามเรื่องนี้เท่านั้น"),
    "readers": _("หน่วยงานอื่นได้อ่านเมื่อคุณยินยอมหรือมีกฎหมายให้ทำได้ และคุณถอนความยินยอมได้ทุกเมื่อ"),
    "rights": _("คุณดูได้ว่าใครเปิดดูข้อมูล ขอสำเนา ขอแก้ไข หรือขอลบได้ที่หน้าติดตามเรื่อง"),
    "questions": _("มีข้อสงสัย โทร %(phone)s (ประกาศฉบับ %(version)s)"),
}
"""All that a slip says, in Thai; the last four are the notice of Personal Data Protection Act B.E. 2562, section 23."""
NOTICE_PARTS = ("purpose", "readers", "rights", "questions")
THAI = Tongue("th", "th")


def notice(office: str, tongue: Tongue = THAI) -> list[str]:
    """Return the privacy notice in plain words: Personal Data Protection Act B.E. 2562, section 23."""
    told = {"office": office, "phone": settings.HELP_PHONE, "version": NOTICE}
    return [tongue.said(WORDS[part]) % told for part in NOTICE_PARTS]


def address() -> str:
    """Return the address of the tracking page: the same for everybody, without a word about a case."""
    return f"{settings.BASE_URL.rstrip('/')}{reverse('track')}"


def data_of(case: Case, paper: str, pin: str = "", tongue: Tongue = THAI) -> dict[str, Any]:
    """Return what the slip says.

    Parameters: `paper`, of PAPERS; `pin`, only in the moment in which it was made; `tongue`, of the person.
    """
    url = address()
    told = {"phone": settings.HELP_PHONE, "when": moment(case.opened_at)}
    words = {name: tongue.said(WORDS[name]) % told for name in ("number", "pin", "keep", "scan", "notice", "opened")}
    return {
        # the first line stays Thai: whoever is shown the slip knows what it is
        "title": WORDS["title"], "own_title": "" if tongue.code == "th" else tongue.said(WORDS["title"]),
        "paper": paper, "code": case.code, "office": case.office.name, "opened": words["opened"], "url": url,
        "qr": str(drawn(url, "QR")), "lang": tongue.code, "fonts": list(tongue.fonts),
        # a code keeps its digits; a PIN is typed, so it does too
        "pin": pin, "words": words, "notice": notice(case.office.name, tongue), "font": settings.DOCUMENT_FONT,
        "training": settings.TRAINING,
    }  # fmt: skip


def languages() -> dict[str, str]:
    """Return in which languages a slip can be had, code → own name: Thai, English, those released; one query."""
    return OWN | released()


def slip(
    case: Case,
    paper: str = "80mm",
    pin: str = "",
    *,
    picture: float = 0,
    language: str = "",
    tongue: Tongue | None = None,
) -> bytes:
    """Return the slip as PDF. Raises DocumentFault.

    Parameters: `paper`, of PAPERS; `pin`, as in `data_of`; `picture`, pixels an inch to get it as PNG instead;
    `language`, a code of `languages`, Thai for any other; `tongue`, one that its keepers look at before its release.
    """
    spoken = tongue or by_code(language or "th") or THAI
    with override(spoken.base):
        return render_pdf(TEMPLATE, data_of(case, paper, pin, spoken), picture=picture)
