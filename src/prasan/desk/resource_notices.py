"""Loans between offices, told to whose turn it is: the lender's contact and heads, then the borrower.

Neither words nor people leave the house: the number of the booking and the moment alone.
"""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from prasan.directory.queries import acting, acting_in
from prasan.platform.jobs.listeners import Told, listens
from prasan.platform.notices.kinds import IMMEDIATE, notice_kind
from prasan.platform.notices.models import Notice
from prasan.platform.notices.notify import notify, settle
from prasan.resources.models import Booking
from prasan.resources.policy import HEADS

ASKED = notice_kind(
    "resources.asked", _("คำขอยืมทรัพยากรที่รอหน่วยงานของท่าน"), _("คำขอยืมเลขที่ %(n)s เริ่ม %(when)s รอหน่วยงานของท่านอนุมัติ"),
    default=IMMEDIATE,
)  # fmt: skip
APPROVED = notice_kind(
    "resources.approved", _("คำขอยืมที่อนุมัติแล้ว"), _("คำขอยืมเลขที่ %(n)s เริ่ม %(when)s อนุมัติแล้ว"), default=IMMEDIATE
)
DECLINED = notice_kind(
    "resources.declined", _("คำขอยืมที่ไม่อนุมัติ"), _("คำขอยืมเลขที่ %(n)s เริ่ม %(when)s ไม่ได้รับอนุมัติ โปรดดูเหตุผล"),
    default=IMMEDIATE,
)  # fmt: skip
CANCELLED = notice_kind(
    "resources.cancelled", _("การจองที่อีกฝ่ายยกเลิก"), _("การจองเลขที่ %(n)s เริ่ม %(when)s ถูกยกเลิก โปรดดูเหตุผล"),
    default=IMMEDIATE,
)  # fmt: skip
RETURNED = notice_kind("resources.returned", _("การจองที่รับคืนแล้ว"), _("การจองเลขที่ %(n)s รับคืนแล้ว"))
ANSWERS = {"resources.approve": APPROVED, "resources.decline": DECLINED}


def lenders(one: Booking) -> set[int]:
    """Return who is asked for a resource: who answers for it, and who leads its office."""
    today = timezone.localdate()
    return acting(Q(pk=one.resource.seat_id), today) | acting_in([one.resource.office_id], HEADS, today)


def borrowers(one: Booking) -> set[int]:
    """Return who asked."""
    return acting(Q(pk=one.seat_id), timezone.localdate())


@listens("resources.ask", name="desk.resource-asked")
def tell_asked(event: Told) -> None:
    """Tell the lender that something of its own is asked for, while it still is."""
    for one in _rows(event):
        if one.state == Booking.State.ASKED:
            notify(lenders(one) - borrowers(one), ASKED, key=_key(one, event), **_told(one))


@listens("resources.approve", "resources.decline", name="desk.resource-answers")
def tell_answer(event: Told) -> None:
    """Tell the borrower what came of it; nothing is asked of the lender any more."""
    for one in _rows(event):
        _settled(one)
        notify(borrowers(one), ANSWERS[event.name], key=_key(one, event), **_told(one))


@listens("resources.cancel", name="desk.resource-cancelled")
def tell_cancelled(event: Told) -> None:
    """Tell both sides, as either may have cancelled."""
    for one in _rows(event):
        _settled(one)
        notify(lenders(one) | borrowers(one), CANCELLED, key=_key(one, event), **_told(one))


@listens("resources.take_back", name="desk.resource-returned")
def tell_returned(event: Told) -> None:
    """Tell the borrower that its thing was taken back."""
    for one in _rows(event):
        told = _told(one)
        notify(borrowers(one), RETURNED, url=told["url"], key=_key(one, event), n=one.pk)


def _rows(event: Told) -> Any:
    rows = Booking.objects.filter(pk__in=event.ids).select_related("resource")
    return rows.defer("resource__grams", "purpose")


def _told(one: Booking) -> dict[str, Any]:
    return {"url": reverse("resource_booking", args=[one.pk]), "n": one.pk, "when": one.begins}


def _key(one: Booking, event: Told) -> str:
    return f"{one.pk}-{event.seq}"


def _settled(one: Booking) -> None:
    """Mark as read what was asked of the lender."""
    url = reverse("resource_booking", args=[one.pk])
    rows = Notice.objects.unread().filter(url=url, kind=ASKED.name)
    settle(set(rows.values_list("person_id", flat=True)), (ASKED,), [url])
