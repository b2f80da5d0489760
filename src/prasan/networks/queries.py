"""Questions to volunteers and surveys that are more than a filter: who serves where, which places have answered."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, Subquery
from django.utils import timezone

from prasan.directory.models import Area
from prasan.networks.models import Appointment, Response, Survey, Volunteer

IN_TIME, LATE, WAITING, OVERDUE, NOBODY = "in_time", "late", "waiting", "overdue", "nobody"
STATES = (IN_TIME, LATE, WAITING, OVERDUE, NOBODY)
LEAN = ("grams", "boundary")


def areas_of(volunteer: Volunteer, day: dt.date | None = None) -> list[Area]:
    """Return the sub-districts that a volunteer serves on a day, today's by default. One query."""
    held = Appointment.objects.on(day or timezone.localdate()).filter(volunteer=volunteer.pk)
    return list(Area.objects.filter(pk__in=held.values("area")).defer(*LEAN).order_by("pk"))


def open_surveys(areas: Iterable[Area]) -> list[Survey]:
    """Return the surveys that ask about some sub-districts, the next deadline first. One query."""
    rows = Survey.objects.open_for([one.pk for one in areas]).select_related("area", "office")
    return list(rows.defer(*(f"area__{name}" for name in LEAN), "office__grams").order_by("deadline", "pk"))


def asked_about(survey: Survey, areas: Iterable[Area]) -> list[Area]:
    """Return those of some sub-districts that a survey asks about."""
    return [one for one in areas if survey.area.holds(one.pk)]


@dataclass(frozen=True, slots=True)
class Spot:
    """A sub-district on the map of a survey."""

    pk: int
    code: str
    name: str
    district: str
    state: str
    answers: int


def coverage(survey: Survey) -> list[Spot]:
    """Return every sub-district that a survey asks about and whether it has answered. One query.

    WAITING and OVERDUE have a volunteer who has not answered; NOBODY has no volunteer on this day.
    """
    today = timezone.localdate()
    mine = Response.objects.filter(survey=survey, area=OuterRef("pk")).order_by().values("area")
    rows = Area.objects.within(survey.area).current(today).filter(kind=Area.Kind.SUBDISTRICT)
    rows = rows.select_related("parent").annotate(
        answers=Subquery(mine.annotate(n=Count("pk")).values("n")),
        in_time=Exists(Response.objects.filter(survey=survey, area=OuterRef("pk"), late=False)),
        served=Exists(Appointment.objects.on(today).filter(area=OuterRef("pk"))),
    )
    rows = rows.defer(*LEAN, *(f"parent__{name}" for name in LEAN)).order_by("pk")
    return [
        Spot(one.pk, one.code, one.name, one.parent.name if one.parent else "", _state(survey, one), one.answers or 0)
        for one in rows
    ]


def _state(survey: Survey, spot: Any) -> str:
    if spot.answers:
        return IN_TIME if spot.in_time else LATE
    if not spot.served:
        return NOBODY
    return OVERDUE if survey.is_over else WAITING


def counts(spots: Iterable[Spot]) -> dict[str, int]:
    """Return how many sub-districts stand in each state."""
    found = Counter(one.state for one in spots)
    return {state: found[state] for state in STATES}


def tallies(
    survey: Survey, answers: Iterable[dict[str, Any]]
) -> list[tuple[Any, dict[str, int], dict[str, Any] | None]]:
    """Return each question with the counts of its choices and, of numbers, how many, sum, least and most.

    Parameters: `answers`, the one that counts for each sub-district. What nobody answered is not counted as nought.
    """
    rows = list(answers)
    found = []
    for one in survey.asked:
        told = [row[one.name] for row in rows if one.name in row]
        chosen: Counter[str] = Counter()
        for value in told:
            chosen.update(value if isinstance(value, list) and one.kind == "many" else [str(value)])
        picks = {label: chosen[value] for value, label in one.choices}
        numbers = [float(value) for value in told] if one.kind in {"integer", "decimal"} else []
        sums = (
            {"n": len(numbers), "sum": sum(numbers), "least": min(numbers), "most": max(numbers)} if numbers else None
        )
        found.append((one, picks, sums))
    return found


def last_answers(survey: Survey) -> list[Response]:
    """Return the latest answer of each sub-district. One query."""
    rows = Response.objects.filter(survey=survey).select_related("area").order_by("area_id", "-id").distinct("area_id")
    return list(rows.defer(*(f"area__{name}" for name in LEAN)))


def served(actor: Any) -> dict[str, int]:
    """Return how many sub-districts the own area has, and how many a volunteer today. Two queries."""
    today = timezone.localdate()
    rows = Area.objects.filter(kind=Area.Kind.SUBDISTRICT, pk__gte=actor.area_id, pk__lte=actor.area_last).current(
        today
    )
    held = rows.filter(Exists(Appointment.objects.on(today).filter(area=OuterRef("pk"))))
    return {"all": rows.count(), "held": held.count()}
