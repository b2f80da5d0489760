"""What the watch tells people: urgent reports, receipts that did not come, wishes to change turns."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from prasan.directory.queries import acting
from prasan.directory.roles import Role
from prasan.platform.notices.kinds import IMMEDIATE, notice_kind
from prasan.platform.notices.notify import notify, settle
from prasan.situation.models import Event, Swap, Urgent

URGENT = notice_kind(
    "situation.urgent",
    _("เหตุด่วนที่ต้องรับทราบ"),
    _("เหตุด่วนเลขที่ %(code)s โปรดเปิดอ่านและยืนยันรับทราบภายใน %(when)s"),
    default=IMMEDIATE,
    urgent=True,
)
URGENT_LATE = notice_kind(
    "situation.urgent_late",
    _("เหตุด่วนที่ยังไม่มีผู้รับทราบตามเวลา"),
    _("เหตุด่วนเลขที่ %(code)s มีผู้ที่ยังไม่ยืนยันรับทราบตามเวลา %(n)s คน โปรดโทรศัพท์แจ้ง"),
    default=IMMEDIATE,
    urgent=True,
)
SWAP_ASKED = notice_kind(
    "situation.swap_asked",
    _("มีผู้ขอแลกเวรกับท่าน"),
    _("มีผู้ขอแลกเวรวันที่ %(day)s กับท่าน"),
    default=IMMEDIATE,
)
SWAP_ANSWERED = notice_kind(
    "situation.swap_answered",
    _("คำขอแลกเวรมีคำตอบแล้ว"),
    _("คำขอแลกเวรวันที่ %(day)s มีคำตอบแล้ว"),
    default=IMMEDIATE,
)


def tell_urgent(event: Event, rows: Iterable[Urgent]) -> None:
    """Tell each person of an event; the notice opens the page on which they confirm."""
    url = reverse("urgent_event", args=[event.pk])
    by_due = sorted(rows, key=lambda one: one.due_at)
    for due, told in groupby(by_due, key=lambda one: one.due_at):
        notify([one.person_id for one in told], URGENT, url=url, key=f"urgent-{event.pk}", code=event.code, when=due)


def confirmed(urgent: Urgent) -> None:
    """Take the notice off who confirmed, and the word about lateness off the centre once nobody is late."""
    url = reverse("urgent_event", args=[urgent.event_id])
    settle([urgent.person_id], (URGENT,), (url,))
    if not Urgent.objects.unread().filter(event_id=urgent.event_id, due_at__lt=timezone.now()).exists():
        settle(_centre(), (URGENT_LATE,), (url,))


def _centre() -> set[int]:
    return acting(Q(role=Role.DUTY_OFFICER, office__kind="centre"), timezone.localdate())


def tell_late(ids: Iterable[int]) -> None:
    """Tell the centre of urgent reports whose moment passed, once for each event and number of people."""
    rows = Urgent.objects.unread().filter(pk__in=list(ids)).select_related("event").order_by("event_id")
    for event, told in groupby(rows, key=lambda one: one.event):
        numbers = [one.pk for one in told]
        notify(
            _centre(), URGENT_LATE, url=reverse("urgent_event", args=[event.pk]), key=f"late-{max(numbers)}",
            code=event.code, n=len(numbers),
        )  # fmt: skip


def tell_swap(swap: Swap) -> None:
    """Tell who is asked, or who asked once it is answered."""
    day, url = timezone.localdate(swap.shift.starts), reverse("rota")
    if swap.state == Swap.State.ASKED:
        notify([swap.to_id], SWAP_ASKED, url=url, key=f"swap-{swap.pk}", day=day)
        return
    settle([swap.to_id], (SWAP_ASKED,), (url,))
    if swap.state != Swap.State.WITHDRAWN:
        notify([swap.asked_by_id], SWAP_ANSWERED, url=url, key=f"swap-{swap.pk}", day=day)
