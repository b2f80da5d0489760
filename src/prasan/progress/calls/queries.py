"""Lists of data calls: what an office has to answer, what it asked, what it oversees."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import BooleanField, Case, Count, Q, QuerySet, Value, When
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from prasan.directory.roles import Role
from prasan.progress.calls.cycle import OPEN
from prasan.progress.calls.models import CallAnswer, DataCall, reads
from prasan.progress.calls.policy import ANSWERERS, HEADS

SHOWN = 50
ARRIVED = (CallAnswer.State.ANSWERED, CallAnswer.State.DECLINED)


def counted(rows: QuerySet[DataCall], most: int = SHOWN) -> list[Any]:
    """Return calls, newest first, each with `asked_n` and `arrived_n`: how many were asked and answered."""
    numbers = {
        "asked_n": Count("answers"), "arrived_n": Count("answers", filter=Q(answers__state__in=ARRIVED)),
    }  # fmt: skip
    return list(rows.select_related("office").annotate(**numbers).order_by("-id")[:most])


def to_answer(actor: Any) -> list[CallAnswer]:
    """Return what the actor's office was asked: open ones first by deadline, then the newest answered."""
    if not reads(actor) or not actor.has(*ANSWERERS):
        return []
    rows = CallAnswer.objects.filter(office_id=actor.office_id).exclude(call__state=DataCall.State.DRAFT)
    found = list(rows.select_related("call__office").defer("rows", "values").order_by("-call_id")[:SHOWN])
    return sorted(found, key=lambda one: (one.arrived, not one.call.takes_answers(timezone.now()), one.call.deadline))


def made_by(actor: Any) -> list[DataCall]:
    """Return the calls of the actor's own office."""
    return counted(DataCall.objects.filter(office_id=actor.office_id)) if reads(actor) else []


def overseen(actor: Any) -> list[DataCall]:
    """Return the calls of others that reached an office the actor reads beside its own."""
    if not reads(actor):
        return []
    rows = DataCall.objects.visible_to(actor).exclude(office_id=actor.office_id)
    others = CallAnswer.objects.within(actor).exclude(office_id=actor.office_id)
    return counted(DataCall.objects.filter(pk__in=rows.values("pk"), answers__in=others).distinct())


def chosen(answers: Iterable[CallAnswer], state: str) -> list[CallAnswer]:
    """Return the answers of one kind: "silent", "late", a state, or all."""
    if state == "silent":
        return [one for one in answers if not one.arrived]
    if state == "late":
        return [one for one in answers if one.late and one.arrived]
    return [one for one in answers if state in {"", one.state}]


@dataclass(frozen=True, slots=True)
class Moved:
    """What differs from the frozen totals: when they were frozen, and (column, frozen, now) of those that moved."""

    at: dt.datetime | None
    cells: list[tuple[str, str, str]]


def since_closing(call: DataCall, answers: list[CallAnswer]) -> Moved | None:
    """Return what was corrected after the last closing; None where a call was never closed."""
    from prasan.progress.calls.totals import cell

    if not call.frozen or len(answers) != call.frozen["asked"]:
        return None
    moved = []
    for one in call.table.columns:
        value, offices = call.frozen["cells"].get(one.key, [None, 0])
        now = cell(one, answers)
        if (now.value, now.offices) != (value, offices):
            moved.append((one.label, one.show(value), one.show(now.value)))
    return Moved(parse_datetime(call.frozen["at"]), moved)


def waiting_for(actor: Any) -> list[CallAnswer]:
    """Return what waits for this seat, the nearest deadline first: one query.

    Answers to fill in; for a head those to confirm; for a labour officer also the `silent` units of the province.
    """
    if not reads(actor) or not actor.has(*ANSWERERS):
        return []
    mine = Q(state__in=OPEN)
    if actor.has(*HEADS):
        mine |= Q(state=CallAnswer.State.CONFIRMING) & ~Q(sent_by_id=actor.person_id)
    mine &= Q(office_id=actor.office_id)
    others = Q(pk__in=[])
    if actor.has(Role.PLO) and actor.leads_province:
        here = CallAnswer.objects.silent().filter(area_id__gte=actor.area_id, area_id__lte=actor.area_last)
        others = Q(pk__in=here.exclude(office_id=actor.office_id).values("pk"))
    rows = CallAnswer.objects.filter(mine | others, call__in=DataCall.objects.open())
    rows = rows.annotate(silent=Case(When(mine, then=Value(False)), default=Value(True), output_field=BooleanField()))
    rows = rows.select_related("call__office", "office").defer("rows", "values")
    return list(rows.order_by("silent", "call__deadline", "office__code")[: 2 * SHOWN])
