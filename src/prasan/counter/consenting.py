"""For whom the person's consent at a visit counts: offices that they were told of, until they take it back."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.db.models import Q

from prasan.counter.models import Ticket
from prasan.referrals.models import Referral
from prasan.registers.models import Tie
from prasan.registers.queries_workers import kept_number


def to_be_asked(
    actor: Any, ticket: Ticket, offices: Collection[int], told: Collection[int], worker: int = 0
) -> set[int]:
    """Return the offices before whose reading of the case the person has to be asked: three queries at most.

    Nobody asks for an office that has the case or may read of the person anyway. What was agreed on the ticket counts
    for no office whose right was withdrawn since the person came.
    Parameters: `offices`, that may be told; `told`, those on the ticket when the person agreed;
    `worker`, the number of the person's entry where it is known already.
    """
    case = ticket.case
    if case is None:
        return set()
    asked = set(offices) - {case.office_id, actor.office_id}
    if not asked:
        return asked
    worker = worker or kept_number(case.worker_id)
    ties = Tie.objects.filter(Q(worker=worker) | Q(worker=case.worker_id), office__in=asked)
    rows = list(ties.values_list("worker_id", "office_id", "withdrawn_at"))
    there = set(Referral.objects.open().filter(case=case, office__in=asked).values_list("office_id", flat=True))
    living = {office for one, office, ended in rows if one == worker and ended is None}
    taken_back = {office for _one, office, ended in rows if ended is not None and ended >= ticket.came_at}
    agreed = set(told) - taken_back if ticket.agreed else set()
    return asked - there - living - agreed
