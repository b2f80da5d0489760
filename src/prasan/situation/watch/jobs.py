"""The watch's own scheduled work: the daily report at its hour, urgent reports that nobody confirmed."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from prasan.platform.jobs.job import job
from prasan.platform.jobs.schedule import daily, every_minutes
from prasan.platform.journal.models import Outbox
from prasan.situation.models import Urgent
from prasan.situation.watch.daily import freeze
from prasan.situation.watch.notices import tell_late


@job("situation.daily_sheet", title=_("จัดทำรายงานประจำวันของศูนย์ปฏิบัติการ"), every=daily(settings.DAILY_REPORT_AT))
def daily_sheet(run: Any) -> None:
    """Freeze the report of today; told once."""
    made, fresh = freeze(timezone.localdate())
    if fresh:
        Outbox.objects.create(name="situation.day_sheet", payload={"id": made.pk}, topics=["watch"])


@job("situation.chase_urgent", title=_("ติดตามการรับทราบเหตุด่วน"), every=every_minutes(1))
def chase_urgent(run: Any) -> None:
    """Tell the centre once of each urgent report whose moment passed without a receipt."""
    now = timezone.now()
    with transaction.atomic():
        late = Urgent.objects.unread().filter(due_at__lt=now, chased_at=None).select_for_update(skip_locked=True)
        ids = list(late.values_list("pk", flat=True)[:500])
        if not ids:
            return
        Urgent.objects.filter(pk__in=ids).update(chased_at=now)
        tell_late(ids)
        Outbox.objects.create(name="situation.urgent_late", payload={"ids": ids}, topics=["watch"])
