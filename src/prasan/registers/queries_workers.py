"""Questions to the registry of workers, always inside the reader's scope (the one exception: workers/search.py)."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from prasan.directory.models import Area
from prasan.platform.compiled import Compiled
from prasan.platform.vault.fields import found_by
from prasan.registers.models import NotSame, Worker
from prasan.registers.workers import keys, normal
from prasan.registers.workers.search import claims_of, look

MOST = 25
_DIGITS = 9


def found(actor: Any, asked: str) -> list[Worker]:
    """Return the people in scope whom a typed number, telephone or full name finds, at most `MOST`.

    Names are found by the keys of their sound: given and family name are needed.
    """
    digits = sum(char.isdecimal() for char in asked)
    if digits >= _DIGITS or (digits and " " not in asked.strip()):
        condition = found_by(Worker, "id_key", normal.number(asked)) | found_by(Worker, "phone_key", asked)
    else:
        given, _space, family = asked.strip().partition(" ")
        told = keys.asked(keys.claims({"given_name": given, "family_name": family.strip()}, ""))
        condition = Q(keys__overlap=told) if told else Q(pk__in=[])
    rows = Worker.objects.visible_to(actor).active().filter(condition)
    return list(rows.select_related("home_area", "office").order_by("-pk")[:MOST])


def places(actor: Any) -> list[Area]:
    """Return the places to choose from: the districts of the actor's own province, then the provinces."""
    near = Q(kind=Area.Kind.DISTRICT, pk__gte=actor.area_id, pk__lte=actor.area_last)
    if actor.area_last - actor.area_id > _ONE_PROVINCE:
        near = Q(pk__in=[])
    rows = Area.objects.filter(near | Q(kind=Area.Kind.PROVINCE)).only("id", "code", "kind", "name_th", "name_en")
    return sorted(rows, key=lambda one: (one.kind == Area.Kind.PROVINCE, one.pk))


_ONE_PROVINCE = 9_999
"""How far the numbers of one province go."""


_into: Compiled[Any] = Compiled(
    lambda number: Worker.objects.filter(pk=number).order_by().values_list("merged_into_id", flat=True)
)
_one: Compiled[Worker] = Compiled(lambda actor, number: Worker.objects.visible_to(actor).filter(pk=number))
_mine: Compiled[Any] = Compiled(
    lambda actor, number: Worker.objects.served_by(actor).active().filter(pk=number).order_by().values_list("pk")
)


def visible(actor: Any, number: int) -> Worker | None:
    """Return a person whom the actor reads, by their number: one query; None for any other."""
    return next(iter(_one(actor, number)), None)


def serves(actor: Any, number: int) -> bool:
    """Tell whether the actor may do something for a person, by their number: one query."""
    return bool(_mine(actor, number))


def kept_number(number: int) -> int:
    """Return the number of the entry that stands for one now: itself, or the one it was merged into.

    A query for each merge on the way, one where there was none. Raises ValueError where entries lead in a circle.
    """
    seen = set()
    while (into := next(iter(_into(number)), None)) is not None:
        if number in seen:
            raise ValueError(f"entry {number} is merged into itself")
        seen.add(number)
        number = into
    return number


def twins(actor: Any, worker: Worker) -> list[tuple[Worker, Any]]:
    """Return the people whom the actor serves that are or may be the same as one of them, with the likeness.

    A pair of which somebody found that they are two people is left out. Five queries.
    """
    pairs = NotSame.objects.filter(Q(first=worker) | Q(second=worker)).values_list("first_id", "second_id")
    known = {number for pair in pairs for number in pair} | {worker.pk}
    likes = {one.number: one for one in look(claims_of(worker), sorted(known))}
    rows = Worker.objects.served_by(actor).active().filter(pk__in=likes).select_related("home_area", "office")
    return sorted(((row, likes[row.pk]) for row in rows), key=lambda pair: -pair[1].score)
