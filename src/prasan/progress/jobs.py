"""Progress's own scheduled work."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from prasan.platform.jobs.job import job
from prasan.platform.jobs.schedule import daily, every_minutes
from prasan.progress import queueing  # noqa: F401 - its job is loaded with this module
from prasan.progress.calls import jobs as calls  # noqa: F401 - so are these
from prasan.progress.folding import fold
from prasan.progress.models import Filled

KEEP_FILLED_DAYS = 30
"""A workbook that was sent is accepted within days, or sent anew."""


@job("progress.fold", title=_("รวมยอดตัวเลขที่เพิ่งเปลี่ยน"), every=every_minutes(5))
def fold_dirty(run: Any) -> None:
    """Fold what bulk loads and others left dirty, a part in each transaction."""
    while fold():
        pass


@job("progress.forget_filled", title=_("ลบแบบรายงาน Excel ที่ส่งไว้เกิน 30 วัน"), every=daily("03:20"))
def forget_filled(run: Any) -> None:
    """Let go of filled workbooks that were sent long ago; what was accepted stands in the reports and the journal."""
    Filled.objects.filter(created__lt=timezone.now() - dt.timedelta(days=KEEP_FILLED_DAYS)).delete()
