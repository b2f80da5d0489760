"""Progress's own scheduled work."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from prasan.platform.jobs.job import job
from prasan.platform.jobs.schedule import every_minutes
from prasan.progress.folding import fold


@job("progress.fold", title=_("รวมยอดตัวเลขที่เพิ่งเปลี่ยน"), every=every_minutes(5))
def fold_dirty(run: Any) -> None:
    """Fold what bulk loads and others left dirty, a part in each transaction."""
    while fold():
        pass
