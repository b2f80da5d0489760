"""Reports of indicators that the registry and the referrals count: the number stands beside the field, never in it.

The office answers for what it reports; a count that differs is for people to look at, since the registry holds only
whom an office has met.
"""

from __future__ import annotations

import datetime as dt

from django.urls import reverse
from django.utils import timezone

from prasan.directory.models import Area
from prasan.progress.counted import Counted, source
from prasan.referrals.figures import reach


def count(what: str, area: Area, last: dt.date) -> Counted | None:
    """Return what the referrals' figures say of a province to a day, not beyond today; None for other places."""
    if area.kind not in reach.BELOW or what not in reach.COUNTED:
        return None
    to = min(last, timezone.localdate())
    total = reach.summed(reach.of_places(area, *reach.year_to(to)))
    return Counted(reach.counted(total)[what], to, f"{reverse('referral_reach')}?province={area.code}")


source(count)
