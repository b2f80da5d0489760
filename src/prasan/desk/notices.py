"""Kinds of notices that tell people of their monthly reports; words without anybody's name."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from prasan.platform.notices.kinds import IMMEDIATE, notice_kind

REPORT_CHASED = notice_kind(
    "reports.chased",
    _("ทวงรายงานที่ยังไม่ได้ส่ง"),
    _("แรงงานจังหวัดขอให้ส่งรายงานเดือน %(month)s"),
    default=IMMEDIATE,
)
REPORT_RETURNED = notice_kind(
    "reports.returned",
    _("รายงานถูกส่งกลับให้แก้ไข"),
    _("รายงานเดือน %(month)s ถูกส่งกลับให้แก้ไข โปรดเปิดดูเหตุผล"),
    default=IMMEDIATE,
)
REPORT_WAITING = notice_kind(
    "reports.waiting", _("รายงานรออนุมัติ"), _("รายงานเดือน %(month)s ของหน่วยงาน %(office)s รอท่านอนุมัติ")
)
