"""Who stands on the ladder of an event: the rungs of its severity and the seats they mean."""

from __future__ import annotations

import datetime as dt

from django.db.models import Q

from prasan.directory.models import Area
from prasan.directory.queries import acting
from prasan.situation.models import Event, EventPlace, Rung


def rungs_of(event: Event) -> list[Rung]:
    """Return the rungs of an event's severity, the soonest first."""
    return list(Rung.objects.filter(severity=event.severity, is_active=True).order_by("minutes", "role", "where"))


def _within(numbers: list[int]) -> Q:
    """Return the condition: a seat's office stands in one of some areas, or in an area that holds it.

    A seat of the province counts for an event in its district, and the other way round.
    """
    found = Q(pk__in=[])
    for first, last in Area.objects.filter(pk__in=numbers).values_list("pk", "last"):
        found |= Q(office__area_id__lte=first, office__area__last__gte=last)
        found |= Q(office__area_id__gte=first, office__area_id__lte=last)
    return found


def people_of(rung: Rung, event: Event, day: dt.date) -> set[int]:
    """Return who acts from the seats that a rung means for an event on a day, delegates among them."""
    which = Q(role=rung.role)
    if rung.where == Rung.Where.CENTRE:
        which &= Q(office__kind__in=["ministry", "department", "central", "centre"])
    else:
        role = EventPlace.Role.ORIGIN if rung.where == Rung.Where.ORIGIN else EventPlace.Role.ALSO
        places = list(EventPlace.objects.filter(event=event, role=role).values_list("area_id", flat=True))
        if rung.where == Rung.Where.PLACE:
            places.append(event.area_id)
        which &= _within(places) & Q(office__kind__in=["provincial", "branch", "abroad"])
    return acting(which, day)
