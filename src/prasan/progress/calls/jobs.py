"""Scheduled work of data calls: what was opened again closes at its end."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from prasan.platform.commands import SYSTEM, RuleBroken, perform
from prasan.platform.jobs.job import job
from prasan.platform.jobs.schedule import every_minutes
from prasan.progress.calls.commands import CloseCall
from prasan.progress.calls.models import DataCall


@job("progress.close_calls", title=_("ปิดคำขอข้อมูลที่ครบเวลาเปิดรับอีกครั้ง"), every=every_minutes(5))
def close_calls(run: Any) -> None:
    """Close the calls whose reopening has ended; answers were refused from that moment on already."""
    for pk in DataCall.objects.filter(state="sent", open_until__lt=timezone.now()).values_list("pk", flat=True):
        try:
            perform(SYSTEM, CloseCall(target_id=pk))
        except RuleBroken:
            continue  # somebody closed it a moment ago
