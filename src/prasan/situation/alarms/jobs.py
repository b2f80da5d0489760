"""The daily look at the numbers, in the background."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from prasan.platform.jobs.job import job
from prasan.platform.jobs.schedule import daily
from prasan.situation.alarms.finding import find
from prasan.situation.alarms.notices import tell_new


@job("situation.alarms", title=_("ตรวจหาสัญญาณเตือนจากจำนวนข่าว"), every=daily("05:40"))
def find_alarms(run: Any) -> None:
    """Judge the days up to yesterday: a day is judged once it is over; who has to look is told."""
    with transaction.atomic():
        tell_new(find(timezone.localdate() - dt.timedelta(days=1)).raised)
