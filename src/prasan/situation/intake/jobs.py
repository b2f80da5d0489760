"""The desk's work in the background: fetch what is due, close what died, take in what was dropped, tidy at night."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from prasan.platform.jobs.job import job
from prasan.platform.jobs.schedule import daily, every_minutes
from prasan.situation.intake import deliveries, inbox, pipeline, raws
from prasan.situation.models import Arrival, Fetch, Source

AT_ONCE = 60
"""Sources of one run; a thousand sources at ten minutes are a hundred a minute, in two workers."""


@job("situation.fetch", title=_("ดึงข่าวจากแหล่งที่ถึงเวลา"), every=every_minutes(1), retries=0)
def fetch_due(run: Any) -> None:
    """Close deliveries that died, judge what was left, take in dropped files, fetch the sources that are due."""
    deliveries.sweep()
    pipeline.settle(pipeline.waiting())
    inbox.sweep()
    while found := deliveries.due(timezone.now(), AT_ONCE):
        if not deliveries.fetch_all(found):
            break


@job("situation.fetch_one", title=_("ดึงข่าวเดี๋ยวนี้"), retries=1)
def fetch_one(run: Any, source_id: int) -> None:
    """Fetch one source now, whatever its clock says."""
    deliveries.sweep()
    done = deliveries.fetch_all(Source.objects.filter(pk=source_id), forced=True)
    if done:
        run.add_result(href=reverse("listen_fetch", args=[done[0].pk]))


@job("situation.intake_nightly", title=_("เก็บกวาดบัญชีรับข่าว"), every=daily("03:50"))
def nightly(run: Any) -> None:
    """Let go of bytes that no row names, and of the duplicates' rows of old deliveries: their counters stay."""
    raws.sweep()
    fold(timezone.now() - dt.timedelta(days=settings.LISTEN_LEDGER_DAYS))


def fold(before: dt.datetime, most: int = 5_000) -> int:
    """Let go of the rows of duplicates in deliveries that ended before a moment; returns how many rows went."""
    old = Fetch.objects.filter(started_at__lt=before, folded_at=None, duplicate__gt=0).exclude(outcome="running")
    numbers = list(old.order_by("pk").values_list("pk", flat=True)[:most])
    with transaction.atomic():
        Fetch.objects.filter(pk__in=numbers).update(folded_at=timezone.now())
        return Arrival.objects.filter(fetch__in=numbers, fate=Arrival.Fate.DUPLICATE).delete()[0]
