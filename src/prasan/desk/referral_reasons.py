"""The reason that a person is owed when their matter is late: asked of its contact, a copy to the provincial office."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from prasan.directory.queries import acting, leading
from prasan.platform.jobs.listeners import Told, listens
from prasan.platform.notices.kinds import IMMEDIATE, notice_kind
from prasan.platform.notices.notify import notify, settle
from prasan.referrals.models import Referral

ASKED = notice_kind(
    "referrals.reason_asked", _("เหตุที่ล่าช้าที่ต้องแจ้งเจ้าของเรื่อง"),
    _("เรื่อง %(code)s เกินกำหนด โปรดเขียนเหตุผลถึงเจ้าของเรื่องภายใน 7 วัน"), default=IMMEDIATE,
)  # fmt: skip
COPY = notice_kind(
    "referrals.reason_copy", _("สำเนาเหตุที่ล่าช้าถึงเจ้าของเรื่อง"), _("เรื่อง %(code)s ล่าช้า หน่วยงานแจ้งเหตุผลแก่เจ้าของเรื่องแล้ว"),
    default=IMMEDIATE,
)  # fmt: skip
SILENT = notice_kind(
    "referrals.reason_silent", _("เรื่องล่าช้าที่ไม่มีเหตุผลถึงเจ้าของเรื่อง"),
    _("เรื่อง %(code)s ล่าช้าครบสัปดาห์ หน่วยงานไม่แจ้งเหตุผลแก่เจ้าของเรื่อง"), default=IMMEDIATE,
)  # fmt: skip


@listens("referrals.pass_week", "referrals.write_reason", name="desk.referral-reasons")
def tell(event: Told) -> None:
    """Ask the contact for the reason of a week; tell the provincial office what the person was told."""
    today = timezone.localdate()
    rows = Referral.objects.filter(pk__in=event.ids).select_related("case", "owner", "area")
    for one in rows.defer("owner__grams", "area__grams", "area__boundary", "case__need"):
        url = reverse("referral", args=[one.pk])
        told: dict[str, Any] = {"url": url, "key": f"{one.pk}-{event.seq}", "code": one.case.code}
        contact = acting(Q(pk=one.contact_id), today) if one.contact_id else set()
        if event.name == "referrals.pass_week" and not event.payload.get("silent"):
            notify(contact, ASKED, **told)
            continue
        settle(contact, (ASKED,), (url,))
        written = event.name == "referrals.write_reason"
        notify(leading(one.area_id, today), COPY if written else SILENT, **told)
