"""Break-glass, told at once to whoever reviews it: the heads of the office, its province and the protection officer."""

from __future__ import annotations

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from prasan.directory.queries import acting, acting_in, leading
from prasan.directory.roles import Role
from prasan.platform.jobs.listeners import Told, listens
from prasan.platform.notices.kinds import IMMEDIATE, notice_kind
from prasan.platform.notices.models import Notice
from prasan.platform.notices.notify import notify, settle
from prasan.registers.models import Glass

OPENED = notice_kind(
    "registers.glass", _("การเปิดข้อมูลฉุกเฉิน"), _("มีการเปิดข้อมูลฉุกเฉินเลขที่ %(number)s เมื่อ %(when)s โปรดทบทวน"),
    default=IMMEDIATE,
)  # fmt: skip


@listens("registers.open_glass", name="desk.glass-opened")
def tell_opening(event: Told) -> None:
    """Tell who reviews that an entry was opened; never whose, never why."""
    today = timezone.localdate()
    for one in Glass.objects.filter(pk__in=event.ids).select_related("office").defer("office__grams"):
        heads = acting_in([one.office_id], [Role.AGENCY_HEAD], today) | leading(one.office.area_id, today)
        told = (heads | acting(Q(role=Role.DPO), today)) - {one.person_id}
        notify(told, OPENED, url=reverse("glass_review", args=[one.pk]), key=f"glass-{one.pk}", number=one.pk,
               when=one.at)  # fmt: skip


@listens("registers.review_glass", name="desk.glass-reviewed")
def settle_opening(event: Told) -> None:
    """Take back what asks nobody for a review any more."""
    for number in event.ids:
        url = reverse("glass_review", args=[number])
        rows = Notice.objects.unread().filter(url=url, kind=OPENED.name)
        settle(set(rows.values_list("person_id", flat=True)), [OPENED], [url])
