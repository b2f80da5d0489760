"""Who can be told nothing any more: the office of an open case hears of it, so that the person is not lost unheard."""

from __future__ import annotations

import logging

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy

from prasan.directory.queries import acting
from prasan.platform.commands import RuleBroken
from prasan.platform.notices.kinds import IMMEDIATE, notice_kind
from prasan.platform.notices.notify import notify
from prasan.referrals.contacts import answering_for
from prasan.referrals.models import Case, Referral

log = logging.getLogger("prasan.referrals.line")
LINE_LOST = notice_kind(
    "referrals.line_lost", gettext_lazy("เจ้าของเรื่องที่ไม่มีช่องทางแจ้งแล้ว"),
    gettext_lazy("เจ้าของเรื่อง %(code)s เลิกรับข่าวทาง LINE และไม่มีช่องทางอื่น โปรดถามเจ้าตัวว่าจะให้แจ้งทางใด"), default=IMMEDIATE,
)  # fmt: skip


def tell_offices(worker: int) -> int:
    """Tell whoever took in each open case of a person that no way is left; return how many were told."""
    today, told = timezone.localdate(), 0
    waiting = Referral.objects.open().order_by().values("case")
    people = Q(worker=worker) | Q(worker__merged_into=worker)
    for case in Case.objects.filter(people, pk__in=waiting).select_related("office").defer("office__grams"):
        try:
            seat = answering_for(case.office, today, prefer=case.opened_by_id)
        except RuleBroken as nobody:
            log.warning("nobody to ask a person: %s", nobody.text)
            continue
        said = {"url": reverse("case", args=[case.pk]), "key": f"line-{case.pk}-{timezone.now():%Y%m%d%H%M}"}
        notify(acting(Q(pk=seat.pk), today), LINE_LOST, **said, code=case.code)
        told += 1
    return told
