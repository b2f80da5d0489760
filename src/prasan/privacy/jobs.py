"""The room's own background work: the clock of breaches is watched, what is due by the schedule is emptied."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from prasan.platform.jobs.job import job
from prasan.platform.jobs.schedule import every_minutes
from prasan.privacy.emptying import retain, retain_by_itself
from prasan.privacy.notices import remind

__all__ = ["retain", "retain_by_itself", "watch_breaches"]


@job("privacy.clock", title=_("ติดตามนาฬิกา 72 ชั่วโมงของเหตุละเมิดข้อมูลส่วนบุคคล"), every=every_minutes(5))
def watch_breaches(run: Any) -> None:
    """Tell the protection officer before the term ends, and when it is over."""
    remind(timezone.now())
