"""Emptying what training says of a person: names and answers go, seats, days and results stay, counted."""

from __future__ import annotations

from collections.abc import Iterable

from prasan.training.cycle import OPEN
from prasan.training.models import Application, Certificate, Claim, Demand, FollowUp


def open_applications(workers: Iterable[int]) -> list[int]:
    """Return the numbers of the applications of some entries to which something can still happen."""
    rows = Application.objects.filter(worker__in=list(workers), state__in=sorted(OPEN), session__state="open")
    return list(rows.order_by("pk").values_list("pk", flat=True))


def empty(workers: Iterable[int]) -> int:
    """Empty every word about some entries of one person; return of how many applications.

    A certificate keeps its number and says that the name was erased: whoever holds the paper still learns that it is
    genuine. To be called inside the transaction of a verb that asked whether it may.
    """
    numbers = list(workers)
    mine = list(Application.objects.filter(worker__in=numbers).values_list("pk", flat=True))
    Certificate.objects.filter(application__in=mine).update(name_printed="")
    Claim.objects.filter(application__in=mine).delete()
    asked = FollowUp.objects.filter(application__in=mine)
    asked.update(uses_skill=None, earns_more=None)
    Demand.objects.filter(worker__in=numbers).update(worker=None, agreed=False)
    return len(mine)
