"""Breaches, told to the protection officer: at the report, near the end of the 72 hours, and when they are over."""

from __future__ import annotations

import datetime as dt

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from prasan.directory.queries import acting
from prasan.directory.roles import Role
from prasan.kernel.privacy import WARN, stage
from prasan.platform.jobs.listeners import Told, listens
from prasan.platform.notices.kinds import IMMEDIATE, NoticeKind, notice_kind
from prasan.platform.notices.models import Notice
from prasan.platform.notices.notify import notify, settle
from prasan.privacy.models import Breach

REPORTED = notice_kind(
    "privacy.breach", _("เหตุละเมิดข้อมูลส่วนบุคคล"),
    _("มีผู้แจ้งเหตุละเมิดที่ %(code)s ต้องแจ้งสำนักงานฯ ภายใน %(due)s เว้นแต่ไม่มีความเสี่ยง"),
    default=IMMEDIATE, urgent=True,
)  # fmt: skip
NEAR = notice_kind(
    "privacy.breach_near", _("เหตุละเมิดใกล้ครบ 72 ชั่วโมง"),
    _("เหตุละเมิดที่ %(code)s ยังไม่ได้แจ้งสำนักงานฯ ครบ 72 ชั่วโมงเมื่อ %(due)s"),
    default=IMMEDIATE, urgent=True,
)  # fmt: skip
OVER = notice_kind(
    "privacy.breach_over", _("เหตุละเมิดเกิน 72 ชั่วโมง"),
    _("เหตุละเมิดที่ %(code)s เกิน 72 ชั่วโมงแล้ว แจ้งพร้อมเหตุผลได้ถึง %(due)s"),
    default=IMMEDIATE, urgent=True,
)  # fmt: skip


def officers() -> set[int]:
    """Return who works from the seat of the protection officer today."""
    return acting(Q(role=Role.DPO), timezone.localdate())


def remind(now: dt.datetime) -> dict[str, int]:
    """Tell of every open breach whose clock is near its end or over; safe to run at any time and twice."""
    done = {"near": 0, "over": 0}
    told = officers()
    for one in Breach.objects.open().filter(aware_at__lte=now - WARN, notified_at=None).order_by("aware_at"):
        at = stage(one.facts, now)
        if not at:
            continue
        kind, due, name = (NEAR, one.due_at, "near") if at == "near" else (OVER, one.latest_at, "over")
        # a moment that was set right is another clock
        key = f"breach-{one.pk}-{name}-{one.aware_at:%Y%m%d%H%M}"
        done[name] += notify(told, kind, url=reverse("breach", args=[one.pk]), key=key, code=one.code, due=due)
    return done


@listens("privacy.report_breach", name="privacy.breach-reported")
def tell_report(event: Told) -> None:
    """Tell the protection officer; never what happened."""
    for one in Breach.objects.open().filter(pk__in=event.ids):
        notify(officers(), REPORTED, url=reverse("breach", args=[one.pk]), key=f"breach-{one.pk}", code=one.code,
               due=one.due_at)  # fmt: skip


@listens("privacy.assess_breach", "privacy.notify_office", "privacy.close_breach", name="privacy.breach-settled")
def settle_clock(event: Told) -> None:
    """Take back what asks for nothing any more: the report once it was judged, the clock once nothing runs."""
    for one in Breach.objects.filter(pk__in=event.ids):
        url = reverse("breach", args=[one.pk])
        kinds: list[NoticeKind] = [REPORTED] if one.risk else []
        if one.notified_at is not None or one.risk == "none":
            kinds += [NEAR, OVER]
        names = [kind.name for kind in kinds]
        people = set(Notice.objects.unread().filter(url=url, kind__in=names).values_list("person_id", flat=True))
        settle(people, kinds, [url])
