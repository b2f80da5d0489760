"""Training on paper: the certificate with the address under which it is checked, the applicant's slip; no id number."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from prasan.directory.models import Seat
from prasan.kernel.thaidate import thai_date
from prasan.platform.documents import render_pdf
from prasan.platform.ui.filters import moment
from prasan.platform.ui.qr import drawn
from prasan.platform.web.links import token_of
from prasan.training.commands.applications import APPLICANT
from prasan.training.commands.certificates import CERTIFICATE
from prasan.training.models import Application, Certificate

TEMPLATE, SLIP = "training/certificate.typ", "training/slip.typ"


def check_address(one: Certificate) -> str:
    """Return the address under which a certificate is checked."""
    token = token_of(CERTIFICATE, one.nonce, one.token_hash)
    return f"{settings.BASE_URL.rstrip('/')}{reverse('certificate_check', args=[token])}"


def _span(begins: dt.date, ends: dt.date) -> str:
    first, last = thai_date(begins, "long"), thai_date(ends, "long")
    return first if begins == ends else _("%(first)s ถึง %(last)s") % {"first": first, "last": last}


def certificate_pdf(one: Certificate) -> bytes:
    """Return a certificate as PDF, in Thai with Thai digits as the ministry's papers are."""
    session = one.application.session
    course, address = session.course, check_address(one)
    seat = Seat.objects.select_related("person").filter(pk=one.seat_id).first() if one.seat_id else None
    with override("th"):
        test = course.kind == course.Kind.TEST
        told = {
            "subject": _("วุฒิบัตร"), "office": one.office.name_th, "code": one.label, "name": one.name_printed,
            "passed": _("ผ่านการทดสอบมาตรฐานฝีมือแรงงานแห่งชาติ") if test else _("สำเร็จการฝึกอบรมหลักสูตร"),
            "course": course.name_th + (_(" ระดับ %(level)s") % {"level": course.level} if course.level else ""),
            "hours": _("ระยะเวลา %(hours)s ชั่วโมง") % {"hours": course.hours},
            "span": _span(session.begins, session.ends),
            "given": _("ให้ไว้ ณ วันที่ %(day)s") % {"day": thai_date(one.issued_on, "long")},
            "until": _("ใช้ได้ถึงวันที่ %(day)s") % {"day": thai_date(one.holds_until, "long")} if one.holds_until else "",
            "signer": seat.person.full_name if seat is not None else "",
            "role": str(seat.get_role_display()) if seat is not None else "",
            "void": _("เพิกถอนแล้ว") if one.revoked_at is not None else "",
            "qr": str(drawn(address, "QR")), "url": address, "scan": _("สแกนเพื่อตรวจสอบว่าวุฒิบัตรนี้เป็นของจริงและยังใช้ได้"),
            "number": _("เลขที่"), "training": settings.TRAINING,
        }  # fmt: skip
    return render_pdf(TEMPLATE, told, digits="thai")


def applicant_address(one: Application) -> str:
    """Return the address of an applicant's own page."""
    token = token_of(APPLICANT, one.nonce, one.token_hash)
    return f"{settings.BASE_URL.rstrip('/')}{reverse('applicant_page', args=[token])}"


def slip_pdf(one: Application) -> bytes:
    """Return the slip of an application as PDF, 80 mm wide: no name, the course, and where the applicant looks."""
    session, address = one.session, applicant_address(one)
    told = {
        "subject": _("ใบสมัครฝึกอาชีพ"), "number": _("ใบสมัคร %(n)s") % {"n": one.pk}, "course": session.course.name,
        "session": session.label, "span": _span(session.begins, session.ends), "place": session.place,
        "state": one.get_state_display(), "qr": str(drawn(address, "QR")), "url": address,
        "scan": _("สแกนเพื่อดูลำดับ ยืนยันที่นั่ง หรือถอนใบสมัคร ไม่ต้องลงชื่อเข้าใช้ ใครถือใบนี้ทำแทนท่านได้ โปรดเก็บไว้"),
        "as_of": _("ข้อมูล ณ %(when)s") % {"when": moment(timezone.now())}, "training": settings.TRAINING,
    }  # fmt: skip
    return render_pdf(SLIP, told)
