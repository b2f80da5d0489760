"""Erasing a person from the registry (การลบข้อมูลบุคคล): what tells who it is is emptied, what is counted stays.

What stays of a row is what figures count and nobody is known by: that there was an entry, since when, its district
(its province for who was protected), the kind of employment and of social security. The keys under which the journal
sealed what was said of the person are destroyed, so that no line of it, and no backup of it, says anything of them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db.models import Q
from django.db.models.functions import Now

from prasan.directory.models import Area
from prasan.platform.vault.keys import destroy
from prasan.registers.models import Glass, LoadRow, Merge, NotSame, PersonCheck, Tie, Worker
from prasan.registers.models.worker_words import Channel, IdKind

UNKNOWN_NATION = "ZZ"
"""Nationality that nobody has: ISO 3166-1 leaves it to users, it means that it is not told."""
EMPTY: dict[str, Any] = {
    "title": "", "given_name": "", "family_name": "", "name_latin": "", "id_kind": IdKind.NONE, "id_number": "",
    "id_key": "", "phone": "", "phone_key": "", "contact": "", "contact_key": "", "line_id": "",
    "line_key": "", "line_at": None, "keys": [], "birth_year": None,
    "sex": "", "work_area": None, "occupation": "", "industry": "", "nationality": UNKNOWN_NATION,
    "channel": Channel.NONE, "consented_at": None, "protected": "",
}  # fmt: skip
"""What the columns of an erased entry hold; `home_area` is coarsened by `counted_place`."""


def entries(number: int) -> list[int]:
    """Return the numbers of an entry and of all that were merged into it, its own first; a query a generation."""
    found, newest = [number], [number]
    while newest:
        rows = Worker.objects.filter(merged_into__in=newest).exclude(pk__in=found).order_by("pk")
        newest = list(rows.values_list("pk", flat=True))
        found += newest
    return found


def counted_place(worker: Worker) -> int | None:
    """Return the area in which an erased person is still counted: district, of a protected person the province."""
    at = worker.home_area_id
    if at is None:
        return None
    kinds = [Area.Kind.PROVINCE] if worker.protected else [Area.Kind.DISTRICT, Area.Kind.PROVINCE]
    around = Area.objects.filter(kind__in=kinds, pk__lte=at, last__gte=at).order_by("-pk")
    return around.values_list("pk", flat=True).first()


def empty(numbers: Iterable[int], now: dt.datetime) -> None:
    """Empty what the registry says of some entries of one person, end every right to it, destroy their keys.

    To be called inside the transaction of a verb that has locked the rows and asked whether it may.
    """
    told = list(numbers)
    for row in Worker.objects.filter(pk__in=told).order_by("pk"):
        Worker.objects.filter(pk=row.pk).update(**EMPTY, home_area_id=counted_place(row), erased_at=now, changed=now)
    Merge.objects.filter(Q(kept__in=told) | Q(gone__in=told)).update(prior="")
    Glass.objects.filter(worker__in=told).update(why="", review="")
    LoadRow.objects.filter(worker__in=told).update(told="", text="")
    NotSame.objects.filter(Q(first__in=told) | Q(second__in=told)).delete()
    PersonCheck.objects.filter(Q(found__overlap=told) | Q(proven__overlap=told)).update(digest="")
    Tie.objects.living().filter(worker__in=told).update(withdrawn_at=Now())
    for number in told:
        destroy("registers.worker", number)
