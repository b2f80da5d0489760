"""Reports of indicators that training counts: completers of the year, and those of them in work after three months."""

from __future__ import annotations

import datetime as dt

from django.urls import reverse
from django.utils import timezone

from prasan.directory.models import Area
from prasan.kernel.fiscal import fiscal_year, fiscal_year_bounds
from prasan.progress.counted import Counted, source
from prasan.registers.models import CountedFrom
from prasan.training.models import Application, FollowUp
from prasan.training.models.applications import State
from prasan.training.models.outcomes import WORKING

FIRST_ASKED = 3


def count(what: str, area: Area, last: dt.date) -> Counted | None:
    """Return what training counts in an area from the beginning of the fiscal year to a day, not beyond today.

    People count once, however many courses they completed: by their entry in the registry.
    """
    to = min(last, timezone.localdate())
    first = fiscal_year_bounds(fiscal_year(last))[0]
    if what == CountedFrom.COMPLETED:
        rows = Application.objects.filter(
            state=State.COMPLETED, session__state="closed", session__ends__range=(first, to),
            session__area__gte=area.pk, session__area__lte=area.last,
        )  # fmt: skip
        value = rows.values("worker").distinct().count()
        return Counted(value, to, f"{reverse('training')}?when=past&area={area.code}")
    if what == CountedFrom.PLACED:
        asked = FollowUp.objects.filter(
            months=FIRST_ASKED, answer__in=sorted(WORKING), due_on__range=(first, to),
            application__session__area__gte=area.pk, application__session__area__lte=area.last,
        )  # fmt: skip
        return Counted(asked.values("application__worker").distinct().count(), to, reverse("training_follow_ups"))
    return None


source(count)
